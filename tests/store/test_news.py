"""What is new in a store since the last sheet: the sentence of an article in each row, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from components.reading.knowledge import Knowledge
from components.sources.records import RawArticle
from components.store.database import open_store
from components.store.folder import begin
from components.store.ingest import link_documents
from components.store.news import ReportedArticles, claims_of, news, seen_now
from components.store.parts import write_documents
from components.store.reading import read_batch
from components.wording.phrases import value

DAY = date(2025, 1, 27)
TAKEN = "Rebels captured the town of Goma on Friday, officials said."
KILLED = "A bomb killed 12 people in Bukavu on Saturday, the mayor said."
MORE = "A bomb killed 20 people in Bukavu on Saturday, the mayor said."
DENIED = "The army denied that rebels captured the town of Goma on Friday."


def paper(name: str, text: str, *, url: str = "") -> RawArticle:
    return RawArticle(
        where=name,
        name="a.txt",
        content=text.encode(),
        published=DAY,
        publisher=name,
        url=url or f"https://example.org/{name}",
    )


Round = Callable[..., list[tuple[str, str, tuple[str, ...]]]]


@pytest.fixture
def rounds(tmp_path: Path, knowledge: Knowledge) -> Round:
    """Reads articles into one store and tells what is new since the last call: what, the sentence
    that tells it, and on what it differs."""
    store, seen = tmp_path / "store", [ReportedArticles()]

    def told(
        *given: RawArticle, gone: tuple[str, ...] = ()
    ) -> list[tuple[str, str, tuple[str, ...]]]:
        run = begin(store, resume=(store / "store.json").exists())
        for document in read_batch(given, knowledge):
            write_documents(store, [document], run=run)
        link_documents(store, run=run)
        with closing(open_store(store, home=tmp_path)) as opened:
            found = news(opened, seen[0], gone=gone)
            seen[0] = seen_now(opened, seen[0])
        return [
            (one.what, value(one.tellings[0][0], "sentence").strip(), one.differs) for one in found
        ]

    return told


def test_an_event_is_new_once_and_then_told_again(rounds: Round) -> None:
    assert rounds(paper("One", TAKEN)) == [("new", TAKEN, ())]
    assert rounds() == []
    again = "The town of Goma was captured by rebels on Friday."
    assert rounds(paper("Two", again)) == [("told again", again, ())]


@pytest.mark.parametrize(
    ("second", "publisher", "expected"),
    [
        (MORE, "Two", ("contradicted", MORE, ("figure",))),
        (MORE, "One", ("changed", MORE, ("figure",))),
        (
            "A bomb killed people in Bukavu on Saturday.",
            "Two",
            ("told again", "A bomb killed people in Bukavu on Saturday.", ()),
        ),
    ],
)
def test_what_is_told_otherwise_is_set_against_what_was_told(
    second: str, publisher: str, expected: tuple[str, str, tuple[str, ...]], rounds: Round
) -> None:
    rounds(paper("One", KILLED))
    url = "https://example.org/second"
    assert rounds(paper(publisher, second, url=url)) == [expected]


def test_a_denial_contradicts(rounds: Round) -> None:
    rounds(paper("One", TAKEN))
    ((what, sentence, differs),) = rounds(paper("Two", DENIED))
    assert (what, sentence) == ("contradicted", DENIED)
    assert "denial" in differs


def test_two_new_articles_that_differ_are_one_contradiction(rounds: Round) -> None:
    ((what, _, differs),) = rounds(paper("One", KILLED), paper("Two", MORE))
    assert (what, differs) == ("contradicted", ("figure",))


def test_a_new_version_tells_what_it_changes_adds_and_leaves_out(rounds: Round) -> None:
    url = "https://example.org/live"
    rounds(paper("One", f"{TAKEN} {KILLED}", url=url))
    march = "Protesters marched in Kinshasa on Sunday."
    assert sorted(rounds(paper("One", f"{MORE} {march}", url=url))) == [
        ("changed", MORE, ("figure",)),
        ("new", march, ()),
        ("withdrawn", TAKEN, ()),
    ]
    assert sorted(rounds(paper("One", march, url=url))) == [("withdrawn", MORE, ())]
    assert rounds(paper("One", "Nothing of it happened, the editors say.", url=url)) == [
        ("withdrawn", march, ())
    ]


def test_what_another_version_told_no_longer_counts_against_it(rounds: Round) -> None:
    url = "https://example.org/live"
    rounds(paper("One", KILLED, url=url))
    rounds(paper("One", MORE, url=url))
    assert rounds(paper("Two", f"{MORE} It rained.")) == [("told again", MORE, ())]


def test_an_article_that_is_gone_withdraws_what_it_told(rounds: Round) -> None:
    url = "https://example.org/gone"
    rounds(paper("One", TAKEN, url=url))
    assert rounds(gone=(url,)) == [("withdrawn", TAKEN, ())]


def test_what_is_only_said_is_no_news(rounds: Round) -> None:
    assert rounds(paper("One", "The president praised the new law.")) == []


def test_who_is_said_to_hold_a_place_goes_with_its_news(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    run = begin(tmp_path / "store", resume=False)
    for document in read_batch([paper("One", TAKEN)], knowledge):
        write_documents(tmp_path / "store", [document], run=run)
    link_documents(tmp_path / "store", run=run)
    with closing(open_store(tmp_path / "store", home=tmp_path)) as store:
        found = news(store, ReportedArticles())
        (claims,) = claims_of(store, found).values()
    assert [value(row, "place_name") for row in claims] == ["Goma"]
    assert value(claims[0], "holder")
