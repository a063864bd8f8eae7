"""The records. Frozen, slotted, keyword-only; latitude before longitude; spans are half-open, in
characters of Article.text.

A field that may be unknown is ``None`` or an empty string, never a default day, place or side.
"""

from __future__ import annotations

from components.core.records.events import (
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
from components.core.records.persons import (
    Amendment,
    Signature,
)
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
    Check,
    CheckKind,
    ControlClaim,
    LeftOff,
    Rejected,
)
from components.core.records.text import (
    ENGLISH,
    Article,
    Dropped,
    Span,
)

__all__ = [
    "COMPUTED",
    "DRAWN_MODALITIES",
    "DRAWN_ROLES",
    "ENGLISH",
    "HAPPENED",
    "INTENDED",
    "OWN_VOICE",
    "PART",
    "RING",
    "STATEMENTS",
    "UNMAPPED",
    "WITHIN",
    "Actor",
    "Amendment",
    "Analysis",
    "Article",
    "Attribution",
    "Candidate",
    "Check",
    "CheckKind",
    "Contrast",
    "ControlClaim",
    "Dropped",
    "Event",
    "EventCodes",
    "EventTime",
    "LeftOff",
    "Modality",
    "Place",
    "PlaceKind",
    "PlaceLink",
    "Quantity",
    "Rejected",
    "Resolution",
    "Role",
    "Signature",
    "Span",
    "SpeakerKind",
    "Stance",
    "TimeKind",
    "Toponym",
    "Use",
    "point_of_ring",
    "ring_km",
]
