"""Dumps of GeoNames beside the built-in gazetteer: a hand-written one, a made-up large one, and
broken ones."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.language import Language

from components.core import settings
from components.core.errors import DatelineError, DumpError, InputError, InstallationError
from components.core.records import Article, Resolution
from components.language.parse import parse
from components.lexicon.names import load_names
from components.places.adding import (
    FOLDER,
    AddedGazetteer,
    add,
    installed,
    path_of_added,
    paths_of_added,
    remove,
    state_of_added,
)
from components.places.dump_file import coding_of
from components.places.gazetteer import PACKED, SqliteGazetteer
from components.places.geocoder import OfflineGeocoder
from components.places.resolution import resolve
from components.places.store import unpacked
from components.places.toponyms import find_toponyms
from tests.benchmarks import dump

LINES = (
    # number, name, ascii name, alternates, latitude, longitude, class, code, country, admin1,
    # population
    ("707292", "Izyum", "Izyum", "Izyum,Ізюм,Isjumchen", 49.2, 37.28, "P", "PPLA2", "UA", "07", 50000),
    ("990001", "Verkhnobazhane", "Verkhnobazhane", "Верхньобажане,VBZ", 49.31, 36.95, "P", "PPL", "UA", "07", 0),
    ("990002", "Robotyne", "Robotyne", "Работино", 47.445, 35.84, "P", "PPL", "UA", "26", 0),
    ("990003", "Verkhnobazhane", "Verkhnobazhane", "", 50.9, 31.2, "P", "PPL", "UA", "02", 40),
    ("990004", "Bazhanskyi Mikroraion", "Bazhanskyi Mikroraion", "", 49.2, 37.2, "P", "PPLX", "UA", "07", 900),
    ("990005", "Staroye Bazhane", "Staroye Bazhane", "", 49.3, 37.0, "P", "PPLQ", "UA", "07", 0),
    ("990006", "Bazhanka", "Bazhanka", "", 49.4, 37.0, "H", "STM", "UA", "00", 0),
    ("990007", "Ozero Bazhane", "Ozero Bazhane", "", 49.4, 37.1, "H", "LK", "UA", "07", 0),
    ("990008", "Ostriv Bazhanyi", "Ostriv Bazhanyi", "", 46.4, 31.1, "T", "ISL", "UA", "99", 0),
    ("990009", "Bazhana Hora", "Bazhana Hora", "", 49.5, 37.1, "T", "HLL", "UA", "07", 0),
    ("990010", "Bazhane Airfield", "Bazhane Airfield", "", 49.5, 37.2, "S", "AIRF", "UA", "07", 0),
    ("990011", "Bazhanska Hromada", "Bazhanska Hromada", "", 49.3, 37.0, "A", "ADM3", "UA", "07", 4000),
    ("990012", "Bazhane School", "Bazhane School", "", 49.3, 37.0, "S", "SCH", "UA", "07", 0),
    ("990013", "Bazhane Sea Bank", "Bazhane Sea Bank", "", 44.0, 31.0, "U", "BNKU", "", "", 0),
    ("990014", "Donets River", "Donets River", "", 47.6, 40.9, "H", "STM", "UA", "", 0),
    ("990016", "Izyum", "Izyum", "", 50.1, 35.1, "T", "HLL", "UA", "18", 0),
    ("990015", "Kyivske Bazhane", "Kyivske Bazhane", "", 50.4, 30.5, "P", "PPL", "UA", "12", 7),
)  # fmt: skip
NAMES = (
    (1, 703448, "en", "Kyyiv-on-the-Hills", "", "", "", ""),
    (2, 703448, "link", "https://example.org/Kyiv", "", "", "", ""),
    (3, 703448, "iata", "IEVX", "", "", "", ""),
    (4, 990001, "uk", "Верхня Бажанівка", "", "", "", "1"),
    (5, 990001, "abbr", "VBAZ", "", "", "", ""),
    (6, 123, "en", "Nowhere At All", "", "", "", ""),
)


def place_lines(lines: tuple[tuple[object, ...], ...] = LINES) -> str:
    rows = []
    for (
        number,
        name,
        ascii_name,
        others,
        latitude,
        longitude,
        group,
        code,
        country,
        unit,
        people,
    ) in lines:
        cells = (
            number,
            name,
            ascii_name,
            others,
            latitude,
            longitude,
            group,
            code,
            country,
            "",
            unit,
            "",
            "",
            "",
            people,
            "",
            1,
        )
        rows.append("\t".join(map(str, (*cells, "Europe/Kyiv", "2024-05-01"))))
    return "".join(f"{row}\n" for row in rows)


def zipped(path: Path, text: str, *, member: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "About this dump." * 1000)
        archive.writestr(zipfile.ZipInfo(member or f"{path.stem}.txt", (2024, 5, 2, 3, 0, 0)), text)
    return path


@pytest.fixture(scope="module")
def base() -> Path:
    return unpacked(settings.GAZETTEER / PACKED, settings.home())


@dataclass(frozen=True)
class Home:
    """A person's own folder."""

    folder: Path
    base: Path

    def add(self, path: Path, *, historical: bool = False) -> tuple[AddedGazetteer, bool]:
        coding = coding_of(SqliteGazetteer(self.base), historical=historical)
        return add(path, self.folder, coding=coding, historical=historical, progress=lambda _: None)

    def open(self) -> SqliteGazetteer:
        return SqliteGazetteer(self.base, added=paths_of_added(self.folder))

    def files(self) -> set[str]:
        return {path.name for path in (self.folder / FOLDER).iterdir()} - {"lock"}


