"""The command that watches feeds, against a web site on this machine and with a process that reads."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from components.commands import watch
from components.commands.corpus import reader_given
from components.core.errors import BadModelServer, InputError, ModelRefused
from components.sources.polls import ARTICLES
from tests.llm.recorded import Sent, answer, error, recorded, told, whole
from tests.sources.site import HOST, Page, Site, running
from tests.sources.test_polls import article, rss

FEED = f"http://{HOST}/feed.xml"
KILLED = "A bomb killed 12 people in Bukavu on Saturday, the mayor said."
TAKEN = "Rebels captured the town of Goma on Friday, officials said."
MORE = "A bomb killed 20 people in Bukavu on Saturday, the mayor said."
ODESA = "У п'ятницю війська захопили місто Одеса, повідомила влада."
MORE_OF_ODESA = (
    "Ніхто ще не знає, як люди, що живуть там, переживуть зиму без світла й тепла у своїх домівках."
)
MORE_WORDS = "Nobody knows yet how the people who live there will get through the rainy season."
NOW = datetime(2022, 9, 12, 12, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        site.pages = {
            "/feed.xml": rss("/1", "/2", "/private"),
            "/robots.txt": Page(body="User-agent: *\nDisallow: /private", kind="text/plain"),
            "/1": article("One", f"{KILLED} {MORE_WORDS}"),
            "/2": article("Two", f"{TAKEN} {MORE_WORDS}"),
            "/private": article("Private", "Rebels captured the town of Uvira on Friday."),
        }
        yield site


@pytest.fixture
def watched(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[dict[str, list[str]], str]]:
    """One round with these options: sentences of the sheet by what is told of them, and what was
    said to the person."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    verb = argparse.ArgumentParser()
    watch.add_options(verb)
    sheet = tmp_path / "sheets" / "news.json"

    def once(*further: str) -> tuple[dict[str, list[str]], str]:
        given = [FEED, "--store", str(tmp_path / "store"), "--out", str(sheet)]
        options = verb.parse_args([*given, *(further or ("--reader", "rules"))])
        told: list[str] = []
        reader = reader_given(options)
        code = watch.one_round(options, told.append, reader, polite=site.polite, now=NOW)
        assert code == 0
        found: dict[str, list[str]] = {}
        for place in json.loads(sheet.read_text())["places"]:
            for one in place["news"]:
                found.setdefault(one["what"], []).append(one["told"][0]["sentence"].strip())
        return found, capsys.readouterr().out + "\n".join(told)

    return once


@pytest.mark.workers
def test_a_round_tells_what_is_new_since_the_last(
    watched: Callable[..., tuple[dict[str, list[str]], str]], site: Site, tmp_path: Path
) -> None:
    found, said = watched()
    assert {what: len(told) for what, told in found.items()} == {"new": 2}
    assert "robots.txt does not allow it" in said
    assert "/private" not in site.asked
    first = (tmp_path / "sheets" / "news.json").read_bytes()
    assert "Nothing new" in watched()[1]
    assert [path.name for path in (tmp_path / "sheets").iterdir()] == ["news.json"]
    site.pages["/1"], site.pages["/2"] = article("One", f"{MORE} {MORE_WORDS}"), Page(status=404)
    found, said = watched()
    assert found == {"changed": [MORE], "withdrawn": [TAKEN]}
    assert "1 changed, 1 withdrawn. Written to" in said
    earlier = [path for path in (tmp_path / "sheets").iterdir() if path.name != "news.json"]
    assert [path.read_bytes() for path in earlier] == [first]
    assert "Nothing new" in watched()[1]


def by_model(question: dict[str, Any]) -> Sent:
    """What a model would say of the window, which holds one of these sentences."""
    asked = question["messages"][1]["content"]
    number = next((line[1] for line in asked.splitlines() if "Одеса" in line), "")
    quotes = (f"захопили @{number}", f"Одеса @{number}")
    return whole(answer(*([told("control taken", *quotes)] if number else [])))


@pytest.mark.workers
def test_a_language_model_reads_feeds_in_its_languages_and_the_sheet_says_which(
    watched: Callable[..., tuple[dict[str, list[str]], str]], site: Site, tmp_path: Path
) -> None:
    site.pages |= {"/feed.xml": rss("/1"), "/1": article("Одеса", f"{ODESA} {MORE_OF_ODESA}")}
    with recorded(by_model) as held:
        found, _ = watched("--model", held.url, "recorded")
    assert found == {"new": [ODESA]}
    (place,) = json.loads((tmp_path / "sheets" / "news.json").read_text())["places"]
    assert place["place"].startswith("Odesa")
    assert place["news"][0]["told"][0]["language"] == "uk"


def test_the_ending_of_the_sheet_is_looked_at_before_anything_is_asked(tmp_path: Path) -> None:
    verb = argparse.ArgumentParser()
    watch.add_options(verb)
    options = verb.parse_args(
        [FEED, "--store", str(tmp_path / "store"), "--out", str(tmp_path / "news.pdf")]
    )
    with pytest.raises(InputError, match=r"\.html, \.md, \.json"):
        watch.run(options, lambda line: None)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds between rounds that nobody waits for; after the second the person ends it."""
    asked: list[float] = []

    def wait(seconds: float) -> None:
        asked.append(seconds)
        if len(asked) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "sleep", wait)
    return asked


def test_it_goes_on_until_the_person_ends_it_and_no_more_often_than_feeds_change(
    tmp_path: Path, waited: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    verb = argparse.ArgumentParser()
    watch.add_options(verb)
    told: list[str] = []
    given = ["http://127.0.0.1/feed.xml", "--store", str(tmp_path / "store")]
    options = verb.parse_args([*given, "--out", str(tmp_path / "news.md"), "--every", "1"])
    assert watch.run(options, told.append) == 0
    assert waited == [600, 600]
    assert "The next round is in 10 minutes. Ctrl+C ends it." in capsys.readouterr().out
    assert len(told) == 2, "this machine's own address is refused in each round"


def test_a_model_that_does_not_answer_ends_one_round_and_not_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    fetched = {"link": "https://news.example/1", "url": "https://news.example/1", "text": ODESA}
    fetched |= {"title": "", "publisher": "", "published": "2022-09-12"}
    folder = tmp_path / "store-feeds"
    folder.mkdir()
    (folder / ARTICLES).write_text(f"{json.dumps(fetched)}\n", encoding="utf-8")
    (tmp_path / "feed.xml").write_text(rss().body, encoding="utf-8")
    verb = argparse.ArgumentParser()
    watch.add_options(verb)
    with recorded(whole(answer())) as gone:
        pass
    given = [str(tmp_path / "feed.xml"), "--store", str(tmp_path / "store"), "--again", "0"]
    given += ["--out", str(tmp_path / "news.md"), "--model", gone.url, "recorded"]
    told: list[str] = []
    assert watch.run(verb.parse_args([*given, "--every", "60"]), told.append) == 0
    assert [line.split(": ")[1].split(" (")[0] for line in told] == ["No server answers there"] * 2
    with pytest.raises(BadModelServer, match="No server answers there"):
        watch.run(verb.parse_args(given), told.append)
    with recorded(error(401, "no key")) as locked:
        given[given.index(gone.url)] = locked.url
        options = verb.parse_args([*given, "--every", "60"])
        with pytest.raises(ModelRefused, match="no key"):
            watch.run(options, told.append)
    assert len(waited) == 2, "what waiting does not mend is not tried again"
