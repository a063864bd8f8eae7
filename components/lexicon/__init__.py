"""The rows of data/lexicon as frozen records, read once and checked: what words mean."""
