"""Figures of an event: killed, wounded, captured, places, weapons, area, distance, with the words
that qualify them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from components.core.records import DRAWN_ROLES, PlaceLink, Quantity, Span
from components.events.context import Context
from components.language.english.numbers import Figure, figures_at, is_number
from components.language.english.predicates import objects, subjects
from components.language.english.syntax import SUBJECTS, children, clause, core, prepositions
from components.language.english.words import is_a
from components.lexicon.measures import UNITS

LENGTH_UNITS = {**UNITS, "metre": "m", "meter": "m"}
COUNTED = (
    "killed wounded captured arrested displaced abducted released destroyed damaged places fired "
    "intercepted"
).split()
PEOPLE = frozenset(
    {"killed", "wounded", "captured", "arrested", "displaced", "abducted", "released"}
)
"""Kinds that count people; the others count the thing that is named."""

HARM = frozenset({"killed", "wounded"})
PLACES = "places"
STATES = frozenset({"oprd", "acomp", "amod", "xcomp", "ccomp", "conj"})
"""How "dead" and "wounded" stand behind what they count: "left 10 people dead and 20 wounded"."""


def quantities_of(tokens: Sequence[Token], context: Context) -> tuple[Quantity, ...]:
    """Figures on the arguments of the tokens that tell one event."""
    found: dict[int, Quantity] = {}
    for token in tokens:
        for noun, kind in (
            *_counted(token, context),
            *_states(token),
            *_toll(token),
        ):
            for quantity in _quantities(noun, kind):
                if quantity.span:
                    found.setdefault(quantity.span.start, quantity)
    return tuple(found[start] for start in sorted(found))


def _counts(token: Token) -> str:
    """What a figure beside the word counts; empty where it counts nothing."""
    return next((kind for kind in COUNTED if is_a(token, f"counts {kind}")), "")


def _counted(token: Token, context: Context) -> Iterator[tuple[Token, str]]:
    """The nouns that carry a figure, and what it counts; of a noun in "20 soldiers died in the
    ambush" those of its verb."""
    kind, around = _counts(token), clause(token)
    if (harm := _counts(around)) in HARM:
        yield from ((noun, harm) for noun in _nouns(around, harm, context))
    for verb in [token, *(child for child in children(token, "conj") if child.pos_ == "VERB")]:
        own = _counts(verb) or kind
        yield from ((noun, own) for noun in _nouns(verb, own, context))


def _nouns(verb: Token, kind: str, context: Context) -> list[Token]:
    """What is counted: the object, the subject of one who flees or dies, and lengths gone."""
    nouns = objects(verb)
    if kind in PEOPLE and all(context.is_place(noun) for noun in nouns):
        nouns += [core(noun) for noun in subjects(verb)]
    gone = [
        noun
        for words, noun in prepositions(verb)
        if words == "by" and noun.lemma_.lower() in LENGTH_UNITS
    ]
    return [*nouns, *children(verb, "npadvmod"), *gone]


def _states(token: Token) -> Iterator[tuple[Token, str]]:
    """ "left 10 people dead and 20 wounded"."""
    for word in dict.fromkeys((*token.subtree, *clause(token).subtree)):
        if word.tag_ not in {"JJ", "VBN"} or word.dep_ not in STATES:
            continue
        kind = _counts(word)
        if kind in HARM:
            yield from ((noun, kind) for noun in _in_that_state(word))


def _in_that_state(word: Token) -> list[Token]:
    subject = children(word, "nsubj", "nsubjpass", "nummod")
    if subject or word.dep_ == "conj":
        return subject
    return (
        [word.head]
        if word.dep_ == "amod"
        else [noun for noun in children(word.head, "dobj") if noun.i < word.i]
    )


