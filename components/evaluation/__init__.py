"""Gold against output: what a reading found, missed and invented, as tables and lists of errors."""
