"""Figures of an event: killed, wounded, captured, area, distance, with the words that qualify them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from components.events.context import Context, span_of
from components.events.syntax import children, core, objects, subjects
from components.model import Quantity

LENGTH_UNITS = {"mile": "mi", "kilometer": "km", "kilometre": "km", "km": "km", "metre": "m", "meter": "m"}
NUMBERS = {word: float(value) for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split())} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 100.0,
    "thousand": 1e3, "million": 1e6, "billion": 1e9}
SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
QUALIFIERS = (
    ("at least", ("at least", "more than", "over", "no fewer than", "no less than")),
    ("at most", ("at most", "up to", "fewer than", "less than", "under", "as many as")),
    ("about", ("about", "around", "some", "roughly", "approximately", "nearly", "almost", "an estimated", "close to")),
)


def quantities_of(tokens: Sequence[Token], context: Context) -> tuple[Quantity, ...]:
    """Figures on the arguments of the tokens that tell one event."""
    found: dict[int, Quantity] = {}
    for token in tokens:
        for noun, kind in _counted(token, context):
            for quantity in _figures(noun, kind):
                if quantity.span:
                    found.setdefault(quantity.span.start, quantity)
    return tuple(found[start] for start in sorted(found))


def _counted(token: Token, context: Context) -> Iterator[tuple[Token, str]]:
    """The nouns that carry a figure, and what the figure counts."""
    kind = context.lexicon.quantities.get(token.lemma_.lower(), "")
    verbs = [token, *(child for child in children(token, "conj") if child.pos_ == "VERB")]
    for verb in verbs:
        own = context.lexicon.quantities.get(verb.lemma_.lower(), kind)
        nouns = objects(verb) or (subjects(verb) if own in {"killed", "captured", "displaced"} else [])
        for noun in [*nouns, *children(verb, "npadvmod")]:
            if noun.lemma_.lower() in LENGTH_UNITS or (own and not context.is_place(noun)):
                yield _number_bearer(noun), own


def _number_bearer(noun: Token) -> Token:
    """"dozens of soldiers" counts on dozens."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if core(above) == noun else noun


def _figures(noun: Token, kind: str) -> Iterator[Quantity]:
    numbers = [noun] if noun.like_num or noun.lemma_ in NUMBERS else children(noun, "nummod")
    unit, kind = _unit(noun, kind)
    for number in numbers:
        if not kind or (number != noun and number.ent_type_ in {"DATE", "TIME"}):
            continue
        inner = (one for one in number.subtree if one.dep_ in {"compound", "quantmod", "nummod"} and one != number)
        words = sorted([number, *inner], key=lambda word: word.i)
        text = number.doc[words[0].i : words[-1].i + 1]
        yield Quantity(value=_value(words), unit=unit, kind=kind, qualifier=_qualifier(words[0]), text=text.text,
                       span=span_of(words[0], words[-1]))


def _unit(noun: Token, kind: str) -> tuple[str, str]:
    lemma = noun.lemma_.lower()
    if lemma not in LENGTH_UNITS:
        return "" if kind == "destroyed" else "people", kind
    square = any(child.lower_ in {"square", "sq"} for child in noun.children)
    unit = LENGTH_UNITS[lemma]
    return (f"{unit}2", "area") if square else (unit, "distance")


def _value(words: Sequence[Token]) -> float | None:
    """The number in the words; None where they give none ("dozens")."""
    total: float | None = None
    for token in words:
        text = token.lower_.replace(",", "")
        if text in SCALES and total is not None:
            total *= SCALES[text]
        elif text in NUMBERS:
            total = NUMBERS[text]
        elif text.replace(".", "", 1).isdigit():
            total = float(text)
    return total


def _qualifier(first: Token) -> str:
    start = max(first.sent.start, first.i - 3)
    before = first.doc[start : first.i].text.lower()
    inside = " ".join(token.lower_ for token in first.subtree)
    for name, phrases in QUALIFIERS:
        if any(before.endswith(phrase) or inside.startswith(phrase) for phrase in phrases):
            return name
    return ""
