"""Where articles come from: files, folders, archives, tables and feeds, each as a stream of articles.

Begin at ``opening.open_sources``."""
