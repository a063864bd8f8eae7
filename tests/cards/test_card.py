"""The card of one event says what, when, who says so, how the place was found and how sure the
reading is."""

import dataclasses
import html
import re

import pytest

from components.cards.card import card
from components.cards.facts import (
    check_in_words,
    claim_in_words,
    facts_of,
    link_in_words,
    speaker_in_words,
)
from components.core.records import Actor, Analysis, Attribution, Event, EventTime
from components.core.settings import ROOT
from components.tables.rows import claims_table, events_table
from tests.sample import (
    COARSER,
    ISW,
    KHARKIV_OBLAST,
    MINISTRY,
    analysis,
    claim,
    span,
    with_a_coarser_place,
)


def told(event_id: str, reading: Analysis | None = None) -> str:
    """The card's words, its tags turned to spaces."""
    reading = reading or analysis()
    rows = events_table(reading)
    event = next(one for one in reading.events if one.id == event_id)
    markup = card(
        event, reading, rows=rows[rows["event_id"] == event_id], claims=claims_table(reading)
    )
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", markup)).split())


@pytest.mark.parametrize(
    ("event_id", "words"),
    [
        (
            "e3",
            "Russian forces left. Holder not stated. By 10 September; said on 10 September by the Russian "
            "Defence Ministry (acknowledged)",
        ),
        ("e3", "Balakliya: left by Russia; holder not stated: acknowledged by Russia"),
        ("e3", "“Saturday”"),
        ("e3", "Reported 10 September 2022"),
        ("e1", "assessed by the Institute for the Study of War"),
        ("e1", "How much “nearly all”"),
        ("e2", "“about 30 miles north of Izyum”; measured 38 mi: off by 5 mi beyond the tolerance"),
        ("e4", "How sure likely"),
        ("e4", "near Dnipro"),
        ("e5", "planned: 15–16 September"),
        ("e6", "within a month"),
        ("e7", "the text names none, so there is no pin"),
        ("e7", "the article itself; no source is named"),
    ],
)
def test_card(event_id: str, words: str) -> None:
    assert words in told(event_id)


def test_card_says_that_the_place_was_made_coarser_and_why() -> None:
    reading = with_a_coarser_place()
    assert f"at Kupiansk: not shown more exactly than Kharkiv, Ukraine (admin1): {COARSER}" in told(
        "e2", reading
    )
    assert link_in_words(reading.events[0].links[0]).startswith(
        "in Kharkiv Oblast = Kharkiv, Ukraine (admin1)"
    )


@pytest.mark.parametrize("word", ["verified", "confirmed", "liberated", "occupied", " now "])
def test_words_that_are_not_ours(word: str) -> None:
    for event in analysis().events:
        assert word not in told(event.id).lower()


def markup_of(reading: Analysis, event_id: str) -> str:
    rows = events_table(reading)
    event = next(one for one in reading.events if one.id == event_id)
    return card(
        event, reading, rows=rows[rows["event_id"] == event_id], claims=claims_table(reading)
    )


def lit(markup: str, key: str) -> str:
    """The words of the quoted sentences that light up with a part of the card."""
    quote = markup[markup.index("<blockquote") : markup.index("</blockquote>")]
    words = re.findall(rf'<(?:span|mark) class="[^"]*dl-w-{key}(?:"| )[^>]*>([^<]*)<', quote)
    return html.unescape("".join(words))


def test_trigger_is_marked_in_its_sentence_with_its_group() -> None:
    assert re.search(
        r'its units had <mark class="dl-trigger dl-g-control[^"]*"[^>]*>left</mark> ',
        markup_of(analysis(), "e3"),
    )


@pytest.mark.parametrize(
    ("event_id", "key", "words"),
    [
        ("e3", "what", "left"),
        ("e3", "when", "Saturday"),
        ("e3", "who", "Russian Defence Ministry"),
        ("e3", "place", "BalakliyaIzyum"),
        ("e1", "share", "nearly all"),
        ("e2", "when", "in recent days"),
        ("e2", "measured", "about 30 miles north of Izyum"),
        ("e2", "place", "KupianskIzyum"),
        ("e5", "when", "September 15-16"),
        ("e7", "place", ""),
    ],
)
def test_each_part_lights_up_its_words(event_id: str, key: str, words: str) -> None:
    markup = markup_of(analysis(), event_id)
    assert lit(markup, key) == words
    [row] = re.findall(rf'<div class="dl-fact dl-p-{key}"[^>]*>', markup)
    assert ('tabindex="0"' in row) is bool(words), "reached by keyboard where it has words to show"


