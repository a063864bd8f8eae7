"""Resolution: which place a name means, with which evidence, and when none. Each row holds its
sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.core.records import Article, Resolution, Span, Toponym
from components.language.parse import parse
from components.lexicon.names import NameLexicon
from components.places.gazetteer import SqliteGazetteer
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms


def read(
    article: Article, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> tuple[Resolution, ...]:
    doc = parse(article, nlp)
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    return resolve(toponyms, doc=doc, article=article, gazetteer=gazetteer, names=names)


def first(name: str, answers: tuple[Resolution, ...]) -> Resolution:
    return next(answer for answer in answers if answer.toponym.text == name)


PLACED = [
    ("Leaders will meet in Samarkand, Uzbekistan.", "Samarkand", "settlement", "UZB"),
    (
        "Ukrainian forces took the Russian town of Sudzha in the Kursk region.",
        "Sudzha",
        "settlement",
        "RUS",
    ),
    (
        "Ukrainian forces took the Russian town of Sudzha in the Kursk region.",
        "Kursk",
        "admin1",
        "RUS",
    ),
    ("Kharkiv Oblast lost power.", "Kharkiv Oblast", "admin1", "UKR"),
    ("The city of Dnipro was struck.", "Dnipro", "settlement", "UKR"),
    ("Boats crossed the Dnipro River near Kherson.", "Dnipro River", "river", ""),
    ("Boats crossed the Dnipro near Kherson.", "Dnipro", "river", ""),
    ("Kherson is one of four provinces that were annexed.", "Kherson", "admin1", "UKR"),
    ("Shelling was heard across the Donetsk and Luhansk regions.", "Donetsk", "admin1", "UKR"),
    ("Shelling was heard across the Donetsk and Luhansk regions.", "Luhansk", "admin1", "UKR"),
    ("Pokrovsk, a rail hub in Donetsk Oblast, was shelled.", "Pokrovsk", "settlement", "UKR"),
    ("Washington warned Moscow.", "Washington", "settlement", "USA"),
    ("The storm killed nine in Georgia and Alabama.", "Georgia", "admin1", "USA"),
    ("Georgia and Armenia opened the border.", "Georgia", "country", "GEO"),
    ("Police in Paris, Tenn., found the car.", "Paris", "settlement", "USA"),
    ("Aid reached Africa's poorest states.", "Africa", "region", ""),
]


@pytest.mark.parametrize(("text", "name", "kind", "country"), PLACED)
def test_placed(
    text: str,
    name: str,
    kind: str,
    country: str,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
) -> None:
    place = first(name, read(Article(id="row", text=text), nlp, gazetteer, names)).place
    assert place is not None
    assert (place.kind, place.country) == (kind, country)


def test_a_name_that_no_table_holds_gets_no_place_but_a_reason(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    article = Article(id="row", text="Troops left the village of Verkhnobazhane.")
    answer = first("Verkhnobazhane", read(article, nlp, gazetteer, names))
    assert answer.place is None
    assert answer.confidence == 0.0
    assert answer.reason == "The gazetteer has no place of this name."


def test_one_name_one_sense_in_a_document(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    text = "A barn burned in Paris, Texas. Crews from Paris and Bonham came. Paris has had three fires this year."
    answers = read(Article(id="row", text=text), nlp, gazetteer, names)
    assert {
        answer.place.admin1 for answer in answers if answer.place and answer.toponym.text == "Paris"
    } == {"Texas"}


def test_the_other_places_of_the_document_decide(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    text = "Shells hit Avdiivka, Marinka and Vodiane. Krasnohorivka and Pervomaiske, near Donetsk, were quiet."
    place = first("Vodiane", read(Article(id="row", text=text), nlp, gazetteer, names)).place
    assert place is not None
    assert place.admin1 == "Donetsk Oblast"


def test_the_publisher_s_home_decides_what_the_text_leaves_open(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    text = "The Athens council met on Monday."
    at_home = read(
        Article(id="row", text=text, publisher="Athens Review, Texas"), nlp, gazetteer, names
    )
    abroad = read(Article(id="row", text=text), nlp, gazetteer, names)
    assert first("Athens", at_home).place != first("Athens", abroad).place


def test_a_part_of_a_country_is_the_country_with_less_confidence(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    part = first(
        "Bolivia",
        read(Article(id="row", text="Rain fell on southern Bolivia."), nlp, gazetteer, names),
    )
    whole = first(
        "Bolivia", read(Article(id="row", text="Rain fell on Bolivia."), nlp, gazetteer, names)
    )
    assert part.place == whole.place
    assert part.confidence < whole.confidence
    assert part.reason == "southern part of it is meant"


def test_candidates_come_best_first_with_evidence(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    answer = first(
        "Paris",
        read(Article(id="row", text="A barn burned in Paris, Texas."), nlp, gazetteer, names),
    )
    assert answer.place == answer.candidates[0].place
    assert [held.score for held in answer.candidates] == sorted(
        (held.score for held in answer.candidates), reverse=True
    )
    assert any("behind the comma" in words for words in answer.candidates[0].evidence)
    assert answer.method == "named beside it"


def test_a_demonym_means_its_country(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    answer = first(
        "Ukrainian", read(Article(id="row", text="Ukrainian forces left."), nlp, gazetteer, names)
    )
    assert answer.place == gazetteer.country("UKR")


def test_every_toponym_has_one_resolution_in_order(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    article = Article(id="row", text="Kyiv and Xyzzyville lie apart.")
    given = tuple(
        Toponym(span=Span(start=start, end=start + len(name)), text=name, use="literal")
        for name, start in (("Kyiv", 0), ("Xyzzyville", 9))
    )
    answers = resolve(
        given, doc=parse(article, nlp), article=article, gazetteer=gazetteer, names=names
    )
    assert tuple(answer.toponym for answer in answers) == given
    assert [answer.place is None for answer in answers] == [False, True]


TURNS = (
    # sentence, name, the sentence as the reason says the runner-up would have won
    (
        "Police in Springfield, Illinois, found the car.",
        "Springfield",
        "Police in Springfield, Missouri, found the car.",
    ),
    ("Firefighters in Paris said so.", "Paris", "Firefighters in Paris, Texas, said so."),
)


@pytest.mark.parametrize(("text", "name", "turned"), TURNS)
def test_the_runner_up_wins_where_the_text_has_what_is_said_to_turn_it(
    text: str, name: str, turned: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    answer = first(name, read(Article(id="row", text=text), nlp, gazetteer, names))
    unit = turned.split(",")[1].strip()
    assert answer.turn == f"“{unit}” behind the name, after a comma"
    assert (
        first(name, read(Article(id="row", text=turned), nlp, gazetteer, names)).place
        == answer.candidates[1].place
    )


def test_the_contrast_says_what_each_piece_adds_to_each(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    answer = first("Springfield", read(Article(id="row", text=TURNS[0][0]), nlp, gazetteer, names))
    held = {one.words: one for one in answer.contrast}
    assert (
        held["in the place behind the comma"].chosen
        > 2
        > held["in the place behind the comma"].runner_up
        == 0
    )
    assert held["not in the place behind the comma"].runner_up < -2
    gaps = [abs(one.chosen - one.runner_up) for one in answer.contrast]
    assert gaps == sorted(gaps, reverse=True)


def test_one_meaning_has_no_contrast(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    answer = first(
        "Ukrainian", read(Article(id="row", text="Ukrainian forces left."), nlp, gazetteer, names)
    )
    assert (answer.contrast, answer.turn) == ((), "")
