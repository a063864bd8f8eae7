"""What a person changes of a reading: records, their file, how they are applied, who signs, how far
coders agree."""
