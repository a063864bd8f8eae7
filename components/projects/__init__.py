"""Named projects: articles, corrections, references, sign-offs, and a log."""
