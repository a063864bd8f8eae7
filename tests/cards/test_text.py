"""The article as marked HTML: every character once, in order, whatever overlaps."""

import dataclasses
import html
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from components.cards.marking import group_class
from components.cards.text import PASSAGE_ID, key, marked_text, sentences
from components.core.records import Rejected, Span
from components.core.settings import ROOT
from components.wording.phrases import display_groups
from tests.sample import MINISTRY, TEXT, analysis, span

TAG = re.compile(r"<[^<>]*>")


def words_of(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


def test_text_is_whole_and_places_and_events_are_marked() -> None:
    markup = marked_text(analysis(), selected=None)
    assert words_of(markup) == TEXT
    for one in analysis().resolutions:
        assert f">{one.toponym.text}<" in markup
    assert markup.count("<mark") == len(analysis().events)
    assert "a line of links in capitals" in markup


def test_selected_passage_is_marked_from_its_start_to_its_end() -> None:
    event = analysis().events[2]
    markup = marked_text(analysis(), selected=event.id)
    _, _, after = markup.partition(f'id="{PASSAGE_ID}"')
    assert words_of(after.partition(">")[2]).startswith(event.sentence.quote(TEXT))
    chosen = re.findall(r'class="[^"]*dl-selected[^"]*"[^>]*>([^<]*)<', markup)
    assert html.unescape("".join(chosen)) == event.sentence.quote(TEXT)
    assert markup.count('aria-pressed="true"') == 1


def test_a_sentence_carries_its_events_and_can_be_reached() -> None:
    twice = dataclasses.replace(analysis().events[2], id="e8")
    reading = dataclasses.replace(analysis(), events=(*analysis().events, twice))
    markup = marked_text(reading, selected=None)
    opened = re.findall(
        r'<span class="dl-sentence" role="button" tabindex="0" data-events="([^"]*)"', markup
    )
    assert opened == ["e1", "e2", "e3 e8", "e4", "e5", "e6", "e7"]


@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=6
    )
)
def test_sentences_never_overlap(pairs: list[list[int]]) -> None:
    event = analysis().events[0]
    spans = [Span(start=start, end=end) for start, end in pairs if start < end]
    events = tuple(
        dataclasses.replace(event, id=f"x{number}", sentence=span)
        for number, span in enumerate(spans)
    )
    found = list(sentences(dataclasses.replace(analysis(), events=events)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert (
        words_of(marked_text(dataclasses.replace(analysis(), events=events), selected="x0")) == TEXT
    )


def test_dates_speakers_and_hedges_have_lines_of_their_own() -> None:
    hedged = dataclasses.replace(analysis().events[3], hedges=("officials said",))
    ministry = dataclasses.replace(MINISTRY, span=span("Russian Defence Ministry", 3))
    told = dataclasses.replace(analysis().events[2], attributions=(ministry,))
    reading = dataclasses.replace(analysis(), events=(hedged, told))
    markup = marked_text(reading, selected=None)
    assert re.findall(r'class="dl-(date|speaker|hedge)"[^>]*>([^<]*)<', markup) == [
        ("date", "Saturday"),
        ("speaker", "Russian Defence Ministry"),
        ("date", "on Friday"),
        ("hedge", "officials said"),
    ]
    told_in_key = re.findall(
        r'class="dl-(?:date|speaker|hedge)">([a-z ]+)<', key(reading, selected=None)
    )
    assert told_in_key == ["date", "speaker", "hedge"]
    style = (ROOT / "components" / "cards" / "cards.css").read_text(encoding="utf-8")
    looks = [
        re.search(rf"\.dl-{name} {{ (.*?) }}", style)
        for name in ("place", "date", "speaker", "hedge")
    ]
    assert len({look.group(1) for look in looks if look}) == len(looks), (
        "colour is never the only sign"
    )


def test_what_a_search_found_is_marked() -> None:
    markup = marked_text(analysis(), selected=None, found=[span("depot", 4)])
    assert re.findall(r'class="dl-found"[^>]*>([^<]*)<', markup) == ["depot"]


def test_no_passage_where_nothing_is_chosen() -> None:
    assert PASSAGE_ID not in marked_text(analysis(), selected=None)
    assert PASSAGE_ID not in marked_text(analysis(), selected="no such event")


def test_events_carry_their_display_group_and_the_key_shows_those_present() -> None:
    markup = marked_text(analysis(), selected=None)
    assert re.search(r'<mark class="[^"]*dl-g-fighting-and-strikes[^"]*"[^>]*>hit<', markup)
    assert 'title="Summit (diplomacy)"' in markup
    told = key(analysis(), selected=None)
    assert re.findall(r">([a-z ]+)</span>", told) == [
        "place",
        "control",
        "fighting and strikes",
        "diplomacy",
        "date",
        "not read",
    ]
    assert "chosen event" in key(analysis(), selected="e3")


def test_every_display_group_has_a_line_of_its_own() -> None:
    style = (ROOT / "components" / "cards" / "cards.css").read_text(encoding="utf-8")
    looks = {
        group: re.search(rf"\.{group_class(group)} {{ (.*?) }}", style)
        for group in display_groups()
    }
    assert [group for group, look in looks.items() if look is None] == []
    lines = [re.sub(r"--group: #\w+;", "", look.group(1)) for look in looks.values() if look]
    assert len(set(lines)) == len(lines), "colour is never the only sign"


@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=6
    )
)
def test_overlapping_marks_lose_no_character(pairs: list[list[int]]) -> None:
    spans = tuple(Span(start=start, end=end) for start, end in pairs if start < end)
    base = analysis()
    article = dataclasses.replace(base.article, headlines=spans)
    assert words_of(marked_text(dataclasses.replace(base, article=article), selected="e3")) == TEXT


def test_hostile_text_stays_text() -> None:
    text = "<script>alert(1)</script> ${alert(1)} `x` \\ \"'&amp;"
    base = analysis()
    article = dataclasses.replace(base.article, text=text, headlines=(), dropped=())
    rejected: tuple[Rejected, ...] = ()
    bare = dataclasses.replace(base, article=article, resolutions=(), events=(), rejected=rejected)
    markup = marked_text(bare, selected=None)
    assert "<script" not in markup
    assert "${" not in markup
    assert "`" not in markup
    assert words_of(markup) == text
