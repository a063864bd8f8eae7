"""Where a publisher is at home, and what that says of the names in its articles."""

from __future__ import annotations

import csv

import pytest
from spacy.language import Language

from components.core.records import Article, Place
from components.core.settings import LEXICON
from components.language.parse import parse
from components.lexicon.names import NameLexicon
from components.places.gazetteer import SqliteGazetteer
from components.places.home import home_of
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms

PAPERS = list(csv.DictReader((LEXICON / "publishers.csv").read_text(encoding="utf-8").splitlines()))
WORDS = list(
    csv.DictReader((LEXICON / "country_words.csv").read_text(encoding="utf-8").splitlines())
)


def faults(row: dict[str, str], gazetteer: SqliteGazetteer, names: NameLexicon) -> bool:
    """Whether the row does not lead to the town, unit and country that it names."""
    home = home_of(
        Article(id="row", text="", url=f"https://www.{row['address']}/story"), gazetteer, names
    )
    if row["country_iso3"] not in home.countries or bool(row["town"]) != bool(home.towns):
        return True
    return not all(
        row["town"] in gazetteer.names(town.id)
        and town.country == row["country_iso3"]
        and (not row["unit"] or town.admin1_id in home.units)
        for town in home.towns[:1]
    )


def test_every_publisher_of_the_table_has_one_home(
    gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    assert [row["address"] for row in PAPERS if faults(row, gazetteer, names)] == []


@pytest.mark.parametrize("name", ["daily news", "times news", "salem news", "press enterprise"])
def test_a_name_that_several_papers_go_by_says_nothing(name: str, names: NameLexicon) -> None:
    assert name not in names.publishers


def test_each_address_stands_once() -> None:
    assert len({row["address"] for row in PAPERS}) == len(PAPERS)


def test_an_institution_speaks_for_its_country(
    gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    spoken = [
        home_of(Article(id="row", text=row["example"]), gazetteer, names).spoken for row in WORDS
    ]
    told = [max(counts, key=counts.__getitem__) for counts in spoken]
    assert [
        (row["example"], found)
        for row, found in zip(WORDS, told, strict=True)
        if found != row["country_iso3"]
    ] == []


TITLES = [
    ("norfolkdailynews.com", "Norfolk"),
    ("www.theparisnews.com", "Paris"),
    ("Kansas City Times", "Kansas City"),
    ("news.stpaulherald.net", "St. Paul"),
]


@pytest.mark.parametrize(("publisher", "town"), TITLES)
def test_a_title_holds_the_name_of_its_town(
    publisher: str, town: str, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    assert home_of(Article(id="row", text="", publisher=publisher), gazetteer, names).is_called(
        town
    )


MEANT = [
    # publisher, text, name, country and unit of the place
    (
        "oregonlive.com",
        "A fire closed a school in Portland on Monday.",
        "Portland",
        "USA",
        "Oregon",
    ),
    (
        "pressherald.com",
        "A fire closed a school in Portland on Monday.",
        "Portland",
        "USA",
        "Maine",
    ),
    (
        "Portland Press Herald",
        "A fire closed a school in Portland on Monday.",
        "Portland",
        "USA",
        "Maine",
    ),
    (
        "theguardian.com",
        "A fire closed a school in Cambridge on Monday.",
        "Cambridge",
        "GBR",
        "England",
    ),
    (
        "bostonglobe.com",
        "A fire closed a school in Cambridge on Monday.",
        "Cambridge",
        "USA",
        "Massachusetts",
    ),
    ("lfpress.com", "A fire closed a school in London on Monday.", "London", "CAN", "Ontario"),
    (
        "",
        "Sheriff's deputies said a state trooper was hurt in Birmingham.",
        "Birmingham",
        "USA",
        "Alabama",
    ),
    ("reporter.net", "A Lebanon woman was charged, police said.", "Lebanon", "USA", "Indiana"),
    (
        "",
        "The crown court in Birmingham heard that a pensioner was hurt on the motorway.",
        "Birmingham",
        "GBR",
        "England",
    ),
]


@pytest.mark.parametrize(("publisher", "text", "name", "country", "unit"), MEANT)
def test_a_name_means_the_place_near_home(
    publisher: str,
    text: str,
    name: str,
    country: str,
    unit: str,
    *,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
) -> None:
    article = Article(id="row", text=text, publisher=publisher)
    doc = parse(article, nlp)
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    answers = resolve(toponyms, doc=doc, article=article, gazetteer=gazetteer, names=names)
    found: list[Place] = [one.place for one in answers if one.toponym.text == name and one.place]
    assert [(place.country, place.admin1) for place in found] == [(country, unit)]
