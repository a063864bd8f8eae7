"""What a person has chosen and what follows from it: selection, facets, search, the day shown,
groups, bars and stretches of days, the walk."""
