"""The table of components/README.md: every room once, and each path leads to a file."""

from __future__ import annotations

import re

import pytest

from tests.test_architecture import COMPONENTS, SHELF

PAGE = (COMPONENTS / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!looked for)(.+?) \| (\w+) \| (.+) \|$", PAGE, re.MULTILINE)


def test_every_room_has_one_row() -> None:
    assert sorted(room for _, room, _ in ROWS) == sorted(set(SHELF) - {"__main__", "dashboard"})


@pytest.mark.parametrize(("looked_for", "room", "paths"), ROWS)
def test_paths_lead_to_files_and_begin_in_the_room(looked_for: str, room: str, paths: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", paths)
    assert targets[0].startswith(f"{room}/"), looked_for
    assert [target for target in targets if not (COMPONENTS / target).is_file()] == []
