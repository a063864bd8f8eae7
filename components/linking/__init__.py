"""The same event across articles: events tables in, stories out. ``stories.py`` is the file to read
first."""
