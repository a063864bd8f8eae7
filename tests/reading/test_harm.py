"""Rule 11: which events are not shown more exactly than their first-level unit, which are placed as told,
and that no file tells more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from components.core import settings
from components.core.errors import InstallationError
from components.core.precision import LOCAL_KINDS
from components.core.records import Analysis, Event
from components.core.safe_html import text
from components.export.csv import to_csv
from components.export.json import analysis_json
from components.export.jsonl import events_answer
from components.export.summary import summary
from components.lexicon.rows import rows
from components.panels.why_place import copied_forms, why_this_place
from components.reading.harm import CONDITIONS, WITHHELD, load_harm
from components.reading.knowledge import Knowledge
from components.tables.rows import checks_table, claims_table, events_table, places_table
from components.wording.phrases import speaker_in_sentence
from tests.readings import read

ROWS = list(rows(settings.LEXICON / "harm.csv"))
COARSER = [
    ("Ukrainian troops will move to Pokrovsk in October.", "Pokrovsk", "Donetsk Oblast"),
    ("Russia plans to withdraw its forces from Kherson.", "Kherson", "Kherson Oblast"),
    (
        "Russian forces fear that Ukrainian troops will advance on Tokmak.",
        "Tokmak",
        "Zaporizhzhia Oblast",
    ),
    ("The army plans to retake the town of Robotyne.", "Robotyne", "Zaporizhzhia Oblast"),
    (
        "The 76th Guards Air Assault Division is massing near Robotyne, Ukrainian officials said.",
        "Robotyne",
        "Zaporizhzhia Oblast",
    ),
    (
        "The Russian Defense Ministry said Ukraine's 3rd Assault Brigade was deployed near Kramatorsk.",
        "Kramatorsk",
        "Donetsk Oblast",
    ),
    ("The Azov Brigade was deployed near Kramatorsk.", "Kramatorsk", "Donetsk Oblast"),
    ("The 25th army set up a headquarters in Svatove.", "Svatove", "Luhansk Oblast"),
    ("Gunmen kidnapped a nurse near Kramatorsk on Friday.", "Kramatorsk", "Donetsk Oblast"),
    ("Gunmen abducted Olena Petrenko in Melitopol on Friday.", "Melitopol", "Zaporizhzhia Oblast"),
    ("The rape of two women in Bucha was reported on Friday.", "Bucha", "Kyiv Oblast"),
    (
        "A humanitarian corridor was opened from Mariupol to a shelter.",
        "Mariupol",
        "Donetsk Oblast",
    ),
    ("Government troops will enter the town of Hargeisa next week.", "Hargeisa", "Somalia"),
    (
        "Gunmen abducted a farmer in the village of Verkhnozirka in Donetsk Oblast on Sunday.",
        "Verkhnozirka",
        "Donetsk Oblast",
    ),
    (
        "Gunmen abducted a farmer in the village of Dorolandia, 40 km south of Maiduguri.",
        "Dorolandia",
        "Nigeria",
    ),
    ("Troops will move into the city of Singapore on Friday.", "Singapore", "Singapore"),
]
AS_TOLD = [
    ("Russia ordered its forces to withdraw from Kherson.", "Kherson"),
    ("Russian troops left Kherson on Friday.", "Kherson"),
    ("Ukrainian troops retook the town of Robotyne on Friday.", "Robotyne"),
    ("The 47th Brigade captured Robotyne on Monday, Ukraine's General Staff said.", "Robotyne"),
    ("Ukrainian troops are fighting in the town of Robotyne.", "Robotyne"),
    ("Shelling hit the town of Tokmak on Friday, killing two people.", "Tokmak"),
    ("A missile hit a shelter in Kramatorsk on Friday, killing five people.", "Kramatorsk"),
    (
        "The Ukrainian General Staff said that Ukraine's 3rd Assault Brigade was deployed near Kramatorsk.",
        "Kramatorsk",
    ),
    ("Two brigades were deployed near Kramatorsk.", "Kramatorsk"),
    ("The Ukrainian Army was deployed near Kramatorsk.", "Kramatorsk"),
    ("Gunmen kidnapped three soldiers near Kramatorsk on Friday.", "Kramatorsk"),
    ("Gunmen kidnapped the governor near Kramatorsk on Friday.", "Kramatorsk"),
    ("The two presidents will meet at a summit in Samarkand on September 15-16.", "Samarkand"),
    ("The minister will visit Tokmak on Friday.", "Tokmak"),
]
ADVANCE = (
    "Ukrainian troops will advance on Kupiansk, about 30 miles north of Izyum, officials said."
)


def names_at(analysis: Analysis, words: str) -> set[tuple[str, str, bool]]:
    """Name and kind of what ``words`` were taken for in each event, and whether it was made
    coarser."""
    links = (
        link
        for event in analysis.events
        for link in event.links
        if link.resolution.toponym.text == words
    )
    return {
        (link.resolution.place.name, link.resolution.place.kind, bool(link.coarsened))
        for link in links
        if link.resolution.place
    }


@pytest.mark.parametrize(("sentence", "words", "larger"), COARSER)
def test_no_finer_than_the_first_level_unit(
    sentence: str, words: str, larger: str, knowledge: Knowledge
) -> None:
    [(name, kind, coarser)] = names_at(read(sentence, knowledge), words)
    assert (name, coarser) == (larger, True)
    assert kind in {"admin1", "country"}


@pytest.mark.parametrize(("sentence", "words"), AS_TOLD)
def test_placed_as_told(sentence: str, words: str, knowledge: Knowledge) -> None:
    analysis = read(sentence, knowledge)
    assert {(kind, coarser) for _, kind, coarser in names_at(analysis, words)} == {
        ("settlement", False)
    }
    drawn = events_table(analysis).dropna(subset=["latitude"])
    assert set(drawn["place_kind"]) == {"settlement"}
    assert drawn["coarsened"].isna().all()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"][:40])
def test_examples_of_the_rows(row: Mapping[str, str], knowledge: Knowledge) -> None:
    assert [event.kind for event in coarser_events(read(row["example"], knowledge))] != []
    assert row["reason"] in "".join(
        link.coarsened for event in read(row["example"], knowledge).events for link in event.links
    )
    kept = read(row["kept"], knowledge)
    assert coarser_events(kept) == []
    assert any(link.is_pin for event in kept.events for link in event.links)


def coarser_events(analysis: Analysis) -> list[Event]:
    return [event for event in analysis.events if any(link.coarsened for link in event.links)]


@pytest.mark.parametrize("sentence", [sentence for sentence, *_ in COARSER] + [ADVANCE])
def test_no_file_tells_where_the_finer_place_lies(sentence: str, knowledge: Knowledge) -> None:
    analysis = read(sentence, knowledge)
    spans = {
        link.resolution.toponym.span
        for event in coarser_events(analysis)
        for link in event.links
        if link.coarsened
    }
    finer = [one.place for one in analysis.resolutions if one.place and one.toponym.span in spans]
    files = [
        to_csv(events_table(analysis)),
        to_csv(claims_table(analysis)),
        to_csv(checks_table(analysis)),
        summary(analysis),
        json.dumps(analysis_json(analysis)),
        json.dumps(events_answer("a", analysis)),
    ]
    assert finer
    for place in finer:
        own = () if place.units else (f"{place.latitude}", f"{place.longitude}")
        for telling in (place.id, *own):  # the point of a name in an area is the area's
            assert [file for file in files if telling in file] == []
        assert place.id in to_csv(places_table(analysis))


@pytest.mark.parametrize("sentence", [sentence for sentence, *_ in COARSER] + [ADVANCE])
def test_why_this_place_tells_the_larger_one_alone(sentence: str, knowledge: Knowledge) -> None:
    for event in coarser_events(read(sentence, knowledge)):
        for link in event.links:
            told = why_this_place(link.resolution)
            assert not link.coarsened or (
                text(f"made coarser: {link.coarsened}") in told and copied_forms(link) == {}
            )


def test_cells_of_a_coarser_row(knowledge: Knowledge) -> None:
    table = events_table(read(COARSER[0][0], knowledge))
    row = table[table["coarsened"].notna()].iloc[0]
    assert row[["place_name", "place_kind", "geo_precision", "where_prec"]].tolist() == [
        "Donetsk Oblast",
        "admin1",
        "3",
        "4",
    ]
    assert row["sentence"][row["place_start"] : row["place_end"]] == "Pokrovsk"
    assert row["coarsened"] == "a movement of forces that is still to come"


def test_without_a_known_unit_there_is_no_pin_and_the_list_says_why(knowledge: Knowledge) -> None:
    analysis = read("Government troops will enter the town of Hargeisa next week.", knowledge)
    table = events_table(analysis)
    assert table["latitude"].isna().all()
    assert table["where_prec"].dropna().tolist() == ["6"]
    told = {one.what: one.reason for one in analysis.rejected}
    assert "its first-level unit is not known" in told["event"]
    assert "not shown more exactly than Somalia" in told["place"]


def test_the_finer_place_is_listed_as_left_off(knowledge: Knowledge) -> None:
    [found] = [one for one in read(ADVANCE, knowledge).rejected if one.text == "Kupiansk"]
    assert (
        found.reason
        == "Advance: not shown more exactly than Kharkiv Oblast: a movement of forces that is still to come"
    )


def test_a_measure_to_a_place_that_is_kept_back_is_not_made(knowledge: Knowledge) -> None:
    [check] = read(ADVANCE, knowledge).checks
    assert (check.verdict, check.measured, check.from_place, check.to_place) == (
        WITHHELD,
        None,
        None,
        None,
    )
    assert check.stated == 30
    [made] = read(ADVANCE.replace("will advance on", "retook"), knowledge).checks
    assert made.measured is not None


def test_a_unit_whose_hold_is_placed_coarser_claims_no_region(knowledge: Knowledge) -> None:
    held = read(
        "Russian officials said the 47th Brigade held the town of Robotyne on Friday.", knowledge
    )
    assert coarser_events(held)
    assert held.claims == ()


def test_every_condition_is_asked_for() -> None:
    assert {row["condition"] for row in ROWS} == set(CONDITIONS)
    assert {"settlement", "facility", "position"} <= LOCAL_KINDS


@pytest.mark.parametrize(
    "change", [{"kinds": "family:none"}, {"kinds": "picnic"}, {"condition": "on Sundays"}]
)
def test_a_row_that_names_nothing_is_refused(
    change: dict[str, str], knowledge: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "harm.csv"
    row = dict(ROWS[0]) | change
    path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
    with pytest.raises(InstallationError, match=r"harm\.csv"):
        load_harm(path, knowledge.events.kinds)


def test_a_second_event_at_the_same_place_is_placed_as_told(knowledge: Knowledge) -> None:
    text = (
        "Shelling hit the town of Tokmak on Friday.\n\nThe army will advance on Tokmak next week."
    )
    assert names_at(read(text, knowledge), "Tokmak") == {
        ("Tokmak", "settlement", False),
        ("Zaporizhzhia Oblast", "admin1", True),
    }


def test_links_keep_the_words_of_the_article(knowledge: Knowledge) -> None:
    for event in coarser_events(read(ADVANCE, knowledge)):
        for link in event.links:
            assert link.resolution.toponym.span.quote(ADVANCE) == link.resolution.toponym.text


PRIVATE = [
    (
        "Olena Petrenko said that shelling hit the town of Izyum on Friday.",
        "Petrenko",
        "a private person",
    ),
    ('"They shelled Izyum all night," Tetiana said.', "Tetiana", "a private person"),
    (
        "Maria Ivanova, 34, said Russian soldiers looted shops in Izyum.",
        "Ivanova",
        "a private person",
    ),
    (
        "Resident Olena Petrenko said that shelling hit the town of Izyum on Friday.",
        "Petrenko",
        "a resident",
    ),
    ("Analyst Ahmed Hassan said that troops left Izyum on Friday.", "Hassan", "an analyst"),
    ("Gunmen killed Ahmed Hassan in Khartoum on Friday.", "Hassan", ""),
    ("Denys Petrov shelled Izyum on Friday.", "Petrov", ""),
    ("Gunmen abducted Olena Petrenko in Melitopol on Friday.", "Petrenko", ""),
]
PUBLIC = [
    ("Mayor Ihor Terekhov said that Kharkiv was shelled on Friday.", "Mayor Ihor Terekhov"),
    ("Zelensky said that Izyum was shelled on Friday.", "Zelensky"),
    (
        "Human Rights Watch said that soldiers attacked villagers in Bucha on Friday.",
        "Human Rights Watch",
    ),
]


@pytest.mark.parametrize(("sentence", "name", "speaker"), PRIVATE)
def test_private_persons_are_no_actors_and_no_speakers(
    sentence: str, name: str, speaker: str, knowledge: Knowledge
) -> None:
    analysis = read(sentence, knowledge)
    assert analysis.events
    assert {said.speaker for event in analysis.events for said in event.attributions} == (
        {speaker} if speaker else set()
    )
    table = events_table(analysis).drop(columns="sentence")
    assert name not in to_csv(table)
    assert name in to_csv(events_table(analysis)), "the quoted sentence stays"


@pytest.mark.parametrize(("sentence", "speaker"), PUBLIC)
def test_people_of_public_life_and_bodies_are_named(
    sentence: str, speaker: str, knowledge: Knowledge
) -> None:
    assert speaker in {
        said.speaker for event in read(sentence, knowledge).events for said in event.attributions
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a private person", "a private person"),
        ("an analyst", "an analyst"),
        ("regional governor", "the regional governor"),
        ("Ukraine's General Staff", "Ukraine's General Staff"),
        ("General Staff", "the General Staff"),
        ("Institute for the Study of War", "the Institute for the Study of War"),
    ],
)
def test_speakers_take_their_article(name: str, words: str) -> None:
    assert speaker_in_sentence(name) == words
