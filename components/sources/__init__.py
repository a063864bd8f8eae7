"""Where articles come from: files, folders, archives, tables and feeds, each a stream of what was
given.

``opening.open_sources`` is the one way in.
"""
