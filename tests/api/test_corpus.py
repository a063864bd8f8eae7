"""Many articles read from Python, by processes, into a store that goes or stays."""

from __future__ import annotations

import gc
from pathlib import Path

import pandas as pd
import pytest

from components import open_store, read_many
from components.core.errors import BadStore, ModelAddressRefused, UnknownColumns
from tests.llm.recorded import recorded
from tests.store.test_model import TEXTS, answered

FRAME = pd.DataFrame(
    {
        "body_of_it": [
            "Russian troops left Izyum on Sunday.",
            "Rebels took Goma on Monday, the army said.",
            "",
        ],
        "on": ["2022-09-12", "2025-01-28", "2025-01-28"],
    }
)
COLUMNS = {"text": "body_of_it", "published": "on"}


@pytest.mark.workers
def test_a_table_is_read_and_what_is_kept_can_be_opened_and_added_to(tmp_path: Path) -> None:
    out = tmp_path / "store"
    with pytest.warns(UserWarning, match=r"^1 of 3 could not be read: table.csv, row 4: "):
        store = read_many(FRAME, out, jobs=1, columns=COLUMNS)
    assert set(store.events("place = 'Goma'")["country"]) == {"COD"}
    (tmp_path / "more.txt").write_text("A missile hit Dnipro on Friday.", encoding="utf-8")
    (tmp_path / "more.json").write_text('{"published": "2022-09-12"}', encoding="utf-8")
    with pytest.raises(BadStore):
        read_many(tmp_path / "more.txt", out, jobs=1)
    grown = read_many([tmp_path / "more.txt"], out, jobs=1, resume=True)
    assert set(open_store(str(out)).events()["place_name"]) >= {"Goma", "Izyum", "Dnipro"}
    assert len(grown.events()) > len(store.events())


@pytest.mark.workers
def test_what_is_not_kept_goes_with_the_answer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russian troops left Izyum on Sunday.", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"published": "2022-09-12"}', encoding="utf-8")
    store = read_many(tmp_path, jobs=1)
    path = store.path
    assert path.is_dir()
    assert "Izyum" in set(store.events()["place_name"])
    del store
    gc.collect()
    assert not path.exists()


@pytest.mark.workers
def test_a_language_model_reads_them_in_its_languages_and_each_row_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    frame = pd.DataFrame({"text": [text for text, *_ in TEXTS.values()], "published": "2022-09-12"})
    with recorded(answered) as held:
        store = read_many(frame, tmp_path / "store", jobs=1, model=(held.url, "recorded"))
    events = store.events()
    assert dict(zip(events["place_name"], events["language"], strict=True)) == {
        "Goma": "en",
        "Izyum": "en",
        "Odesa": "uk",
        "El Fasher": "ar",
    }
    assert {*store.events("language = 'uk'")["place_name"]} == {"Odesa"}
    assert store.read_by.startswith("the language model recorded (llama.cpp")


def test_no_article_goes_to_a_model_on_another_machine_without_leave(tmp_path: Path) -> None:
    with pytest.raises(ModelAddressRefused, match=r'send_to="203\.0\.113\.9:8080"'):
        read_many(FRAME, tmp_path / "store", model=("http://203.0.113.9:8080/v1", "gemma"))
    assert not (tmp_path / "store").exists()


def test_columns_that_are_not_known_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UnknownColumns, match="body_of_it"):
        read_many(FRAME, tmp_path / "store", jobs=1)
