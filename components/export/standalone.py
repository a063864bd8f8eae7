"""The map as one HTML file that opens from disk and makes no requests.

It has the page's scripts and symbols, and Leaflet from its package. A policy in the file keeps a
browser from running anything else, so that no words of an article can run."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any

from components.cards.card import card, head, step_html
from components.cards.comparison import report_html
from components.core import settings
from components.core.data_files import checked
from components.core.safe_html import Html, data_block, element, join, page, painted
from components.export import variants
from components.export.about import CREDITS, About, about
from components.export.fonts import font_faces
from components.export.geojson import marks
from components.export.selection import Selection, camera_of
from components.map import assets
from components.map.assets import cells
from components.map.base import MAP_OPTIONS, canvas_options
from components.map.events import AS_LINES, DRAWING_ORDER, RING_PX
from components.map.legend import legend_entries, legend_html
from components.map.marks import Mark, marks_on
from components.map.style import CELL_DEGREES
from components.view.selection import FIRST_LAYERS, OWN_LAYERS, drawn, unpinned_last
from components.view.walkthrough import WalkStep, steps
from components.wording.phrases import row_dicts, value
from components.wording.sentences import summary_line, title_in_words

STATIC = Path(__file__).with_name("static")
CARDS = Path(__file__).parent.parent / "cards" / "cards.css"
STORY = "#story"
"""At the end of the file's address: shows only text, map and Next."""


