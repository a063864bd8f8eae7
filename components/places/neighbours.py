"""How a toponym relates to the names beside it: lies in it, is near it, or is in a list with it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.core.fold import fold
from components.core.records import Toponym
from components.lexicon.names import NameLexicon
from components.places.reading import WordReading

MAX_GAP_WORDS = 6
IN_LIST = frozenset({(",",), ("and",), ("or",), (",", "and"), (",", "or")})
IN_GAP = frozenset({"direction", "settlement", "admin1", "admin2", "area"})
FEWEST_HEADINGS = 2
NEARING = frozenset({"near", "outside", "around", "toward", "towards"})
TO_ITS_SIDE = frozenset({"of", "from"})
"""After a direction: "north of Sumy"."""
IN_NEARING = NEARING | TO_ITS_SIDE | frozenset(("(", ",", "the", "a", "to"))


@dataclass(frozen=True, slots=True)
class ToponymWords:
    toponym: Toponym
    first: int
    end: int


def toponym_words(toponyms: Sequence[Toponym], reading: WordReading) -> list[ToponymWords]:
    """The word positions of each toponym; a span inside a word takes that word."""
    found = []
    for toponym in toponyms:
        first = max(bisect_right(reading.starts, toponym.span.start) - 1, 0)
        end = max(bisect_right(reading.starts, toponym.span.end - 1), first + 1)
        found.append(ToponymWords(toponym, first, end))
    return found


def names_after_comma(
    number: int, placed: Sequence[ToponymWords], reading: WordReading
) -> Iterator[str]:
    """The name after a comma, and the next one: "Paris, Lamar County, Texas"."""
    for other in placed[number + 1 : number + 3]:
        before = placed[number]
        gap = reading.lowers[before.end : other.first]
        if gap not in ((",",), ("(",)) or other.toponym.use == "demonym":
            return
        yield fold(other.toponym.text)
        number += 1


def names_listed_with(
    number: int, placed: Sequence[ToponymWords], reading: WordReading
) -> Iterator[str]:
    """The names beside it with only a comma, "and" or "or" between."""
    for one, other in ((number - 1, number), (number, number + 1)):
        if (
            one >= 0
            and other < len(placed)
            and reading.lowers[placed[one].end : placed[other].first] in IN_LIST
        ):
            yield fold(placed[one if other == number else other].toponym.text)


def names_of_container(
    number: int, placed: Sequence[ToponymWords], reading: WordReading
) -> Iterator[str]:
    """Names that the words put it in: "X in southern Y", "Y's X", "the Russian town of X"."""
    here = placed[number]
    if number + 1 < len(placed) and means_in(
        reading.lowers[here.end : placed[number + 1].first], reading.names
    ):
        yield fold(placed[number + 1].toponym.text)
    if number and _is_owner(placed[number - 1], here, reading):
        yield fold(placed[number - 1].toponym.text)


def headings_of(placed: Sequence[ToponymWords], reading: WordReading) -> list[str]:
    """For each the heading above it ("Syria" over a list of strikes); "" for a heading."""
    words = Counter(reading.sentence)
    heads = [
        words[reading.sentence[one.first]] == one.end - one.first and one.toponym.use != "demonym"
        for one in placed
    ]
    if sum(heads) < FEWEST_HEADINGS:
        return [""] * len(placed)
    found, above = [], ""
    for one, is_head in zip(placed, heads, strict=True):
        above = fold(one.toponym.text) if is_head else above
        found.append("" if is_head else above)
    return found


def near(number: int, placed: Sequence[ToponymWords], reading: WordReading) -> Iterator[str]:
    """Names it is put near: "X (north of Y)", "X, near Y", "north of Y near A, B and X"."""
    names = reading.names
    here = placed[number]
    if number + 1 < len(placed):
        behind = placed[number + 1]
        gap = reading.lowers[here.end : behind.first]
        # "Near", "(north of", ", to the south-east of".
        if (
            reading.sentence[here.first] == reading.sentence[behind.first]
            and 0 < len(gap) <= MAX_GAP_WORDS
            and all(word in IN_NEARING or names.is_in(word, "direction") for word in gap)
            and _means_near("".join(gap[-2:-1]), gap[-1], names)
        ):
            yield fold(behind.toponym.text)
    own = number
    while number and reading.lowers[placed[number - 1].end : placed[number].first] in IN_LIST:
        number -= 1
    before, first = placed[number - 1], placed[number].first
    if not number or reading.sentence[before.first] != reading.sentence[first]:
        return
    *town, last = reading.lowers[before.end : first] or ("",)
    is_town = all(names.is_in(word, "settlement") for word in town)
    sides = reading.word(before.first - 2), reading.word(before.first - 1)
    if last in NEARING and is_town and _means_near(*sides, names):
        yield fold(before.toponym.text)
        yield from names_listed_with(own, placed, reading)


def _means_near(before: str, last: str, names: NameLexicon) -> bool:
    """ "near"; "north of"."""
    return last in NEARING or (last in TO_ITS_SIDE and names.is_in(before, "direction"))


def means_in(gap: tuple[str, ...], names: NameLexicon) -> bool:
    """ "in", ", in the eastern", ", the second city of": small words with "in" or "of"."""
    if not 0 < len(gap) <= MAX_GAP_WORDS:
        return False
    if gap[0] == "," and gap[-1] == "of":
        return any(names.is_in(word, "settlement") for word in gap)
    return "in" in gap and all(
        word in ("in", "of", "the", ",", "a") or names.groups_of(word) & IN_GAP for word in gap
    )


def _is_owner(before: ToponymWords, here: ToponymWords, reading: WordReading) -> bool:
    gap = reading.lowers[before.end : here.first]
    if len(gap) > MAX_GAP_WORDS or reading.sentence[before.first] != reading.sentence[here.first]:
        return False
    kinds = {"direction", "settlement", "admin1", "admin2", "island"}
    if gap and gap[0] in ("'s", "’s"):
        return all(
            reading.names.groups_of(word) & kinds or word in ("of", "the") for word in gap[1:]
        )
    if before.toponym.use == "demonym":
        return len(gap) > 0 and all(
            reading.names.groups_of(word) & kinds or word in ("of", "the") for word in gap
        )
    return False
