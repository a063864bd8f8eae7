"""Where articles come from: files, folders, archives, tables and feeds, each a stream.

``opening.open_sources`` is the one way in."""
