"""What a person has chosen and what follows from it: selection, facets, search, the day shown,
groups, lanes, the walk."""
