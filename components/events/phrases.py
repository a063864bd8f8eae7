"""Noun phrases: their name in the article's words, what sort of noun leads them, and who a personal name belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from components.events.marks import Mark, mark_of, remembered
from components.events.people_lexicon import ActorLexicon, ReportRow
from components.model import Span

LEADING = frozenset({"det", "predet", "punct", "cc", "advmod", "nummod", "quantmod", "prep", "case", "preconj", "neg"})
"""Words in front of a name that are no part of it."""

VAGUE_FIGURES = frozenset({"many", "some", "several", "few", "most", "more", "all", "numerous", "various", "both", "unnamed"})
MAX_NAME_TOKENS = 14


def word_forms(token: Token) -> frozenset[str]:
    """The lemma and the written word, lower case; proper nouns keep their plural, so that is taken off too."""
    lower = token.lower_
    singular = lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
    return frozenset({lower, token.lemma_.lower(), singular})


def is_a(token: Token, lexicon: ActorLexicon, *kinds: str) -> bool:
    """Whether the word is one of these kinds of actor words."""
    forms = word_forms(token)
    return any(forms & lexicon.words[kind] for kind in kinds)


def report_row(token: Token, lexicon: ActorLexicon) -> ReportRow | None:
    """The row of a report, update, statement (``document``), of footage, data (``evidence``) or of a claim (``act``)."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    return next((lexicon.report_nouns[form] for form in word_forms(token) if form in lexicon.report_nouns), None)


def is_report_noun(token: Token, lexicon: ActorLexicon, *kinds: str) -> bool:
    row = report_row(token, lexicon)
    return row is not None and row.kind in (kinds or ("document", "evidence"))


def name_bounds(token: Token, lexicon: ActorLexicon) -> tuple[int, int]:
    """Tokens (half-open) of the phrase's name: no determiner, number or relative clause; "of ..." after a noun belongs,
    "for ..." after a spokesman."""
    mark = mark_of(token, lexicon)
    start, end = _left(token, mark, lexicon), max(token.i + 1, mark.end if mark else 0)
    end = _over_hyphens(token.doc, end)
    if not _is_personal(token):
        end = _over_of(token, end, lexicon)
    return max(start, end - MAX_NAME_TOKENS), end


def _left(token: Token, mark: Mark | None, lexicon: ActorLexicon) -> int:
    """Behind determiners, possessive pronouns and figures: "at least 200 rebel troops" gives "rebel troops"."""
    before = [child for child in token.lefts if child.dep_ != "relcl"]
    before = [child for child in before if child.dep_ != "poss" or not is_private(child, lexicon)]
    start = min((child.left_edge.i for child in before), default=token.i)
    if _is_personal(token):
        start = max([start, *(word.i + 1 for word in token.doc[start : token.i] if _parts_names(word))])
    figures = [child.right_edge.i + 1 for child in before if child.dep_ == "nummod" or child.like_num]
    start = max([start, *(after for after in figures if after <= token.i)])
    while start < token.i and _is_leading(token.doc[start], token):
        start += 1
    return min(start, mark.start) if mark and mark.end > token.i else start


def _parts_names(word: Token) -> bool:
    return word.pos_ in {"CCONJ", "PUNCT"} and word.text != "-"


def _is_leading(word: Token, head: Token) -> bool:
    if word.tag_ in {"PRP$", "``", "''", "WP$", "WRB", "WDT"} or word.is_punct or word.is_space:
        return True
    if word.like_num or word.lower_ in VAGUE_FIGURES:
        return True
    return word.dep_ in LEADING and word.head.i >= word.i and not (word.dep_ == "advmod" and word.head.i != head.i)


def _over_hyphens(doc: Doc, end: int) -> int:
    """ "Commander-in-Chief" is one word, though the parser parts it."""
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2
    return end


def _over_of(token: Token, end: int, lexicon: ActorLexicon) -> int:
    for prep in token.rights:
        if prep.i == end and (prep.lower_ == "of" or (prep.lower_ == "for" and is_a(token, lexicon, "functionary"))):
            for noun in prep.children:
                if noun.dep_ == "pobj" and noun.i > end and not is_private(noun, lexicon):
                    return max(end, name_bounds(noun, lexicon)[1])
    return end


def name_of(token: Token, lexicon: ActorLexicon) -> str:
    """The phrase's name as the article writes it, on one line."""
    start, end = name_bounds(token, lexicon)
    return " ".join(token.doc[start:end].text.split())


def span_of(token: Token, lexicon: ActorLexicon) -> Span:
    start, end = name_bounds(token, lexicon)
    last = token.doc[end - 1]
    return Span(start=token.doc[start].idx, end=last.idx + len(last))


def named_beside(noun: Token, lexicon: ActorLexicon) -> Token:
    """ "the leader of the council, Ana Moreau", "another rival, Chad": the name in apposition, else the noun itself."""
    if noun.pos_ == "NOUN" and is_a(noun, lexicon, "relation"):
        named = [one for one in noun.children if one.dep_ == "appos" and mark_of(one, lexicon) is not None]
        return named[0] if named else noun
    if noun.pos_ != "NOUN" or not is_a(noun, lexicon, "office"):
        return noun
    inner = [one for prep in noun.children if prep.dep_ == "prep" for one in prep.subtree]
    beside = [one for one in (*noun.children, *inner) if one.dep_ == "appos" and is_person(one, lexicon)]
    return beside[0] if beside else noun


