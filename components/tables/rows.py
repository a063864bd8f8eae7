"""Records as rows and tables. Days are text, YYYY-MM-DD, so that no time zone can move them;
unknown is missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.core.countries import place_in_words
from components.core.precision import place_codes, time_codes
from components.core.records import (
    Actor,
    Amendment,
    Analysis,
    Article,
    Comment,
    Event,
    MeasureCheck,
    Place,
    PlaceLink,
    Quantity,
    Resolution,
)
from components.core.status import status_of
from components.tables import columns
from components.tables.columns import Column, DType

SEPARATOR = " | "
DTYPES: Mapping[DType, Any] = {
    "string": pd.StringDtype("python"),
    "Int64": pd.Int64Dtype(),
    "Float64": pd.Float64Dtype(),
}
"""Iterating over the rows of small tables is a third faster with Python's strings than with
Arrow's."""
Row = dict[str, Any]
CHECK_FIELDS = (
    "event_id claim kind stated unit measured measured_km low_km high_km tolerance verdict how "
    "direction"
).split()
"""Fields of a measure that are columns of the same name."""


def joined(values: Iterable[str]) -> str:
    """Several values of one cell; empty ones keep their position unless all are empty."""
    cells = list(values)
    return SEPARATOR.join(cells) if any(cells) else ""


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def frame(rows: Sequence[Row], layout: Sequence[Column]) -> pd.DataFrame:
    """A table with exactly the columns of ``layout``; empty text becomes missing."""
    return pd.DataFrame(
        {
            column.name: pd.array(
                [
                    row.get(column.name) or None
                    if column.dtype == "string"
                    else row.get(column.name)
                    for row in rows
                ],
                dtype=DTYPES[column.dtype],
            )
            for column in layout
        }
    )


def typed(table: pd.DataFrame, layout: Sequence[Column]) -> pd.DataFrame:
    """The columns of ``layout`` from a table of another library, with their types."""
    return pd.DataFrame(
        {column.name: table[column.name].array.astype(DTYPES[column.dtype]) for column in layout},
        index=table.index,
    )


def with_text(table: pd.DataFrame, **texts: str) -> pd.DataFrame:
    """The table with further columns at its end, each with the same text on every row."""
    return table.assign(
        **{
            name: pd.array([words] * len(table), dtype=DTYPES["string"])
            for name, words in texts.items()
        }
    )


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a plain-text table, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def is_drawn(event: Event, link: PlaceLink) -> bool:
    """Rule 2: a pin of an event that is drawn."""
    return event.is_drawn and link.is_pin


def events_table(analysis: Analysis) -> pd.DataFrame:
    """A row per event and place; an event without a place has one row with the place columns
    empty."""
    return frame(event_rows(analysis), (*columns.EVENTS, *columns.REVIEW))


