"""A place over time: neighbouring days that say the same are one stretch, with who says so and in
the order of days."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from components.cards.control_band import MOST_SAYINGS, holding_html, stretches
from components.control.statements import plain
from tests.control.given import claim, timeline

COLOURS = {"Ukraine": "#0072B2", "Russia": "#D55E00"}
HOSTILE = "<script>alert(1)</script>${alert(2)}`"
MONTHS = [
    claim("Izium", "2022-03-05", held="Ukraine", published="2022-03-06", publisher="First Paper"),
    claim("Izium", "2022-04-01", held="Russia", published="2022-04-02", publisher="Second Paper"),
    claim("Izium", "2022-05-01", held="Russia", published="2022-05-02", publisher="Third Paper"),
    claim(
        "Izium",
        "2022-09-10",
        left="Russia",
        status="acknowledged by Russia",
        published="2022-09-11",
        publisher="Third Paper",
    ),
]


def html() -> str:
    return holding_html(timeline(MONTHS), colours=COLOURS, publishers="3 publishers")


def test_each_stretch_has_its_days_what_is_said_and_who_says_so() -> None:
    items = re.findall(r"<li><strong>(.*?)</strong>: (.*?)<ul>(.*?)</ul></li>", html())
    assert [days for days, _, _ in items] == [
        "5 March 2022 to 31 March 2022",
        "1 April 2022 to 9 September 2022",
        "10 September 2022 to 11 September 2022",
    ]
    assert [words for _, words, _ in items] == [
        "held by Ukraine, reported",
        "held by Russia, reported",
        "left by Russia, acknowledged; holder not stated",
    ]
    assert "Second Paper, 2022-04-02: held by Russia" in items[1][2]
    assert "Third Paper, 2022-05-02: held by Russia" in items[1][2]


def test_the_day_and_the_sources_stand_above_and_never_now() -> None:
    assert "As of 11 September 2022, as told by 3 publishers" in html()
    assert "now" not in re.sub(r"<[^>]+>", " ", html()).split()


def test_stretches_are_cut_nowhere_and_overlap_nowhere() -> None:
    found = stretches(plain(timeline(MONTHS).states))
    ends = [
        (date.fromisoformat(str(one["day_from"])), date.fromisoformat(str(one["day_to"])))
        for one in found
    ]
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(ends))
    assert len({claim_id for one in found for claim_id in one["claim_ids"]}) == len(MONTHS)


def test_many_who_say_the_same_are_counted() -> None:
    many = [
        claim("Izium", "2022-04-01", held="Russia", publisher=f"Paper {number}")
        for number in range(MOST_SAYINGS + 3)
    ]
    assert "<li>and 3 more</li>" in holding_html(
        timeline(many), colours=COLOURS, publishers="7 publishers"
    )


def test_what_articles_call_themselves_stays_text() -> None:
    told = [claim("Izium", "2022-04-01", held=HOSTILE, publisher=HOSTILE)]
    written = holding_html(timeline(told), colours={HOSTILE: "unknown"}, publishers="1 publisher")
    assert not [sign for sign in ("<script", "${", "`") if sign in written]
