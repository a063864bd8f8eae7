"""The parse of an article, and what its words say before any kind of event is asked for."""
