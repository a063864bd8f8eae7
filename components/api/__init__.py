"""The door for Python, as ``from components import read``: an article as tables, map and files; many
articles; a store."""
