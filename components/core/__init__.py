"""What every room may use and nothing above it: records, errors, settings, files written whole, the
globe, precision, HTML."""
