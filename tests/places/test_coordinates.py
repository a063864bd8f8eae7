"""Positions written in figures: read, turned down, and written again. Each row holds its
sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from geopy.distance import geodesic
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from components.core.records import Article
from components.language.parse import parse
from components.lexicon.names import NameLexicon
from components.places.coordinates import find_positions, forms, place_of, position_of
from components.places.gazetteer import SqliteGazetteer
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms

GIVEN = (
    # sentence, the words of the position, latitude, longitude
    ("""Drones hit a depot at 45°12'30"N 36°35'10"E on Monday.""", """45°12'30"N 36°35'10"E""", 45.20833, 36.58611),
    ("The wreck lies at 49° 12′ 30″ N, 37° 16′ 40″ E.", "49° 12′ 30″ N, 37° 16′ 40″ E", 49.20833, 37.27778),
    ("The wreck lies at 33°52’10”S 151°12’30”E.", "33°52’10”S 151°12’30”E", -33.86944, 151.20833),
    ("The ship was last seen at 13°57.1'N, 42°44.5'E.", "13°57.1'N, 42°44.5'E", 13.95167, 42.74167),
    ("The ship was last seen at N 13° 57', E 42° 44'.", "N 13° 57', E 42° 44'", 13.95, 42.73333),
    ("A notice closed the air within 491230N 0371640E.", "491230N 0371640E", 49.20833, 37.27778),
    ("It sank at 12 degrees 30 minutes north, 43 degrees 20 minutes east.",
     "12 degrees 30 minutes north, 43 degrees 20 minutes east", 12.5, 43.33333),
    ("The attack was at 13.9512° N, 42.7423° E.", "13.9512° N, 42.7423° E", 13.9512, 42.7423),
    ("The attack was at 13.9512N 42.7423E.", "13.9512N 42.7423E", 13.9512, 42.7423),
    ("The attack was at N13.9512 E42.7423.", "N13.9512 E42.7423", 13.9512, 42.7423),
    ("The reef is at 18.25° S, 177.75° W.", "18.25° S, 177.75° W", -18.25, -177.75),
    ("Look at latitude 48.59, longitude 37.99 on the map.", "latitude 48.59, longitude 37.99", 48.59, 37.99),
    ("Lat: -33.8688, Lon: 151.2093", "Lat: -33.8688, Lon: 151.2093", -33.8688, 151.2093),
    ("The strike was geolocated to 48.593, 37.999.", "48.593, 37.999", 48.593, 37.999),
    ("Coordinates: 48.5931,37.9994", "48.5931,37.9994", 48.5931, 37.9994),
    ("A bridge near Bakhmut (48.5931, 37.9994) was hit.", "48.5931, 37.9994", 48.5931, 37.9994),
    ("The bridge was hit:\n\n48.5931, 37.9994\n\nNobody was hurt.", "48.5931, 37.9994", 48.5931, 37.9994),
    ("The tanks stood at 48.593112, 37.999401 on Monday.", "48.593112, 37.999401", 48.593112, 37.999401),
    ("Guns shelled a bridge at 48.5931, 37.9994 on Monday.", "48.5931, 37.9994", 48.5931, 37.9994),
    ("The quake's epicenter was at -8.3405, 115.0920, the agency said.", "-8.3405, 115.0920", -8.3405, 115.092),
    ("A missile struck a depot at 37U CQ 74705 11131.", "37U CQ 74705 11131", 48.8405, 37.29239),
    ("The crew was found at 37UCQ7470511131, he said.", "37UCQ7470511131", 48.8405, 37.29239),
    ("MGRS 18TWL8509 is in the city.", "18TWL8509", 40.73244, -73.98687),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "latitude", "longitude"), GIVEN)
def test_a_position_is_a_place_given_in_the_text(
    text: str,
    words: str,
    latitude: float,
    longitude: float,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
) -> None:
    article = Article(id="row", text=text)
    doc = parse(article, nlp)
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    answers = resolve(toponyms, doc=doc, article=article, gazetteer=gazetteer, names=names)
    (found,) = (answer for answer in answers if answer.toponym.span.quote(text) == words)
    assert found.place is not None
    assert (found.place.kind, found.method) == ("position", "given in the text")
    assert found.place.latitude == pytest.approx(latitude, abs=1e-4)
    assert found.place.longitude == pytest.approx(longitude, abs=1e-4)
    assert not any(
        answer.toponym.span.overlaps(found.toponym.span)
        for answer in answers
        if answer is not found
    )


