"""Recognition: spans, uses, and what is turned down with its reason. Each row holds its
sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from components.core.records import Article, Rejected, Toponym
from components.language.parse import parse
from components.lexicon.names import NameLexicon
from components.places.gazetteer import SqliteGazetteer
from components.places.toponyms import find_toponyms


def found(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> tuple[tuple[Toponym, ...], tuple[Rejected, ...]]:
    return find_toponyms(parse(Article(id="row", text=text), nlp), gazetteer, names)


SPANS = [
    ("Ukrainian troops retook nearly all of Kharkiv Oblast.", ["Ukrainian", "Kharkiv Oblast"]),
    ("Shells hit the city of Kherson on Monday.", ["Kherson"]),
    ("Rockets fell in the Kursk region.", ["Kursk"]),
    ("The dead came from Deschutes County, Oregon.", ["Deschutes County", "Oregon"]),
    ("Barges went down the Danube River to the Black Sea.", ["Danube River", "Black Sea"]),
    ("Trenches follow the Svatove-Kreminna line.", ["Svatove", "Kreminna"]),
    ("The plant at Ivano-Frankivsk is shut.", ["Ivano-Frankivsk"]),
    ("Kherson's airport is mined.", ["Kherson"]),
    ("CAPRI, Italy (AP) - The ministers met.", ["CAPRI", "Italy"]),
    ("MOSCOW: The talks resumed.", ["MOSCOW"]),
    ("Floods reached Dar es Salaam and Port-au-Prince.", ["Dar es Salaam", "Port-au-Prince"]),
    ("The United States-led mission left Iraq.", ["United States", "Iraq"]),
    ("A U.S.-led coalition struck Raqqa.", ["U.S.", "Raqqa"]),
    ("He was born in Bosnia and Herzegovina.", ["Bosnia and Herzegovina"]),
    ("Warships crossed the Gulf of Mexico.", ["Gulf of Mexico"]),
    (
        "They fled the Democratic Republic of the Congo for Rwanda.",
        ["Democratic Republic of the Congo", "Rwanda"],
    ),
    ("Officers in Charleston, W.Va., made arrests.", ["Charleston", "W.Va."]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_spans(
    text: str, expected: list[str], nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    toponyms, _ = found(text, nlp, gazetteer, names)
    assert [toponym.text for toponym in toponyms] == expected


USES = [
    ("Kyiv denied the report.", "Kyiv", "metonym"),
    ("Shells fell on Kyiv.", "Kyiv", "literal"),
    ("Kyiv officials denied the report.", "Kyiv", "modifier"),
    ("Kyiv's mayor denied the report.", "Kyiv", "modifier"),
    ("Kyiv's suburbs were shelled.", "Kyiv", "literal"),
    ("Moscow's hopes of a quick win faded.", "Moscow", "metonym"),
    ("Russia pulled its forces out of the town.", "Russia", "metonym"),
    ("Fighting spread across Russia.", "Russia", "literal"),
    ("The deal was condemned by Iran.", "Iran", "metonym"),
    ("Envoys hope that Poland will sign.", "Poland", "metonym"),
    ("Talks with Tehran broke down.", "Tehran", "metonym"),
    ("Talks in Tehran broke down.", "Tehran", "literal"),
    ("Russian forces left.", "Russian", "demonym"),
    ("The Luhansk People's Republic signed.", "Luhansk", "embedded"),
    ("Senator Ann Lee, R-Denver, spoke in the town hall.", "Denver", "embedded"),
    ("The Bank of England raised rates.", "England", "embedded"),
    ("A bomb hit the church of St. Peter and St. Paul.", "St. Paul", "embedded"),
    ("A bomb hit a church in St. Paul.", "St. Paul", "literal"),
    ("Iran will join the Shanghai Cooperation Organization.", "Shanghai", "embedded"),
    ("The Russian-occupied port burned.", "Russian", "demonym"),
    ("A Damascus-based group claimed it.", "Damascus", "modifier"),
    ("BEIRUT: The bank closed.", "BEIRUT", "literal"),
    ("Fighting goes on in the Kursk region.", "Kursk", "literal"),
    ("The blast in Kayseri killed thirteen.", "Kayseri", "literal"),
]


@pytest.mark.parametrize(("text", "name", "use"), USES)
def test_use(
    text: str, name: str, use: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    toponyms, _ = found(text, nlp, gazetteer, names)
    assert {toponym.use for toponym in toponyms if toponym.text == name} == {use}


TURNED_DOWN = [
    ("Xi Jinping met Vladimir Putin.", "Vladimir", "a person's name"),
    ("He joined the International Peace Institute.", "Peace", "an organisation's name"),
    ("The summit of NATO closed.", "NATO", "organisation or alliance"),
    ("The fleet lost the Moskva cruiser.", "Moskva", "a ship"),
    ("The War College opened.", "War", "an everyday word"),
    ("The committee will meet in March.", "March", "a month"),
]


@pytest.mark.parametrize(("text", "word", "reason"), TURNED_DOWN)
def test_turned_down_with_reason(
    text: str, word: str, reason: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    toponyms, rejected = found(text, nlp, gazetteer, names)
    assert word not in [toponym.text for toponym in toponyms]
    assert any(word in turned.text and reason in turned.reason for turned in rejected)


NO_PLACES = [
    "Click here to read more. Share this article. Related Content.",
    "War is over. Content is king. But in the end, Congress voted.",
    "He said that they would meet again soon, and she agreed.",
    "THE WHOLE STORY IS IN THE FILE.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_no_place_is_invented(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    toponyms, _ = found(text, nlp, gazetteer, names)
    assert toponyms == ()


def test_a_demonym_is_certain_and_a_word_of_doubt_is_less_so(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    toponyms, _ = found(
        "Ukrainian forces left the village of Verkhnobazhane.", nlp, gazetteer, names
    )
    assert [toponym.certainty > 0.5 for toponym in toponyms] == [True, True]
    assert toponyms[0].certainty > toponyms[1].certainty


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "Kyiv",
            "the",
            "U.S.-led",
            "Washington,",
            "D.C.",
            "\n\n",
            "  ",
            "(AP)",
            "Kherson's",
            "Oblast",
            "of",
            "and",
            "Paris",
            "Texas",
            "«",
            "—",
            "X",
            "said",
            "MOSCOW:",
            "St.",
            "Petersburg",
            "'",
            "e",
            "Dnipro",
            "River",
            "😀",
        ]
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=FRAGMENTS)
def test_spans_quote_their_words_and_never_overlap(
    words: list[str], nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    doc = parse(Article(id="row", text=" ".join(words)), nlp)
    toponyms, rejected = find_toponyms(doc, gazetteer, names)
    spans = [toponym.span for toponym in toponyms]
    assert all(toponym.span.quote(doc.text) == toponym.text for toponym in toponyms)
    assert spans == sorted(spans)
    assert not any(first.overlaps(second) for first, second in pairwise(spans))
    assert not any(turned.span.overlaps(span) for turned in rejected for span in spans)
