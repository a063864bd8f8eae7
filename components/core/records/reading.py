"""All that was read from one article: its events, what follows from them, and what was left off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from components.core.records.events import Event
from components.core.records.persons import RandomCheck, Signature
from components.core.records.places import Place, Resolution
from components.core.records.text import Article, Span

CheckKind = Literal["distance", "depth", "share", "area", "comparison"]
LeftOff = Literal["place", "event", "passage", "not grounded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim:
    """Who is said to hold a place; no ``holder`` where only leaving is said; ``status``: rule 10"""

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
class MeasureCheck:
    """A measurable claim against the map; lengths in km where named so, else in ``unit``."""

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
    """Seen and left off the map. Not grounded: ``text`` is the model's, ``span`` its sentence."""

    span: Span
    text: str
    what: LeftOff
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    article: Article
    resolutions: tuple[Resolution, ...]
    events: tuple[Event, ...]
    claims: tuple[ControlClaim, ...]
    checks: tuple[MeasureCheck, ...]
    rejected: tuple[Rejected, ...] = field(default=())
    signed: Signature | None = None
    """Who has checked this very reading; None where nobody has, or anything changed since."""
    spot_checks: tuple[RandomCheck, ...] = ()
    """What random checks of this very reading found."""
    corrections: str = field(default="", compare=False)
    """sha256, hex, of the corrections that changed the reading; empty for none."""
    by_rules: bool = False
    """Whether the rules read alone, without what was learned."""
    read_by: str = ""
    """The language model that read it, with server and prompt; empty for Dateline's own parts."""
