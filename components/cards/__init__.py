"""What was read of one event, for people: its parts with their words, and the card."""
