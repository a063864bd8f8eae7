"""Which names are asked of the country packs. Each row holds its text: a village, or a word that
only looks like one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.core.records import Article, Place, Resolution, Span, Toponym
from components.language.parse import parse
from components.lexicon.names import NameLexicon
from components.places.finding import PlacesFound, find_places
from components.places.gazetteer import SqliteGazetteer
from components.places.packs import Packs, open_packs
from components.places.villages import countries_of

KHARKIV = "Fighting went on in Kharkiv Oblast, near Vovchansk and Kupyansk. "
ALEPPO = "Fighting went on in Syria, near Aleppo and Azaz. "
IRAQ_NEWS = "Fighting went on in Iraq, near Tikrit and Ramadi. "
YEMEN_NEWS = "Fighting went on in Yemen, near Aden and Taiz. "
PARIS = "Police in Paris and Lyon told of arrests in France. "


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


def read(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon, packs: Packs
) -> PlacesFound:
    article = Article(id="row", text=text)
    return find_places(
        parse(article, nlp), article=article, gazetteer=gazetteer, names=names, packs=packs
    )


def villages(found: PlacesFound) -> dict[str, Place]:
    return {
        one.toponym.text: one.place for one in found.resolutions if one.place and one.place.source
    }


VILLAGES = (
    (KHARKIV + "Russian troops retook Chuhunivka on Monday.", "Chuhunivka", "Kharkiv Oblast"),
    (KHARKIV + "A drone fell near Nesterne at night.", "Nesterne", "Kharkiv Oblast"),
    (
        KHARKIV + "They attacked near Vovchansk, Nesterne, Starytsya and Rybalkyne.",
        "Rybalkyne",
        "Kharkiv Oblast",
    ),
    (KHARKIV + "Shells hit the village of Radkivka.", "Radkivka", "Kharkiv Oblast"),
    (ALEPPO + "The rebels recaptured Dabiq without a fight.", "Dabiq", "Aleppo Governorate"),
    (
        ALEPPO + "Five people were killed in the town of Kafr Hamra.",
        "Kafr Hamra",
        "Aleppo Governorate",
    ),
    (
        "Five people died in the town of Dabiq near Aleppo in Syria on Monday.",
        "Dabiq",
        "Aleppo Governorate",
    ),
    (ALEPPO + "The bombs fell south of Dabiq.", "Dabiq", "Aleppo Governorate"),
    (
        "KABUL - Troops searched Alisheng district, Laghman province, in Afghanistan.",
        "Alisheng",
        "Laghman Province",
    ),
)


@pytest.mark.parametrize(("text", "name", "unit"), VILLAGES)
def test_a_village(
    text: str,
    name: str,
    unit: str,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
    packs: Packs,
) -> None:
    place = villages(read(text, nlp, gazetteer, names, packs))[name]
    assert place.admin1 == unit


NO_VILLAGES = (
    # the article is about another country
    PARIS + "A letter from Chuhunivka was read out.",
    PARIS + "They had fled from the village of Dabiq.",
    # a person's name, a word, a body, though villages have the name
    ALEPPO + "Bashar said that he would stay.",
    ALEPPO + "A column went to Bashar on Monday.",
    ALEPPO + "Jihad, he wrote, was over. In Jihad they trusted.",
    ALEPPO + "Fatima Rail ran to the shore. Safari parks closed in Ramadan.",
    KHARKIV + "Marine and Progress were the names of two ships.",
    KHARKIV + "In Progress, a paper of the left, the mayor wrote of peace.",
    # a part of a longer name
    KHARKIV + "Nesterne Steel told the Nesterne-Invest fund of its losses.",
    # the words put it in another unit
    "KABUL - Troops searched Alisheng district, Helmand province, in Afghanistan.",
    # only a name, and nothing says that it is a place
    KHARKIV + "Chuhunivka was glad.",
)


@pytest.mark.parametrize("text", NO_VILLAGES)
def test_no_village(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon, packs: Packs
) -> None:
    assert villages(read(text, nlp, gazetteer, names, packs)) == {}


TIED = (
    (ALEPPO + "A column went to the village of Bashar on Monday.", "Bashar"),
    (ALEPPO + "A column reached Bashar village.", "Bashar"),
)


@pytest.mark.parametrize(("text", "name"), TIED)
def test_words_and_persons_count_where_the_sentence_says_that_it_is_a_place(
    text: str,
    name: str,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
    packs: Packs,
) -> None:
    assert name in villages(read(text, nlp, gazetteer, names, packs))


PLACED = (
    # namesakes in one country: near what the sentence names
    (KHARKIV + "They attacked near Vovchansk, Zelene and Rybalkyne.", "Zelene", "Zelene, UKR"),
    ("Troops in Ukraine took Pryluky, north of Huliaipole.", "Pryluky", "Pryluky, UKR"),
    # namesakes in several: in the place behind the comma
    (
        "Armenian forces shelled Martuni, Nagorno-Karabakh, officials in Yerevan said.",
        "Martuni",
        "Khojavend, AZE",
    ),
    # under the heading of a country, in a list by countries
    (
        "Syria\n\nNear Palmyra, one strike hit a tank.\n\nIraq\n\nNear Tal Afar, one strike hit a gun.",
        "Palmyra",
        "Tadmur, SYR",
    ),
    # initials of a tokenised text
    ("The man was in the U. S. at the time.", "U. S.", "United States, USA"),
    # a town and its unit of one name
    ("The talks of Ukraine and Russia opened in Geneva on Monday.", "Geneva", "Geneva, CHE"),
    # other spellings
    (IRAQ_NEWS + "The army retook the town of Beiji.", "Beiji", "Bayjī, IRQ"),
    (
        IRAQ_NEWS + "Clashes broke out in Khalidiya, east of Ramadi.",
        "Khalidiya",
        "Nahiyat al Khalidiyah, IRQ",
    ),
    (
        YEMEN_NEWS + "Tribesmen held the province of Shabwa.",
        "Shabwa",
        "Shabwah Governorate, YEM",
    ),
    (YEMEN_NEWS + "Planes bombed Jawf province.", "Jawf", "Al Jawf Governorate, YEM"),
    (
        "Forces searched Sayed Abad district, Wardak province, in Afghanistan. Kabul was calm.",
        "Sayed Abad",
        "Markaz-e Sayyidābād, AFG",
    ),
)


@pytest.mark.parametrize(("text", "name", "expected"), PLACED)
def test_the_place_that_is_meant(
    text: str,
    name: str,
    expected: str,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
    packs: Packs,
) -> None:
    found = read(text, nlp, gazetteer, names, packs)
    place = next(one.place for one in found.resolutions if one.toponym.text == name)
    assert place is not None
    assert f"{place.name}, {place.country}" == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (KHARKIV + "They attacked near Vovchansk, Zelene and Rybalkyne.", "Kharkiv Oblast"),
        (KHARKIV + "A bus burned in Zelene, Donetsk Oblast.", "Donetsk Oblast"),
    ],
)
def test_a_namesake_is_the_one_that_the_sentence_is_about(
    text: str,
    unit: str,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
    packs: Packs,
) -> None:
    found = read(text, nlp, gazetteer, names, packs)
    place = next(one.place for one in found.resolutions if one.toponym.text == "Zelene")
    assert place is not None
    assert place.admin1 == unit


@pytest.mark.parametrize(
    "text",
    [
        YEMEN_NEWS + "An Arab diplomat met the Houthis.",
        IRAQ_NEWS + "Mr Beijo Khalidi of the ministry spoke in Tikrit.",
        IRAQ_NEWS + "Shells fell on a Kurdish village near Tikrit.",
    ],
)
def test_nothing_is_placed_by_a_word_that_sounds_like_a_village(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon, packs: Packs
) -> None:
    placed = {
        one.toponym.text
        for one in read(text, nlp, gazetteer, names, packs).resolutions
        if one.place
    }
    assert not placed & {"Arab", "Beijo", "Khalidi", "Kurdish"}


def test_what_the_gazetteer_has_in_the_country_is_not_asked_of_the_pack(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon, packs: Packs
) -> None:
    found = read(KHARKIV + "Shells hit the village of Lyman.", nlp, gazetteer, names, packs)
    lyman = next(one for one in found.resolutions if one.toponym.text == "Lyman")
    assert {candidate.place.source for candidate in lyman.candidates} == {""}


def test_a_text_without_villages_is_read_once(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon, packs: Packs
) -> None:
    assert read(KHARKIV, nlp, gazetteer, names, packs).gazetteer is gazetteer


def test_the_same_text_gives_the_same_places(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon, packs: Packs
) -> None:
    text = VILLAGES[2][0]
    assert (
        read(text, nlp, gazetteer, names, packs).resolutions
        == read(text, nlp, gazetteer, names, open_packs()).resolutions
    )


def resolved(*named: tuple[str, str, str, float]) -> list[Resolution]:
    """Of text, kind, country and confidence."""
    found = []
    for number, (text, kind, country, confidence) in enumerate(named):
        span = Span(start=20 * number, end=20 * number + len(text))
        place = Place(
            id=f"geonames:{number + 1}",
            name=text,
            kind=kind,
            latitude=1.0,
            longitude=1.0,
            country=country,
        )  # type: ignore[arg-type]
        toponym = Toponym(span=span, text=text, use="literal")
        found.append(
            Resolution(toponym=toponym, place=place, method="one meaning", confidence=confidence)
        )
    return found


SYRIA, IRAQ, FRANCE = (
    ("Syria", "country", "SYR", 0.9),
    ("Iraq", "country", "IRQ", 0.9),
    ("France", "country", "FRA", 0.9),
)
ABOUT = (
    ([], ()),
    ([SYRIA], ("SYR",)),
    ([("Aleppo", "settlement", "SYR", 0.9)], ()),
    ([("Aleppo", "settlement", "SYR", 0.9), SYRIA], ("SYR",)),
    ([("Aleppo", "settlement", "SYR", 0.9), ("Homs", "settlement", "SYR", 0.9)], ("SYR",)),
    ([("Aleppo", "settlement", "SYR", 0.9), ("Homs", "settlement", "SYR", 0.3)], ()),
    ([SYRIA, FRANCE, ("Aleppo", "settlement", "SYR", 0.9), ("Paris", "settlement", "FRA", 0.9)], ("SYR",)),
    ([SYRIA, IRAQ, *((town, "settlement", "FRA", 0.9) for town in ("Paris", "Lyon", "Nice"))], ()),
    ([SYRIA, IRAQ, ("Homs", "settlement", "SYR", 0.9), *((town, "settlement", "IRQ", 0.9) for town in ("Mosul", "Hit"))],
     ("IRQ", "SYR")),
)  # fmt: skip


@pytest.mark.parametrize(("named", "countries"), ABOUT)
def test_the_countries_that_an_article_is_about(
    named: list[tuple[str, str, str, float]], countries: tuple[str, ...]
) -> None:
    assert countries_of(resolved(*named), frozenset({"SYR", "IRQ", "UKR"})) == countries
