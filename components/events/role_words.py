"""What the prepositions on the way from a place to its trigger, and the trigger itself, say of the
place's role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.core.precision import POINT_KINDS
from components.core.records import Resolution, Role
from components.events.paths import Path
from components.events.triggers import Trigger
from components.language.english.syntax import NOUNS
from components.language.english.words import is_a
from components.lexicon.events import PlacePreposition
from components.lexicon.senses import words_of


def placing(path: Path, known: Sequence[PlacePreposition | None]) -> Iterator[PlacePreposition]:
    """The prepositions that put something into the place: neither "the town of X" nor "control over
    X"."""
    carriers = path.carriers or (path.trigger,) * len(known)
    for one, words, carrier in zip(known, path.prepositions, carriers, strict=True):
        ruled = words == "over" and (is_a(carrier, "control") or carrier == path.trigger)
        if one and words != "of" and not ruled:
            yield one


def said_role(
    path: Path, known: Sequence[PlacePreposition | None], trigger: Trigger, *, is_leaving: bool
) -> Role | None:
    """Of the innermost preposition where it gives a goal or a target; else of the one that stands
    at the trigger."""
    if is_leaving and path.prepositions == ("for",):
        return "to"
    # "attended a conference for the reconstruction of X": what a noun is for; who "left for
    # X" goes there.
    if trigger.kind.has("subject") and any(
        (
            words == "for" and noun.pos_ in NOUNS
            for words, noun in zip(path.prepositions, path.carriers, strict=False)
        )
    ):
        return "mention"
    if is_outskirts(path) and not is_leaving:
        return "in"
    if is_on_the_way(path):
        return known[0].role if known and known[0] and trigger.kind.has("moves") else "along"
    if not known or known[-1] is None:
        return None
    first, last = known[0], known[-1].role
    if first and (first.role == "target" or path.prepositions[0] in {"toward", "towards"}):
        return first.role
    return "in" if last == "participant" and first and first.role == "in" else last


def is_on_the_way(path: Path) -> bool:
    """ "along the road from X to Y", "on the highway to Y"."""
    words = path.prepositions
    return len(words) > 1 and words[0] in {"from", "to"} and words[-1] in {"along", "on", "down"}


def is_outskirts(path: Path) -> bool:
    return any(words.split()[0] in words_of("outskirts") for words in path.prepositions)


def is_crossed(trigger: Trigger, path: Path, resolution: Resolution) -> bool:
    """ "fled across the bridge at X", "retreated across the river"; "advanced across the province"
    went on inside it."""
    place, kind = resolution.place, trigger.kind
    if path.prepositions[-1:] not in {("across",), ("over",)}:
        return False
    moves = kind.name == "withdrawal" or (kind.has("moves") and kind.family != "control")
    return moves and (place is None or place.kind in POINT_KINDS or place.kind == "river")


def leaves(trigger: Trigger) -> bool:
    return trigger.token.pos_ == "VERB" and is_a(trigger.token, "leaving")


def is_aimed_at(trigger: Trigger, path: Path) -> bool:
    """ "fired rockets at X"."""
    aiming = is_a(trigger.token, "aiming")
    return aiming and trigger.kind.has("weapon") and path.prepositions[-1:] == ("at",)
