"""What a person changes of a reading: records, their file, how they are applied, who signs, how
much is wrong in a random check, how far coders agree."""
