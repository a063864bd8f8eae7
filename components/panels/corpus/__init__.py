"""The page of a corpus: a module for each panel; ``page.py`` lays them out."""
