"""What was read of one event, for people: its parts with the words they rest on, and the card that
shows them."""