@pytest.fixture
def home(tmp_path: Path, base: Path) -> Home:
    return Home(tmp_path, base)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, base: Path) -> SqliteGazetteer:
    """The built-in gazetteer with the hand-written dump and its names."""
    home = Home(tmp_path_factory.mktemp("home"), base)
    home.add(zipped(home.folder / "UA.zip", place_lines()))
    names = "".join("\t".join(map(str, (*row, "", ""))) + "\n" for row in NAMES)
    home.add(zipped(home.folder / "alternateNamesV2.zip", names))
    return home.open()


FOUND = (
    # name, ids of all places of the name, most people first
    ("Verkhnobazhane", ["geonames:990003", "geonames:990001"]),
    ("ВЕРХНЬОБАЖАНЕ", ["geonames:990001"]),
    ("Verkhnia Bazhanivka", ["geonames:990001"]),
    ("VBAZ", ["geonames:990001"]),
    ("Vbaz", []),
    ("VBZ", []),
    ("Isjumchen", ["geonames:707292"]),
    ("Kyyiv-on-the-Hills", ["geonames:703448"]),
    ("IEVX", []),
    ("Nowhere At All", []),
    ("Robotyne", ["extra:robotyne"]),
    ("Работино", ["extra:robotyne"]),
    ("Staroye Bazhane", []),
    ("Bazhane School", []),
    ("Bazhane Sea Bank", []),
)


@pytest.mark.parametrize(("name", "ids"), FOUND)
def test_names(both: SqliteGazetteer, name: str, ids: list[str]) -> None:
    assert [place.id for place in both.lookup(name)] == ids


KINDS = (
    ("Verkhnobazhane", "settlement"),
    ("Bazhanskyi Mikroraion", "district"),
    ("Bazhanka", "river"),
    ("Ozero Bazhane", "water"),
    ("Ostriv Bazhanyi", "island"),
    ("Bazhana Hora", "region"),
    ("Bazhane Airfield", "facility"),
    ("Bazhanska Hromada", "admin2"),
)


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kinds(both: SqliteGazetteer, name: str, kind: str) -> None:
    assert {place.kind for place in both.lookup(name)} == {kind}


def test_a_place_has_country_and_unit(both: SqliteGazetteer) -> None:
    place = both.place("geonames:990001")
    assert place is not None
    assert (place.country, place.admin1, place.admin1_id) == (
        "UKR",
        "Kharkiv Oblast",
        "geonames:706482",
    )
    assert (place.latitude, place.longitude, place.population) == (49.31, 36.95, 0)


def test_a_unit_that_is_not_known_is_left_empty(both: SqliteGazetteer) -> None:
    place = both.place("geonames:990008")
    assert place is not None
    assert (place.country, place.admin1) == ("UKR", "")