def to_html(
    selection: Selection, *, beside: Html | str = "", tags: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """The file, UTF-8. ``beside`` links to files in its folder; ``tags`` are added for previews.

    Previews take title and description from tags, but a picture only from the web; programs that
    open the file without running it show the picture in it."""
    facts, walk = about(selection), steps(selection.events, selection.claims)
    held = variants.marks_by_day(selection)
    claimed = {mark.key for _, found in held for mark in found}
    everything = [
        *(mark for _, found in held for mark in found),
        *(mark for mark in marks(selection) if mark.key not in claimed),
    ]
    own = {
        "og:title": facts.title,
        "og:description": facts.provenance,
        "og:type": "article",
        "article:published_time": facts.published,
        "dateline:view": facts.query,
        "dateline:identity": facts.identity,
    }
    line = summary_line(selection.events, selection.claims)
    as_of = element("p", facts.as_of, class_="dl-hint")
    body = join(
        [
            element("header", head(selection.analysis, line), as_of),
            _main(selection, walk, everything),
            element("nav", beside, class_="sa-files", aria_label="Files") if beside else "",
            _footer(facts),
            data_block(_data(selection, walk, held=held, everything=everything), id="data"),
        ]
    )
    styles = (path.read_text(encoding="utf-8") for path in (CARDS, STATIC / "standalone.css"))
    script = (STATIC / "standalone.js").read_text(encoding="utf-8")
    return page(
        body,
        title=f"{facts.title} – {facts.as_of}",
        tags=own | dict(tags),
        styles=(font_faces(), *assets.styles(), *styles),
        scripts=(*assets.scripts(), script),
    ).encode()


def _main(selection: Selection, walk: Sequence[WalkStep], drawn_marks: Sequence[Mark]) -> Html:
    """``drawn_marks`` are those of any day, for the legend."""
    from components.export.picture import to_png  # matplotlib takes a second to import

    # The map as a picture, for previews and archives without scripts.
    picture = painted(to_png(selection), alt=f"Map. {about(selection).provenance}")
    legend = element(
        "details",
        element("summary", "What the signs mean"),
        legend_html(legend_entries(drawn_marks)),
        id="legend",
        open=True,
    )
    # A button per event, in the page's order; events without a pin are folded.
    pins: list[Html] = []
    others: list[Html] = []
    for event_id, rows in unpinned_last(selection.events).groupby("event_id", sort=False):
        words = element("button", title_in_words(rows), type="button", data_event=event_id)
        (pins if len(drawn(rows)) else others).append(element("li", words))
    folded = element(
        "details",
        element("summary", f"Also in the text, without a place ({len(others)})"),
        element("ol", join(others), class_="sa-list"),
        open=not pins,
    )
    shown = element("ol", join(pins), class_="sa-list")
    return element(
        "main",
        element(
            "section",
            element("div", id="map"),
            element("noscript", picture),
            _filters(selection),
            legend,
            class_="sa-map",
        ),
        element(
            "section",
            _modes(walk),
            _walk(walk),
            element("div", shown, folded if others else "", id="list", hidden=True),
            _cards(selection),
            class_="sa-side",
            aria_label="Events",
        ),
    )


def _modes(walk: Sequence[WalkStep]) -> Html:
    buttons = (
        element("button", words, type="button", data_mode=mode, aria_pressed="false")
        for mode, words in (("walk", f"Walk through ({len(walk)})"), ("list", "All events"))
    )
    story = element("a", "Story", href=STORY, title="Only text, map and Next") if walk else ""
    return element("nav", join(buttons), story, class_="sa-modes", aria_label="Ways to read")


def _walk(walk: Sequence[WalkStep]) -> Html:
    """All steps, of which one is visible, and the buttons to go forward and back."""
    shown = (
        element(
            "div",
            step_html(step, number=number, total=len(walk)),
            element(
                "button", "Full details", type="button", class_="sa-more", data_event=step.event_id
            ),
            data_step=step.event_id,
            hidden=True,
        )
        for number, step in enumerate(walk, start=1)
    )
    buttons = (
        element("button", words, type="button", data_go=go)
        for go, words in (("-1", "‹ Back"), ("1", "Next ›"))
    )
    empty = "" if walk else element("p", "None of the chosen events is on the map.")
    return element(
        "div",
        element("div", join(shown), empty, aria_live="polite"),
        element("p", join(buttons), class_="sa-go"),
        id="walk",
        hidden=True,
    )


def _cards(selection: Selection) -> Html:
    rows = dict(list(selection.events.groupby("event_id", sort=False)))

    def also(event_id: str) -> Html:
        """Reports of the event in other articles, as under its card on the page."""
        reports = [
            report_html(one.rows, one.claims)
            for one in selection.other_reports
            if one.event_id == event_id
        ]
        heading = element("h4", "Also reported by", class_="dl-part")
        return join((heading, *reports) if reports else ())

    shown = (
        element(
            "div",
            card(event, selection.analysis, rows=rows[event.id], claims=selection.claims),
            also(event.id),
            data_card=event.id,
            tabindex="-1",
            hidden=True,
        )
        for event in selection.analysis.events
        if event.id in rows
    )
    return element("div", join(shown), id="cards")


def _filters(selection: Selection) -> Html:
    """Days, from the first of any event to the last, and layers."""
    ends = [day for name in ("first_day", "last_day") for day in selection.events[name].dropna()]
    first, last = (min(ends), max(ends)) if ends else (None, None)
    fields = (
        element(
            "label", words, element("input", type="date", id=name, value=day, min=first, max=last)
        )
        for name, words, day in (("from", "From ", first), ("to", "to ", last))
    )
    layers = (
        element(
            "label",
            element("input", type="checkbox", checked=name in FIRST_LAYERS, data_layer=name),
            f" {words}",
        )
        for name, words in OWN_LAYERS.items()
        if name in selection.view.layers
    )
    undated = element(
        "label",
        element("input", type="checkbox", id="undated", checked=True),
        " Events without a day",
    )
    everything = element("button", "All days", type="button", id="everything")
    return element(
        "div",
        element("p", join(fields), everything, undated, class_="sa-days"),
        element("p", join(layers), class_="sa-layers"),
        element("p", id="count", role="status", class_="dl-hint"),
        class_="sa-filters",
    )


def _footer(facts: About) -> Html:
    lines = [
        f"{facts.shown}.",
        CREDITS,
        "Sentences are quoted from the article; they are its publisher's.",
    ]
    # The notice that BSD-2-Clause requires with Leaflet.
    notice = next(
        (
            str(file.read_text(encoding="utf-8"))
            for file in metadata.files(assets.LEAFLET_PACKAGE) or ()
            if file.name == "LICENSE"
        ),
        "Leaflet: BSD-2-Clause.",
    )
    licence = element(
        "details",
        element("summary", "Licence of Leaflet, which draws the map"),
        element("p", notice),
    )
    return element("footer", join(element("p", line) for line in lines), licence, class_="dl-hint")


def _data(
    selection: Selection,
    walk: Sequence[WalkStep],
    *,
    held: Sequence[tuple[str, Sequence[Mark]]],
    everything: Sequence[Mark],
) -> dict[str, Any]:
    """Data for the script; ``held`` are the marks of control by day, ``everything`` all marks."""
    latitude, longitude, zoom = camera_of(selection)
    last = selection.standing.timeline.last_day
    events = {
        value(row, "event_id"): [value(row, "first_day"), value(row, "last_day")]
        for row in row_dicts(selection.events)
    }
    return {
        "map": canvas_options() | {"sheets": sheets(everything)},
        "mapOptions": MAP_OPTIONS,
        "view": {"latitude": latitude, "longitude": longitude, "zoom": zoom},
        "selected": selection.view.selected,
        "events": events,
        "steps": [asdict(step) for step in walk],
        "places": variants.places(selection),
        "held": [[day, variants.features(found)] for day, found in held],
        "lastHeld": last.isoformat() if last else "",
        "fixed": variants.features(marks_on(everything, AS_LINES)),
        "outlines": variants.outlines(everything),
        "order": DRAWING_ORDER,
        "ringPx": RING_PX,
    }


MAX_BYTES = 1_500_000
"""For the detailed sheets; the world takes 630,000. A file of some 3 MB can still be mailed."""
AROUND_DEGREES = 3.0
"""A map of 1000 pixels at the closest initial zoom is some 3 degrees wide."""


def sheets(marks: Iterable[Mark]) -> dict[str, str]:
    """Files of data/areas by name, in base64, those with most events first."""
    wanted = Counter(
        cell for mark in marks for cell in sorted(_cells_around(mark.latitude, mark.longitude))
    )
    known, room, found = frozenset(cells()), MAX_BYTES, ["world.json.gz", "names.json.gz"]
    for cell, _ in wanted.most_common():
        size = (settings.AREAS / "cells" / f"{cell}.json.gz").stat().st_size if cell in known else 0
        if 0 < size <= room:
            found.append(f"cells/{cell}.json.gz")
            room -= size
    return {
        name: base64.b64encode(checked(settings.AREAS / name).read_bytes()).decode()
        for name in found
    }


def _cells_around(latitude: float, longitude: float) -> set[str]:
    corners = (
        (latitude + up, longitude + across)
        for up in (-AROUND_DEGREES, AROUND_DEGREES)
        for across in (-AROUND_DEGREES, AROUND_DEGREES)
    )
    cells_at = (
        (north // CELL_DEGREES, (east + 180) % 360 // CELL_DEGREES) for north, east in corners
    )
    return {
        f"{int(row) * CELL_DEGREES}_{int(column) * CELL_DEGREES - 180}" for row, column in cells_at
    }
