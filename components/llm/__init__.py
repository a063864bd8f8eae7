"""A language model of the person's own: asked for quotes, believed only where the text has them."""
