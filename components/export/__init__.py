"""Writers of files for download; each takes tables, wherever they come from."""
