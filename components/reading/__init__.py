"""One article read: ``analysis.py`` first, what it needs loaded once, what is made coarser, and
what was left off."""
