"""data/model: its card names each file with its size and sha256, and it stays small."""

from __future__ import annotations

import hashlib

from components.core import settings
from components.core.data_files import ROW

CARD = "README.md"
MOST_BYTES = 30_000_000


def test_the_card_names_each_file() -> None:
    card = (settings.MODEL / CARD).read_text("utf-8")
    rows = {match["path"]: match for match in ROW.finditer(card)}
    files = {path.name: path.read_bytes() for path in settings.MODEL.iterdir() if path.name != CARD}
    assert set(rows) == set(files)
    for name, content in files.items():
        assert int(rows[name]["bytes"].replace(",", "")) == len(content)
        assert rows[name]["sha256"] == hashlib.sha256(content).hexdigest()
    assert sum(map(len, files.values())) < MOST_BYTES


def test_the_card_states_the_licences() -> None:
    card = (settings.MODEL / CARD).read_text("utf-8")
    for words in ("Apache License 2.0", "CC BY 2.5", "large language model", "Cross-fitted"):
        assert words in card
