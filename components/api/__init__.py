"""The door for Python, ``from components import read``: articles and stores as tables and maps."""
