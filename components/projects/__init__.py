"""What a person keeps from day to day under a name: articles, corrections, references, sign-offs,
and the log that says what was done."""
