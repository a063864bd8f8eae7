"""data/README.md says what each derived file weighs and its sha256."""

from __future__ import annotations

import hashlib

import pytest

from components.core import settings
from components.core.data_files import ROW

README = (settings.DATA / "README.md").read_text(encoding="utf-8")
ROWS = [
    (match["path"], int(match["bytes"].replace(",", "")), match["sha256"])
    for match in ROW.finditer(README)
]


def test_every_derived_file_has_a_row() -> None:
    assert [path for path, *_ in ROWS] == [
        "gazetteer/gazetteer.tsv.xz",
        "gazetteer/admin1_codes.csv",
        "areas/outlines.zip",
        "areas/world.json.gz",
        "areas/cells/*.json.gz",
        "areas/names.json.gz",
        "gazetteer/packs/*.tsv.xz",
        "lexicon/common_words.csv",
        "lexicon/person_names.csv",
    ]


@pytest.mark.parametrize(("path", "size_bytes", "sha256"), ROWS)
def test_files_are_those_that_are_named(path: str, size_bytes: int, sha256: str) -> None:
    contents = b"".join(file.read_bytes() for file in sorted(settings.DATA.glob(path)))
    assert len(contents) == size_bytes
    assert hashlib.sha256(contents).hexdigest() == sha256
