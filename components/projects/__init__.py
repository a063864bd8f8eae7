"""What a person keeps under a name: articles, corrections, references, sign-offs, and a log."""
