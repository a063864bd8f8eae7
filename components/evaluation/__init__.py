"""Readings compared with gold: what was found, missed and invented, as tables and lists of
errors."""
