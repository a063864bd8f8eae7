"""What takes minutes and is run by hand, before a release: ``bash tests/endurance/run``."""
