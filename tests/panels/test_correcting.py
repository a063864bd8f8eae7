"""Correcting and reviewing as Streamlit runs it, without a browser: fields filled in, buttons
pressed, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.core.precision import SURE
from components.corrections.changes import SENT_BACK, Verdict
from components.corrections.files import read, write
from components.corrections.records import Corrections, text_id
from tests.corrections.given import of_event
from tests.panels.page import html_of, opened, show

CODER = "A. Coder"


@pytest.fixture
def page() -> AppTest:
    return opened()


def event_of(page: AppTest, label: str) -> Any:  # noqa: ANN401 - a record from the session
    return next(
        event for event in page.session_state.on_page.open.analysis.events if event.label == label
    )


def open_card(page: AppTest, label: str) -> AppTest:
    """Choose an event and open the form under its card."""
    show(page, selected=event_of(page, label).id)
    show(page, pane="events")
    page.session_state.correct = True
    return page.run()


def field(page: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 - a widget of any kind
    return next(one for one in page.get(kind) if one.label == label)


def index_of(options: Sequence[str], words: str) -> int:
    return next(number for number, one in enumerate(options) if words in one)


def button(page: AppTest, label: str) -> Any:  # noqa: ANN401 - a widget
    return next(one for one in page.button if one.label.startswith(label))


def press(page: AppTest, label: str) -> AppTest:
    """Press a button, by how its label begins."""
    page = button(page, label).click().run()
    assert not page.exception
    return page


def say_who(page: AppTest, name: str = CODER) -> AppTest:
    return field(page, "text_input", "Your name").set_value(name).run()


@pytest.fixture
def card(page: AppTest) -> AppTest:
    return say_who(open_card(page, "Left"))


def test_name_is_asked_first_and_once(page: AppTest) -> None:
    open_card(page, "Left")
    press(page, "Reject this event")
    assert "Say who you are first" in html_of(page)
    assert event_of(page, "Left")
    say_who(page)
    assert not [one for one in page.text_input if one.label == "Your name"]
    press(page, "Reject this event")
    assert "Left" not in {event.label for event in page.session_state.on_page.open.analysis.events}
    press(page, "Undo (1)")
    open_card(page, "Left")
    press(page, "Change name")
    assert field(page, "text_input", "Your name").value == ""


def test_rejected_event_is_listed_and_undone_and_done_again(card: AppTest) -> None:
    as_read = card.session_state.on_page.open.analysis
    field(card, "text_input", "Note").set_value("another war")
    press(card, "Reject this event")
    now = card.session_state.on_page.open.analysis
    assert "Left" not in {event.label for event in now.events}
    assert f"Left: rejected by {CODER}: another war" in {one.reason for one in now.rejected}
    assert "Left by Russia" not in html_of(card)
    press(card, "Undo (1)")
    assert card.session_state.on_page.open.analysis == as_read
    press(card, "Redo (1)")
    assert card.session_state.on_page.open.analysis == now


def test_day_kind_and_people_are_changed_as_one_step(card: AppTest) -> None:
    field(card, "text_input", "First day").set_value("2022-09-09")
    field(card, "text_input", "Last day").set_value("2022-09-09")
    field(card, "selectbox", "Kind").set_value("control taken")
    field(card, "text_input", "To whom").set_value("civilians")
    press(card, "Save")
    event = event_of(card, "Taken")
    assert [one.field for one in event.amended] == ["days", "kind", "targets"]
    assert f"Corrected by {CODER}: was Left" in html_of(card)
    assert f"Corrected by {CODER}: was by 10 September 2022" in html_of(card)
    assert "not checked by a person" in html_of(card)
    press(card, "Undo (1)")
    assert not event_of(card, "Left").amended


def move_izyum(card: AppTest, words: str) -> None:
    """Where these words say."""
    place = field(card, "selectbox", "Place: Izyum")
    place.select_index(index_of(place.options, "point"))
    field(card, "text_input", "Point or place").set_value(words)
    press(card, "Save")


def test_pin_goes_to_a_typed_point(card: AppTest) -> None:
    move_izyum(card, "49.10, 37.20")
    links = {
        link.resolution.toponym.text: link.resolution.place for link in event_of(card, "Left").links
    }
    assert links["Izyum"].id == "position:49.10000,37.20000"
    assert links["Balakliya"].kind == "settlement"


@pytest.mark.parametrize("words", ["49.9, 37.3", "49°54'N 37°18'E"])
def test_pin_goes_to_a_rough_point_as_people_type_it(card: AppTest, words: str) -> None:
    move_izyum(card, words)
    [link] = [
        link
        for link in event_of(card, "Left").links
        if link.resolution.toponym.text == "Izyum" and link.is_pin
    ]
    exact = "'" in words
    assert link.resolution.place.name == ("49.90, 37.30" if exact else "49.9, 37.3")
    assert link.near is not exact, "one decimal is some six kilometres"


def test_pin_goes_to_a_place_by_its_name(card: AppTest) -> None:
    move_izyum(card, "Kupiansk, Ukraine")
    links = {
        link.resolution.toponym.text: link.resolution.place for link in event_of(card, "Left").links
    }
    assert links["Izyum"].id == "geonames:703656"
    assert "Kupyansk" in html_of(card)


def test_point_alone_is_that_of_the_one_pin(page: AppTest) -> None:
    label = next(
        event.label
        for event in page.session_state.on_page.open.analysis.events
        if sum(link.is_pin for link in event.links) == 1
    )
    say_who(open_card(page, label))
    field(page, "text_input", "Point or place").set_value("49.10, 37.20")
    press(page, "Save")
    [pin] = [link.resolution.place.id for link in event_of(page, label).links if link.is_pin]
    assert pin == "position:49.10000,37.20000"


def test_point_alone_of_two_pins_is_asked_about(card: AppTest) -> None:
    field(card, "text_input", "Point or place").set_value("49.10, 37.20")
    press(card, "Save")
    assert "not the place that it belongs to" in html_of(card)
    assert not event_of(card, "Left").amended


NOT_TAKEN = (
    ("First day", "12 September", "is no date"),
    ("First day", "2022-09-30", "is after the last"),
    ("Point or place", "somewhere", "no place of this name"),
    ("Note", "only a note", "You changed nothing"),
)


def test_what_cannot_be_taken_changes_nothing(card: AppTest) -> None:
    before = card.session_state.on_page.open
    for label, value, message in NOT_TAKEN:
        stood = field(card, "text_input", label).value
        field(card, "text_input", label).set_value(value)
        assert message not in html_of(card)
        press(card, "Save")
        assert message in html_of(card)
        assert card.session_state.on_page.open is before
        assert field(card, "text_input", label).value == value, "what was typed stays"
        field(card, "text_input", label).set_value(stood)


def test_point_that_was_chosen_and_not_given_is_asked_for(card: AppTest) -> None:
    place = field(card, "selectbox", "Place: Izyum")
    place.select_index(index_of(place.options, "point"))
    press(card, "Save")
    assert "No point was given" in html_of(card)


def test_missed_event_is_added_from_its_sentence(page: AppTest) -> None:
    show(page, pane="article")
    page.session_state.add_event = True
    page.session_state.coder = CODER
    page.run()
    sentence = field(page, "selectbox", "Sentence")
    assert sentence.value is None
    sentence.select_index(index_of(sentence.options, "(no event)")).run()
    press(page, "Add this event")
    assert "No kind of event was chosen" in html_of(page)
    field(page, "selectbox", "Kind").set_value("peaceful protest")
    names = field(page, "multiselect", "Places")
    names.set_value([names.options[index_of(names.options, "Izyum")]])
    field(page, "text_input", "Last day").set_value("2022-09-11")
    press(page, "Add this event")
    added = event_of(page, "Protest")
    assert added.extractor == f"person:{CODER}"
    assert page.session_state.view.selected == added.id
    assert f"Added by {CODER}" in html_of(page)


@pytest.fixture
def review(page: AppTest) -> AppTest:
    show(page, pane="review")
    page.session_state.coder = CODER
    return page.run()


def load(page: AppTest, corrections: Corrections) -> AppTest:
    uploader = next(
        one for one in page.get("file_uploader") if one.label == "Load a file of corrections"
    )
    return uploader.upload("mine.json", write(corrections).encode(), "application/json").run()


def test_review_goes_through_the_least_sure_first_and_is_signed(review: AppTest) -> None:
    analysis = review.session_state.on_page.open.analysis
    least, *others = sorted(analysis.events, key=lambda event: event.confidence)
    accepted = (
        of_event(analysis, event, Verdict(decision="accept")).corrections for event in others
    )
    load(review, Corrections(corrections=tuple(one for own in accepted for one in own)))
    assert least.label in html_of(review)
    assert button(review, "Sign off as").disabled
    press(review, "Reject")
    press(review, "Sign off as")
    assert f"Checked by {CODER} on" in html_of(review)
    assert "not checked by a person" not in html_of(review)
    open_card(review, "Left")
    field(review, "text_input", "Last day").set_value("2022-09-09")
    press(review, "Save")
    assert "not checked by a person" in html_of(review)
    show(review, pane="review")
    review.run()
    assert "changed since, so the sign-off no longer counts" in html_of(review)
    press(review, "Undo (4)")
    assert f"Checked by {CODER} on" in html_of(review)


def test_each_decision_is_confirmed_where_it_was_made(review: AppTest) -> None:
    press(review, "Reject")
    assert "dl-decided" in html_of(review)
    assert "Rejected: " in html_of(review)
    press(review, "Undo (1)")
    assert "dl-decided" not in html_of(review)
    press(open_card(review, "Left"), "Reject this event")
    assert "Rejected: Left: Balakliya, Izyum" in html_of(review)


def test_keys_stop_after_the_last_event(review: AppTest) -> None:
    total = len(review.session_state.on_page.open.analysis.events)
    for _ in range(total):
        assert button(review, "Accept").proto.shortcut
        press(review, "Accept")
    assert "The keys A, F, X and L are off" in html_of(review)
    keys = {one.label: bool(one.proto.shortcut) for one in review.button}
    assert [keys[name] for name in ("Accept", "Fix", "Reject", "Next")] == [False] * 3 + [True]
    assert len(review.session_state.history.now.corrections) == total


def test_all_sure_ones_are_accepted_as_one_step(review: AppTest) -> None:
    events = review.session_state.on_page.open.analysis.events
    sure = {event.trigger for event in events if event.confidence >= SURE}
    assert 1 < len(sure) < len(events)
    press(review, f"Accept all sure ones ({len(sure)})")
    made = review.session_state.history.now.corrections
    assert {one.span for one in made} == sure
    assert {one.change for one in made} == {Verdict(decision="accept")}
    assert f"Accepted: {len(sure)} events." in html_of(review)
    assert not [one for one in review.button if one.label.startswith("Accept all sure")]
    press(review, "Undo (1)")
    assert not review.session_state.history.now.corrections
    assert button(review, f"Accept all sure ones ({len(sure)})")


def test_next_leaves_an_event_open_and_fix_asks_for_the_change(review: AppTest) -> None:
    first = review.session_state.on_page.open.analysis
    press(review, "Next")
    assert review.session_state.on_page.open.analysis is first
    assert "2 of" in html_of(review)
    press(review, "Fix")
    assert "to be fixed by" in html_of(review)
    field(review, "text_input", "Last day").set_value("2022-12-31")
    press(review, "Save")
    assert "fixed by" in html_of(review)
    assert "to be fixed by" not in html_of(review)


def test_event_is_sent_back_with_a_comment_and_comes_first(review: AppTest) -> None:
    press(review, "Next")
    press(review, "Needs another look")
    assert "You did not say what needs another look." in html_of(review)
    assert not review.session_state.history.now.corrections
    field(review, "text_input", "Comment on this decision").set_value("which bridge?")
    press(review, "Needs another look")
    [made] = review.session_state.history.now.corrections
    assert (made.change, made.note) == (SENT_BACK, "which bridge?")
    assert "3 of" in html_of(review), "the review goes on"
    review.session_state.review_at = None
    review.run()
    assert "1 of" in html_of(review)
    assert "sent back, so first" in html_of(review)
    assert f"{CODER}: which bridge?" in html_of(review), "on the card"
    assert "1 sent back" in str(review.get("progress")[0].proto)
    press(review, "Undo (1)")
    assert not review.session_state.history.now.corrections
    assert "which bridge?" not in html_of(review)


def test_random_check_is_drawn_answered_printed_and_undone(review: AppTest) -> None:
    analysis = review.session_state.on_page.open.analysis
    review.session_state.spot_check = True
    review.run()
    assert field(review, "text_input", "Seed").value == text_id(analysis.article)[:12]
    most = field(review, "number_input", "Events to check")
    assert most.value == min(20, len(analysis.events))
    most.set_value(3).run()
    press(review, "Draw them")
    [begun] = review.session_state.history.now.spot_checks
    seed = text_id(analysis.article)[:12]
    told = f"1 of 3, drawn from {len(analysis.events)} events with the seed {seed}"
    assert told in html_of(review)
    assert {button(review, name).proto.shortcut.lower() for name in ("Right", "Wrong")} == {
        "a",
        "x",
    }
    press(review, "Right")
    assert "In a random check" not in html_of(review)
    press(review, "Pause the check")
    press(review, "Go on with the check (2 left)")
    field(review, "text_input", "Comment on this event").set_value("another town")
    press(review, "Wrong")
    [sent_back] = review.session_state.history.now.corrections
    assert (sent_back.span, sent_back.note) == (begun.drawn[1].span, "another town")
    press(review, "Right")
    found = f"In a random check of 3 of {len(analysis.events)} events 1 was wrong (33 %, 95 % interval 6–79 %), by {CODER} on"
    assert html_of(review).count(found) == 2, "in the stamp and in the review"
    assert "not signed off by a person" in html_of(review)
    assert "another town" in html_of(review)
    press(review, "Undo (4)")
    assert found not in html_of(review)
    assert "3 of 3, drawn" in html_of(review), "its last event is asked again"


def test_check_needs_a_name_and_a_seed(review: AppTest) -> None:
    review.session_state.spot_check = True
    review.run()
    field(review, "text_input", "Seed").set_value(" ")
    press(review, "Draw them")
    assert "Give a seed" in html_of(review)
    review.session_state.coder = ""
    press(review.run(), "Draw them")
    assert "Say who you are first" in html_of(review)
    assert not review.session_state.history.now.spot_checks


def test_single_keys_can_be_turned_off(review: AppTest) -> None:
    shortcuts = {
        one.label: one.proto.shortcut
        for one in review.button
        if one.label in {"Accept", "Fix", "Reject", "Needs another look", "Next"}
    }
    assert {label: key.lower() for label, key in shortcuts.items()} == {
        "Accept": "a",
        "Fix": "f",
        "Reject": "x",
        "Needs another look": "l",
        "Next": "n",
    }
    field(review, "toggle", "Single keys (A, F, X, L, N)").set_value(False).run()
    assert not any(one.proto.shortcut for one in review.button if one.label in shortcuts)


def test_file_is_loaded_beside_what_there_is_and_undone(review: AppTest) -> None:
    press(review, "Reject")
    own = review.session_state.history.now
    press(review, "Undo (1)")
    load(review, own)
    assert review.session_state.history.now == own
    assert "Loaded 1 correction from mine.json." in html_of(review)
    press(review, "Undo (1)")
    assert not review.session_state.history.now.corrections


def test_file_that_is_none_is_told_and_changes_nothing(review: AppTest) -> None:
    before = review.session_state.history
    for data, message in ((b"{}", "no file of corrections"), (b"left", "no JSON")):
        assert message not in html_of(review)
        uploader = next(
            one for one in review.get("file_uploader") if one.label == "Load a file of corrections"
        )
        uploader.upload("mine.json", data, "application/json").run()
        assert message in html_of(review)
        assert review.session_state.history is before


def test_correction_that_cannot_be_applied_is_kept_and_listed(review: AppTest) -> None:
    press(review, "Reject")
    [one] = review.session_state.history.now.corrections
    astray = replace(one, span=replace(one.span, start=one.span.start + 1), quote="other words")
    load(review, Corrections(corrections=(astray,)))
    assert "other words stand there" in str(review.dataframe[0].value["Not applied"].tolist())
    assert astray in review.session_state.history.now.corrections


def test_two_coders_are_compared_and_a_third_decides(review: AppTest) -> None:
    for decision in ("Accept", "Accept"):
        press(review, decision)
    first = review.session_state.history.now
    second = read(write(first).replace(CODER, "B. Coder").replace("accept", "reject", 1).encode())
    for _ in range(2):
        press(review, "Undo")
    review.session_state.adjudicate = True
    review.run()
    uploader = next(
        one for one in review.get("file_uploader") if one.label == "Files of other coders"
    )
    uploader.upload("a.json", write(first).encode(), "application/json")
    uploader.upload("b.json", write(second).encode(), "application/json").run()
    assert not review.exception
    assert "Coders: A. Coder, B. Coder" in html_of(review)
    table = next(one.value for one in review.dataframe if "Krippendorff's alpha" in one.value)
    assert table.iloc[0].tolist() == ["decision", 2, 1, "0.00"]
    [choice] = [one for one in review.radio if "decision" in one.label]
    choice.set_value(choice.options[1])
    press(review, "Use these choices")
    [taken] = review.session_state.history.now.corrections
    assert (taken.change.decision, taken.coder, taken.note) == (
        "reject",
        CODER,
        "adjudicated, as coded by B. Coder",
    )


def test_second_coder_sees_nothing_of_the_first_one_before_all_is_decided(review: AppTest) -> None:
    analysis = review.session_state.on_page.open.analysis
    first = Corrections(
        corrections=tuple(
            one
            for event in analysis.events
            for one in of_event(
                analysis, event, Verdict(decision="accept"), coder="First Coder"
            ).corrections
        )
    )
    review.session_state.adjudicate = True
    review.run()
    uploader = next(
        one for one in review.get("file_uploader") if one.label == "Files of other coders"
    )
    uploader.upload("first.json", write(first).encode(), "application/json").run()
    total = len(analysis.events)
    for done in range(total):
        told = f"It is shown when you have decided on every event: {total - done} left."
        assert told in html_of(review)
        assert "First Coder" not in html_of(review)
        press(review, "Accept" if done else "Reject")
    assert "Coders: First Coder, A. Coder" in html_of(review)
    table = next(one.value for one in review.dataframe if "Krippendorff's alpha" in one.value)
    assert table.iloc[0].tolist()[:3] == ["decision", total, total - 1]


def test_files_put_together_hold_each_entry_once(review: AppTest) -> None:
    press(review, "Reject")
    held = review.session_state.history.now
    assert held.and_these(read(write(held).encode())) == held
    assert held.of(text_id(review.session_state.on_page.open.article)) == held
