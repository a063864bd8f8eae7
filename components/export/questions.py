"""Questions for a class: what happened, where, when, and who says so. HTML to print, with separate
answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from components.cards.card import byline
from components.cards.facts import check_in_words, speaker_in_words
from components.core.records import Analysis, Event
from components.core.safe_html import Html, element, join, page, painted
from components.export.about import CREDITS, about
from components.export.fonts import font_faces
from components.export.selection import Selection
from components.view.walkthrough import steps
from components.wording.phrases import place_with_units, row_dicts, spelled, time_in_words, value
from components.wording.sentences import what_in_words

MOST_EVENTS = 8
"""More do not fit a lesson."""
STYLE = Path(__file__).with_name("static") / "questions.css"
TASK = (
    "Read the article. Each numbered sentence below comes from it. Answer the questions from the "
    "article, and write the number of each sentence on the map where it belongs. Where the article "
    "does not say it, write “not said”."
)
CHECK = "A program wrote these answers from the article. Check them before the lesson."


def to_questions(selection: Selection) -> bytes:
    """The sheet, UTF-8, for at most ``MOST_EVENTS`` events of the map, in the order of the
    walkthrough."""
    from components.export.picture import to_blank, to_png  # matplotlib takes a second to import

    analysis, facts = selection.analysis, about(selection)
    rows = dict(list(selection.events.groupby("event_id", sort=False)))
    by_id = {event.id: event for event in analysis.events}
    questions = [
        (step.sentence, list(_of_event(by_id[step.event_id], rows[step.event_id], analysis)))
        for step in steps(selection.events, selection.claims)[:MOST_EVENTS]
    ]
    blanks, answers = list[Html](), list[Html]()
    for sentence, answered in questions:
        open_questions = join(element("p", one, class_="qs-blank") for one, _ in answered)
        blanks.append(element("li", element("blockquote", sentence), open_questions))
        lines = (element("p", element("b", f"{one} "), answer) for one, answer in answered)
        answers.append(element("li", join(lines)))

    def head(name: str) -> Html:
        return join(
            (
                element("h1", f"{name}: {facts.title}"),
                element("p", byline(analysis.article)),
                element("p", facts.stamp, class_="qs-stamp"),
            )
        )

    sheet = element(
        "section",
        head("Questions"),
        element("p", "Name: ", element("span"), " Class: ", element("span"), class_="qs-who"),
        element("p", TASK),
        painted(to_blank(selection), alt="Map to write on"),
        element("ol", join(blanks))
        if questions
        else element("p", "None of the chosen events is on the map."),
    )
    solved = element(
        "section",
        head("Answers"),
        element("p", CHECK),
        element("ol", join(answers)),
        painted(to_png(selection), alt=f"Map. {facts.provenance}"),
        class_="qs-answers",
    )
    return page(
        join((element("main", sheet, solved), element("footer", element("p", CREDITS)))),
        title=f"Questions: {facts.title}",
        tags={"og:description": facts.provenance},
        styles=(font_faces(), STYLE.read_text(encoding="utf-8")),
        scripts=(),
    ).encode()


def _of_event(event: Event, rows: pd.DataFrame, analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Questions with their answers."""
    every_row = row_dicts(rows)
    first, drawn = every_row[0], [row for row in every_row if value(row, "latitude")]
    names = {value(row, "place_id"): spelled(row) for row in every_row}
    yield "What happened, or is to happen?", what_in_words(first, place=False)
    where = dict.fromkeys(
        f"{spelled(row)} ({place_with_units(row).removeprefix(f'{spelled(row)}, ')})"
        for row in drawn
    )
    yield "Where?", "; ".join(where)
    words = f", from the words “{event.time.text}”" if event.time.text else ""
    yield "When?", f"{time_in_words(first) or 'Not said'}{words}"
    said = dict.fromkeys(speaker_in_words(one) for one in event.attributions)
    yield "Who says so?", "; ".join(said) or "The article itself; it names no source"
    for claim in analysis.claims:
        if claim.event_id == event.id:
            gone = f": only that {claim.left_by} left" if claim.left_by else ""
            answer = f"{claim.holder} ({claim.status})" if claim.holder else f"Not said{gone}"
            yield f"Who holds {names.get(claim.place.id, claim.place.name)} after that?", answer
    for check in analysis.checks:
        if check.event_id == event.id and check.kind == "distance" and check.measured is not None:
            yield f"Measure it on a map: is “{check.claim}” right?", check_in_words(check)
