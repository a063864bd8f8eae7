"""The reading in the forms of programs that mark up texts, and back from them as corrections.

Such a file holds the whole reading, whatever the page shows: what is missing in it when it comes
back was taken out by a person.
"""
