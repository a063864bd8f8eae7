"""Every sentence that people read: fields of a row in words, days, status, provenance, in the form
the reader wants."""
