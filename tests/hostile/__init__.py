"""Hostile words in every place where words come from, and every file and page that they go into."""
