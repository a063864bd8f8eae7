"""The records. Frozen, slotted, keyword-only; latitude first; spans half-open, in characters of
Article.text. Unknown is ``None`` or an empty string, never a default day, place or side."""

from __future__ import annotations

from components.core.records.events import (
    CONTROL_GROUP,
    DRAWN_MODALITIES,
    DRAWN_ROLES,
    HAPPENED,
    INTENDED,
    OWN_VOICE,
    STATEMENTS,
    UNMAPPED,
    Actor,
    Attribution,
    Event,
    EventCodes,
    EventTime,
    Modality,
    PlaceLink,
    Quantity,
    Role,
    SpeakerKind,
    Stance,
    TimeKind,
)
from components.core.records.persons import Amendment, Comment, RandomCheck, Signature
from components.core.records.places import (
    COMPUTED,
    PART,
    RING,
    WITHIN,
    Candidate,
    Contrast,
    Place,
    PlaceKind,
    Resolution,
    Toponym,
    Use,
    point_of_ring,
    ring_km,
)
from components.core.records.reading import (
    Analysis,
    CheckKind,
    ControlClaim,
    LeftOff,
    MeasureCheck,
    Rejected,
)
from components.core.records.text import ENGLISH, Article, Dropped, Span

__all__ = [
    "COMPUTED", "CONTROL_GROUP", "DRAWN_MODALITIES", "DRAWN_ROLES", "ENGLISH", "HAPPENED",
    "INTENDED", "OWN_VOICE", "PART", "RING", "STATEMENTS", "UNMAPPED", "WITHIN", "Actor",
    "Amendment", "Analysis", "Article", "Attribution", "Candidate", "CheckKind", "Comment",
    "Contrast", "ControlClaim", "Dropped", "Event", "EventCodes", "EventTime", "LeftOff",
    "MeasureCheck", "Modality", "Place", "PlaceKind", "PlaceLink", "Quantity", "RandomCheck",
    "Rejected", "Resolution", "Role", "Signature", "Span", "SpeakerKind", "Stance", "TimeKind",
    "Toponym", "Use", "point_of_ring", "ring_km",
]  # fmt: skip