def test_a_place_of_both_is_told_once_with_the_names_of_both(
    both: SqliteGazetteer, gazetteer: SqliteGazetteer
) -> None:
    assert both.place("geonames:707292") == gazetteer.place("geonames:707292")
    assert [place.id for place in both.lookup("Izyum")].count("geonames:707292") == 1
    assert set(both.names("geonames:707292")) == {*gazetteer.names("geonames:707292"), "Isjumchen"}


def test_a_hand_kept_place_is_told_once_under_its_own_id(both: SqliteGazetteer) -> None:
    assert both.place("geonames:990002") == both.place("extra:robotyne")
    assert both.names("extra:robotyne")[0] == "Robotyne"
    assert "Работино" in both.names("extra:robotyne")
    near = both.nearest(47.445, 35.84, limit=4)
    assert [place.name for place in near].count("Robotyne") == 1


def test_nearest_asks_both(both: SqliteGazetteer, gazetteer: SqliteGazetteer) -> None:
    assert both.nearest(49.31, 36.95)[0].id == "geonames:990001"
    assert gazetteer.nearest(49.31, 36.95)[0].id != "geonames:990001"


def test_the_geocoder_asks_both(both: SqliteGazetteer) -> None:
    geocoder = OfflineGeocoder(both)
    assert geocoder.geocode("Verkhnobazhane, Kharkiv Oblast").raw["id"] == "geonames:990001"
    assert geocoder.reverse((49.31, 36.95)).address == "Verkhnobazhane, Kharkiv Oblast, Ukraine"


def test_what_is_built_in_stays(both: SqliteGazetteer, gazetteer: SqliteGazetteer) -> None:
    assert both.country("UA") == gazetteer.country("UKR")
    assert both.admin1_units("UKR") == gazetteer.admin1_units("UKR")
    assert both.by_code("TX") == gazetteer.by_code("TX")


