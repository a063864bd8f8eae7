"""The records. Frozen, slotted, keyword-only; latitude before longitude; spans are half-open, in characters of Article.text.

A field that may be unknown is ``None`` or an empty string, never a default day, place or side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Use = Literal["literal", "metonym", "modifier", "demonym", "embedded"]
PlaceKind = Literal[
    "settlement", "district", "country", "admin1", "admin2", "region", "island", "water", "river", "facility", "position"
]
TimeKind = Literal["day", "range", "week", "month", "vague", "open", "unknown"]
Role = Literal[
    "at", "in", "from", "to", "along", "origin", "target", "reference", "participant", "actor", "modifier", "mention"
]
Stance = Literal["says", "acknowledges", "denies", "claims", "assesses", "reports"]
SpeakerKind = Literal["party", "monitor", "official", "media", "unnamed", ""]
CheckKind = Literal["distance", "depth", "share", "area", "comparison"]
LeftOff = Literal["place", "event", "passage"]
Modality = Literal["done", "ongoing", "planned", "ordered", "threatened", "feared", "denied", "negated", "hypothetical"]

DRAWN_ROLES: frozenset[str] = frozenset({"at", "in", "from", "to", "along", "origin", "target"})
DRAWN_MODALITIES: frozenset[str] = frozenset({"done", "ongoing", "planned", "ordered"})
OWN_VOICE = "the article"
"""The speaker of what the article tells as its own where somebody else is quoted with it too."""

STATEMENTS, UNMAPPED = "statements", "unmapped"
"""Display groups that are listed, not drawn: acts that are words (demands, refusals), and what fits no kind."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of characters of ``Article.text``."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A stretch of the text that is not read, with the reason (boilerplate, caption, link line...)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was given.

    ``text`` is the decoded text, unchanged but for CRLF to LF and a leading byte order mark.
    ``published`` is None with its reason in ``published_reason``. ``headlines`` are the spans of title and section lines.
    """

    id: str
    """sha256 of the text, hexadecimal, or the id that a JSONL document came with."""
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    published_reason: str = ""
    language: str = "en"
    headlines: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name of a place in the text. ``use`` says what the name stands for there."""

    span: Span
    text: str
    use: Use
    certainty: float = 1.0
    """How sure it is that the words name a place, 0-1; which place they mean is the resolution's confidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer. Degrees WGS 84; ``country`` is ISO 3166-1 alpha-3, ``admin1`` a name in English."""

    id: str
    """``geonames:NUMBER``, else ``extra:SLUG``, ``area:CODE`` or ``position:LATITUDE,LONGITUDE``."""
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str = ""
    admin1: str = ""
    admin1_id: str = ""
    population: int = 0
    source: str = ""
    """The name of the added gazetteer that holds it, empty where the built-in one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that the name may mean, with its score (0-1) and the evidence for it, in words."""

    place: Place
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A piece of evidence in which the first two candidates differ, with what it adds to the log-odds of each."""

    words: str
    chosen: float
    runner_up: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a person changed of the program's reading, told beside it and never mixed with it."""

    field: str
    """What was changed, in a word: "kind", "days", "place"."""
    was: str
    """In words, as it was read; empty where there was nothing."""
    coder: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A person's word for having checked a reading, the whole of it; ``day`` is their calendar's."""

    name: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a toponym was taken to mean. ``candidates`` best first, the chosen one included."""

    toponym: Toponym
    place: Place | None
    method: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    contrast: tuple[Contrast, ...] = ()
    """Between the first two candidates, what they differ in most first; empty where there is one."""
    turn: str = ""
    """What in the text would have made the second candidate win, in words; empty where nothing short would have."""
    amended: tuple[Amendment, ...] = ()


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
    """Who says so; no ``speaker`` is no name. Inherited where the clause that names the speaker may not cover this event."""

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

    ``near`` where the words say near, outside, north of, suburbs; ``within`` where they only say that it was somewhere in the
    place: "captured a camp in Rakhine State" says nothing of who holds the state. ``coarsened`` is why the place was taken
    back to its first-level unit (rule 11), empty where it stands as told.
    """

    resolution: Resolution
    role: Role
    near: bool = False
    within: bool = False
    coarsened: str = ""

    @property
    def is_pin(self) -> bool:
        """Whether its role and place are drawn: no country and no region of several countries."""
        place = self.resolution.place
        if place is None or self.role not in DRAWN_ROLES:
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
    """What the text says happened or will happen. ``passages`` are further sentences that tell the same event."""

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
    confidence: float = 0.5
    extractor: str = ""
    amended: tuple[Amendment, ...] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether its kind and modality let it take pins (rule 2)."""
        return self.modality in DRAWN_MODALITIES and self.kind != UNMAPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim:
    """Who is said to hold a place. ``holder`` is empty where only the leaving is said. ``status`` in the words of rule 10."""

    id: str
    event_id: str
    place: Place
    holder: str
    left_by: str
    from_day: date | None
    extent: str
    status: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A measurable claim set against the map. Lengths in km where the name says so, else in ``unit``."""

    event_id: str
    claim: str
    """The article's words."""
    kind: CheckKind
    stated: float | None
    unit: str
    measured: float | None
    measured_km: float | None
    low_km: float | None
    high_km: float | None
    tolerance: str
    verdict: str
    how: str
    from_place: Place | None = None
    to_place: Place | None = None
    direction: str = ""
    """Compass point that the words state; the measured one stands in ``how``."""
    bearing_degrees: float | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Seen and left off the map. ``what`` is place, event or passage."""

    span: Span
    text: str
    what: LeftOff
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was read from one article; nothing of spaCy."""

    article: Article
    resolutions: tuple[Resolution, ...]
    events: tuple[Event, ...]
    claims: tuple[ControlClaim, ...]
    checks: tuple[Check, ...]
    rejected: tuple[Rejected, ...] = field(default=())
    signed: Signature | None = None
    """Who has checked this very reading; None where nobody has, and as soon as anything of it is another."""
