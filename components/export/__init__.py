"""Writers of files; each takes the tables and gives no thought to where they came from."""
