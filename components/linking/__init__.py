"""Finds the same event in several articles: events tables in, stories out; begin at
``stories.py``."""
