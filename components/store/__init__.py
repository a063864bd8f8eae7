"""Many articles: the run that reads them, the store that keeps the results, and the queries on
it."""
