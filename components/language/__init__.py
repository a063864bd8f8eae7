"""The parse of an article, and what its words say of themselves before any kind of event is asked
for."""
