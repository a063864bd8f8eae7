"""What an article says happened: kinds, places with their roles, how far it is from done, and the
same event once."""
