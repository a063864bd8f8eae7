"""The reading in the formats of annotation programs, and back from them as corrections.

Such a file has the whole reading: what is missing when it is read back was deleted by a person."""
