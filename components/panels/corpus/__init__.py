"""The page of a corpus: a panel a module, from the store to the browser. ``page.py`` lays them
out."""
