"""A person's corrections as records, each about one part of a reading, anchored in the text.

An event is identified by its trigger's span, a name by its own, a missed event by its sentence and
a number. Later ones replace earlier ones; only undoing removes one from the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from components.core.records import Article, Span
from components.corrections.changes import REJECTED, SENT_BACK, Change, PinChange, Verdict
from components.linking.decisions import Decision


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Target:
    """An event by its trigger's span; an added one by its sentence and ``number`` from 1."""

    span: Span
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One change by one person. Raises ValueError without coder, time zone, or, where an event is
    sent back, a note."""

    article: str
    """sha256 of the article's text, hexadecimal."""
    span: Span
    quote: str
    """The words at ``span``, by which another text is noticed."""
    change: Change
    coder: str
    time: datetime
    number: int = 0
    """0 for what the program read; events that were added to one sentence count from 1."""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.coder.strip():
            raise ValueError("a correction needs the name of its coder")
        if self.change == SENT_BACK and not self.note.strip():
            raise ValueError("an event is sent back with a comment: say what needs another look")
        has_zone(self.time)

    @property
    def target(self) -> Target:
        return Target(span=self.span, number=self.number)

    @property
    def changes_reading(self) -> bool:
        """Whether it says that something else is so; not that it is right, or to look again."""
        return not isinstance(self.change, Verdict) or self.change == REJECTED

    @property
    def part(self) -> Part:
        """What the correction is about: a later one of the same part replaces it."""
        return (
            self.article,
            self.target,
            self.change.field,
            self.change.name if isinstance(self.change, PinChange) else None,
        )


Part = tuple[str, Target, str, Span | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A person's signature under a checked reading; ``digest`` identifies it (``digest_of``)."""

    article: str
    name: str
    day: date
    time: datetime
    digest: str
    note: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a sign-off needs a name")
        has_zone(self.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEvent:
    """An event that was drawn for a random check; ``is_right`` is None until it is answered."""

    span: Span
    number: int = 0
    quote: str
    is_right: bool | None = None
    note: str = ""

    @property
    def target(self) -> Target:
        return Target(span=self.span, number=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheck:
    """A check of events drawn at random. Raises ValueError for an impossible draw."""

    article: str
    name: str
    day: date
    time: datetime
    """Of the last answer; of the beginning where there is none."""
    seed: str
    events: int
    """How many there were to draw from."""
    reading: str
    """Digest of the program's reading, as of a sign-off that changed nothing."""
    drawn: tuple[DrawnEvent, ...]

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a random check needs the name of who checks")
        if not 0 < len({one.target for one in self.drawn}) == len(self.drawn) <= self.events:
            raise ValueError(f"{len(self.drawn)} of {self.events} events, each once, is no draw")
        has_zone(self.time)

    @property
    def next(self) -> DrawnEvent | None:
        """The first event without an answer; None where all have one."""
        return next((one for one in self.drawn if one.is_right is None), None)

    @property
    def draw(self) -> tuple[object, ...]:
        """Which check it is: the same one with later answers replaces it."""
        targets = (one.target for one in self.drawn)
        return (self.article, self.name, self.seed, self.reading, *targets)


T = TypeVar("T", Correction, SignOff, SpotCheck)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a file of corrections holds, of one article or of many."""

    corrections: tuple[Correction, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    spot_checks: tuple[SpotCheck, ...] = ()
    links: tuple[Decision, ...] = ()
    """Which events of different articles a person says are the same, or not."""

    def of(self, article: str) -> Corrections:
        """Those of one article, by the sha256 of its text, without links."""
        return Corrections(
            corrections=_about(self.corrections, article),
            sign_offs=_about(self.sign_offs, article),
            spot_checks=_about(self.spot_checks, article),
        )

    def texts(self) -> tuple[str, ...]:
        """The sha256 of the text of each article that has an entry."""
        entries: tuple[Correction | SignOff | SpotCheck, ...] = (
            *self.corrections,
            *self.sign_offs,
            *self.spot_checks,
        )
        return tuple(dict.fromkeys(one.article for one in entries))

    def with_these(self, corrections: Iterable[Correction]) -> Corrections:
        return replace(self, corrections=(*self.corrections, *corrections))

    def without(self, part: Part) -> Corrections:
        """As if nobody had corrected that part."""
        return replace(self, corrections=tuple(one for one in self.corrections if one.part != part))

    def signed(self, sign_off: SignOff) -> Corrections:
        return replace(self, sign_offs=(*self.sign_offs, sign_off))

    def and_these(self, came: Corrections) -> Corrections:
        """Both, each entry once; of two links of the same pair of events the one of ``came``."""
        links = {(one.first, one.second): one for one in (*self.links, *came.links)}
        return Corrections(
            corrections=tuple(dict.fromkeys((*self.corrections, *came.corrections))),
            sign_offs=tuple(dict.fromkeys((*self.sign_offs, *came.sign_offs))),
            spot_checks=self.checked(*came.spot_checks).spot_checks,
            links=tuple(links.values()),
        )

    def checked(self, *checks: SpotCheck) -> Corrections:
        """With these random checks, each in place of the same one with older answers."""
        every = sorted((*self.spot_checks, *checks), key=lambda one: one.time)
        return replace(self, spot_checks=tuple({one.draw: one for one in every}.values()))

    def in_force(self) -> tuple[Correction, ...]:
        """The latest of each part, in text order; of one instant the later in the file."""
        latest = {one.part: one for one in sorted(self.corrections, key=lambda one: one.time)}
        # Without a name the target's span counts.
        order = sorted(latest, key=lambda part: (*part[:3], part[3] or part[1].span))
        return tuple(latest[part] for part in order)


def _about(entries: Iterable[T], article: str) -> tuple[T, ...]:
    return tuple(one for one in entries if one.article == article)


def text_id(article: Article) -> str:
    """What corrections call an article, whatever its id: the sha256 of its text."""
    return hashlib.sha256(article.text.encode()).hexdigest()


def has_zone(time: datetime) -> None:
    """Raises ValueError for a time without a zone, which is another instant on each machine."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone")
