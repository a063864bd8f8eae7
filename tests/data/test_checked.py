"""A derived file of data/ of which one byte is not what is listed is told when it is first read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from components.core import settings
from components.core.data_files import checked, listed_sums
from components.core.errors import InstallationError
from components.language.encoder import Encoder
from components.language.event_words import EventWords
from components.language.place_layers import load_place_layers
from components.lexicon.names import load_names
from components.map.ground import sheet_of
from components.places.areas import open_areas
from components.places.dump_file import load_coding
from components.places.gazetteer import open_gazetteer
from components.places.packs import open_packs

READERS: dict[str, Callable[[], object]] = {
    "gazetteer/gazetteer.tsv.xz": open_gazetteer,
    "gazetteer/admin1_codes.csv": lambda: load_coding({}, historical=False),
    "areas/outlines.zip": open_areas,
    "areas/world.json.gz": lambda: sheet_of("world"),
    "areas/cells/40_30.json.gz": lambda: sheet_of("cells/40_30"),
    "areas/names.json.gz": lambda: sheet_of("names"),
    "gazetteer/packs/SYR.tsv.xz": lambda: open_packs().of("SYR"),
    "lexicon/common_words.csv": lambda: load_names(settings.LEXICON),
    "lexicon/person_names.csv": lambda: load_names(settings.LEXICON),
    "model/encoder.onnx": lambda: Encoder(settings.MODEL).vectors([("Kyiv",)]),
    "model/vocabulary.txt": lambda: Encoder(settings.MODEL).vectors([("Kyiv",)]),
    "model/event_words.npz": lambda: EventWords(settings.MODEL).kinds,
    "model/places.npz": lambda: load_place_layers(settings.MODEL),
}


def test_each_listed_file_has_a_reader_here() -> None:
    assert {
        pattern
        for pattern in listed_sums(settings.DATA)
        for path in READERS
        if Path(path).match(pattern)
    } == set(listed_sums(settings.DATA))


@pytest.mark.parametrize("name", READERS)
def test_a_flipped_byte_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = shutil.copytree(settings.DATA, tmp_path / "data", copy_function=os.symlink)
    held = bytearray((data / name).read_bytes())
    held[Random(name).randrange(len(held))] ^= 1
    (data / name).unlink()
    (data / name).write_bytes(held)
    for part in ("LEXICON", "GAZETTEER", "AREAS", "MODEL", "DATA"):
        monkeypatch.setattr(
            settings, part, data / getattr(settings, part).relative_to(settings.DATA)
        )
    sheet_of.cache_clear()
    with pytest.raises(InstallationError, match="its sha256 is") as raised:
        READERS[name]()
    sheet_of.cache_clear()
    assert Path(name).match(str(Path(raised.value.where).relative_to(data)))
    assert raised.value.way_out


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match="list of data files"):
        listed_sums(tmp_path)


def test_files_that_are_listed_nowhere_pass(tmp_path: Path) -> None:
    assert checked(tmp_path / "any.csv") == tmp_path / "any.csv"
    assert checked(settings.LEXICON / "sides.csv") == settings.LEXICON / "sides.csv"
