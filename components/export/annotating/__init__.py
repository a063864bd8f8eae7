"""The reading in the forms of annotation programs, and back from them as corrections.

Such a file holds the whole reading: what is missing when it comes back, a person took out."""
