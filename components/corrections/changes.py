"""What a correction may change, one record a field, with the new value alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from components.core.records import Modality, Span

Decision = Literal["accept", "fix", "reject", "send back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A person's position, degrees WGS 84. Raises ValueError for one off the earth."""

    latitude: float
    longitude: float
    precision_degrees: float = 0.0
    """The step of its last figure as it was written: 0.1 of 49.9; 0 where that is not known."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.latitude) and abs(self.latitude) <= 90):
            raise ValueError(f"latitude {self.latitude} is not between -90 and 90")
        if not (math.isfinite(self.longitude) and abs(self.longitude) <= 180):
            raise ValueError(f"longitude {self.longitude} is not between -180 and 180")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who did it, or to whom; ``side`` empty where it has none or it is not known."""

    name: str
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A person's decision: right, to be corrected, no event (not drawn), or to look at again."""

    decision: Decision
    field: Literal["verdict"] = "verdict"


REJECTED: Final = Verdict(decision="reject")
SENT_BACK: Final = Verdict(decision="send back")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChange:
    """Another kind, by its name in event_kinds.csv."""

    kind: str
    field: Literal["kind"] = "kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityChange:
    modality: Modality
    field: Literal["modality"] = "modality"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysChange:
    """Possible days, inclusive; None is open. Raises ValueError for the last before the first."""

    first_day: date | None = None
    last_day: date | None = None
    field: Literal["days"] = "days"

    def __post_init__(self) -> None:
        in_order(self.first_day, self.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsChange:
    """Those who do it, in place of those that were read."""

    people: tuple[Person, ...]
    field: Literal["actors"] = "actors"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsChange:
    """Those to whom it is done, in place of those that were read."""

    people: tuple[Person, ...]
    field: Literal["targets"] = "targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinChange:
    """Whether the event is at the place of ``name``, which keeps its meaning."""

    name: Span
    is_there: bool
    field: Literal["pin"] = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """What a name means: a gazetteer's place, a person's point, or, with neither, nothing known.

    Raises ValueError where both are given."""

    place_id: str = ""
    point: Point | None = None
    field: Literal["place"] = "place"

    def __post_init__(self) -> None:
        if self.place_id and self.point:
            raise ValueError("a place of the gazetteer and a point exclude each other")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedEvent:
    """An event of the sentence that the program missed, with its places."""

    kind: str
    modality: Modality = "done"
    names: tuple[Span, ...] = ()
    points: tuple[Point, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    field: Literal["event"] = "event"

    def __post_init__(self) -> None:
        in_order(self.first_day, self.last_day)


Change = Annotated[
    Verdict
    | KindChange
    | ModalityChange
    | DaysChange
    | ActorsChange
    | TargetsChange
    | PinChange
    | PlaceChange
    | AddedEvent,
    Field(discriminator="field"),
]


def in_order(first_day: date | None, last_day: date | None) -> None:
    if first_day and last_day and first_day > last_day:
        raise ValueError(f"the first day, {first_day}, is after the last, {last_day}")