def test_every_part_that_can_be_reached_has_a_rule_that_lights_it_up() -> None:
    style = (ROOT / "components" / "cards" / "cards.css").read_text(encoding="utf-8")
    for event in analysis().events:
        for key in re.findall(
            r'class="dl-fact dl-p-(\w+)" tabindex', markup_of(analysis(), event.id)
        ):
            assert f".dl-card:has(.dl-p-{key}:is(:hover, :focus)) .dl-w-{key}" in style


def test_words_of_another_sentence_are_quoted_where_they_stand() -> None:
    reading = analysis()
    far = dataclasses.replace(
        reading.events[1],
        actors=(Actor(name="Ukrainian troops", span=span("Ukrainian troops", 1)),),
    )
    reading = dataclasses.replace(reading, events=(reading.events[0], far, *reading.events[2:]))
    assert "in another sentence: “Ukrainian troops”" in told("e2", reading)
    assert lit(markup_of(reading, "e2"), "who") == ""


def test_an_actor_that_the_sentence_calls_otherwise_shows_the_words() -> None:
    reading = analysis()
    they = dataclasses.replace(
        reading.events[1],
        actors=(Actor(name="Ukrainian troops", side="Ukraine", span=span("They", 2)),),
    )
    rows = events_table(reading)
    [who] = [
        fact
        for fact in facts_of(they, reading, rows[rows["event_id"] == "e2"])
        if fact.key == "who"
    ]
    assert who.lines == ("Ukrainian troops (Ukraine), as “They”",)


def denied() -> Analysis:
    """The reading, its withdrawal acknowledged by one speaker and denied by another."""
    reading = analysis()
    staff = Attribution(
        speaker="General Staff",
        side="Ukraine",
        speaker_kind="party",
        verb="denied",
        stance="denies",
    )
    left = dataclasses.replace(reading.events[2], attributions=(MINISTRY, staff))
    return dataclasses.replace(reading, events=(*reading.events[:2], left, *reading.events[3:]))


def test_a_disputed_event_shows_both_speakers_with_their_sides() -> None:
    markup = markup_of(denied(), "e3")
    says, denies = re.findall(r'<span class="dl-column">(.*?)</div>', markup)
    words = [
        " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", one)).split()) for one in (says, denies)
    ]
    assert words == [
        "Says so Russia the Russian Defence Ministry “acknowledged”; on 10 September 2022",
        "Denies it Ukraine the General Staff “denied”",
    ]
    assert lit(markup, "says0") == "acknowledged"
    assert '"dl-fact dl-p-says"' not in markup, (
        "pointing at one speaker must not light up the other"
    )
    assert "dl-disputed" not in markup_of(analysis(), "e3")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ISW, "the Institute for the Study of War assesses (“according to”)"),
        (
            MINISTRY,
            "the Russian Defence Ministry (Russia) acknowledges (“acknowledged”; on 10 September 2022)",
        ),
        (
            dataclasses.replace(ISW, scope="inherited", verb=""),
            "the Institute for the Study of War assesses (perhaps: this "
            "speaker is named near by, and may not have said this)",
        ),
        (
            Attribution(speaker="Kanaani", hedges=("roughly",)),
            "Kanaani says (in doubt: “roughly”)",
        ),
        (Attribution(speaker="reports", stance="reports", verb="reports"), "reports (“reports”)"),
    ],
)
def test_speaker(said: Attribution, words: str) -> None:
    assert speaker_in_words(said) == words


def test_claim_names_extent_and_status() -> None:
    day = analysis().claims[0].from_day
    assert day is not None
    made = claim(
        1, "e1", KHARKIV_OBLAST, holder="Ukraine", extent="nearly all", day=day, status="reported"
    )
    assert claim_in_words(made) == "nearly all of Kharkiv: held by Ukraine: reported"


def test_link_and_check_in_words() -> None:
    event = analysis().events[1]
    assert (
        link_in_words(event.links[0])
        == "at Kupiansk = Kupyansk, Kharkiv, Ukraine (settlement); name and context; sure"
    )
    assert check_in_words(analysis().checks[0]).startswith(
        "“about 30 miles north of Izyum”; measured 38 mi"
    )


def test_hostile_words_are_escaped() -> None:
    reading, rows = analysis(), events_table(analysis())
    hostile = "<img src=x onerror=alert(1)> ${x} `y`"
    first: Event = dataclasses.replace(
        reading.events[0],
        extent=hostile,
        attributions=(Attribution(speaker=hostile, verb=hostile),),
        time=EventTime(first_day=None, last_day=None, kind="unknown", text=hostile),
    )
    markup = card(
        first, reading, rows=rows[rows["event_id"] == first.id], claims=claims_table(reading)
    )
    assert "<img" not in markup
    assert "${" not in markup
    assert "`" not in markup
