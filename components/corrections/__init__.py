"""What a person changes of a reading: records and files, applying, signing, checks, agreement."""
