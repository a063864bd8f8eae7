"""Records as rows of tables, the data dictionary, and names that are no finer than rule 11
allows."""