def _toll(token: Token) -> Iterator[tuple[Token, str]]:
    """ "the death toll from the strike rose to 46"."""
    verb = clause(token)
    for noun in children(verb, "nsubj"):
        kind = next(
            (_counts(word) for word in children(noun, "compound")),
            "",
        )
        if kind and noun.lemma_.lower() in {"toll", "count", "number"}:
            yield from (
                (figure, kind) for words, figure in prepositions(verb) if words in {"to", "at"}
            )


def _quantities(noun: Token, kind: str) -> Iterator[Quantity]:
    unit, counts = _unit(noun, kind)
    if not counts:
        return
    for number in _numbers(noun):
        if number == noun or not {number.ent_type_, noun.ent_type_} <= {"DATE", "TIME"}:
            yield from (
                _quantity(figure, noun, unit=unit, kind=counts) for figure in figures_at(number)
            )
    if unit == "people" and (one := _one(noun)) is not None:
        yield _quantity(Figure(1.0, "", one.i, noun.i + 1), noun, unit=unit, kind=counts)


def _one(noun: Token) -> Token | None:
    """ "a woman" is one."""
    article = next((child for child in children(noun, "det") if child.lower_ in {"a", "an"}), None)
    return article if noun.tag_ == "NN" and is_a(noun, "person", "civilian") else None


def _numbers(noun: Token) -> list[Token]:
    """On the noun itself, before it, or over it: "11 of 15 drones", "dozens of soldiers", "of 15
    drones, 11 fell"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    above = next((one for one in children(above, *SUBJECTS) if core(one) == noun), above)
    if (
        above != noun and core(above) == noun
    ):  # of "half of its 300,000 residents" the words give no number
        return [above] if is_number(above) else []
    return (
        [noun]
        if is_number(noun)
        else [child for child in children(noun, "nummod") if is_number(child)]
    )


def _unit(noun: Token, kind: str) -> tuple[str, str]:
    """The unit and what is counted; nothing is where a place is not taken or a thing not hit."""
    lemma = noun.lemma_.lower()
    if lemma in LENGTH_UNITS:
        square = any(child.lower_ in {"square", "sq"} for child in noun.children)
        return (f"{LENGTH_UNITS[lemma]}2", "area") if square else (LENGTH_UNITS[lemma], "distance")
    if is_a(noun, "place"):
        return (lemma, PLACES) if kind in {PLACES, "captured"} else ("", "")
    if kind in PEOPLE and not is_a(noun, "structure", "weapon", "ship", "goods"):
        return "people", kind
    return ("", "") if kind == PLACES or is_number(noun) else (lemma, kind)


def _quantity(figure: Figure, noun: Token, *, unit: str, kind: str) -> Quantity:
    words = noun.doc[figure.first : figure.end]
    return Quantity(
        value=figure.value,
        unit=unit,
        kind=kind,
        qualifier=figure.qualifier,
        text=words.text,
        span=Span(start=words.start_char, end=words.end_char),
    )


def extent_of(trigger: Token, links: Sequence[PlaceLink], context: Context) -> str:
    """The partitive over the first drawn place, in the article's words; empty where the whole place
    is meant."""
    for link in links:
        if link.role not in DRAWN_ROLES:
            continue
        noun = context.head_of(link.resolution.toponym.span)
        words = _partitive(noun, trigger, context) if noun else ""
        if words:
            return words
    return ""


def _partitive(noun: Token, trigger: Token, context: Context) -> str:
    """Climbs "of" phrases from the place towards the trigger to the quantifying word."""
    node = noun
    while node.head != node and node.head != trigger:
        node = node.head
        if is_a(node, "partitive") and any(prep.lower_ == "of" for prep in children(node, "prep")):
            before = [
                child
                for child in node.lefts
                if child.dep_ in {"advmod", "quantmod", "nummod", "amod", "predet"}
            ]
            start = before[0].left_edge.i if before else node.i
            return node.doc[start : node.i + 1].text
        if node.pos_ == "NOUN" and context.is_place(node) and (counted := children(node, "nummod")):
            return " ".join(word.text for word in counted[0].subtree) + f" {node.text}"
    return ""
