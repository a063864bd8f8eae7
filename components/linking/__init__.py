"""The same event across articles: events tables in, stories out. Begin at ``stories.py``."""
