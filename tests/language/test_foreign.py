from __future__ import annotations

from datetime import date

import pytest

from components.core.records import Article, Modality, Span
from components.language.foreign import days_named, sentences_alone

MONDAY = date(2022, 9, 12)


@pytest.mark.parametrize(
    ("language", "words", "first", "last", "kind"),
    [
        ("uk", "у п’ятницю", date(2022, 9, 9), date(2022, 9, 9), "day"),
        ("uk", "вчора", date(2022, 9, 11), date(2022, 9, 11), "day"),
        ("ru", "в пятницу", date(2022, 9, 9), date(2022, 9, 9), "day"),
        ("ru", "9 сентября", date(2022, 9, 9), date(2022, 9, 9), "day"),
        ("ar", "يوم الجمعة", date(2022, 9, 9), date(2022, 9, 9), "day"),
        ("ar", "أمس", date(2022, 9, 11), date(2022, 9, 11), "day"),
        ("es", "el viernes", date(2022, 9, 9), date(2022, 9, 9), "day"),
        ("es", "en agosto", date(2022, 8, 1), date(2022, 8, 31), "month"),
        ("fr", "la semaine dernière", date(2022, 9, 5), date(2022, 9, 11), "week"),
        ("fr", "hier", date(2022, 9, 11), date(2022, 9, 11), "day"),
    ],
)
def test_days_are_counted_from_the_publication_day(
    language: str, words: str, first: date, last: date, kind: str
) -> None:
    article = Article(id="a", text=words, language=language, published=MONDAY)
    found = days_named(Span(start=0, end=len(words)), article, modality="done")
    assert found is not None
    assert (found.first_day, found.last_day, found.kind, found.text) == (first, last, kind, words)


@pytest.mark.parametrize(
    ("modality", "day"), [("done", date(2022, 9, 9)), ("planned", date(2022, 9, 16))]
)
def test_what_is_ahead_is_looked_for_ahead(modality: Modality, day: date) -> None:
    article = Article(id="a", text="vendredi", language="fr", published=MONDAY)
    found = days_named(Span(start=0, end=8), article, modality=modality)
    assert found is not None
    assert found.first_day == day


@pytest.mark.parametrize("words", ["deux morts", "à Goma", "l'armée"])
def test_words_that_are_no_days_name_none(words: str) -> None:
    article = Article(id="a", text=words, language="fr", published=MONDAY)
    assert days_named(Span(start=0, end=len(words)), article, modality="done") is None


@pytest.mark.parametrize(("words", "is_day"), [("hier", False), ("9 septembre 2022", True)])
def test_without_a_publication_day_only_whole_dates_count(words: str, is_day: bool) -> None:
    article = Article(id="a", text=words, language="fr")
    found = days_named(Span(start=0, end=len(words)), article, modality="done")
    assert (found is not None) is is_day


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Un obus. Deux morts.", ["Un obus.", "Deux morts."]),
        ("Titre\n\nUn obus est tombé. Deux morts.", ["Titre", "Un obus est tombé.", "Deux morts."]),
        ("سقطت قذيفة. هل قُتل أحد؟ لا.", ["سقطت قذيفة.", "هل قُتل أحد؟", "لا."]),
    ],
)
def test_sentences_begin_at_signs_and_paragraphs(text: str, sentences: list[str]) -> None:
    plain = text.replace("\n", " ")
    doc = sentences_alone(Article(id="a", text=text, language="fr"), plain)
    assert doc.text == plain
    assert [one.text.strip() for one in doc.sents if one.text.strip()] == sentences
