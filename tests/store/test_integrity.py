"""A damaged file of a store is named with a way out, and taking it gives the store back."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.__main__ import main
from components.core.errors import BadStore
from components.store.checksums import record_sums, sha256_of, unrecorded_parts
from components.store.database import open_store
from components.store.folder import begin
from components.store.integrity import require_undamaged
from components.store.link_state import read_mark
from components.store.processed_keys import open_done
from components.store.reading import DocumentRows
from tests.linking.given import row
from tests.store.copies import REPORTS
from tests.store.given import contents
from tests.store.made import add, made

FLIPS = 40
"""Bytes that are flipped in each part."""
DEEP = "[" * 100_000
PART = "month=2022-09/part-*.parquet"


def document(name: str, published: str, day: str) -> DocumentRows:
    """Of a day of publication and a day on which its event took place."""
    one, other = next(iter(REPORTS.values()))
    told = row(name, "1", kind="peaceful protest", published=published, first_day=day, last_day=day)
    return made(name, published=published, text=other if name == "b" else one, events=[told])


DOCUMENTS = [
    document("a", "2022-08-30", "2022-08-30"),
    document("b", "2022-09-12", "2022-09-12"),
    document("c", "2022-09-13", "2022-09-12"),
]
NEW = document("d", "2022-09-13", "2022-09-12")
"""Of the month after the first document, so that what is known of both is looked at."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which each document has a part of its own; not to be written to."""
    store = tmp_path_factory.mktemp("whole") / "stories" / "my store"
    add(store, [[one] for one in DOCUMENTS])
    return store


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same store with one document more."""
    store = tmp_path_factory.mktemp("grown")
    add(store, [[one] for one in (*DOCUMENTS, NEW)])
    return store


@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "stories" / "my store")


def look(store: Path) -> None:
    """What the page does when it opens."""
    home = store.with_name("home")
    home.mkdir()
    open_store(store, home=home).close()


def go_on(store: Path) -> None:
    """What a run does that adds a document."""
    with open_done(store):
        add(store, [[NEW]])


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scrambled(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[8:60] = bytes(byte ^ 0x5A for byte in held[8:60])
    path.write_bytes(held)


def of_other_columns(path: Path) -> None:
    pq.write_table(pa.table({"other": [1]}), path)


DAMAGES = (cut_short, empty, scrambled, of_other_columns)
AGAIN = "Remove {store}/documents/{part} and read its documents again: "
ANEW = "Remove the folder {store}/settled, then: "
CASES = {
    "documents": (f"documents/{PART}", AGAIN, (look, go_on)),
    "events": (f"events/{PART}", AGAIN, (look,)),
    "copies": ("copies/copies.parquet", ANEW, (look,)),
    "stories": ("stories/*.parquet", ANEW, (look, go_on)),
    "settled copies": ("settled/copies/2022-08.parquet", ANEW, (go_on,)),
    "settled pairs": ("settled/pairs/*.parquet", ANEW, (go_on,)),
}
"""Of each the file, the beginning of the way out, and who notices."""


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize(
    ("file", "way_out", "do"),
    [
        pytest.param(file, way_out, do, id=f"{name}, {do.__name__}")
        for name, (file, way_out, several) in CASES.items()
        for do in several
    ],
)
def test_a_damaged_file_is_named(
    damage: Callable[[Path], None],
    file: str,
    way_out: str,
    do: Callable[[Path], None],
    store: Path,
) -> None:
    path = sorted(store.glob(file))[-1]
    damage(path)
    with pytest.raises(BadStore, match="cannot be read") as raised:
        do(store)
    assert raised.value.where == str(path)
    part = path.relative_to(store / path.relative_to(store).parts[0])
    assert raised.value.way_out.startswith(way_out.format(store=store, part=part))
    assert raised.value.way_out.endswith(f"--resume --out '{store}'")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("file", [file for file, way_out, _ in CASES.values() if way_out is AGAIN])
def test_documents_are_read_again_where_their_part_is_removed(
    file: str,
    store: Path,
    grown: Path,
) -> None:
    path = sorted(store.glob(file))[-1]
    cut_short(path)
    next((store / "documents").glob(f"*/{path.name}")).unlink()
    with open_done(store) as done:
        fresh = [one for one in (*DOCUMENTS, NEW) if done.add(one.row["given_sha256"])]
        assert len(fresh) == 2
        add(store, [[one] for one in fresh])
    assert contents(store) == contents(grown)


@pytest.mark.parametrize("file", [file for file, way_out, _ in CASES.values() if way_out is ANEW])
def test_what_is_made_of_all_is_made_anew_without_its_mark(
    file: str,
    store: Path,
    grown: Path,
) -> None:
    cut_short(sorted(store.glob(file))[-1])
    shutil.rmtree(store / "settled")
    go_on(store)
    assert contents(store) == contents(grown)


@pytest.mark.parametrize(
    "words",
    [
        "{",
        "[]",
        "3",
        "null",
        "",
        DEEP,
        '{"2022-09": 3}',
        '{"2022-09": {"a": 3}}',
        '{"2022-09": {"a": [[1]]}}',
        "\ud800",
    ],
    ids=lambda words: words[:12],
)
@pytest.mark.parametrize("do", [look, go_on])
def test_a_damaged_journal_is_named(words: str, do: Callable[[Path], None], store: Path) -> None:
    (store / "merging.json").write_bytes(words.encode("utf-8", "surrogatepass"))
    with pytest.raises(BadStore, match="cannot be read") as raised:
        do(store)
    assert raised.value.where == str(store / "merging.json")
    assert raised.value.way_out


@pytest.mark.parametrize(
    "words",
    [
        DEEP,
        '{"schema": 1e999, "run": "x"}',
        '{"schema": [], "run": "x"}',
    ],
)
@pytest.mark.parametrize("do", [look, go_on])
def test_a_damaged_description_is_named(
    words: str,
    do: Callable[[Path], None],
    store: Path,
) -> None:
    (store / "store.json").write_text(words)
    record_sums(store / "store.json", (sha256_of(store / "store.json"),))
    with pytest.raises(BadStore, match="has no valid version") as raised:
        do(store)
    assert raised.value.where == str(store / "store.json")
    assert raised.value.way_out


@pytest.mark.parametrize("do", [look, go_on])
def test_a_flipped_byte_of_the_description_is_told(do: Callable[[Path], None], store: Path) -> None:
    """One that leaves it JSON of this version."""
    path = store / "store.json"
    held = path.read_text()
    path.write_text(held[:-4] + ("a" if held[-4] != "a" else "b") + held[-3:])
    with pytest.raises(BadStore, match="its sha256 is") as raised:
        do(store)
    assert raised.value.where == str(path)


def test_a_mark_that_is_not_what_was_written_settles_nothing(store: Path, grown: Path) -> None:
    """A month that nobody knows to be settled anew, say: the rest is JSON as before."""
    path = store / "settled" / "settled.json"
    held = json.loads(path.read_text())
    path.write_text(json.dumps(held | {"doc_ids": ["a"]}))
    assert read_mark(store) is None
    go_on(store)
    assert contents(store) == contents(grown)
    assert read_mark(store) is not None


@pytest.mark.parametrize("name", ["store.json", "merging.json"])
def test_a_folder_in_the_place_of_a_file_is_named(name: str, store: Path) -> None:
    (store / name).unlink(missing_ok=True)
    (store / name).mkdir()
    with pytest.raises(BadStore, match="Is a directory") as raised:
        look(store)
    assert raised.value.where == str(store / name)


def test_a_mark_without_end_settles_nothing(store: Path) -> None:
    (store / "settled" / "settled.json").write_text(DEEP)
    assert read_mark(store) is None


def test_a_store_without_its_table_of_documents_is_named(store: Path) -> None:
    shutil.rmtree(store / "documents")
    with pytest.raises(BadStore, match="none of its parts") as raised:
        look(store)
    assert raised.value.where == str(store / "documents")


def parts_in(store: Path) -> list[Path]:
    return sorted(store.rglob("*.parquet"))


def test_a_flipped_byte_of_any_part_is_told(store: Path) -> None:
    flips = Random(19)
    for path in parts_in(store):
        held = path.read_bytes()
        for at in flips.sample(range(len(held)), FLIPS):
            path.write_bytes(
                held[:at] + bytes([held[at] ^ 1 << flips.randrange(8)]) + held[at + 1 :]
            )
            with pytest.raises(BadStore, match="its sha256 is") as raised:
                require_undamaged(path)
            assert raised.value.where == str(path)
        path.write_bytes(held)
        require_undamaged(path)


@pytest.mark.parametrize("words", ["", "x", f"{'0' * 64}  part.parquet\n", "\ud800"])
def test_a_damaged_sha256_is_told(words: str, store: Path) -> None:
    path = sorted(store.glob(f"documents/{PART}"))[-1]
    path.with_name(f".{path.name}.sha256").write_bytes(words.encode("utf-8", "surrogatepass"))
    with pytest.raises(BadStore, match="sha256 is") as raised:
        look(store)
    assert raised.value.where == str(path)


def test_each_single_part_that_is_gone_is_told(whole: Path, tmp_path: Path) -> None:
    for number, path in enumerate(parts_in(whole)):
        own = shutil.copytree(whole, tmp_path / str(number) / "my store")
        (own / path.relative_to(whole)).unlink()
        with pytest.raises(BadStore, match="No such file") as raised:
            look(own)
        assert raised.value.where == str(own / path.relative_to(whole))
        assert "--resume" in raised.value.way_out


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, marks=[pytest.mark.workers] if name == "documents" else [])
        for name, (file, *_) in CASES.items()
    ],
)
def test_a_run_tells_a_part_that_is_gone_and_its_way_out_gives_it_back(
    file: str, store: Path, grown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sorted(store.glob(file))[-1]
    path.unlink()
    if "documents" in file:
        assert main(["corpus", "--resume", "--out", str(store)]) == 0
        assert f"{path}: This part of the store is gone." in capsys.readouterr().err
    else:
        with pytest.raises(BadStore, match="No such file"):
            go_on(store)
        if "events" in file:
            next((store / "documents").glob(f"*/{path.name}")).unlink()
        else:
            shutil.rmtree(store / "settled")
    with open_done(store) as done:
        add(store, [[one] for one in (*DOCUMENTS, NEW) if done.add(one.row["given_sha256"])])
    assert contents(store) == contents(grown)
    look(store)


def test_a_store_without_sha256_opens_is_told_once_and_gets_it(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for path in store.rglob(".*.sha256"):
        path.unlink()
    look(store)
    assert caplog.text.count("have no sha256, since an older Dateline wrote them") == 1
    open_store(store, home=store.with_name("home")).close()
    assert caplog.text.count("have no sha256") == 1
    begin(store, resume=True)
    assert not list(unrecorded_parts(store))


def test_the_sha256_are_those_of_sha256sum(store: Path) -> None:
    checked = subprocess.run(
        "cat .*.sha256 | sha256sum --check --strict",
        shell=True,
        cwd=store / "events" / "month=2022-09",
        capture_output=True,
        check=True,
        text=True,
    )
    assert checked.stdout.count(": OK") == len(list((store / "events").glob(PART)))
