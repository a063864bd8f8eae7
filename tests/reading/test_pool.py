"""The processes that read for the page: one reader never holds another, and none is lost with a
text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from components.core.errors import BadRecord, InstallationError, ReadingEnded, ReadingFailed
from components.core.records import Analysis, Article
from components.core.settings import READING_PROCESSES, reading_processes
from components.reading.analysis import analyse, sentences
from components.reading.knowledge import Knowledge
from components.reading.pool import ReadingPool

pytestmark = pytest.mark.workers
ARTICLE = Article(
    id="a", text="Ukrainian troops retook Izyum on Saturday.", published=date(2022, 9, 12)
)


def never_ends(article: Article, knowledge: Knowledge) -> None:
    while True:
        pass


def ends_its_process(article: Article, knowledge: Knowledge) -> None:
    os._exit(9)


def has_a_fault(article: Article, knowledge: Knowledge) -> int:
    return 1 // 0


def is_refused(article: Article, knowledge: Knowledge) -> None:
    raise BadRecord("No document.", where="line 3", way_out="Give one.")


def prints(article: Article, knowledge: Knowledge) -> str:
    os.write(1, b"a library's line\n")
    print("another")
    return article.text


def number_of(article: Article, knowledge: Knowledge) -> int:
    return os.getpid()


def waits_for_a_line(article: Article, knowledge: Knowledge) -> str:
    return Path(article.text).read_text()


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    found = ReadingPool(2, seconds=60)
    yield found
    found.close()


def test_it_reads_as_the_program_itself(pool: ReadingPool, knowledge: Knowledge) -> None:
    assert pool.ask(analyse, ARTICLE) == analyse(ARTICLE, knowledge)
    assert pool.ask(sentences, ARTICLE) == sentences(ARTICLE, knowledge)


def test_one_that_takes_long_holds_no_other(pool: ReadingPool, tmp_path: Path) -> None:
    line = tmp_path / "line"
    os.mkfifo(line)
    with ThreadPoolExecutor() as reader:
        long = reader.submit(pool.ask, waits_for_a_line, Article(id="b", text=str(line)))
        answers = [pool.ask(analyse, ARTICLE) for _ in range(3)]
        assert not long.done()
        line.write_text("now")
        assert long.result() == "now"
    assert all(isinstance(one, Analysis) for one in answers)


def test_what_never_ends_is_given_up_and_the_next_is_read() -> None:
    """The next is a task that the new process has imported already, so that two seconds are much."""
    with closing(ReadingPool(1, seconds=2)) as pool:
        with pytest.raises(ReadingEnded, match=r"more than 2 seconds\. Give it in parts"):
            pool.ask(never_ends, ARTICLE)
        assert len(pool.ask(sentences, ARTICLE)) == 1


def test_a_process_that_is_ended_over_a_text_is_told_and_the_next_is_read(
    pool: ReadingPool,
) -> None:
    with pytest.raises(ReadingEnded, match="was ended, perhaps for want of memory"):
        pool.ask(ends_its_process, ARTICLE)
    assert pool.ask(prints, ARTICLE) == ARTICLE.text


def test_a_fault_is_told_with_its_place(pool: ReadingPool) -> None:
    with pytest.raises(
        ReadingFailed, match=r"^This text: Reading it failed, .*: ZeroDivisionError"
    ):
        pool.ask(has_a_fault, ARTICLE)
    assert pool.ask(prints, ARTICLE) == ARTICLE.text


def test_a_refusal_crosses_whole(pool: ReadingPool) -> None:
    with pytest.raises(BadRecord, match=r"^line 3: No document\. Give one\.$"):
        pool.ask(is_refused, ARTICLE)


def test_a_process_that_was_ended_meanwhile_costs_no_article(pool: ReadingPool) -> None:
    pool.ask(prints, ARTICLE)
    for process in _idle(pool):
        process.kill()
        process.wait()
    assert pool.ask(prints, ARTICLE) == ARTICLE.text


def test_a_process_that_read_a_million_letters_is_replaced() -> None:
    pool = ReadingPool(1, seconds=60)
    long = Article(id="c", text="a" * 500_001)
    numbers = [pool.ask(number_of, one) for one in (long, ARTICLE, long, ARTICLE)]
    assert numbers[0] == numbers[1] == numbers[2] != numbers[3]
    pool.close()


def _idle(pool: ReadingPool) -> list[object]:
    held = [pool._idle.get() for _ in range(pool._idle.qsize())]
    for one in held:
        pool._idle.put(one)
    return [one._process for one in held]


def test_the_number_of_processes_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_READING_PROCESSES", raising=False)
    assert reading_processes() == READING_PROCESSES
    monkeypatch.setenv("DATELINE_READING_PROCESSES", "3")
    assert reading_processes() == 3
    monkeypatch.setenv("DATELINE_READING_PROCESSES", "many")
    with pytest.raises(InstallationError, match="'many', which is no whole number"):
        reading_processes()
