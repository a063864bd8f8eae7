"""A store that a language model of the person's own reads, against a recorded server: the same to
the byte with one process or two, asked again, and after a server that went away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.__main__ import main
from components.api.tools import Tools
from components.core.errors import BadStore
from components.llm.reader import INTRODUCTION
from components.panels.corpus.overview import stamp
from components.sources.records import SkippedEntry
from components.store import queries
from components.store.database import open_store
from components.store.folder import begin, store_info
from components.store.parts import write_documents
from components.store.reading import failed_document
from tests.llm.recorded import Recorded, Sent, answer, recorded, told, whole
from tests.store.given import contents

pytestmark = pytest.mark.workers
TAKEN = "control taken"
TEXTS = {
    "goma": ("Rebels captured the town of Goma on Friday, the army said.", "captured", "Goma"),
    "izyum": ("Troops recaptured Izyum on Saturday, officials said.", "recaptured", "Izyum"),
    "twice": ("Troops recaptured Izyum on Saturday, officials said.", "recaptured", "Izyum"),
    "odesa": ("У п'ятницю війська захопили місто Одеса, повідомила влада.", "захопили", "Одеса"),
    "fasher": ("سيطر المقاتلون على مدينة الفاشر يوم الجمعة، كما قالت السلطات.", "سيطر", "الفاشر"),
}
BAD = "Rebels left the town of Bukavu on Friday, the army said."


def answered(question: dict[str, Any]) -> Sent:
    """What a model would say of the text; of the place it quotes, one word is not there."""
    asked = question["messages"][1]["content"].removeprefix("[1] ")
    quoted = [
        told(TAKEN, trigger, place, "Atlantis")
        for text, trigger, place in TEXTS.values()
        if text == asked
    ]
    return whole("I cannot say." if asked == BAD else answer(*quoted[:1]))


class Fails:
    """Answers some questions, then the connection breaks each time."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, question: dict[str, Any]) -> Sent:
        self.left -= 1
        return answered(question) if self.left >= 0 else Sent(pieces=[b"{"], breaks=True)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("given") / "articles.jsonl"
    rows = [
        {"id": name, "text": text, "published": "2022-09-12"} for name, (text, *_) in TEXTS.items()
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the answers of the store are kept that two processes made."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def made(
    articles: Path, kept: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Recorded]:
    """A store of two processes, and what its server was asked."""
    store = tmp_path_factory.mktemp("made") / "store"
    with pytest.MonkeyPatch.context() as patch, recorded(answered) as held:
        patch.setenv("DATELINE_HOME", str(kept))
        assert corpus(articles, store, held.url, "--jobs", "2") == 0
    return store, held


def corpus(articles: Path, store: Path, url: str, *further: str, name: str = "recorded") -> int:
    return main(["corpus", str(articles), "--out", str(store), "--model", url, name, *further])


def sent(held: Recorded) -> list[str]:
    return [one["messages"][1]["content"].removeprefix("[1] ") for one in held.asked]


def files(store: Path) -> dict[str, bytes]:
    """All of a store, but for the sign of the run that wrote it last."""
    of_run = {"store.json", ".store.json.sha256"}
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in store.rglob("*")
        if path.is_file() and path.name not in of_run
    }


def test_each_text_is_asked_about_and_only_what_it_holds_is_taken(
    made: tuple[Path, Recorded], tmp_path: Path
) -> None:
    store, held = made
    assert set(sent(held)) == {INTRODUCTION, *(text for text, *_ in TEXTS.values())}
    found = contents(store)
    assert len(found["documents"]) == len(TEXTS)
    events = open_store(store, home=tmp_path).events()
    assert set(zip(events["doc_id"], events["place_name"], strict=True)) == {
        ("goma", "Goma"),
        ("izyum", "Izyum"),
        ("twice", "Izyum"),
        ("odesa", "Odesa"),
        ("fasher", "El Fasher"),
    }
    assert events["latitude"].notna().all()
    assert {*events["kind"]} == {TAKEN}
    missing = [row for row in found["rejected"] if "not grounded" in row]
    assert len(missing) == len(TEXTS)
    assert all("Atlantis" in row for row in missing)


def test_the_store_names_the_model_and_so_does_its_stamp(
    made: tuple[Path, Recorded], tmp_path: Path
) -> None:
    store = open_store(made[0], home=tmp_path)
    assert re.fullmatch(
        r"the language model recorded \(llama\.cpp, prompt [0-9a-f]{12}\)", store.read_by
    )
    assert json.loads((made[0] / "store.json").read_text())["reader"] == store.read_by
    words = stamp(queries.summary(store))
    assert words.startswith(f"Read by {store.read_by}, not checked by a person. What 5 articles")
    tools = Tools(store=store)
    cited = [*tools.search_store().sources, *tools.who_holds(place="Goma").sources]
    assert {one.article for one in cited} == {*TEXTS}
    assert all(one.stamp.startswith(f"Read by {store.read_by}, not") for one in cited)


