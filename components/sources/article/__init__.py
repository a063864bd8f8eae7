"""Bytes, page or mail to an Article, with boilerplate marked and the language checked."""
