"""Why this place: evidence, runner-up, what would have made it win, and the position in forms to
copy."""

from __future__ import annotations

from dataclasses import replace

from components.core.records import Contrast, PlaceLink
from components.panels.why_place import copied_forms, why_this_place
from tests.sample import KHARKIV_OBLAST, KUPIANSK, resolution

IZYUM = resolution("Izyum", 3, KUPIANSK)
DIFFERS = (
    Contrast(words="named beside it", chosen=3.1, runner_up=0.0),
    Contrast(words="a river", chosen=0.0, runner_up=-1.5),
)


def test_evidence_and_the_way_it_was_found() -> None:
    markup = why_this_place(IZYUM)
    assert "name and context; sure" in markup
    assert "<li>its main name</li>" in markup
    assert "its main name; the article speaks of the country" in markup
    assert "Other places of that name" in markup


def test_runner_up_with_what_would_have_made_it_win() -> None:
    markup = why_this_place(
        replace(IZYUM, contrast=DIFFERS, turn="“Lagos” behind the name, after a comma")
    )
    assert (
        "Second choice: Kupyansk, Nigeria (settlement). It would have won with “Lagos” behind the name, after a comma."
        in markup
    )
    assert "<td>named beside it</td><td>+3.1</td><td>–</td>" in markup
    assert "<td>a river</td><td>–</td><td>-1.5</td>" in markup
    assert "Other places of that name" not in markup
    assert "No small change of the text" in why_this_place(replace(IZYUM, contrast=DIFFERS))


def test_a_name_without_a_place_shows_what_was_weighed() -> None:
    markup = why_this_place(
        replace(
            IZYUM, place=None, method="none", confidence=0.0, reason="none fits what the text says."
        )
    )
    assert "no place; none" in markup
    assert "Evidence for Kupyansk, Kharkiv, Ukraine (settlement)" in markup


def test_points_have_a_position_to_copy_and_areas_none() -> None:
    link = PlaceLink(resolution=IZYUM, role="at")
    assert list(copied_forms(link)) == ["Decimal", "DMS", "MGRS"]
    assert copied_forms(replace(link, coarsened="it is planned")) == {}
    assert (
        copied_forms(PlaceLink(resolution=resolution("Izyum", 3, KHARKIV_OBLAST), role="in")) == {}
    )
    assert copied_forms(PlaceLink(resolution=replace(IZYUM, place=None), role="at")) == {}


def test_hostile_words_are_escaped() -> None:
    hostile = "<img src=x onerror=alert(1)> ${x} `y`"
    toponym = replace(IZYUM.toponym, text=hostile)
    markup = why_this_place(
        replace(
            IZYUM, toponym=toponym, contrast=(Contrast(words=hostile, chosen=1.0, runner_up=0.0),)
        )
    )
    assert "<img" not in markup
    assert "${" not in markup
    assert "`" not in markup
