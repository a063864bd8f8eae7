"""Where articles come from: files, folders, archives, tables and feeds, each read as a stream.

Begin at ``opening.open_sources``."""
