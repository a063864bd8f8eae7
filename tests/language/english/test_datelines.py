"""Where and when a report was written, told from what it says."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from components.core.records import Article
from components.language.english.datelines import datelines
from components.language.english.time import find_times
from components.language.parse import parse

WRITTEN = [
    ("KYIV — Troops left the town.", "KYIV — "),
    ("CAPRI, Italy (AP) — Envoys met.", "CAPRI, Italy (AP) — "),
    ("KABUL, Afghanistan (Feb. 8, 2011) Troops left.", "KABUL, Afghanistan (Feb. 8, 2011) "),
    ("KABUL, Afghanistan (Jan. 8) – Troops left.", "KABUL, Afghanistan (Jan. 8) – "),
    (
        "SHARAN, Afghanistan, Sept. 19 (Xinhua) -- A mine",
        "SHARAN, Afghanistan, Sept. 19 (Xinhua) -- ",
    ),
    ("Lima, 2 Oct 88 (AFP) -- [Text] Gunmen fled.", "Lima, 2 Oct 88 (AFP) -- [Text] "),
    ("June 30 (Reuters) – Troops left the town.", "June 30 (Reuters) – "),
    ("Blast kills two BAGHDAD (Reuters) - A blast", "BAGHDAD (Reuters) - "),
    ("MOSCOW: Troops left the town.", "MOSCOW: "),
    ("HTS — the group that took the town — left.", None),
    ("The group (ISIL) - a rival - left.", None),
    ("The FBI (October 21, 2013) searched it.", None),
    ("Talks between NATO — Troops left — and others", None),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_what_is_a_dateline(text: str, expected: str | None) -> None:
    found = [text[start:end] for start, end in datelines(text)]
    assert found == ([] if expected is None else [expected])


def test_a_dateline_is_a_sentence_of_its_own_and_dates_nothing(nlp: Language) -> None:
    text = "KABUL, Afghanistan (Feb. 27, 2011) In Ghazni, troops detained two men, yesterday."
    doc = parse(Article(id="", text=text), nlp)
    assert [sentence.text for sentence in doc.sents][1].startswith("In Ghazni")
    stamp, told = find_times(doc, date(2011, 2, 27))
    assert stamp.role == "dateline"
    assert (told.first_day, doc[told.governor].text) == (date(2011, 2, 26), "detained")


def test_lines_of_figures_head_a_chronicle(nlp: Language) -> None:
    text = "2011-03-19\nTroops attack the town.\n\n2011-03-30\nThe minister flees the country.\n"
    doc = parse(Article(id="", text=text), nlp)
    assert [one.role for one in find_times(doc, date(2011, 8, 22))] == ["date line"] * 2
