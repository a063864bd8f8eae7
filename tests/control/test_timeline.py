"""What claims come to, day by day: the table of rules, and the laws that hold for any claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.control.merging import RULES, Statement, contradicts, states_of
from components.control.timeline import contradicting, control_table, states_on, timeline_of
from components.export.csv import to_csv
from components.tables.rows import SEPARATOR, claims_table, events_table
from tests import sample
from tests.control.given import WORDS, Claim, claim, tables, timeline, told

UA, RU = "claimed by Ukraine", "claimed by Russia"
LOST = "acknowledged by Russia"
ISW = "assessed by the ISW"
HELD_BY_RUSSIA = claim("Izium", "2022-09-01", held="Russia")

ROWS: list[tuple[str, list[Claim], list[tuple[str, str, str, str]]]] = [
    (
        "a later claim supersedes",
        [HELD_BY_RUSSIA, claim("Izium", "2022-09-10", held="Ukraine", status=UA)],
        [("09-01", "held", "Russia", "reported"), ("09-10", "held", "Ukraine", UA)],
    ),
    (
        "a later claim that agrees joins",
        [
            claim("Izium", "2022-09-10", held="Ukraine", status=UA),
            claim("Izium", "2022-09-12", left="Russia", status=LOST),
        ],
        [("09-10", "held", "Ukraine", UA), ("09-12", "held", "Ukraine", f"{LOST} | {UA}")],
    ),
    (
        "a withdrawal names no holder",
        [HELD_BY_RUSSIA, claim("Izium", "2022-09-10", left="Russia", status=LOST)],
        [("09-01", "held", "Russia", "reported"), ("09-10", "left", "Russia", LOST)],
    ),
    (
        "an acknowledged loss outranks the other claim of the day",
        [
            claim("Izium", "2022-09-10", held="Russia", status=RU),
            claim("Izium", "2022-09-10", left="Russia", status=LOST),
        ],
        [("09-10", "left", "Russia", LOST)],
    ),
    (
        "two parties of one day: disputed",
        [
            claim("Izium", "2022-09-10", held="Russia", status=RU),
            claim("Izium", "2022-09-10", held="Ukraine", status=UA),
        ],
        [("09-10", "contested", "Russia | Ukraine", "disputed")],
    ),
    (
        "a later claim ends the dispute",
        [
            claim("Izium", "2022-09-10", held="Russia", status=RU),
            claim("Izium", "2022-09-10", held="Ukraine", status=UA),
            claim("Izium", "2022-09-12", left="Russia", status=LOST),
        ],
        [
            ("09-10", "contested", "Russia | Ukraine", "disputed"),
            ("09-12", "held", "Ukraine", f"{LOST} | {UA}"),
        ],
    ),
    (
        "a monitor stands beside a party",
        [
            claim("Izium", "2022-09-10", held="Ukraine", status=ISW),
            claim("Izium", "2022-09-12", held="Russia", status=RU),
        ],
        [
            ("09-10", "held", "Ukraine", ISW),
            ("09-12", "contested", "Russia | Ukraine", f"{RU} | {ISW}"),
        ],
    ),
    (
        "a later assessment supersedes an assessment",
        [
            claim("Izium", "2022-09-10", held="Ukraine", status=ISW),
            claim("Izium", "2022-09-12", held="Russia", status=ISW),
        ],
        [("09-10", "held", "Ukraine", ISW), ("09-12", "held", "Russia", ISW)],
    ),
    (
        "denied in the same article",
        [claim("Izium", "2022-09-10", held="Ukraine", status="disputed")],
        [("09-10", "contested", "Ukraine", "disputed")],
    ),
    (
        "the party that repeats itself ends no dispute",
        [
            claim("Izium", "2022-09-10", held="Ukraine", status="disputed"),
            claim("Izium", "2022-09-11", held="Ukraine", status=UA),
        ],
        [
            ("09-10", "contested", "Ukraine", "disputed"),
            ("09-11", "contested", "Ukraine", "disputed"),
        ],
    ),
    (
        "a later report ends it",
        [
            claim("Izium", "2022-09-10", held="Ukraine", status="disputed"),
            claim("Izium", "2022-09-12", held="Ukraine"),
        ],
        [("09-10", "contested", "Ukraine", "disputed"), ("09-12", "held", "Ukraine", "reported")],
    ),
    (
        "hedged: never held",
        [claim("Izium", "2022-09-10", held="Ukraine", hedge="reportedly")],
        [("09-10", "unknown", "", "unknown")],
    ),
    (
        "hedged after firm changes nothing",
        [HELD_BY_RUSSIA, claim("Izium", "2022-09-10", held="Ukraine", hedge="likely")],
        [("09-01", "held", "Russia", "reported"), ("09-10", "held", "Russia", "reported")],
    ),
    (
        "softened figures are no doubt",
        [claim("Izium", "2022-09-10", held="Ukraine", hedge="almost all")],
        [("09-10", "held", "Ukraine", "reported")],
    ),
    (
        "planned: never held",
        [claim("Izium", "2022-09-10", held="Ukraine", modality="planned")],
        [("09-10", "unknown", "", "unknown")],
    ),
    (
        "a capture that may lie before a dated withdrawal is the older one",
        [
            claim("Izium", "2022-09-10", left="Russia", status=LOST),
            claim("Izium", "2022-09-12", held="Russia", first_day=""),
        ],
        [("09-10", "left", "Russia", LOST), ("09-12", "left", "Russia", LOST)],
    ),
    (
        "a change outranks what was held on the day",
        [
            claim("Izium", "2022-09-10", held="Russia", kind="control held"),
            claim("Izium", "2022-09-10", held="Ukraine", kind="control regained"),
        ],
        [("09-10", "held", "Ukraine", "reported")],
    ),
    (
        "of one voice the later report stands",
        [
            claim("Izium", "2022-09-10", held="Russia", source="A", reported="2022-09-11"),
            claim("Izium", "2022-09-10", held="Ukraine", source="A", reported="2022-09-12"),
        ],
        [("09-10", "held", "Ukraine", "reported")],
    ),
    (
        "parts do not contradict one another",
        [
            claim("Izium", "2022-09-10", held="Russia", status=RU, extent="parts of"),
            claim("Izium", "2022-09-11", held="Ukraine", status=UA, extent="most of"),
        ],
        [
            ("09-10", "held", "Russia", RU),
            ("09-11", "contested", "Russia | Ukraine", f"{RU} | {UA}"),
        ],
    ),
    (
        "almost all supersedes all",
        [HELD_BY_RUSSIA, claim("Izium", "2022-09-10", held="Ukraine", extent="almost all")],
        [("09-01", "held", "Russia", "reported"), ("09-10", "held", "Ukraine", "reported")],
    ),
    (
        "no day: that of the report",
        [claim("Izium", "", held="Ukraine", reported="2022-09-11")],
        [("09-11", "held", "Ukraine", "reported")],
    ),
    (
        "superseded claims are not told again",
        [claim("Izium", "2022-09-10", held="Ukraine", status="superseded")],
        [("09-10", "unknown", "", "unknown")],
    ),
]


@pytest.mark.parametrize(
    ("claims", "states"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_rules(claims: list[Claim], states: list[tuple[str, str, str, str]]) -> None:
    assert told(claims) == states
    assert told(claims[::-1]) == states


def denied(day: str, **more: str) -> Claim:
    return claim(
        "Izium",
        day,
        held="",
        status="reported",
        modality="denied",
        side1="Ukraine",
        attribution_side="Russia",
        **more,
    )


def test_a_denial_in_another_article_disputes() -> None:
    said = claim("Izium", "2022-09-10", held="Ukraine", status=UA)
    no = denied("2022-09-11", attributed_to="Russian Defense Ministry")
    claims, events = tables([said, no])
    found = timeline_of(claims[claims["claim_id"] == "c0"], events, WORDS)
    assert list(found.states["status"]) == [UA, "disputed"]
    assert (
        "Russian Defense Ministry, 2022-09-30: denies that Ukraine took or holds it"
        in control_table(found)["sources"].iloc[1]
    )


def test_since_is_the_first_day_of_the_same_sides() -> None:
    states = timeline(
        [
            claim("Izium", "2022-09-10", held="Ukraine"),
            claim("Izium", "2022-09-12", left="Russia"),
            claim("Izium", "2022-09-20", held="Russia"),
        ]
    ).states
    assert list(states["since"]) == ["2022-09-10", "2022-09-10", "2022-09-20"]
    assert list(states["day_to"]) == ["2022-09-11", "2022-09-19", "2022-09-30"]


def test_the_sample_day_by_day() -> None:
    found = timeline_of(claims_table(sample.analysis()), events_table(sample.analysis()), WORDS)
    states = states_on(found, date(2022, 9, 12)).fillna("")
    assert list(
        states[["place_name", "standing", "holder", "left_by", "status"]].itertuples(
            index=False, name=None
        )
    ) == [
        ("Balakliya", "left", "", "Russia", LOST),
        ("Izyum", "left", "", "Russia", LOST),
        ("Kharkiv", "held", "Ukraine", "", "assessed by the Institute for the Study of War"),
        ("Kupyansk", "held", "Ukraine", "", "reported"),
    ]
    assert set(states_on(found, date(2022, 9, 10))["status"]) == {
        "acknowledged by Russia",
        "unknown",
    }
    assert states_on(found, date(2022, 9, 13)).empty
    assert "Russian Defence Ministry, 2022-09-10: left by Russia, holder not stated [" in to_csv(
        control_table(found)
    )


def test_a_hedge_stands_beside_what_is_said() -> None:
    table = control_table(
        timeline(
            [
                claim(
                    "Izium",
                    "2022-09-10",
                    held="Ukraine",
                    hedge="reportedly | almost all",
                    source="A",
                )
            ]
        )
    )
    assert table["status"].iloc[0] == "unknown"
    assert table["sources"].iloc[0] == "A, 2022-09-30: held by Ukraine (only “reportedly”) [c0]"


def test_a_region_and_a_town_in_it_may_disagree() -> None:
    found = timeline(
        [
            claim(
                "Kharkiv Oblast",
                "2022-09-10",
                held="Ukraine",
                place_kind="admin1",
                admin1="Kharkiv",
            ),
            claim("Izium", "2022-09-10", held="Russia", admin1="Kharkiv"),
            claim("Kupiansk", "2022-09-10", held="Ukraine", admin1="Kharkiv"),
        ]
    )
    pairs = contradicting(states_on(found, date(2022, 9, 10)))
    names = ["place_name_region", "holder_region", "place_name_town", "holder_town"]
    assert list(pairs[names].itertuples(index=False, name=None)) == [
        ("Kharkiv Oblast", "Ukraine", "Izium", "Russia")
    ]


def test_no_claims_and_undated_ones() -> None:
    assert timeline([]).states.empty
    found = timeline([claim("Izium", "", held="Ukraine", published="")])
    assert (found.states.empty, found.undated, found.first_day) == (True, ("c0",), None)


DAYS = [(date(2022, 9, 1) + timedelta(days=number)).isoformat() for number in range(6)]
CLAIMS = st.builds(
    lambda place, day, sides, status, more: claim(
        place, day, held=sides[0], left=sides[1], status=status, **more
    ),
    st.sampled_from(["Izium", "Kupiansk"]),
    st.sampled_from(DAYS),
    st.sampled_from([("Ukraine", ""), ("Russia", ""), ("", "Russia"), ("", "Ukraine")]),
    st.sampled_from(["reported", UA, RU, LOST, ISW, "disputed", f"{UA} | {RU}"]),
    st.fixed_dictionaries(
        {},
        optional={
            "hedge": st.just("reportedly"),
            "extent": st.sampled_from(["parts", "most", "almost all"]),
            "first_day": st.just(""),
            "kind": st.just("control held"),
            "reported": st.sampled_from(DAYS),
            "source": st.sampled_from(["A", "B"]),
            "modality": st.sampled_from(["ongoing", "planned"]),
        },
    ),
)
LISTS = st.lists(CLAIMS, max_size=8).map(
    lambda found: [{**one, "id": f"k{number}"} for number, one in enumerate(found)]
)


def plain(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    return timeline(claims).states.fillna("").to_dict("records")  # type: ignore[return-value]


@settings(max_examples=25)
@given(LISTS, st.randoms())
def test_the_order_of_the_input_does_not_matter(claims: list[Claim], random: Any) -> None:  # noqa: ANN401 - hypothesis' own
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert plain(shuffled) == plain(claims)


@settings(max_examples=25)
@given(LISTS)
def test_each_day_has_exactly_one_state_a_place(claims: list[Claim]) -> None:
    found = timeline(claims)
    if found.first_day is None or found.last_day is None:
        assert found.states.empty
        return
    days = (found.last_day - found.first_day).days + 1
    for _, own in found.states.groupby("place_name"):
        spans = list(zip(found.starts[own.index], found.ends[own.index], strict=True))
        assert [day for first, last in spans for day in range(first, last + 1)] == list(
            range(found.first_day.toordinal(), found.first_day.toordinal() + days)
        )
    assert set(found.states["place_name"]) == {one["place"] for one in claims}


STRENGTH = ("unknown", "disputed", "reported", "claimed", "acknowledged", "assessed")


Told = dict[tuple[str, str], tuple[str, tuple[str, ...], set[str]]]


def words_by_day(claims: Sequence[Claim]) -> Told:
    """Holder, claims and words of status by day and place."""
    return {
        (day, row["place_name"]): (
            row["holder"],
            row["claim_ids"],
            set(row["status"].split(SEPARATOR)),
        )
        for row in plain(claims)
        for day in DAYS
        if row["day_from"] <= day <= row["day_to"]
    }


@settings(max_examples=25)
@given(LISTS, st.data())
def test_removing_a_claim_never_raises_the_status_of_another(
    claims: list[Claim], data: st.DataObject
) -> None:
    """Without it, no place has words of status that none of its claims says; other places stay as
    they were; and what agreed with it on the holder is no better supported than before."""
    if not claims:
        return
    gone = data.draw(st.sampled_from(claims))
    rest = [one for one in claims if one is not gone]
    own = {one["id"]: set(one["status"].split(SEPARATOR)) for one in rest}
    before = words_by_day(claims)
    for key, (holder, ids, status) in words_by_day(rest).items():
        assert status <= {"unknown", "disputed"}.union(*(own[one] for one in ids))
        if key[1] != gone["place"]:
            assert before[key] == (holder, ids, status)
        elif (
            gone["id"] in before[key][1]
            and set(ids) < set(before[key][1])
            and "disputed" not in before[key][2]
        ):
            assert best(status) <= best(before[key][2])


def best(words: set[str]) -> int:
    return max(STRENGTH.index(word.split(" by ")[0]) for word in words)


@settings(max_examples=25)
@given(LISTS)
def test_hedged_and_planned_claims_never_hold(claims: list[Claim]) -> None:
    soft = [
        {**one, "hedge": "reportedly"} if number % 2 else {**one, "modality": "planned"}
        for number, one in enumerate(claims)
    ]
    assert {row["standing"] for row in plain(soft)} <= {"unknown"}


@settings(max_examples=25)
@given(LISTS)
def test_every_state_lists_the_claims_it_came_from(claims: list[Claim]) -> None:
    by_id = {one["id"]: one for one in claims}
    for row in plain(claims):
        assert bool(row["claim_ids"]) or row["standing"] == "unknown"
        held = {by_id[one]["holder"] for one in row["claim_ids"]} - {""}
        assert (
            row["standing"] == "unknown"
            or set(filter(None, row["holder"].split(SEPARATOR))) == held
        )
        assert all(
            by_id[one]["place"] == row["place_name"] and by_id[one]["day"] <= row["day_from"]
            for one in row["claim_ids"]
        )


def statement(**more: Any) -> Statement:  # noqa: ANN401 - fields of any type
    base = Statement(
        id="a",
        day=2,
        first_day=2,
        reported=2,
        holder="",
        left_by="",
        share=1.0,
        support="reported",
        words=(),
        voice="",
    )
    return replace(base, **more)


RANKED = (
    ({"left_by": "Russia", "support": "acknowledged"}, {"holder": "Russia"}),
    (
        {"left_by": "Russia", "kind": "withdrawal"},
        {"holder": "Russia", "kind": "control taken", "first_day": 1},
    ),
    ({"holder": "Ukraine", "kind": "control taken"}, {"holder": "Russia"}),
    ({"holder": "Ukraine", "reported": 3, "voice": "a"}, {"holder": "Russia", "voice": "a"}),
)


@pytest.mark.parametrize(("first", "second"), RANKED)
def test_each_rule_decides_between_two_statements(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert len(RANKED) == len(RULES)
    pair = statement(id="first", **first), statement(id="second", **second)
    assert [state.claims for state in states_of(pair)] == [("first",)]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({"holder": "A"}, {"holder": "B"}, True),
        ({"holder": "A"}, {"holder": "A"}, False),
        ({"holder": "A"}, {"left_by": "B"}, False),
        ({"holder": "A"}, {"left_by": "A"}, True),
        ({"left_by": "A"}, {"left_by": "B"}, False),
        ({"holder": "A", "share": 0.5}, {"holder": "B", "share": 0.3}, False),
        ({"holder": "A", "share": 0.85}, {"left_by": "A", "share": 0.5}, True),
    ],
)
def test_contradictions(first: dict[str, Any], second: dict[str, Any], clash: bool) -> None:
    assert contradicts(statement(**first), statement(**second)) is clash
    assert contradicts(statement(**second), statement(**first)) is clash
