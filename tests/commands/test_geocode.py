"""``python -m components geocode``, as a person calls it."""

from __future__ import annotations

import pytest

from components.__main__ import main

ONE = (
    (["Kupiansk", "--country", "UA"], "49.71003, 37.61581\tKupyansk, Kharkiv Oblast, Ukraine"),
    (["Paris, TX"], "33.66094, -95.55551\tParis, Texas, United States"),
    (["Paris", "--country", "us", "--country", "CAN"], "33.66094, -95.55551\tParis, Texas"),
    (["49.2, 37.3", "--reverse"], "49.20697, 37.27679\tIzyum, Kharkiv Oblast, Ukraine"),
)


@pytest.mark.parametrize(("arguments", "begins"), ONE)
def test_the_likeliest_place_is_one_line(
    arguments: list[str], begins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", *arguments]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(begins)
    position, _, kind, place_id = line.split("\t")
    assert len(position.split(", ")) == 2
    assert kind == "settlement"
    assert place_id.startswith("geonames:")


def test_as_many_as_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Springfield", "--limit", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all("Springfield" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Nosuchplaceanywhere"], "Nosuchplaceanywhere: No place was found. Check the spelling"),
        (["Izyum", "--country", "FR"], "Izyum: No place was found."),
        ([", ,"], "names no place. Give a name"),
        (["nowhere", "--reverse"], "nowhere: "),
    ],
)
def test_what_is_not_found_is_one_line_with_the_way_out(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert len(said.err.splitlines()) == 1
