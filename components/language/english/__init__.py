"""English: who does what to whom, who says it and when, read from the parse. Knows no kind of event
and no place."""
