"""Two reports of one event: what each says, part by part, and their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from components.cards.control_table import table_html
from components.cards.marking import written_in
from components.core.safe_html import Html, element, join
from components.linking.differences import (
    EventReport,
    cell_text,
    differences,
    figures,
    places,
    sides,
)
from components.wording.phrases import (
    day_of,
    label_of,
    modality_in_words,
    parts,
    row_dicts,
    sentence_of,
    spelled,
    time_in_words,
    value,
)
from components.wording.provenance import full_day
from components.wording.sentences import event_in_words, title_in_words

SHOWN: Mapping[str, str] = {
    "kind": "Kind of event",
    "denial": "Status",
    "place": "Place",
    "day": "Day",
    "side": "Side",
    "figure": "Figures",
}
"""The parts that can differ, with their names for a reader."""
SAID_NOTHING = "not stated"


def differing(reports: Sequence[EventReport]) -> tuple[str, ...]:
    """The parts on which any two differ, in the order of SHOWN; another status counts as well."""
    found = {*differences(reports)}
    statuses = {
        frozenset(one for row in report for one in parts(row, "claim_status")) for report in reports
    }
    if len(statuses - {frozenset()}) > 1:
        found.add("denial")
    return tuple(name for name in SHOWN if name in found)


def disagreement(reports: Sequence[EventReport]) -> str:
    """ "They differ on: day, status", or that they do not."""
    names = [SHOWN[name].lower() for name in differing(reports)]
    return f"They differ on: {', '.join(names)}" if names else "No disagreement"


def report_source(rows: pd.DataFrame) -> str:
    """ "Example Times, 12 September 2022", with the title where no publisher is known."""
    first, *_ = row_dicts(rows)
    day = day_of(first, "published")
    name = value(first, "publisher") or value(first, "title") or "an unnamed publisher"
    return f"{name}, {full_day(day)}" if day else name


def report_html(rows: pd.DataFrame, claims: pd.DataFrame) -> Html:
    """Another report for the card: publisher, words of status, figures, its own sentence."""
    report = row_dicts(rows)
    counted = ", ".join(f"{kind}: {figure}" for kind, figure in figures(report))
    return element(
        "div",
        element("p", element("strong", report_source(rows))),
        element("p", event_in_words(rows, claims)),
        element("p", f"Figures: {counted}") if counted else "",
        _sentence(report),
        class_="dl-telling",
    )


def compared(one: pd.DataFrame, two: pd.DataFrame) -> Html:
    """Both reports as a table with a line for each part; lines that differ say so."""
    reports = (row_dicts(one), row_dicts(two))
    apart = differing(reports)
    lines = []
    for name in SHOWN:
        parts_said = [_part(name, own) for own in reports]
        if any(parts_said):
            note = element("span", " differs") if name in apart else ""
            lines.append(
                element(
                    "tr",
                    element("th", SHOWN[name], note, scope="row"),
                    *(element("td", said or SAID_NOTHING) for said in parts_said),
                    class_="dl-differs" if name in apart else None,
                )
            )
    head = element(
        "tr",
        element("td", ""),
        *(element("th", report_source(rows), scope="col") for rows in (one, two)),
    )
    sentences = (
        element("div", element("p", report_source(rows), class_="dl-hint"), _sentence(own))
        for rows, own in zip((one, two), reports, strict=True)
    )
    return element(
        "section",
        element("h4", title_in_words(one)),
        element("p", disagreement(reports), class_="dl-hint"),
        element("table", element("thead", head), element("tbody", join(lines))),
        element("div", join(sentences), class_="dl-both"),
        class_="dl-compared",
    )


def differences_table(reports: Sequence[pd.DataFrame]) -> Html | str:
    """A table of the parts on which any two reports differ; empty for none."""
    rows = [row_dicts(report) for report in reports]
    apart = differing(rows)
    if not apart:
        return ""
    heads = ("Reported by", *(SHOWN[name] for name in apart))
    lines = (
        element(
            "tr",
            element("th", report_source(report), scope="row"),
            *(element("td", _part(name, own) or SAID_NOTHING) for name in apart),
        )
        for report, own in zip(reports, rows, strict=True)
    )
    title = "Where they differ"
    return table_html(heads, lines, caption=title, label=title, name="dl-apart")


def _part(name: str, report: EventReport) -> str:
    """What one report says of a part, in words; empty if nothing."""
    first = report[0]
    return {
        "kind": label_of(first),
        "day": time_in_words(first),
        "side": ", ".join(sides(report)),
        "place": ", ".join(
            dict.fromkeys(
                spelled(row) for row in report if value(row, "place_id") in places(report)
            )
        ),
        "figure": ", ".join(f"{kind} {figure}" for kind, figure in figures(report)),
        "denial": ", ".join(
            [modality_in_words(cell_text(report, "modality")), *parts(first, "claim_status")]
        ),
    }[name]


def _sentence(report: EventReport) -> Html:
    first = report[0]
    return element("blockquote", sentence_of(first), **written_in(value(first, "language")))


def only_in_one(events: pd.DataFrame) -> Html:
    """Events that only one article reports, each with its sentence, in a closed list."""
    items = [
        element("li", element("strong", title_in_words(rows)), _sentence(row_dicts(rows)))
        for _, rows in events.groupby("event_id", sort=False)
    ]
    return element(
        "details",
        element("summary", f"{report_source(events)}: {len(items)}"),
        element("ul", join(items)),
        class_="dl-only",
    )
