"""What every room may use: records, errors, settings, whole files, globe, precision, HTML."""
