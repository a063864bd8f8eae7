"""Country packs: made whole or not at all, opened quickly, and never more than an article asks
for."""

from __future__ import annotations

import lzma
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core import settings
from components.core.errors import InstallationError
from components.core.fold import fold
from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from components.places.packs import FOLDER, SUFFIX, Packs, WithVillages, open_packs, places_in
from components.places.store import COLUMNS, unpacked, unpacked_somewhere
from tests.conftest import KEPT

SHIPPED = settings.GAZETTEER / FOLDER
SYRIAN_UNIT = "170062"
ROWS = (
    # key, slug, name, kind, latitude, longitude, country, unit, population, spellings
    ("990101", "", "Verkhnobazhane", "settlement", "4931000", "3695000", "UKR", "706482", "0", "Bazhane|Verhnee"),
    ("-1", "cod-ab-ua01", "Nyzhnobazhane", "district", "4932000", "3695000", "UKR", "706482", "12", ""),
    ("707292", "", "Izyum", "settlement", "4920000", "3728000", "UKR", "706482", "0", "Izyumets"),
)  # fmt: skip


def write_pack(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    lines = ["\t".join(COLUMNS), *("\t".join((*row, "", "")) for row in rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=0))
    return path


@pytest.fixture
def made(tmp_path: Path) -> Packs:
    write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    return Packs(tmp_path / "packs", tmp_path / "home")


def test_a_pack_is_found_by_its_country(made: Packs) -> None:
    assert made.countries == {"UKR"}
    with pytest.raises(KeyError):
        made.of("SYR")


ASKED = (
    ("Verkhnobazhane", "geonames:990101"),
    ("VERKHNOBAZHANE", "geonames:990101"),
    ("Verhnée", "geonames:990101"),
    ("Nyzhno-bazhane", ""),
    ("Nyzhnobazhane", "extra:cod-ab-ua01"),
    ("Izyumets", "geonames:707292"),
)


@pytest.mark.parametrize(("name", "place_id"), ASKED)
def test_names_of_a_pack(name: str, place_id: str, made: Packs, gazetteer: SqliteGazetteer) -> None:
    found = places_in(made.of("UKR"), name, gazetteer)
    assert [place.id for place in found] == ([place_id] if place_id else [])


def test_a_place_of_a_pack_says_its_unit_and_where_it_is_from(
    made: Packs, gazetteer: SqliteGazetteer
) -> None:
    [place] = places_in(made.of("UKR"), "Bazhane", gazetteer)
    assert (place.name, place.country, place.admin1) == ("Verkhnobazhane", "UKR", "Kharkiv Oblast")
    assert place.source == "the pack of Ukraine"


def test_a_place_that_the_gazetteer_holds_is_told_as_it_holds_it(
    made: Packs, gazetteer: SqliteGazetteer
) -> None:
    [place] = places_in(made.of("UKR"), "Izyumets", gazetteer)
    assert place == gazetteer.place("geonames:707292")


def test_villages_stand_beside_the_gazetteer(made: Packs, gazetteer: SqliteGazetteer) -> None:
    villages = places_in(made.of("UKR"), "Bazhane", gazetteer)
    both = WithVillages(
        gazetteer, {"bazhane": villages, "izyum": places_in(made.of("UKR"), "Izyum", gazetteer)}
    )
    assert both.lookup("Bazhane") == villages
    assert both.lookup("Izyum") == gazetteer.lookup("Izyum")
    assert both.lookup("Nyzhnobazhane") == ()
    assert both.place("geonames:990101") == villages[0]
    assert both.names("geonames:990101") == ("Verkhnobazhane",)
    assert both.country("UKR") == gazetteer.country("UKR")


WORDS = st.text(
    st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=3, max_size=12
)
NAMES = WORDS.filter(lambda name: len(fold(name)) > 2)
PLACES = st.lists(
    st.tuples(NAMES, st.lists(NAMES, max_size=3), st.integers(-9_000_000, 9_000_000), st.integers(-18_000_000, 18_000_000)),
    min_size=1, max_size=20,
)  # fmt: skip


@given(places=PLACES)
def test_what_is_packed_is_found_again(
    places: list[tuple[str, list[str], int, int]],
    tmp_path_factory: pytest.TempPathFactory,
    gazetteer: SqliteGazetteer,
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    write_pack(folder / f"SYR{SUFFIX}", [
        (str(99_000_000 + number), "", name, "settlement", str(north), str(east), "SYR", SYRIAN_UNIT, "0", "|".join(others))
        for number, (name, others, north, east) in enumerate(places)
    ])  # fmt: skip
    pack = Packs(folder, folder / "home").of("SYR")
    for number, (name, others, north, east) in enumerate(places):
        for asked in (name, *others):
            found = {place.id: place for place in places_in(pack, asked, gazetteer)}
            place = found[f"geonames:{99_000_000 + number}"]
            assert place.name == name
            assert (place.latitude, place.longitude) == (north / 100_000, east / 100_000)


def test_a_pack_is_unpacked_once_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    for _ in range(2):
        packs = Packs(tmp_path / "packs", tmp_path / "home", notify=told.append)
        packs.of("UKR")
        packs.of("UKR")
    assert told == ["Unpacking the villages of UKR (once, some seconds)"]
    assert len(list((tmp_path / "home").iterdir())) == 1


def test_another_version_of_a_pack_is_another_file(
    tmp_path: Path, gazetteer: SqliteGazetteer
) -> None:
    path = write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    Packs(tmp_path / "packs", tmp_path / "home").of("UKR")
    write_pack(path, ROWS[1:])
    again = Packs(tmp_path / "packs", tmp_path / "home").of("UKR")
    assert places_in(again, "Bazhane", gazetteer) == ()
    assert len(list((tmp_path / "home").iterdir())) == 2


def test_a_damaged_pack_leaves_nothing_behind_and_says_so(tmp_path: Path) -> None:
    path = write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InstallationError, match=r"UKR.tsv.xz.*python data/build.py packs"):
        Packs(tmp_path / "packs", tmp_path / "home").of("UKR")
    assert list((tmp_path / "home").iterdir()) == []


def test_several_at_once_find_it_whole(tmp_path: Path) -> None:
    write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    program = (
        "import sys; from pathlib import Path; from components.places.packs import Packs;"
        "pack = Packs(Path(sys.argv[1]), Path(sys.argv[2])).of('UKR'); print(len(pack.by_name('bazhane')))"
    )
    asked = [sys.executable, "-c", program, str(tmp_path / "packs"), str(tmp_path / "home")]
    running = [
        subprocess.Popen(asked, cwd=settings.ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [one.communicate(timeout=120)[0].strip() for one in running] == ["1"] * 3
    assert [path.suffix for path in (tmp_path / "home").iterdir()] == [".sqlite"]


def test_threads_share_one(made: Packs) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(id(made.of("UKR")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


@pytest.fixture
def file_for_home(tmp_path: Path) -> Path:
    """A home that nothing can be written to, whoever runs the test: it is no folder."""
    home = tmp_path / "home"
    home.write_text("no folder")
    return home


def test_where_home_cannot_be_written_to_a_temporary_folder_folder_serves(
    tmp_path: Path, file_for_home: Path
) -> None:
    write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    pack = Packs(tmp_path / "packs", file_for_home / "packs").of("UKR")
    assert len(pack.by_name("bazhane")) == 1


def test_where_nothing_can_be_written_to_one_line_says_so(
    tmp_path: Path, file_for_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pack(tmp_path / "packs" / f"UKR{SUFFIX}", ROWS)
    monkeypatch.setattr(
        "components.places.store._temporary_folder", lambda: SimpleNamespace(name=file_for_home)
    )
    with pytest.raises(InstallationError, match="DATELINE_HOME"):
        unpacked_somewhere(partial(unpacked, path, part="packs"), file_for_home)


def test_the_gazetteer_is_read_where_home_cannot_be_written_to(
    file_for_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The passing folder, which serves one process, is here one that the next run finds filled."""
    passing = KEPT / "passing"
    passing.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(
        "components.places.store._temporary_folder", lambda: SimpleNamespace(name=passing)
    )
    monkeypatch.setenv("DATELINE_HOME", str(file_for_home))
    assert open_gazetteer().lookup("Izyum")
    assert open_packs().of("ARM").by_name("talish")


def test_what_is_unpacked_is_small(tmp_path: Path) -> None:
    Packs(SHIPPED, tmp_path).of("SYR")
    [path] = tmp_path.iterdir()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM place").fetchone()[0] > 9_000
    assert path.stat().st_size < 10_000_000
