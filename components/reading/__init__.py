"""One article read: ``analysis.py`` first; its knowledge, what is made coarser or left off."""