def _is_personal(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.pos_ == "PROPN"


def office_of(token: Token, lexicon: ActorLexicon) -> Token | None:
    """The word that gives a named person an office, rank or role: before the name, in apposition, or after "is"."""
    modifiers = [child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod", "poss"}]
    start = min((child.left_edge.i for child in modifiers), default=token.i)
    before = [word for word in token.doc[start : token.i] if _is_office(word, token, lexicon)]
    beside = [child for child in token.children if child.dep_ in {"appos", "npadvmod"} and _holds_office(child, lexicon)]
    around = [token.head] if token.dep_ == "appos" and _holds_office(token.head, lexicon) else []
    above = _office_above(token, lexicon)
    return next(iter([*before, *beside, *around, *above]), None)


def _holds_office(noun: Token, lexicon: ActorLexicon) -> bool:
    beside = [child for child in noun.children if child.dep_ == "conj"]
    return any(_is_office(one, noun, lexicon) for one in (noun, *beside))


def _is_office(word: Token, phrase: Token, lexicon: ActorLexicon) -> bool:
    """An office, or a role ("member", "director") in a body of public life; a hospital's director is a private person."""
    if is_a(word, lexicon, "office"):
        return True
    return is_a(word, lexicon, "role") and any(_is_public_body(one, lexicon) for one in phrase.subtree)


def _is_public_body(word: Token, lexicon: ActorLexicon) -> bool:
    mark = mark_of(word, lexicon)
    return is_a(word, lexicon, "public body") or (mark is not None and mark.name.kind == "actor")


def _office_above(token: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "the leader of the council, Ana Moreau": the parser hangs the name on the nearest noun."""
    if token.dep_ != "appos" or token.head.dep_ != "pobj" or token.head.head.dep_ != "prep":
        return []
    noun = token.head.head.head
    return [noun] if is_a(noun, lexicon, "office") else []


def is_person(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether a proper noun names a single person, by the row, the parser's entity or the title before it."""
    if token.pos_ != "PROPN":
        return False
    mark = mark_of(token, lexicon)
    if mark is not None and mark.end > token.i:
        return any(row.kind in {"leader", "official"} for row in mark.name.actors)
    if is_a(token, lexicon, "organ", "force", "media") or is_report_noun(token, lexicon):
        return False
    titled = any(is_a(child, lexicon, "title") for child in token.lefts)
    if titled or token.ent_type_ == "PERSON" or token.lower_ in _surnames(token.doc, lexicon):
        return True
    return token.ent_type_ in {"", "ORG"} and token.dep_ != "compound" and office_of(token, lexicon) is not None


def _surnames(doc: Doc, lexicon: ActorLexicon) -> frozenset[str]:
    """Words that the parser reads as a part of a person's name somewhere in the text, two words or longer."""
    def collect() -> frozenset[str]:
        people = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
        return frozenset(token.lower_ for entity in people for token in entity if token.pos_ == "PROPN")
    return remembered(doc, "surnames", lexicon=lexicon, make=collect)


def introduction(token: Token, lexicon: ActorLexicon) -> Token | None:
    """Where the text names this person with an office; the fullest such name, or None for a private person."""
    return introductions(token.doc, lexicon).get(token.lower_)


def introductions(doc: Doc, lexicon: ActorLexicon) -> Mapping[str, Token]:
    """Each word of the name of a person with an office to the head of the fullest phrase that names both."""
    return remembered(doc, "introductions", lexicon=lexicon, make=lambda: _introductions(doc, lexicon))


def is_private(noun: Token, lexicon: ActorLexicon) -> bool:
    """A person whom the text gives no office, rank or role and no row names (rule 11)."""
    return is_person(noun, lexicon) and not is_public(noun, lexicon)


def is_public(noun: Token, lexicon: ActorLexicon) -> bool:
    mark = mark_of(noun, lexicon)
    return mark is not None or office_of(noun, lexicon) is not None or introduction(noun, lexicon) is not None


def _introductions(doc: Doc, lexicon: ActorLexicon) -> Mapping[str, Token]:
    found: dict[str, Token] = {}
    for token in doc:
        if not _introduces(token, lexicon):
            continue
        for word in personal_words(token, lexicon):
            known = found.get(word)
            if known is None or len(personal_words(known, lexicon)) < len(personal_words(token, lexicon)):
                found[word] = token
    return found


def _introduces(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether a phrase names a person together with an office."""
    if token.pos_ != "PROPN" or token.dep_ == "compound" or is_a(token, lexicon, "organ", "force", "office"):
        return False
    named = mark_of(token, lexicon) is None or is_person(token, lexicon)
    return named and office_of(token, lexicon) is not None


def personal_words(token: Token, lexicon: ActorLexicon) -> tuple[str, ...]:
    """The proper nouns that make the personal name: those after the last word of office before it."""
    name: list[str] = [token.lower_]
    for i in range(token.i - 1, -1, -1):
        word = token.doc[i]
        other = is_a(word, lexicon, "office", "organ", "force") or _names_a_side(word, lexicon)
        if word.pos_ != "PROPN" or word.head.i < i or other:
            break
        name.append(word.lower_)
    return tuple(name)


def _names_a_side(word: Token, lexicon: ActorLexicon) -> bool:
    mark = mark_of(word, lexicon)
    return mark is not None and mark.name.kind != "actor"
