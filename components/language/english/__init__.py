"""English: who does what to whom, who says it and when, read from the parse. Knows no kind of event
and no place.

What each file knows, imports only going down:

| file | knows |
|---|---|
| attribution | who says that an event happened, with stance and hedges |
| actors, phrases | a noun phrase as an actor: its name, its side; who did it and to whom |
| speech, cues | words of speech, what they cover, and who may speak them |
| coreference, persons, mentions | whom a pronoun means, who is a person, names of the tables |
| time | dates: what the words give and which happening each dates |
| predicates, clauses | of an event word: agents, patients, slots; tense, polarity, modality |
| prepositions | what is only compared with; what a noun depends on, and by which words |
| syntax, labels, words | functions and steps in the parse; its labels; sorts of words |
| tagging, datelines, numbers | what is put straight before: tags, datelines; numbers in words |
"""