def test_one_process_gives_the_same_bytes_and_asks_nothing_anew(
    made: tuple[Path, Recorded],
    articles: Path,
    kept: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server is gone."""
    store, held = made
    monkeypatch.setenv("DATELINE_HOME", str(kept))
    assert corpus(articles, tmp_path / "store", held.url) == 0
    assert files(tmp_path / "store") == files(store)
    assert store_info(tmp_path / "store").reader == store_info(store).reader


def test_a_server_that_goes_away_is_told_and_the_run_goes_on_later_with_what_is_left(
    made: tuple[Path, Recorded],
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    store = tmp_path / "store"
    with recorded(Fails(after=3)) as held:
        assert corpus(articles, store, held.url) == 1
    told = capsys.readouterr().err
    assert "The connection broke" in told
    assert "Then the same again, corpus with --resume" in told
    answered_first = set(sent(held)[:3])
    assert 0 < len(contents(store)["documents"]) < len(TEXTS)
    with recorded(answered) as held:
        assert corpus(articles, store, held.url, "--resume") == 0
    assert answered_first.isdisjoint(sent(held))
    assert files(store) == files(made[0])


def test_a_document_about_which_the_model_answers_nonsense_is_a_row_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    (tmp_path / "in").mkdir()
    for name, text in {"bad": BAD, "goma": TEXTS["goma"][0]}.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text)
        (tmp_path / "in" / f"{name}.json").write_text('{"published": "2022-09-12"}')
    with recorded(answered) as held:
        assert corpus(tmp_path / "in", tmp_path / "store", held.url) == 0
    assert f"For example: {tmp_path / 'in' / 'bad.txt'}: " in capsys.readouterr().err
    found = contents(tmp_path / "store")
    (failed,) = [row for row in found["documents"] if "failed" in row]
    assert any(
        "bad.txt: sentences 1 to 1: The model's answer is not" in str(cell) for cell in failed
    )
    assert len(found["events"]) == 1


def test_a_model_that_answers_nonsense_from_the_first_makes_no_store(
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    with recorded(whole("Hello!")) as held:
        assert corpus(articles, tmp_path / "store", held.url) == 1
    assert "not the JSON that was asked for: Hello!" in capsys.readouterr().err
    assert not (tmp_path / "store").exists()


def by_another_model(store: Path, articles: Path, url: str) -> int:
    return corpus(articles, store, url, "--resume", name="other")


def by_own_parts(store: Path, articles: Path, url: str) -> int:
    return main(["corpus", str(articles), "--out", str(store), "--resume"])


@pytest.mark.parametrize("again", [by_another_model, by_own_parts])
def test_another_reader_may_not_add_to_the_store(
    again: Callable[[Path, Path, str], int],
    made: tuple[Path, Recorded],
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    before = files(made[0])
    with recorded(answered) as held:
        assert again(made[0], articles, held.url) == 1
    told = capsys.readouterr().err
    assert "Its documents were read by the language model recorded (llama.cpp" in told
    assert "name another folder" in told
    assert files(made[0]) == before


@pytest.mark.parametrize(
    ("first", "then", "is_refused"),
    [
        ("learned", "learned", False),
        ("learned", "rules", True),
        ("", "rules", False),
        ("", "the language model gemma", True),
        ("learned", "", False),
    ],
)
def test_a_store_keeps_its_reader(first: str, then: str, is_refused: bool, tmp_path: Path) -> None:
    begin(tmp_path, resume=False, reader="whoever came before anything was read")
    run = begin(tmp_path, resume=False, reader=first)
    failed = failed_document(SkippedEntry(where="a", error="none"), "none")
    write_documents(tmp_path, [failed], run=run)
    if is_refused:
        with pytest.raises(BadStore, match="a store has one reader"):
            begin(tmp_path, resume=True, reader=then)
    else:
        begin(tmp_path, resume=True, reader=then)
    assert store_info(tmp_path).reader == first


def test_the_workers_of_a_scheduler_ask_no_model(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    further = ("--scheduler", "tcp://127.0.0.1:1")
    assert corpus(articles, tmp_path / "store", "http://127.0.0.1:1/v1", *further) == 1
    assert "--jobs in place of --scheduler" in capsys.readouterr().err
