"""The manual of the room names for each criterion a test, and each of them is there."""

from __future__ import annotations

import ast
import re

import pytest

from components.core.settings import ROOT

MANUAL = ROOT / "components" / "export" / "README.md"
TEXT = MANUAL.read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w+) \| .+? \| \[[^]]+\]\(([^)]+)\)::(\w+) \|$", TEXT, re.MULTILINE)
CRITERIA = {
    "authenticity",
    "availability",
    "identity",
    "persistence",
    "renderability",
    "understandability",
}


def test_each_of_the_six_criteria_has_a_row() -> None:
    assert {criterion for criterion, _, _ in ROWS} == CRITERIA
    assert len(ROWS) == len(re.findall(r"::\w+ \|$", TEXT, re.MULTILINE))


@pytest.mark.parametrize(("criterion", "path", "name"), ROWS)
def test_its_test_is_there(criterion: str, path: str, name: str) -> None:
    tree = ast.parse((MANUAL.parent / path).read_text(encoding="utf-8"))
    found = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    assert name.startswith("test_"), criterion
    assert name in found, path
