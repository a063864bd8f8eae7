"""Every sentence that people read: fields in words, days, status, provenance."""
