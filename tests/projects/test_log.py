"""Whatever is done to an old line of a log is told, by the number of its entry."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from components.projects.log import LINE, LogEntry, broken_links, entries_of, lines_of
from components.projects.project import appended
from tests.projects.given import NOW, sha256


@st.composite
def logs(draw: st.DrawFn) -> list[bytes]:
    """The lines of a log of 2 to 8 entries."""
    told = draw(st.lists(st.text(max_size=12), min_size=2, max_size=8))
    entries = [
        LogEntry(time=NOW, did="corrected", what=what, parts=(f"corrections/{sha256(b'')}.json",))
        for what in told
    ]
    return lines_of(appended(b"", entries))


def told(lines: list[bytes]) -> str:
    return "; ".join(broken_links(b"\n".join(lines) + b"\n"))


@given(logs())
def test_a_log_as_it_was_written_is_whole_and_reads_back(lines: list[bytes]) -> None:
    log = b"\n".join(lines) + b"\n"
    assert told(lines) == ""
    entries = [one for one in entries_of(log) if one]
    assert [one.number for one in entries] == list(range(1, len(lines) + 1))
    assert appended(b"", entries) == log


@given(logs(), st.data())
def test_one_changed_byte_of_an_old_line_is_told(lines: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 2))
    place = data.draw(st.integers(0, len(lines[at]) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != lines[at][place]))
    lines[at] = lines[at][:place] + bytes([other]) + lines[at][place + 1 :]
    assert re.search(rf"(entry|line) {at + 1}\b", told(lines)) or other == ord("\n")
    assert told(lines)


@given(logs(), st.data())
def test_an_entry_that_was_rewritten_is_named(lines: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 2))
    lines[at] = json.dumps({**json.loads(lines[at]), "what": "other than it was"}).encode()
    assert f"entry {at + 1} (corrected: other than it was" in told(lines)
    assert "was changed after it was written" in told(lines)


@given(logs(), st.data())
def test_an_entry_that_was_removed_is_named(lines: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 2))
    del lines[at]
    wanted = f"entry {at + 1} was removed" if at else "the lines before entry 2"
    assert wanted in told(lines)


@given(logs(), st.data())
def test_an_entry_that_was_put_in_is_named(lines: list[bytes], data: st.DataObject) -> None:
    """By somebody who knows the form, and has it follow the line before."""
    at = data.draw(st.integers(1, len(lines) - 1))
    forged = LogEntry(
        number=at + 1,
        time=NOW,
        did="removed article",
        what="forged",
        before=sha256(lines[at - 1]),
    )
    lines.insert(at, LINE.dump_json(forged, exclude_defaults=True))
    assert f"entry {at + 1} (removed article: forged" in told(lines)
    assert "was inserted later" in told(lines)


@given(logs(), st.data())
def test_two_lines_that_changed_places_are_told(lines: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 2))
    lines[at : at + 2] = lines[at + 1], lines[at]
    assert told(lines)


def test_what_an_entry_says_of_a_headline_turns_no_terminal() -> None:
    told = str(LogEntry(time=NOW, did="made", what="a\x1b[31m\u202eb"))
    assert "\x1b" not in told
    assert "\u202e" not in told
