"""Figures of an event: killed, wounded, captured, places, weapons, area, distance, with the words
that qualify them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from components.core.records import PlaceLink, Quantity, Span
from components.events.context import Context
from components.language.english.numbers import Figure, figures_at, is_number
from components.language.english.predicates import objects, states, subjects
from components.language.english.prepositions import (
    carrier,
    core,
    is_after_preposition,
    prepositions,
    under,
)
from components.language.english.syntax import clause, dependents, own_subjects
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

BARE = frozenset({"DET", "ADP", "PUNCT", "PRON"})
"""Parts of speech before a partitive that do not count: "the" of "the whole of"."""
HARM = frozenset({"killed", "wounded"})
PLACES = "places"


def quantities_of(tokens: Sequence[Token], context: Context) -> tuple[Quantity, ...]:
    """Figures on the arguments of the tokens that report one event."""
    found: dict[int, Quantity] = {}
    for token in tokens:
        for noun, kind in (*_counted(token, context), *_states_and_toll(token)):
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
    for verb in [token, *(one for one in dependents(token, "conjunct") if one.pos_ == "VERB")]:
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
    return [*nouns, *dependents(verb, "adverbial noun"), *gone]


def _states_and_toll(token: Token) -> Iterator[tuple[Token, str]]:
    """ "left 10 people dead and 20 wounded"; "the death toll from the strike rose to 46"."""
    verb = clause(token)
    for word, nouns in (*states(token), *states(verb)):
        if (kind := _counts(word)) in HARM:
            yield from ((noun, kind) for noun in nouns)
    for noun in own_subjects(verb):
        kind = next(map(_counts, dependents(noun, "compound")), "")
        if kind and noun.lemma_.lower() in {"toll", "count", "number"}:
            yield from ((one, kind) for words, one in prepositions(verb) if words in {"to", "at"})


def _quantities(noun: Token, kind: str) -> Iterator[Quantity]:
    unit, counts = _unit(noun, kind)
    if not counts:
        return
    figures = [
        figure
        for number in _numbers(noun)
        if number == noun or not {number.ent_type_, noun.ent_type_} <= {"DATE", "TIME"}
        for figure in figures_at(number)
    ]
    # "a woman" is one.
    if unit == "people" and is_a(noun, "person", "civilian"):
        articles = (child for child in noun.lefts if child.lower_ in {"a", "an"})
        figures += [Figure(1.0, "", one.i, noun.i + 1) for one in articles][:1]
    for figure in figures:
        words = noun.doc[figure.first : figure.end]
        yield Quantity(
            value=figure.value,
            unit=unit,
            kind=counts,
            qualifier=figure.qualifier,
            text=words.text,
            span=Span(start=words.start_char, end=words.end_char),
        )


def _numbers(noun: Token) -> list[Token]:
    """On the noun itself, before it, or over it: "11 of 15 drones", "dozens of soldiers", "of 15
    drones, 11 fell"."""
    above = carrier(noun) if is_after_preposition(noun, {"of"}) else noun
    above = next((one for one in own_subjects(above) if core(one) == noun), above)
    # Of "half of its 300,000 residents" the words give no number.
    if above != noun and core(above) == noun:
        return [above] if is_number(above) else []
    return list(filter(is_number, [noun] if is_number(noun) else dependents(noun, "numeral")))


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


def extent_of(trigger: Token, drawn: Iterable[PlaceLink], context: Context) -> str:
    """The partitive over the first drawn place that has one, in the article's words; empty where
    the whole place is meant."""
    nouns = (context.head_of(link.resolution.toponym.span) for link in drawn)
    found = (_partitive(noun, trigger, context) for noun in nouns if noun)
    return next(filter(None, found), "")


def _partitive(noun: Token, trigger: Token, context: Context) -> str:
    """Climbs "of" phrases from the place towards the trigger to the quantifying word."""
    node = noun
    while node.head != node and node.head != trigger:
        node = node.head
        if is_a(node, "partitive") and under(node, {"of"}):
            before = [child for child in node.lefts if child.pos_ not in BARE]
            start = before[0].left_edge.i if before else node.i
            return node.doc[start : node.i + 1].text
        if (
            node.pos_ == "NOUN"
            and context.is_place(node)
            and (counted := dependents(node, "numeral"))
        ):
            return " ".join(word.text for word in counted[0].subtree) + f" {node.text}"
    return ""
