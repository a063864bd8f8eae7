"""What comes back unchanged says nothing; what a person changed comes back as corrections that
apply."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from components.core.errors import BadCorrections
from components.core.records import Span
from components.corrections.changes import (
    AddedEvent,
    DaysChange,
    KindChange,
    ModalityChange,
    PinChange,
    PlaceChange,
    Verdict,
)
from components.export.annotating.notes import (
    Differences,
    Note,
    differences,
    notes_of,
    utf16,
)
from components.export.formats import FORMATS
from tests import sample
from tests.export.annotating.given import READING, WIDE, handed_in
from tests.export.given import chosen

READABLE = {one.name: one for one in FORMATS if one.read}
TEXT = READING.article.text


def read_back(name: str, content: bytes) -> Sequence[Note]:
    read = READABLE[name].read
    assert read is not None
    return read(content, texts=[TEXT], where="back.json").get(TEXT, ())


def written(name: str) -> bytes:
    content = READABLE[name].make(chosen(READING))
    return handed_in(content) if name == "label-studio" else content


def told(edited: Sequence[Note]) -> Differences:
    time = datetime(2022, 9, 13, tzinfo=UTC)
    return differences(READING, edited, coder="A. Coder", time=time, where="back.json")


@pytest.mark.parametrize("name", READABLE)
def test_what_comes_back_unchanged_is_what_was_written(name: str) -> None:
    edited = read_back(name, written(name))
    assert {one.id: (one.layer, one.span, set(one.at)) for one in edited} == {
        one.id: (one.layer, one.span, set(one.at)) for one in notes_of(READING)
    }
    found = told(edited)
    assert (found.corrections, found.untaken) == ([], [])


def changed(**by_id: Callable[[Note], Note | None]) -> list[Note]:
    """The notes, some of them changed or taken out."""
    notes = [by_id.get(one.id, lambda same: same)(one) for one in notes_of(READING)]
    return [one for one in notes if one]


def with_values(**values: str) -> Callable[[Note], Note]:
    return lambda one: replace(one, values={**one.values, **values})


PLACES = {one.span.quote(TEXT): one.id for one in notes_of(READING) if one.layer == "place"}


@pytest.mark.parametrize(
    ("edited", "change"),
    [
        (changed(e4=lambda _: None), Verdict(decision="reject")),
        (changed(e4=with_values(kind="attack")), KindChange(kind="attack")),
        (changed(e5=with_values(modality="denied")), ModalityChange(modality="denied")),
        (
            changed(e4=with_values(first_day="2022-09-08")),
            DaysChange(first_day=date(2022, 9, 8), last_day=date(2022, 9, 9)),
        ),
        (changed(e4=with_values(first_day="", last_day="")), DaysChange()),
        (
            changed(**{PLACES["Samarkand"]: with_values(place_id="geonames:1114926")}),
            PlaceChange(place_id="geonames:1114926"),
        ),
        (changed(**{PLACES["Beijing"]: lambda _: None}), PlaceChange()),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_change_comes_back_as_its_correction(edited: list[Note], change: object) -> None:
    (found,) = (one for one in told(edited).corrections if not isinstance(one.change, PinChange))
    assert found.change == change
    assert found.quote == found.span.quote(TEXT)
    assert found.coder == "A. Coder"


def test_a_place_that_is_taken_from_an_event_comes_back() -> None:
    def without_izyum(one: Note) -> Note:
        return replace(one, at=tuple(name for name in one.at if name != one.at[-1]))

    (found,) = told(changed(e3=without_izyum)).corrections
    assert isinstance(found.change, PinChange)
    assert (found.change.name.quote(TEXT), found.change.is_there) == ("Izyum", False)


def test_a_new_event_is_added_to_its_sentence() -> None:
    start = TEXT.index("hold its congress")
    new = Note(
        id="x9",
        layer="event",
        span=Span(start=start, end=start + 4),
        values={"kind": "meeting", "first_day": "2022-10-02"},
        at=(PLACES["Beijing"],),
    )
    (found,) = told([*changed(), new]).corrections
    assert found.quote == sample.LINES[6]
    assert found.number == 1
    assert isinstance(found.change, AddedEvent)
    assert [name.quote(TEXT) for name in found.change.names] == ["Beijing"]
    assert (found.change.kind, found.change.first_day) == ("meeting", date(2022, 10, 2))


def test_ids_that_were_lost_are_found_by_the_words() -> None:
    edited = changed()
    anonymous = [replace(one, id=f"z{number}") for number, one in enumerate(edited)]
    ids = {one.id: f"z{number}" for number, one in enumerate(edited)}
    linked = [replace(one, at=tuple(ids[name] for name in one.at)) for one in anonymous]
    assert told(linked).corrections == []


def test_a_new_name_is_told_and_not_taken() -> None:
    start = TEXT.index("Ukrainian")
    new = Note(id="", layer="place", span=Span(start=start, end=start + 9), values={})
    found = told([*changed(), new])
    assert found.corrections == []
    assert found.untaken == [
        f"“Ukrainian” (characters {start} to {start + 9}): a name that was not read as a place "
        "cannot be added"
    ]


@pytest.mark.parametrize(
    ("edited", "words"),
    [
        ([], "Nothing of the reading is in it"),
        (changed(e4=with_values(kind="war")), "'war' is no kind of an event"),
        (changed(e4=with_values(modality="maybe")), "'maybe' is no modality"),
        (changed(e4=with_values(last_day="9 September")), "Write days as YYYY-MM-DD"),
        (changed(e4=with_values(first_day="2022-09-10")), "the first one first"),
    ],
)
def test_what_cannot_be_is_told_with_the_place(edited: list[Note], words: str) -> None:
    with pytest.raises(BadCorrections, match=words) as error:
        told(edited)
    assert error.value.where.startswith("back.json")
    assert error.value.way_out


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'[{"data": 1}]', b"\xff\xfe", b"1-1\tx\t"])
def test_a_file_of_another_form_is_told(name: str, content: bytes) -> None:
    with pytest.raises(BadCorrections) as error:
        read_back(name, content)
    assert error.value.where == "back.json"
    assert error.value.way_out


def edit_regions(result: list[dict[str, Any]]) -> None:
    for part in result:
        if part.get("id") == "e4" and part["from_name"] == "kind":
            part["value"]["labels"] = ["attack"]
    result[:] = [
        part
        for part in result
        if "e6" not in (part.get("id"), part.get("from_id"), part.get("to_id"))
    ]


def test_label_studio_brings_back_what_was_changed_there() -> None:
    content = READABLE["label-studio"].make(chosen(READING))
    found = told(read_back("label-studio", handed_in(content, edit_regions))).corrections
    assert [(one.quote, one.change) for one in found] == [
        ("hit", KindChange(kind="attack")),
        ("hold its congress", Verdict(decision="reject")),
    ]


def test_an_annotation_that_was_skipped_does_not_count() -> None:
    (task,) = json.loads(handed_in(READABLE["label-studio"].make(chosen(READING))))
    task["annotations"].append(
        {"result": [], "was_cancelled": True, "updated_at": "2099-01-01T00:00:00Z"}
    )
    edited = read_back("label-studio", json.dumps([task]).encode())
    assert told(edited).corrections == []


def test_a_table_of_words_of_another_text_is_not_of_this_one() -> None:
    content = READABLE["webanno"].make(chosen(sample.analysis()))
    assert read_back("webanno", content) == ()


def test_units_and_characters() -> None:
    to_unit, from_unit = utf16(WIDE)
    assert [to_unit(at) for at in (0, 1, 2)] == [0, 2, 3]
    assert [from_unit(at) for at in (0, 2, 3)] == [0, 1, 2]
    assert WIDE[from_unit(to_unit(5)) :] == WIDE[5:]


def test_a_coarser_place_has_no_id_in_any_file() -> None:
    hidden = sample.with_a_coarser_place()
    for one in FORMATS:
        if one.name in {*READABLE, "web-annotation", "langextract"}:
            content = one.make(chosen(hidden)).decode()
            assert "702986" not in content, one.name
            assert "706482" in content, one.name
