"""Many articles: the run that reads them, the store that keeps what was read, and the questions put
to it."""