MANY = tuple(
    (f"99{number}", "Krynychne Pole", "Krynychne Pole", "", 45.5 + row * 0.6, 23.5 + column * 1.6, "P", "PPL", "UA", unit, 0)
    for number, row, column in ((1000 + number, number % 10, number // 10) for number in range(100))
    for unit in ("05" if (row, column) == (4, 9) else "18",)
)  # fmt: skip
"""A hundred villages of one name all over Ukraine, one of them in Donetsk Oblast."""

READ = (
    (
        "Shells hit the village of Verkhnobazhane in Kharkiv Oblast, near Izyum.",
        "Verkhnobazhane",
        "geonames:990001",
    ),
    (
        "Drones hit the village of Verkhnobazhane, near Chernihiv.",
        "Verkhnobazhane",
        "geonames:990003",
    ),
    ("Troops left Izyum, in Kharkiv Oblast, on Monday.", "Izyum", "geonames:707292"),
    ("Drones struck Bazhane Airfield at night.", "Bazhane Airfield", "geonames:990010"),
    ("Troops entered Robotyne on Monday, and Tokmak on Tuesday.", "Robotyne", "extra:robotyne"),
)


def read(text: str, name: str, both: SqliteGazetteer, nlp: Language) -> Resolution:
    """What the first mention of a name in a text means."""
    article, names = Article(id="row", text=text), load_names()
    doc = parse(article, nlp)
    toponyms, _ = find_toponyms(doc, both, names)
    answers = resolve(toponyms, doc=doc, article=article, gazetteer=both, names=names)
    return next(answer for answer in answers if answer.toponym.text == name)


@pytest.mark.parametrize(("text", "name", "place_id"), READ)
def test_the_reading_uses_both(
    text: str, name: str, place_id: str, both: SqliteGazetteer, nlp: Language
) -> None:
    found = read(text, name, both, nlp)
    assert found.place is not None
    assert found.place.id == place_id
    assert 0.5 < found.confidence <= 0.99


def test_one_village_of_a_hundred_is_told_by_its_neighbours_with_less_confidence_alone(
    home: Home, nlp: Language
) -> None:
    home.add(zipped(home.folder / "UA.zip", place_lines(MANY)))
    both = home.open()
    assert len(both.lookup("Krynychne Pole")) == 100
    near = read(
        "Shells hit Avdiivka, Krynychne Pole and Marinka on Monday.", "Krynychne Pole", both, nlp
    )
    alone = read("Shells hit the village of Krynychne Pole on Monday.", "Krynychne Pole", both, nlp)
    assert near.place is not None
    assert near.place.admin1 == "Donetsk Oblast"
    assert alone.confidence < 0.5 < near.confidence


def test_a_place_says_which_added_file_holds_it(both: SqliteGazetteer) -> None:
    assert {place.id: place.source for place in both.lookup("Izyum")} == {
        "geonames:707292": "",
        "geonames:990016": "UA",
    }
    assert both.nearest(49.31, 36.95)[0].source == "UA"


def test_what_was_added_is_described(home: Home) -> None:
    held, is_new = home.add(zipped(home.folder / "UA.zip", place_lines()))
    assert is_new
    assert (held.name, held.kind, held.source, held.day, held.rows, held.kept) == (
        "UA",
        "places",
        "UA.zip",
        "2024-05-02",
        17,
        14,
    )
    assert held.licence == "CC BY 4.0, geonames.org"
    assert held.bytes == path_of_added(home.folder, "UA").stat().st_size
    assert installed(home.folder) == (held,)


def test_a_file_that_is_there_is_passed_over_and_a_newer_one_replaces_it(home: Home) -> None:
    path = zipped(home.folder / "UA.zip", place_lines())
    home.add(path)
    assert not home.add(path)[1]
    assert home.add(path, historical=True)[1]
    assert home.open().lookup("Staroye Bazhane")[0].kind == "settlement"
    newer, is_new = home.add(zipped(path, place_lines(LINES[:3])))
    assert (newer.rows, is_new) == (3, True)
    assert home.files() == {"UA.sqlite"}


def test_plain_text_and_names_of_a_country(home: Home) -> None:
    (home.folder / "UA.txt").write_text(
        "\n" + place_lines().replace("\n", "\r\n"), encoding="utf-8"
    )
    assert home.add(home.folder / "UA.txt")[0].name == "UA"
    (home.folder / "SY.txt").write_text("1\t703448\ten\tKyyivsk\t\t\t\t\t\t\n", encoding="utf-8")
    assert home.add(home.folder / "SY.txt")[0].name == "SY-names"
    assert home.open().lookup("Kyyivsk")[0].id == "geonames:703448"


def test_removed_is_removed(home: Home) -> None:
    home.add(zipped(home.folder / "UA.zip", place_lines()))
    with pytest.raises(InputError, match="Installed: UA"):
        remove("ua", home.folder)
    with pytest.raises(InputError, match="No gazetteer"):
        remove("../UA", home.folder)
    remove("UA", home.folder)
    assert installed(home.folder) == ()
    assert home.open().lookup("Verkhnobazhane") == ()


BROKEN = (
    # text of the file, what the error names
    ("", "no lines"),
    ("a,b,c\n1,2,3\n", "1 tab-separated columns"),
    ("a\tb\tc\n", "3 tab-separated columns"),
    (place_lines() + "990099\tHalf a line\n", "line 18"),
    (place_lines().replace("49.31", "north"), "line 2"),
    (place_lines().replace("49.31", "149.31"), "not a position"),
    (place_lines().replace("990001\t", "x\t"), "line 2"),
    ("1\tx\ten\tName\t\t\t\t\t\t\n", "line 1"),
)


@pytest.mark.parametrize("suffix", [".txt", ".zip"])
@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_file_says_where_and_leaves_the_state_before(
    home: Home, text: str, message: str, suffix: str
) -> None:
    path = home.folder / f"UA{suffix}"
    before = home.add(zipped(home.folder / "UA.zip", place_lines()))[0]
    if suffix == ".zip":
        zipped(path, text)
    else:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(DumpError, match=message) as caught:
        home.add(path)
    assert str(path) in str(caught.value)
    assert caught.value.way_out
    assert installed(home.folder) == (before,)
    assert home.files() == {"UA.sqlite"}


@pytest.mark.parametrize("content", [b"", b"no zip at all", "cut", "empty", "latin"])
def test_a_broken_zip(home: Home, content: bytes | str) -> None:
    path = home.folder / "UA.zip"
    if content == "cut":
        whole = zipped(path, place_lines() * 50).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif content == "latin":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("UA.txt", place_lines().encode("utf-16-le").replace(b"\t\0", b"\t"))
    elif content == "empty":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.md", "")
    else:
        assert isinstance(content, bytes)
        path.write_bytes(content)
    with pytest.raises(DumpError):
        home.add(path)
    assert installed(home.folder) == ()


def test_a_damaged_member_of_a_zip(home: Home) -> None:
    path = zipped(home.folder / "UA.zip", place_lines() * 50)
    content = bytearray(path.read_bytes())
    place = content.rindex(b"Bazhanka")
    content[place : place + 8] = b"Bazhenka"
    path.write_bytes(content)
    with pytest.raises(DumpError, match="CRC"):
        home.add(path)
    assert installed(home.folder) == ()


def test_a_stopped_addition_leaves_nothing_and_can_be_run_again(home: Home) -> None:
    path = dump.write(home.folder / "XX.zip", 30_000)
    told: list[int] = []

    def stop(read: int) -> None:
        told.append(read)
        if len(told) > 1:
            raise KeyboardInterrupt

    coding = coding_of(SqliteGazetteer(home.base), historical=False)
    with pytest.raises(KeyboardInterrupt):
        add(path, home.folder, coding=coding, historical=False, progress=stop)
    assert home.files() == set()
    (home.folder / FOLDER / "YY.sqlite.part").write_text("left over from a program that was killed")
    assert home.add(path)[1]
    assert home.files() == {"XX.sqlite"}


def test_two_additions_at_once_are_refused(home: Home) -> None:
    path = zipped(home.folder / "UA.zip", place_lines())
    (home.folder / FOLDER).mkdir()
    with closing(sqlite3.connect(home.folder / FOLDER / "lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InputError, match="Another addition"):
            home.add(path)
    assert home.add(path)[1]


def test_a_damaged_added_file_says_the_way_out(home: Home) -> None:
    (home.folder / FOLDER).mkdir()
    path_of_added(home.folder, "UA").write_bytes(b"no database" * 1000)
    with pytest.raises(InstallationError, match=r"UA\.sqlite"):
        home.open()
    with pytest.raises(DatelineError, match=r"UA\.sqlite"):
        installed(home.folder)


def test_a_made_up_dump_of_twenty_thousand_rows(home: Home) -> None:
    path = dump.write(home.folder / "XX.zip", 20_000)
    told: list[int] = []
    coding = coding_of(SqliteGazetteer(home.base), historical=False)
    held, _ = add(path, home.folder, coding=coding, historical=False, progress=told.append)
    assert held.rows == 20_000
    assert 15_000 < held.kept < 20_000
    assert sum(told) == sum(len(line.encode()) + 1 for line in dump.lines(20_000))
    both = home.open()
    for line in [*dump.lines(20_000)][::997]:
        (
            number,
            name,
            *_,
        ) = line.split("\t")
        kept = both.place(f"geonames:{number}")
        assert kept is None or kept in both.lookup(name)
    assert [*dump.lines(5)] == [*dump.lines(5)]


def test_the_same_dump_gives_the_same_file_whatever_the_order_of_additions(
    home: Home, tmp_path: Path
) -> None:
    one, two = (
        zipped(home.folder / "UA.zip", place_lines()),
        dump.write(home.folder / "XX.zip", 500),
    )
    home.add(one)
    home.add(two)
    other = Home(tmp_path / "other", home.base)
    other.folder.mkdir()
    other.add(two)
    other.add(one)
    for name in ("UA", "XX"):
        assert (
            path_of_added(home.folder, name).read_bytes()
            == path_of_added(other.folder, name).read_bytes()
        )
    shutil.rmtree(other.folder)


def test_what_is_added_or_removed_changes_the_state(home: Home) -> None:
    before = state_of_added(home.folder)
    home.add(zipped(home.folder / "UA.zip", place_lines()))
    added = state_of_added(home.folder)
    home.add(zipped(home.folder / "UA.zip", place_lines(LINES[:3])))
    replaced = state_of_added(home.folder)
    remove("UA", home.folder)
    assert len({before, added, replaced}) == 3
    assert state_of_added(home.folder) == before
