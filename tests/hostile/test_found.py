"""What knocking found (``tests/endurance/fuzz.py``), row by row, and what each door is for."""

from __future__ import annotations

import base64
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.hostile.doors import DOORS, knock
from tests.hostile.examples import examples

FOUND = [
    json.loads(line)
    for line in Path(__file__).with_name("found.jsonl").read_text(encoding="ascii").splitlines()
]


@pytest.mark.parametrize("row", FOUND, ids=lambda row: f"{row['door']}: {row['why']}")
def test_what_was_found_is_told_or_taken(row: dict[str, str | int]) -> None:
    then = str(row.get("then", "")) * int(row.get("times", 0))
    data = base64.b64decode(str(row.get("base64", ""))) or f"{row['text']}{then}".encode()
    knock(str(row["door"]), data)


@pytest.mark.parametrize("door", DOORS)
def test_each_door_takes_what_it_is_for(door: str) -> None:
    """There is no list of merged parts but while a store is merged, and no time stamp without the
    packages for it."""
    taken = any(knock(door, one) for one in examples(door))
    assert taken or door == "merging.json" or (door == "time stamp" and not find_spec("asn1crypto"))
