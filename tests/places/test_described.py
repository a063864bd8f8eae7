"""Places that the words make: each row holds its text, the name and the id of its place, or no id
where the words make none."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from components.core import settings
from components.core.geodesy import HEADINGS, angle_between
from components.core.records import COMPUTED, Article, ring_km
from components.language.parse import parse
from components.lexicon.measures import load_measures
from components.lexicon.names import NameLexicon
from components.places.areas import open_areas
from components.places.described import METHOD, from_words, ring_at
from components.places.finding import PlacesFound, find_places
from components.places.gazetteer import SqliteGazetteer
from components.places.packs import open_packs

AREAS, PACKS = open_areas(), open_packs()
MEASURES = load_measures(settings.LEXICON / "measures.csv")

PARTS = (
    ("Shelling killed three people in eastern Ukraine.", "eastern Ukraine", "part:UKR:east"),
    ("They fought in north-eastern Syria.", "north-eastern Syria", "part:SYR:northeast"),
    ("They fought in northwest Nigeria.", "northwest Nigeria", "part:NGA:northwest"),
    ("Eastern Congo is at war.", "Eastern Congo", "part:COD:east"),
    ("They fought in northwest Pakistan.", "Pakistan", "geonames:1168579"),  # no unit lies there
    ("Gunmen attacked a bus in central Iraq.", "central Iraq", "part:IRQ:central"),
    ("Rebels hold much of eastern DRC.", "eastern DRC", "part:COD:east"),
    ("They fought in rural Syria.", "Syria", "geonames:163843"),
    ("They flew from South Sudan to Kenya.", "South Sudan", "geonames:7909807"),
    ("The war began in East Germany.", "East Germany", "geonames:2921044"),
    ("He came from the north. Ukraine said so.", "Ukraine", "geonames:690791"),
    ("Ukrainian and eastern Syrian units met.", "Syrian", "geonames:163843"),
)
TIED = (
    (
        "A car bomb exploded in the town of Dzhemikent in Dagestan province on Friday.",
        "Dzhemikent",
        "in:geonames:567293/Dzhemikent",
    ),
    (
        "Russian forces took the village of Verkhnozirka in Donetsk Oblast on Sunday.",
        "Verkhnozirka",
        "in:geonames:709716/Verkhnozirka",
    ),
    (
        "Troops shelled the village of Umm al-Qurayda in northern Syria.",
        "Umm al-Qurayda",
        "in:part:SYR:north/Umm al-Qurayda",
    ),
    (
        "Militants raided the village of Dorolandia, some 40 miles south-west of Maiduguri.",
        "Dorolandia",
        "ring:11.43512,12.73999,25/Dorolandia",
    ),
    (
        "Militants raided the village of Dorolandia, a hamlet 120 km south of Maiduguri.",
        "Dorolandia",
        "ring:10.76210,13.15712,40/Dorolandia",
    ),
    ("The village of Dorolandia was raided. They fled to Maiduguri.", "Dorolandia", ""),
    ("They raided the village of Dorolandia in Maiduguri.", "Dorolandia", ""),
    ("They raided the village of Dorolandia, 20 km from Maiduguri.", "Dorolandia", ""),
    ("They raided the village of Dorolandia, 900 km south of Maiduguri.", "Dorolandia", ""),
    ("They raided the village of Dorolandia, and fled 30 km south of Maiduguri.", "Dorolandia", ""),
    (
        "They raided the village of Dorolandia in Maiduguri. Dorolandia in Borno State is poor.",
        "Dorolandia",
        "",
    ),
    ("Colonel Petrenkov said they were 30 km north of Izium.", "Petrenkov", ""),
    ("Colonel Petrenkov in Kharkiv Oblast denied it.", "Petrenkov", ""),
    ("They stopped 30 km north of Izium.", "30 km north", ""),
)


def read(
    text: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> tuple[PlacesFound, PlacesFound]:
    """Before and after."""
    article = Article(id="row", text=text)
    doc = parse(article, nlp)
    found = find_places(doc, article=article, gazetteer=gazetteer, names=names, packs=PACKS)
    return found, from_words(found, doc=doc, areas=AREAS, names=names, measures=MEASURES)


@pytest.mark.parametrize(("text", "name", "place_id"), [*PARTS, *TIED])
def test_places(
    text: str,
    name: str,
    place_id: str,
    nlp: Language,
    gazetteer: SqliteGazetteer,
    names: NameLexicon,
) -> None:
    before, found = read(text, nlp, gazetteer, names)
    placed = {
        one.toponym.text: one.place.id for one in found.resolutions if one.place and one.confidence
    }
    assert placed.get(name, "") == place_id
    made = [one for one in found.resolutions if one.method == METHOD]
    assert bool(made) == place_id.startswith(COMPUTED)
    for one in made:
        assert one.place
        assert gazetteer.place(one.place.id) == one.place
        assert one.toponym.span.quote(text) == one.toponym.text
        assert not any(other.span.overlaps(one.toponym.span) for other in found.rejected)
    if not made:
        assert found == before


def test_all_mentions_of_the_name_lie_there(
    nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    text = (
        "Militants raided the village of Dorolandia, 40 km south of Maiduguri. "
        "Ten died in the village of Dorolandia."
    )
    _, found = read(text, nlp, gazetteer, names)
    placed = [one for one in found.resolutions if one.method == METHOD]
    assert len(placed) == 2
    assert len({one.place.id for one in placed if one.place}) == 1


@given(
    st.floats(min_value=-60, max_value=60),
    st.floats(min_value=-179, max_value=179),
    st.sampled_from(list(HEADINGS)),
    st.floats(min_value=1, max_value=150),
)
def test_the_ring_holds_the_place_at_the_stated_bearing(
    latitude: float, longitude: float, heading: str, distance_km: float
) -> None:
    """Also where it is off by a third of the distance, or by 18 degrees."""
    place_id = ring_at(latitude, longitude, heading_degrees=HEADINGS[heading], km=distance_km)
    radius_km = ring_km(f"{place_id}/X")
    assert radius_km >= max(25, distance_km / 3)
    middle = [float(one) for one in place_id.removeprefix("ring:").split(",")[:2]]
    back = Geodesic.WGS84.Inverse(latitude, longitude, *middle)
    assert abs(back["s12"] / 1000 - distance_km) < 0.01
    assert angle_between(back["azi1"], HEADINGS[heading]) < 0.1
    for turn, share in ((0, 2 / 3), (0, 4 / 3), (18, 1), (-18, 1)):
        true = Geodesic.WGS84.Direct(
            latitude, longitude, HEADINGS[heading] + turn, distance_km * share * 1000
        )
        off = Geodesic.WGS84.Inverse(middle[0], middle[1], true["lat2"], true["lon2"])
        assert off["s12"] / 1000 <= radius_km + 0.01
