"""The sheet of news: the same in three forms, by place, and words of an article stay words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from components.core.errors import InputError
from components.export.news import FORMS, NO_PLACE, NOT_CHECKED, NewsSheet, form_of
from components.store.news import EventNews
from components.wording.phrases import Row
from tests.hostile.given import payloads

MADE = datetime(2025, 1, 28, 5, 0, tzinfo=UTC)
SENTENCE = "A bomb killed 20 people in Bukavu on Saturday."


def row(**cells: object) -> Row:
    told = {
        "doc_id": "d1",
        "event_id": "e1",
        "kind": "attack",
        "modality": "done",
        "publisher": "Two",
        "published": "2025-01-27",
        "url": "https://example.org/2",
        "title": "Bukavu",
        "sentence": SENTENCE,
        "char_start": 0,
        "char_end": len(SENTENCE),
        "attributed_to": "the mayor",
        "attribution_scope": "direct",
        "place_id": "geonames:217831",
        "place_name": "Bukavu",
        "place_kind": "settlement",
        "place_role": "in",
        "admin1": "South Kivu",
        "country": "COD",
        "latitude": -2.49,
        "longitude": 28.84,
    }
    return told | cells


def sheet(*news: EventNews) -> NewsSheet:
    return NewsSheet(made=MADE, since=None, feeds=["https://example.org/feed"], news=news)


TWO = sheet(
    EventNews(what="told again", tellings=((row(event_id="e3"),),)),
    EventNews(
        what="contradicted",
        tellings=((row(),),),
        before=((row(doc_id="d0", publisher="One", sentence="A bomb killed 12 people."),),),
        differs=("figure",),
        publishers=2,
    ),
    EventNews(what="new", tellings=((row(event_id="e2", latitude=None),),)),
)


def test_places_stand_in_order_and_what_matters_most_stands_first() -> None:
    told = json.loads(FORMS[".json"](TWO))
    assert [one["place"] for one in told["places"]] == [
        "Bukavu, South Kivu, Congo - Kinshasa",
        NO_PLACE,
    ]
    assert [one["what"] for one in told["places"][0]["news"]] == ["contradicted", "told again"]
    first = told["places"][0]["news"][0]
    assert first["told"][0]["said_by"] == ["the mayor"]
    assert first["told"][0]["stamp"].startswith("Read by a program, not checked by a person.")
    assert first["before"][0]["publisher"] == "One"
    assert told["counts"] == {"told again": 1, "contradicted": 1, "new": 1}


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_a_sheet_has_quotes_sources_and_who_checked_it(ending: str) -> None:
    written = FORMS[ending](TWO).decode()
    html = written if ending == ".html" else MarkdownIt().render(written)
    for words in (
        NOT_CHECKED,
        "Contradicted: figures; told by 2 publishers",
        SENTENCE,
        "Two, 27 January 2025",
        'href="https://example.org/2"',
        "Before: ",
        "said by the mayor",
    ):
        assert words in html


VISIBLE = [words for words in payloads() if words.split()]


@pytest.mark.parametrize("words", VISIBLE, ids=lambda words: repr(words[:20]))
def test_hostile_words_make_no_markup(words: str) -> None:
    fields = ("sentence", "publisher", "title", "url", "place_name", "attributed_to")
    hostile = EventNews(what="new", tellings=((row(**dict.fromkeys(fields, words)),),))
    told = sheet(hostile)
    tags = {
        name: MarkdownIt().parse(FORMS[".md"](one).decode())
        for name, one in (
            ("hostile", told),
            ("plain", sheet(EventNews(what="new", tellings=((row(url=""),),)))),
        )
    }
    kinds = {name: [token.type for token in tokens] for name, tokens in tags.items()}
    assert kinds["hostile"] == kinds["plain"]
    inline = {child.type for token in tags["hostile"] for child in token.children or ()}
    assert inline <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
        "link_open",
        "link_close",
    }
    assert "<script" not in FORMS[".html"](told).decode()
    assert json.loads(FORMS[".json"](told))["places"]


def test_another_ending_is_refused() -> None:
    with pytest.raises(InputError, match=r"\.html, \.md, \.json"):
        form_of(Path("sheet.pdf"))
