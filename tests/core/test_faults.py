"""A document that meets a fault of the program is told with its id, and the rest is read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from components.__main__ import main
from components.commands import geoparse, model
from components.core.errors import EmptyInput, ReadingFailed
from components.core.faults import reading_of
from components.reading.knowledge import Knowledge

AT_THE_ENDS = (
    ("Russian troops captured the town of Lyman 21 centuries ago.", "2022-11-01"),
    ("Russian troops captured the town of Lyman 203 decades ago.", "2022-11-01"),
    ("Russian troops will capture the town of Lyman in 80 centuries.", "2022-11-01"),
    ("Russian troops captured the town of Lyman on Friday.", "0001-01-01"),
    ("Russian troops will capture the town of Lyman tomorrow.", "9999-12-31"),
    ("Russian troops captured the town of Lyman on Monday.", "2022-11-01"),
)
"""Texts whose days lie at the ends of the calendar or beyond them, each with its day of
publication."""
ODD = "The brittle bridge of Izyum fell."


class Brittle:
    """The language model, but for one word that it cannot read."""

    def __init__(self, nlp: Any) -> None:  # noqa: ANN401 - stands for the model in all that it has
        self._nlp = nlp

    def make_doc(self, text: str) -> Any:  # noqa: ANN401
        if "brittle" in text:
            raise ZeroDivisionError("odd")
        return self._nlp.make_doc(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._nlp, name)


def lines(texts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        json.dumps({"id": f"doc-{number}", "text": text, "published": day})
        for number, (text, day) in enumerate(texts)
    )


def told(
    verb: str, given: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, list[Any], str]:
    """Exit code, ids of the answers, and what was told on the side."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    code, came = main([verb]), capsys.readouterr()
    return code, [json.loads(line)["id"] for line in came.out.splitlines()], came.err


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("verb", ["events", "geoparse"])
def test_days_at_the_ends_of_the_calendar_end_no_stream(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"doc-{number}" for number in range(len(AT_THE_ENDS))]
    assert told(verb, lines(AT_THE_ENDS), capsys, monkeypatch) == (0, ids, "")


@pytest.mark.parametrize("verb", ["events", "geoparse"])
def test_a_fault_is_told_with_its_document_and_the_rest_is_read(
    verb: str,
    knowledge: Knowledge,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp: Any = Brittle(knowledge.nlp)
    brittle = replace(knowledge, nlp=nlp)
    monkeypatch.setattr(model, "load_knowledge", lambda **_: brittle)
    monkeypatch.setattr(geoparse, "_knowledge", lambda: brittle)
    (first, day), *_, last = AT_THE_ENDS
    code, ids, side = told(verb, lines([(first, day), (ODD, day), last]), capsys, monkeypatch)
    assert (code, ids) == (1, ["doc-0", "doc-2"])
    assert side.startswith(
        "line 2: document doc-1: Reading it failed, which is a fault of the program: ZeroDivisionError: odd"
    )
    assert "(components/language/parse.py, line " in side


def test_what_was_given_wrong_stays_what_it_is() -> None:
    with pytest.raises(EmptyInput), reading_of("document a"):
        raise EmptyInput("There is no text.")


def test_a_full_disk_is_no_documents_fault() -> None:
    with pytest.raises(OSError, match="full"), reading_of("document a"):
        raise OSError("full")


def test_a_fault_names_the_document() -> None:
    with (
        pytest.raises(ReadingFailed, match=r"document a: Reading it failed.*KeyError: 'x'"),
        reading_of("document a"),
    ):
        raise KeyError("x")