def event_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``events_table``."""
    return [
        article_cells(analysis.article)
        | _event_row(event, analysis)
        | _check_row(event, analysis.checks)
        | link_row
        for event in analysis.events
        for link_row in ([_link_row(event, link) for link in event.links] or [{}])
    ]


def article_cells(article: Article) -> Row:
    """The metadata of an article."""
    return {
        "doc_id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": iso(article.published),
    }


def _event_row(event: Event, analysis: Analysis) -> Row:
    text, said = analysis.article.text, event.attributions
    first_code, second_code = time_codes(event.time)
    hedges = [*event.hedges, *(hedge for one in said for hedge in one.hedges)]
    return {
        "event_id": event.id,
        "kind": event.kind,
        "modality": event.modality,
        "extent": event.extent,
        "char_start": event.sentence.start,
        "char_end": event.sentence.end,
        "sentence": event.sentence.quote(text),
        "trigger": event.trigger.quote(text),
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "first_day": iso(event.time.first_day),
        "last_day": iso(event.time.last_day),
        "time_kind": event.time.kind,
        "time_precision": first_code,
        "date_prec": second_code,
        "time_text": event.time.text,
        "reported": iso(event.reported),
        "confidence": round(event.confidence, 3),
        "extractor": event.extractor,
        "claim_status": status_of(event),
        **dataclasses.asdict(event.codes),
        **_actor_cells(event.actors, 1),
        **_actor_cells(event.targets, 2),
        "attributed_to": joined(one.speaker for one in said),
        "attribution_side": joined(one.side for one in said),
        "attribution_scope": joined(one.scope for one in said),
        "stance": joined(one.stance for one in said),
        "hedge": joined(dict.fromkeys(hedges)),
        "quantity": joined(map(_figure, event.quantities)),
        "quantity_unit": joined(one.unit for one in event.quantities),
        "quantity_kind": joined(one.kind for one in event.quantities),
        **_amended_cells(event.amended),
        "sent_back": comment_in_words(event.sent_back) if event.sent_back else "",
    }


def comment_in_words(one: Comment) -> str:
    """ "A. Coder: is this another bridge?"."""
    return f"{one.coder}: {one.words}"


def _amended_cells(amended: Sequence[Amendment]) -> Row:
    """What a person changed, and who."""
    words = (f"{one.field}: was {one.was}" if one.was else f"{one.field}: added" for one in amended)
    return {"corrected": joined(words), "corrected_by": joined(one.coder for one in amended)}


def _actor_cells(actors: Sequence[Actor], number: int) -> Row:
    return {
        f"actor{number}": joined(actor.name for actor in actors),
        f"side{number}": joined(dict.fromkeys(actor.side for actor in actors)),
    }


def _figure(one: Quantity) -> str:
    number = one.text
    if one.value is not None:
        number = f"{one.value:g}" if one.value < 1e5 else f"{one.value:.0f}"
    return f"{one.qualifier} {number}".strip()


def _check_row(event: Event, checks: Sequence[MeasureCheck]) -> Row:
    own = [check for check in checks if check.event_id == event.id]
    measured = (
        "" if check.measured is None else f"{check.measured:.1f} {check.unit}" for check in own
    )
    return {
        "check_verdict": joined(check.verdict for check in own),
        "check_measured": joined(measured),
    }


def _link_row(event: Event, link: PlaceLink) -> Row:
    span, place = link.resolution.toponym.span, link.resolution.place
    row: Row = {
        "place_start": span.start,
        "place_end": span.end,
        "place_role": link.role,
        "coarsened": link.coarsened,
        **_amended_cells((*event.amended, *link.resolution.amended)),
    }
    if place is None:
        return row
    geo_precision, where_prec = place_codes(place, link.near)
    precision = {"geo_precision": geo_precision, "where_prec": where_prec}
    return row | _place_cells(place, drawn=is_drawn(event, link)) | precision


def _place_cells(place: Place, *, drawn: bool = True) -> Row:
    return {
        "place_id": place.id,
        "place_name": place.name,
        "place_kind": place.kind,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.latitude if drawn else None,
        "longitude": place.longitude if drawn else None,
    }


def places_table(analysis: Analysis) -> pd.DataFrame:
    """A row per toponym, resolved or not, in text order."""
    return frame(place_rows(analysis), columns.PLACES)


def place_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``places_table``."""
    return [
        _resolution_row(number, one, analysis.article.id)
        for number, one in enumerate(analysis.resolutions)
    ]


def _resolution_row(number: int, resolution: Resolution, doc_id: str) -> Row:
    toponym, chosen = resolution.toponym, resolution.place
    others = [one for one in resolution.candidates if chosen is None or one.place.id != chosen.id]
    row: Row = {
        "mention_id": f"m{number + 1}",
        "doc_id": doc_id,
        "char_start": toponym.span.start,
        "char_end": toponym.span.end,
        "text": toponym.text,
        "use": toponym.use,
        "method": resolution.method,
        "confidence": round(resolution.confidence, 3),
        "reason": resolution.reason,
        "runner_up": place_in_words(others[0].place) if others else "",
        **_amended_cells(resolution.amended),
    }
    return row | (_place_cells(chosen) if chosen else {})


def claims_table(analysis: Analysis) -> pd.DataFrame:
    """A row per claim about who holds a place."""
    return frame(claim_rows(analysis), columns.CLAIMS)


def claim_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``claims_table``."""
    return [
        {
            "claim_id": claim.id,
            "event_id": claim.event_id,
            "holder": claim.holder,
            "left_by": claim.left_by,
            "from_day": iso(claim.from_day),
            "extent": claim.extent,
            "status": claim.status,
            "source": claim.source,
        }
        | _place_cells(claim.place)
        for claim in analysis.claims
    ]


def checks_table(analysis: Analysis) -> pd.DataFrame:
    """A row per measurable claim."""
    return frame(check_rows(analysis), columns.CHECKS)


def check_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``checks_table``."""
    rows = []
    for check in analysis.checks:
        cells = ((name, getattr(check, name)) for name in CHECK_FIELDS)
        row = {name: round(cell, 1) if isinstance(cell, float) else cell for name, cell in cells}
        row["from_place_id"] = check.from_place.id if check.from_place else None
        row["to_place_id"] = check.to_place.id if check.to_place else None
        rows.append(row)
    return rows


def rejected_table(analysis: Analysis) -> pd.DataFrame:
    """A row per thing seen and left off the map, in text order."""
    return frame(rejected_rows(analysis), columns.REJECTED)


def rejected_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``rejected_table``."""
    return [
        {
            "char_start": one.span.start,
            "char_end": one.span.end,
            "text": one.text,
            "what": one.what,
            "reason": one.reason,
        }
        for one in sorted(analysis.rejected, key=lambda one: (one.span.start, one.span.end))
    ]
