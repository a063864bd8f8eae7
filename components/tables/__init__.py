"""Records as the rows of tables, the data dictionary of their columns, and names no finer than may
be taken away."""
