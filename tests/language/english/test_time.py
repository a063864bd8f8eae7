"""When it happened, never finer than the words. Each row of the tables is a sentence with what a
careful reader gets from it.

The tables lie beside this file; an empty cell says "not known":

- time_expressions.txt: sentence | day of publication or - | the words found | first day | last day
  | kind
- time_relative.txt: text | the words found | first day | last day | kind
- time_events.txt: text | word that tells the event | modality | first day | last day | kind
- time_sayings.txt: text | word of saying | day
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Token

from components.core import settings as program
from components.core.records import Article, EventTime
from components.language.english.time import (
    TimeExpression,
    find_times,
    report_day,
    time_continued,
    time_of,
)
from components.language.english.time.readings import READINGS
from components.language.parse import parse, parse_all
from components.lexicon.time import NUMERALS, time_lexicon
from components.reading.knowledge import Knowledge
from tests import sentences

Read = Callable[[str], Doc]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    return lambda text: parse(Article(id="test", text=text), nlp)


def read_each(texts: Iterable[str], nlp: Language) -> list[Doc]:
    return list(parse_all([Article(id="test", text=text) for text in texts], nlp))


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell not in {"", "-"} else None


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def table(name: str) -> list[tuple[str, ...]]:
    """Rows of the text file beside this one."""
    return rows((Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8"))


def found(times: tuple[TimeExpression, ...]) -> list[tuple[str, date | None, date | None, str]]:
    return [(one.text, one.first_day, one.last_day, one.kind) for one in times]


MONDAY = "2022-09-12"

EXPRESSIONS = table("time_expressions")


def test_expressions(nlp: Language) -> None:
    wrong = []
    for row, doc in zip(
        EXPRESSIONS, read_each((sentence for sentence, *_ in EXPRESSIONS), nlp), strict=True
    ):
        _, published, words, first, last, kind = row
        told = found(find_times(doc, day(published)))
        if told != ([(words, day(first), day(last), kind)] if words else []):
            wrong.append((row, told))
    assert wrong == []


def template_rows() -> list[dict[str, str]]:
    with (program.LEXICON / "time_patterns.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_template_reads_its_example(nlp: Language) -> None:
    wrong = []
    for row, doc in zip(
        template_rows(), read_each((row["example"] for row in template_rows()), nlp), strict=True
    ):
        told = [cells[1:] for cells in found(find_times(doc, day(row["published"])))]
        if (day(row["first_day"]), day(row["last_day"]), row["kind"]) not in told:
            wrong.append((row, told))
    assert wrong == []


TRAPS = [
    "Protesters plan a March on Rome.",
    "Columns march on the capital.",
    "May troops cross the river? The mayor may say so.",
    "Theresa May met the envoys.",
    "April and June spoke to the crowd.",
    "August Novak was shot.",
    "A second shell hit the school in the second round.",
    "Over 2,000 people fled and 2014 soldiers stayed.",
    "In 2000 soldiers he found no traitor.",
    "Call +380 44 2022 0512 or 2022-0512 for help.",
    "The Sunday Times reported that the army had left.",
    "Shops opened for Black Friday.",
    "The fall of the city shocked the troops.",
    "The spring gave clean water.",
    "Winter tyres were sent to the front.",
    "A 12-day battle broke the year-long truce.",
    "The 22-year-old driver died.",
    "Route 2022 was shut, so were E40 and house 1999.",
    "The army took 5 of 12 battalions for $2,022.",
    "The mission was named Resolution 2014/7.",
    "He was in his 70s.",
    "It was the first day of the summit.",
]


@pytest.mark.parametrize("sentence", TRAPS)
def test_no_time_is_read_where_none_is_told(read: Read, sentence: str) -> None:
    assert find_times(read(sentence), day(MONDAY)) == ()


RELATIVE = table("time_relative")


@pytest.mark.parametrize(("text", "words", "first", "last", "kind"), RELATIVE)
def test_time_counted_from_another(
    read: Read, text: str, words: str, first: str, last: str, kind: str
) -> None:
    assert (words, day(first), day(last), kind) in found(find_times(read(text), day(MONDAY)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The deadliest attack since March killed ten.", "since March"),
        ("For the first time since 2014, the two sides met.", "since 2014"),
        ("Losses were heavier than last year.", "last year"),
        ("Compared with 2021, losses doubled.", "2021"),
    ],
)
def test_time_of_a_comparison_dates_nothing(read: Read, text: str, words: str) -> None:
    doc = read(text)
    times = find_times(doc, day(MONDAY))
    assert [(one.text, one.role) for one in times] == [(words, "comparison")]
    verb = next(token for token in doc if token.head == token)
    assert time_of(verb, times=times, published=day(MONDAY), modality="done").text == ""


CHRONICLE = """Key events so far:
Feb 24: Troops cross the border.
The president speaks of a special operation.
Feb 25: Shells hit the capital.
A column has not moved in the past 24 hours.
March 2: Rebels reach the port."""


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("cross", "2022-02-24", "2022-02-24"),
        ("speaks", "2022-02-24", "2022-02-24"),
        ("hit", "2022-02-25", "2022-02-25"),
        ("moved", "2022-02-24", "2022-02-25"),
        ("reach", "2022-03-02", "2022-03-02"),
    ],
)
def test_date_line_dates_what_follows(read: Read, word: str, first: str, last: str) -> None:
    time = timed(read(CHRONICLE), word, published="2022-04-23", modality="done")
    assert (time.first_day, time.last_day) == (day(first), day(last))


def test_chronicle_gives_the_day_of_what_is_said(read: Read) -> None:
    doc = read(CHRONICLE)
    times = find_times(doc, day("2022-04-23"))
    assert report_day(token_of(doc, "speaks"), times) == day("2022-02-24")
    assert report_day(token_of(doc, "Key"), times) is None


DATED_PAGES = rows("""
Troops retake a town / 09 Sep, 2022 / Troops retook a town, officials say. | stamp
SEOUL, Sept 9 (Newswire) - Troops retook a town, officials say. | dateline
Sept 9 (Newswire) – Troops retook a town, officials say. | dateline
Troops retook a town — Front News (@frontnews) September 9, 2022 | post
February 24, 2022 / Troops retake a town. | heading
""")


@pytest.mark.parametrize(("text", "role"), DATED_PAGES)
def test_day_of_the_page_dates_no_event(read: Read, text: str, role: str) -> None:
    doc = read(text.replace(" / ", "\n"))
    times = find_times(doc, day("2022-09-09"))
    assert [one.role for one in times] == [role]
    time = timed(
        doc, "retook" if "retook" in text else "retake", published="2022-09-09", modality="done"
    )
    assert time.text == ("February 24, 2022" if role == "heading" else "")


def test_under_one_heading_the_present_follows_in_order(read: Read) -> None:
    text = "February 24, 2022\nTroops cross the border.\nRebels take the port.\nShells hit the depot.\n"
    text += "Exports are halted on August 31.\nA bridge falls."
    expected = {
        "cross": ("2022-02-24", "2022-02-24", "day"),
        "take": ("2022-02-24", "2022-08-31", "vague"),
        "hit": ("2022-02-24", "2022-08-31", "vague"),
        "halted": ("2022-08-31", "2022-08-31", "day"),
        "falls": ("2022-08-31", "2023-02-24", "vague"),
    }
    for word, (first, last, kind) in expected.items():
        time = timed(read(text), word, published="2023-02-24", modality="done")
        assert (time.first_day, time.last_day, time.kind) == (day(first), day(last), kind), word


def token_of(doc: Doc, word: str) -> Token:
    return next(token for token in doc if token.text == word)


def timed(doc: Doc, word: str, *, published: str, modality: str) -> EventTime:
    times = find_times(doc, day(published))
    return time_of(token_of(doc, word), times=times, published=day(published), modality=modality)


EVENTS = table("time_events")


def test_time_of_an_event(nlp: Language) -> None:
    wrong = []
    for row, doc in zip(EVENTS, read_each((text for text, *_ in EVENTS), nlp), strict=True):
        _, word, modality, first, last, kind = row
        time = timed(doc, word, published=MONDAY, modality=modality)
        if (time.first_day, time.last_day, time.kind) != (day(first), day(last), kind):
            wrong.append((row, time))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Troops stormed the port on Friday. Two men were hurt.", "hurt", "2022-09-09"),
        ("Troops stormed the port on Friday. It burned. Two men died.", "died", "2022-09-09"),
        ("Troops stormed the port on Friday. Two men had been hurt.", "hurt", ""),
        ("Troops stormed the port on Friday.\n\nTwo men were hurt.", "hurt", ""),
        ("Troops stormed the port on Friday. He said it was bad. Two men died.", "died", ""),
        ("Troops stormed the port in May. Two men were hurt.", "hurt", ""),
    ],
)
def test_a_tale_goes_on_in_its_day(read: Read, text: str, word: str, expected: str) -> None:
    doc = read(text)
    token = next(one for one in doc if one.text == word)
    found = time_continued(token, find_times(doc, day(MONDAY)))
    assert (found.first_day if found else None) == day(expected)


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("Troops left the port on Friday.", "", "", "unknown"),
        ("Troops left the port.", "", "", "unknown"),
        ("Troops left the port on 3 May 2022.", "2022-05-03", "2022-05-03", "day"),
    ],
)
def test_without_a_publication_day_only_full_dates_count(
    read: Read, text: str, first: str, last: str, kind: str
) -> None:
    time = timed(read(text), "left", published="-", modality="done")
    assert (time.first_day, time.last_day, time.kind) == (day(first), day(last), kind)


SAYINGS = table("time_sayings")


@pytest.mark.parametrize(("text", "word", "expected"), SAYINGS)
def test_day_of_saying(read: Read, text: str, word: str, expected: str) -> None:
    doc = read(text)
    assert report_day(token_of(doc, word), find_times(doc, day(MONDAY))) == day(expected)


PIECES = (
    "on Monday|in recent days|since April|17 February 2024|last week|a week after|May|March 3-5|the troops left|they will meet|"
    "by the end of|the year|2,000|2014|,|.|’s|over|two|days|later"
).split("|")


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.sampled_from(PIECES), min_size=1, max_size=9),
    published=st.none() | st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31)),
)
def test_laws_of_every_text(nlp: Language, words: list[str], published: date | None) -> None:
    """Spans quote their words and do not overlap; intervals run forward; without a day to count
    from nothing is counted."""
    text = " ".join(words)
    doc = parse(Article(id="test", text=text), nlp)
    times = find_times(doc, published)
    end = 0
    for one in times:
        assert one.span.quote(doc.text) == one.text
        assert end <= one.span.start <= one.span.end
        end = one.span.end
        assert one.first_day is None or one.last_day is None or one.first_day <= one.last_day
        assert one.kind != "day" or one.first_day == one.last_day
        assert (
            published is not None
            or one.role not in {"deictic", "duration"}
            or one.first_day is None
        )
    for token in doc:
        time = time_of(token, times=times, published=published, modality="done")
        assert (time.text == "") == (time.span is None)
        assert time.text or time.last_day is None or published is None or time.last_day <= published
        assert time.first_day is None or time.last_day is None or time.first_day <= time.last_day


def test_every_word_stands_in_its_example() -> None:
    with (program.LEXICON / "time_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            stem = row["word"].lower().rstrip("eydt.")
            assert stem in row["example"].lower(), row


def test_each_template_names_known_classes_and_a_known_reading() -> None:
    known = NUMERALS.keys() | time_lexicon().words.keys()
    for row in template_rows():
        assert {group.rstrip("2") for group in re.findall(r"<(\w+)>", row["template"])} <= known, (
            row
        )
        assert row["reading"] in READINGS, row


@pytest.mark.parametrize(
    ("text", "word", "published", "first", "last", "kind"), sentences.table("dated_sentences")
)
def test_an_event_is_dated(
    text: str, word: str, published: str, first: str, last: str, kind: str, *, knowledge: Knowledge
) -> None:
    time = sentences.event_of(text, word, knowledge, published=day(published)).time
    assert (time.first_day, time.last_day, time.kind) == (day(first), day(last), kind)
