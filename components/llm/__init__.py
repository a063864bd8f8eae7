"""The person's own language model: it is asked for quotes, which are used only where the text has
them."""
