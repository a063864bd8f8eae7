"""Families: what a row names exists, and a trait is one that a rule asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.core import settings
from components.core.errors import InstallationError
from components.lexicon.events import FILE, TRAITS, load_kinds

KINDS = load_kinds(settings.LEXICON)
ASKED = re.compile(r"\.has\(\s*\"([\w -]+)\"")


def test_a_kind_has_the_traits_of_its_family_and_its_own() -> None:
    assert KINDS["withdrawal"].has("one-sided")
    assert KINDS["withdrawal"].has("loss")
    assert KINDS["control held"].has("gain")
    assert not KINDS["handover"].has("gain")
    assert KINDS["grenade"].compared["kin"] == "bomb"
    assert KINDS["grenade"].compared["near_km"] == "10"


def test_every_trait_is_asked_for_and_borne() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (settings.ROOT / "components" / "events").glob("*.py")
    )
    assert set(ASKED.findall(code)) | {"weapon", "general"} == set(TRAITS)
    assert {trait for kind in KINDS.values() for trait in kind.traits} == set(TRAITS)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("controll,,,,,,,,,,", "'controll' is no family"),
        ("control,takeover,,,,,,,,,", "'takeover' is no kind"),
        ("control,,siege,,,,,,,,", "'siege' is no family"),
        ("control,,,moving,,,,,,,", "'moving' is no trait"),
    ],
)
def test_a_name_that_does_not_exist_says_so(row: str, problem: str, tmp_path: Path) -> None:
    for file in (FILE, "event_kinds.csv"):
        text = (settings.LEXICON / file).read_text(encoding="utf-8")
        (tmp_path / file).write_text(text + f"{row}\n" * (file == FILE), encoding="utf-8")
    with pytest.raises(InstallationError, match=re.escape(problem)):
        load_kinds(tmp_path)
