"""What the text says happened: when, where, to whom, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from components.core.records.persons import Amendment, Comment
from components.core.records.places import Resolution
from components.core.records.text import Span

TimeKind = Literal["day", "range", "week", "month", "vague", "open", "unknown"]
Role = Literal[
    "at",
    "in",
    "from",
    "to",
    "along",
    "origin",
    "target",
    "reference",
    "participant",
    "actor",
    "modifier",
    "mention",
]
Stance = Literal["says", "acknowledges", "denies", "claims", "assesses", "reports"]
SpeakerKind = Literal["party", "monitor", "official", "media", "unnamed", ""]
Modality = Literal[
    "done",
    "ongoing",
    "planned",
    "ordered",
    "threatened",
    "feared",
    "denied",
    "negated",
    "hypothetical",
]

DRAWN_ROLES: frozenset[str] = frozenset({"at", "in", "from", "to", "along", "origin", "target"})
HAPPENED: frozenset[str] = frozenset({"done", "ongoing"})
"""Modalities of what is told as a fact: the others are ahead, only possible, or did not happen."""
INTENDED: frozenset[str] = frozenset({"planned", "ordered"})
"""Modalities of what somebody means to do."""
DRAWN_MODALITIES = HAPPENED | INTENDED
OWN_VOICE = "the article"
"""The speaker of what the article tells as its own where somebody else is quoted with it too."""

CONTROL_GROUP = "control"
"""The display group of events that say who holds a place."""

STATEMENTS, UNMAPPED = "statements", "unmapped"
"""Listed, not drawn: acts that are words (demands, refusals), and what fits no kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When it happened, never finer than the words. Days inclusive; either may be None (open)."""

    first_day: date | None
    last_day: date | None
    kind: TimeKind
    text: str = ""
    """The article's words, or an empty string where no words date the event."""
    anchor: str = ""
    """What the words were counted from: "publication day 2022-09-12"."""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, or to whom. ``side`` is the name of a side, empty where unknown."""

    name: str
    side: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so; "" for no name. Inherited where the speaker's clause may not cover the event."""

    speaker: str
    side: str = ""
    speaker_kind: SpeakerKind = ""
    verb: str = ""
    span: Span | None = None
    hedges: tuple[str, ...] = ()
    stance: Stance = "says"
    scope: Literal["direct", "inherited"] = "direct"
    reported: date | None = None
    """The day on which the speaker said it, where the words give one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure of an event. ``value`` is None where the words give no number ("dozens")."""

    value: float | None
    unit: str
    kind: str
    """killed, wounded, captured, displaced, vehicles, area, distance, depth, share..."""
    qualifier: str = ""
    """at least, at most, about, or empty."""
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """A place in its role.

    ``near``: the words say near, outside, north of; ``within``: only somewhere in it ("captured a
    camp in Rakhine State"). ``coarsened``: why it was taken back to its first-level unit (rule 11),
    else empty."""

    resolution: Resolution
    role: Role
    near: bool = False
    within: bool = False
    coarsened: str = ""
    evidence: Span | None = None
    """The sentence in which the place is named, where that is another than the event's."""
    doubt: str = ""
    """Why it is listed, not drawn: it seems not to be what the article reports; else empty."""

    @property
    def is_pin(self) -> bool:
        """Whether its role and place are drawn: no country and no region of several countries."""
        place = self.resolution.place
        if place is None or self.role not in DRAWN_ROLES or self.doubt:
            return False
        return place.kind != "country" and not (place.kind == "region" and not place.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCodes:
    """The kind in the codes of the field; each empty where the scheme has no such class."""

    display_group: str
    acled_event_type: str = ""
    acled_sub_event_type: str = ""
    plover_type: str = ""
    cameo_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the text says happened or will; ``passages``: further sentences that tell it;
    ``retold``: the words that tell it there or again."""

    id: str
    kind: str
    label: str
    """The kind in words for a person: "Retaken", "Summit"."""
    codes: EventCodes
    trigger: Span
    sentence: Span
    time: EventTime
    reported: date | None
    modality: Modality
    links: tuple[PlaceLink, ...] = ()
    actors: tuple[Actor, ...] = ()
    """The ones who do."""
    targets: tuple[Actor, ...] = ()
    """The ones to whom it is done."""
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[str, ...] = ()
    extent: str = ""
    """How much of the place, in the article's words: "almost all"."""
    quantities: tuple[Quantity, ...] = ()
    passages: tuple[Span, ...] = ()
    retold: tuple[Span, ...] = ()
    confidence: float = 0.5
    extractor: str = ""
    amended: tuple[Amendment, ...] = ()
    sent_back: Comment | None = None
    """Who asks for another look at it, and why; None where nobody does."""

    @property
    def is_drawn(self) -> bool:
        """Whether its kind and modality let it take pins (rule 2)."""
        return self.modality in DRAWN_MODALITIES and self.kind != UNMAPPED
