"""The parts of data/build.py: what is derived from which package, and how."""
