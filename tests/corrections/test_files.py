"""A file of corrections is read strictly: what is wrong, where, and the way out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from components.core import settings
from components.core.errors import BadCorrections, TooLarge
from components.corrections.files import read, read_file, write
from components.corrections.records import Corrections

ARTICLE = "0" * 64
ENTRY: dict[str, Any] = {
    "article": ARTICLE,
    "span": {"start": 1, "end": 5},
    "quote": "left",
    "change": {"field": "kind", "kind": "withdrawal"},
    "coder": "A. Coder",
    "time": "2022-09-13T08:00:00Z",
}
HEAD: dict[str, Any] = {"format": "dateline corrections", "version": 1}


def file(**changed: Any) -> bytes:  # noqa: ANN401 - any JSON
    return json.dumps(HEAD | {"corrections": [ENTRY | changed]}).encode()


def test_least_that_a_file_may_say() -> None:
    [one] = read(b"\xef\xbb\xbf" + file()).corrections
    assert (one.quote, one.number, one.note) == ("left", 0, "")
    assert read(json.dumps(HEAD).encode()) == Corrections()
    [check] = read(checks()).spot_checks
    assert (check.events, check.next, check.drawn[0].is_right) == (9, None, False)


CHECK: dict[str, Any] = {
    "article": ARTICLE,
    "name": "A. Coder",
    "day": "2022-09-13",
    "time": "2022-09-13T08:00:00Z",
    "seed": "one",
    "events": 9,
    "reading": ARTICLE,
    "drawn": [{"span": {"start": 1, "end": 5}, "quote": "left", "is_right": False}],
}


def checks(**changed: Any) -> bytes:  # noqa: ANN401 - any JSON
    return json.dumps(HEAD | {"spot_checks": [CHECK | changed]}).encode()


PAIR = {"first": ["a", "1"], "second": ["b", "2"]}


def links(*pairs: dict[str, Any]) -> bytes:
    return json.dumps(HEAD | {"links": pairs}).encode()


BAD = [
    (checks(events=0), "1 of 0 events"),
    (checks(name=" "), "name of who checks"),
    (checks(drawn=CHECK["drawn"] * 2), "each once"),
    (checks(drawn=[CHECK["drawn"][0] | {"is_right": "yes"}]), "spot_checks.0.drawn.0.is_right"),
    (checks(share=0.1), "spot_checks.0.share is no field"),
    (links(PAIR, PAIR | {"what": "same"}), "two things of one pair"),
    (links(PAIR | {"second": ["a", "2"]}), "Both events are of one article"),
    (links(PAIR | {"what": "perhaps"}), "links.0.what"),
    (b"", "no JSON"),
    (b"\xff\xfe", "no JSON"),
    (b"[" * 100_000, "no JSON"),
    (b"[]", 'its "format" is not'),
    (b'{"format": "other", "version": 1}', 'its "format" is not'),
    (json.dumps(HEAD | {"version": 2}).encode(), "version 2"),
    (file(coder=" "), "corrections.0"),
    (file(time="2022-09-13T08:00:00"), "no time zone"),
    (file(time="soon"), "corrections.0.time"),
    (file(span={"start": 1}), "corrections.0.span.end"),
    (file(change={"field": "colour"}), "corrections.0.change"),
    (file(change={"field": "kind"}), "corrections.0.change.kind.kind"),
    (
        file(change={"field": "verdict", "decision": "perhaps"}),
        "corrections.0.change.verdict.decision",
    ),
    (file(change={"field": "verdict", "decision": "send back"}, note=" "), "with a comment"),
    (
        file(change={"field": "days", "first_day": "2022-09-12", "last_day": "2022-09-11"}),
        "is after the last",
    ),
    (
        file(change={"field": "days", "first_day": "2022-02-30"}),
        "corrections.0.change.days.first_day",
    ),
    (
        file(change={"field": "place", "point": {"latitude": 91, "longitude": 0}}),
        "between -90 and 90",
    ),
    (
        file(
            change={
                "field": "place",
                "place_id": "geonames:1",
                "point": {"latitude": 1, "longitude": 0},
            }
        ),
        "exclude each other",
    ),
    (file(colour="red"), "corrections.0.colour is no field"),
    (
        file(change={"field": "kind", "kind": "withdrawal", "days": 1}),
        "corrections.0.change.days is no field",
    ),
]


@pytest.mark.parametrize(("data", "message"), BAD, ids=[message for _, message in BAD])
def test_what_is_wrong_is_told_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(BadCorrections, match=re.escape(message)) as caught:
        read(data, where="mine.json")
    assert str(caught.value).startswith("mine.json: ")
    assert caught.value.way_out


def test_too_large() -> None:
    with pytest.raises(TooLarge):
        read(b" " * (settings.MAX_UPLOAD_BYTES + 1))


def test_file_is_json_that_a_person_can_read(tmp_path: Path) -> None:
    text = write(read(file(note="Київ")))
    assert "Київ" in text
    assert '"field": "kind"' in text
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")
    assert read_file(tmp_path / "mine.json") == read(text.encode())