TRAPS = (
    "She won the floor final with 14.533, 15.200 and 14.966 points.",
    "Her scores were 76.1234, 80.4567.",
    "The home side won 3.5, 2.5 on aggregate.",
    "The final score was 21-15, 18-21, 21-19.",
    "They won 6-4, 7-5 in Paris.",
    "Call 044.235.1234 or 044.235.9876 for help.",
    "Call +380 44 235 1234, or 101.",
    "The hotline is 1-800-555-0199, open 9-17.",
    "The euro traded between 1.0845, 1.0912 and 1.0850.",
    "The euro fell to 1.0845, 1.0912 being its high.",
    "The rate moved from 36.5686, 36.9343 at noon.",
    "It cost $12.3456, 13.4567 in all.",
    "Prices rose by 12.3451, 13.5461 %.",
    "Inflation was 8.125, 9.375 percent.",
    "The shares closed at 12.3456, 13.4567 and fell again.",
    "It traded at 1.0845, 1.0912.",
    "The ratio is 0.61803, 1.61803.",
    "The 95 % confidence interval was 0.12345, 0.54321.",
    "He was charged under 18 U.S.C. 1001.",
    "He was charged under 42 USC 1983.",
    "He was charged under 42USC1983.",
    "He was convicted under section 2.14, 3.15 of the act.",
    "See articles 49.1, 37.2 of the code.",
    "On 12.09.2022, 15.09.2022 and 20.09.2022 they met.",
    "The talks of 12.09, 13.09 failed.",
    "It happened at 12.30, 13.45 and 14.15.",
    "It happened at 09:30 N time, 10:45 E time.",
    "They ran 10.123, 10.234 seconds.",
    "The version 10.1234, 10.2345 is out.",
    "The pistol is a 9mm, the rifle a 7.62x39mm.",
    "The 5.56, 7.62 and 12.7 calibres are used.",
    "The road E40 meets the M03 at N1.",
    "Take bus 5 N, 7 E or 12 W.",
    "Temperatures of 38.5°C, 39.2°C were measured.",
    "Temperatures fell to -12.5°, -14.5° at night.",
    "The 38th parallel, 250 km long, divides them.",
    "The peace line follows 38°N, 127°E.",
    "It weighs 49.2083 kg, 37.2778 kg without fuel.",
    "The jet 18TWL was seen over the base.",
    "Flight 4QFJ 123 landed.",
    "The plate was AB 1234 CD, the other 37UCQ.",
    "The order 99ZZZ1234512345 was shipped.",
    "The chip has 0.0000, 0.0000 as its default position.",
    "Its position was 149.2083, 37.2778 on the list.",
    "Look at https://maps.example.org/@48.5931,37.9994,12z for more.",
    "The IP address 48.59.37.99, 48.59.37.98 was blocked.",
    "Vote shares were 48.5931, 37.9994, 13.4075.",
    "The minute was 49°72'N 37°16'E, a misprint.",
)


@pytest.mark.parametrize("text", TRAPS)
def test_other_figures_are_no_positions(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    article = Article(id="row", text=text)
    doc = parse(article, nlp)
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    assert [toponym.text for toponym in toponyms if place_of(toponym.text)] == []
    assert [one for one in find_positions(text, names.is_in) if not one.coarse] == []


def test_whole_degrees_are_told_and_left_off(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    doc = parse(Article(id="row", text="The peace line follows 38°N, 127°E."), nlp)
    _, rejected = find_toponyms(doc, gazetteer, names)
    assert [(one.text, one.reason) for one in rejected] == [
        ("38°N, 127°E", "whole degrees: too coarse for a position")
    ]


def test_a_position_has_no_country_and_an_id_of_its_own() -> None:
    place = place_of("""45°12'30"N 36°35'10"E""")
    assert place is not None
    assert (place.id, place.country, place.admin1) == ("position:45.20833,36.58611", "", "")
    assert place_of("Paris 2024") is None


def test_the_forms_that_people_copy() -> None:
    assert forms(48.5931, 37.9994) == {
        "Decimal": "48.5931, 37.9994",
        "DMS": "48°35′35″N 37°59′58″E",
        "MGRS": "37U DP 2621 8270",
    }
    assert forms(-0.99999999, -179.99999999)["DMS"] == "1°00′00″S 180°00′00″W"


NO_PLACE_DEGREES = 0.001
"""Around nought, nought no position is read: that is what broken forms say."""


@given(latitude=st.floats(-79.9, 83.9), longitude=st.floats(-179.9, 179.9))
@example(latitude=40.0, longitude=0.0).via("the edge of a band")
def test_each_form_reads_back_to_the_same_spot(latitude: float, longitude: float) -> None:
    for form in forms(latitude, longitude).values():
        found = position_of(form)
        if max(abs(latitude), abs(longitude)) < NO_PLACE_DEGREES:
            continue
        assert found is not None, form
        assert geodesic((latitude, longitude), (found.latitude, found.longitude)).km < 0.1, form


@given(text=st.text(alphabet="0123456789.,-°'\"NSEW U()\n", max_size=40))
def test_whatever_stands_there_positions_are_on_earth_and_apart(text: str) -> None:
    found = find_positions(text, lambda word, group: group == "position")
    assert all(abs(one.latitude) <= 90 and abs(one.longitude) <= 180 for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
