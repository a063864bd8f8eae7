"""Correcting and reviewing in Chromium, on a desk and on a telephone: by pointer, by finger and by
keyboard alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.steps import MAP, TOUCH, Visit, visit

pytestmark = pytest.mark.browser

CODER = "A. Coder"
MARK = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".dl-article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at >= 0) getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    if (at >= 0) return true;
  }
  return false;
}"""
CENTRE = "() => [map.getCenter().lat, map.getCenter().lng]"


def open_form(here: Visit, event: str) -> Locator:
    """Choose an event in the list and open the form under its card."""
    here.page.locator(".st-key-event_list").get_by_role(
        "button", name=re.compile(event)
    ).first.click()
    expect(here.card()).to_be_visible()
    form = here.page.locator(".st-key-correct_box")
    if form.get_by_role("button", name="Save").count() == 0:
        form.get_by_text("Correct", exact=True).click()
    expect(form.get_by_role("button", name="Save")).to_be_visible()
    return form


def say_who(here: Visit, part: Locator) -> None:
    part.get_by_role("textbox", name="Your name").fill(CODER)
    here.page.keyboard.press("Enter")
    expect(part.get_by_text(f"Corrections by {CODER}")).to_be_visible()
    here.idle()


def choose(here: Visit, part: Locator, label: str, words: str) -> None:
    """Type words of an option and take the first that has them."""
    box = part.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    here.page.get_by_role("option", name=re.compile(re.escape(words))).first.click()


def mark(here: Visit, words: str) -> None:
    """Mark words of the article, as a pointer or a finger does."""
    assert here.page.evaluate(MARK, words)


def press(here: Visit, part: Locator, name: str) -> None:
    part.get_by_role("button", name=name, exact=True).click()
    here.idle()


def stays_within(here: Visit, buttons: str) -> None:
    """Nothing of the page or of these reaches over the screen's edge."""
    for part in ("html", ".stMain"):
        assert here.page.locator(part).evaluate("(part) => part.scrollWidth <= part.clientWidth")
    outside = "(parts) => parts.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length"
    assert here.page.locator(buttons).evaluate_all(outside) == 0


def refuse_a_point(here: Visit, form: Locator) -> None:
    """A point that is none is answered beside the button."""
    point = form.get_by_role("textbox", name="Point")
    point.fill("somewhere")
    press(here, form, "Save")
    answer = here.page.get_by_text("is not a position")
    expect(answer).to_be_in_viewport(ratio=1)
    below, button = answer.bounding_box(), form.get_by_role("button", name="Save").bounding_box()
    assert below is not None
    assert button is not None
    assert 0 < below["y"] - button["y"] < 200
    point.fill("")


def move_pin(here: Visit) -> None:
    """To another candidate, to a click on the map and to a typed point; the map stays the same."""
    here.wait_for_map()
    here.map_frame.evaluate("() => { map.isTheFirst = true; }")
    form = open_form(here, "^Summit, planned: Samarkand")
    say_who(here, form)
    refuse_a_point(here, form)
    point = form.get_by_role("textbox", name="Point")
    before = here.feature_at("Samarkand")
    choose(here, form, "Place: Samarkand", "Temirtau")
    press(here, form, "Save")
    expect(here.card()).to_contain_text(
        f"Corrected by {CODER}: was Samarkand, Samarqand Region, Uzbekistan (settlement)"
    )
    here.wait_on_map(
        "([latitude]) => Object.values(map._layers).some((layer) => layer.feature"
        " && layer.feature.properties.label.includes('Samarkand')"
        " && Math.abs(layer.feature.properties.latitude - latitude) > 0.1)",
        before["latitude"],
    )
    form.get_by_text("Take the point from a click on the map").click()
    here.wait_on_map("() => map.getContainer().classList.contains('dateline-picking')")
    where = here.map_frame.evaluate(CENTRE)
    here.page.locator(MAP).scroll_into_view_if_needed()
    box = here.page.locator(MAP).bounding_box()
    assert box is not None
    here.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(point).to_have_value(re.compile(r"^-?\d+\.\d+, -?\d+\.\d+$"))
    latitude, longitude = map(float, point.input_value().split(", "))
    assert abs(latitude - where[0]) < 0.2
    assert abs(longitude - where[1]) < 0.2
    press(here, form, "Save")
    expect(here.card()).to_contain_text("(position); placed by A. Coder")
    here.wait_on_map("() => !map.getContainer().classList.contains('dateline-picking')")
    point.fill("39°39' N 66°58' E")
    press(here, form, "Save")
    expect(here.card()).to_contain_text("39.65, 66.97")
    assert here.map_frame.evaluate("() => map.isTheFirst"), "the map was not built anew"


def accept_the_sure_ones(here: Visit) -> None:
    """One button, far down; what it did and the next event are in view after it."""
    here.go("Review")
    here.page.get_by_role("button", name=re.compile("^Accept all sure ones")).click()
    expect(here.page.get_by_text(re.compile(r"^Accepted: \d+ events\.$"))).to_be_in_viewport(
        ratio=0.9
    )
    expect(here.page.locator(".dl-at")).to_be_in_viewport(ratio=0.9)
    here.page.get_by_role("button", name=re.compile("^Reject")).click()
    expect(here.page.get_by_text(re.compile("^Rejected: "))).to_be_in_viewport(ratio=0.9)
    expect(here.card()).to_be_in_viewport()


def test_missed_event_is_added_and_whoever_loads_its_file_goes_on_from_there(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    with visit(chromium, page_url) as here:
        here.go("Read", "Article")
        form = here.page.locator(".st-key-add_box")
        form.get_by_text("Add a missed event").click()
        say_who(here, form)
        mark(here, "growing discontent")
        here.page.get_by_role("button", name="Add an event here").click()
        expect(form.get_by_role("combobox", name="Sentence")).to_have_value(
            re.compile("^Putin faces growing discontent")
        )
        expect(form.get_by_role("button", name="Add this event")).to_be_visible()
        choose(here, form, "Kind", "Protest")
        choose(here, form, "Places", "Izyum")
        here.page.keyboard.press("Escape")
        form.get_by_role("textbox", name="First day").fill("2022-09-11")
        form.get_by_role("textbox", name="Last day").fill("2022-09-11")
        press(here, form, "Add this event")
        expect(here.card()).to_contain_text(f"Added by {CODER}")
        words = here.card().inner_text()
        here.go("Review")
        with here.page.expect_download() as download:
            here.page.get_by_role("button", name="Download corrections (1)").click()
        download.value.save_as(tmp_path / "mine.json")
    held = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert [one["change"]["field"] for one in held["corrections"]] == ["event"]
    with visit(chromium, page_url) as again:
        again.go("Review")
        loader = again.page.locator("[data-testid='stFileUploader']").filter(
            has_text="Load a file of corrections"
        )
        loader.locator("input[type=file]").set_input_files(tmp_path / "mine.json")
        expect(again.page.get_by_text("Loaded 1 correction from mine.json.")).to_be_visible()
        again.go("Read")
        again.page.locator(".st-key-event_list").get_by_role(
            "button", name=re.compile("^Protest: Izyum")
        ).click()
        added = again.page.get_by_role("article", name="Protest")
        expect(added).to_contain_text(f"Added by {CODER}")
        assert added.inner_text() == words
        again.all_events()
        move_pin(again)
        accept_the_sure_ones(again)
        assert not [
            one
            for one in (*here.requests, *again.requests)
            if "127.0.0.1" not in one and not one.startswith(("data:", "blob:"))
        ]


def test_day_is_changed_event_rejected_and_both_undone_on_a_telephone(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url, **TOUCH) as here:
        form = open_form(here, "^Left: ")
        stays_within(here, ".st-key-correct_box button")
        say_who(here, form)
        refuse_a_point(here, form)
        form.get_by_role("textbox", name="First day").fill("2022-09-09")
        form.get_by_role("textbox", name="Last day").fill("2022-09-09")
        form.get_by_role("textbox", name="Note").fill("the ministry's own day")
        press(here, form, "Save")
        expect(here.card()).to_contain_text(
            f"Corrected by {CODER}: was by 10 September 2022 (the ministry's own day)"
        )
        press(here, form, "Reject this event")
        expect(here.page.get_by_text("Rejected: Left: ")).to_be_in_viewport()
        line = here.page.locator(".dl-line")
        expect(line).not_to_contain_text("Left by Russia")
        here.wait_on_map(
            "() => !Object.values(map._layers).some((layer) => layer.feature"
            " && layer.feature.properties.label.includes('Izyum'))"
        )
        press(here, here.page.locator(".st-key-steps_list"), "Undo (2)")
        expect(line).to_contain_text("Left by Russia")
        expect(here.card()).to_contain_text("Corrected by")
        press(here, here.page.locator(".st-key-steps_card"), "Undo (1)")
        expect(here.card()).not_to_contain_text("Corrected by")
        expect(here.page.locator(".dl-stamp")).to_contain_text("not checked by a person")


def test_review_by_keys_alone_to_the_sign_off_on_a_telephone(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url, **TOUCH) as here:
        here.wait_for_map()
        here.page.locator(".st-key-section").get_by_role("radio", name="Read").focus()
        while here.page.locator("[role=radio]:focus").inner_text() != "Review":
            here.page.keyboard.press("ArrowRight")
        here.page.keyboard.press("Enter")
        name = here.page.get_by_role("textbox", name="Your name")
        expect(name).to_be_visible()
        name.focus()
        here.page.keyboard.type(CODER)
        here.page.keyboard.press("Enter")
        expect(here.page.get_by_text(f"Corrections by {CODER}")).to_be_visible()
        here.idle()
        at = here.page.locator(".dl-at")
        stays_within(here, ".st-key-review_keys button")
        total = int(at.inner_text().split(" of ")[1].split(",")[0])
        for key, shown in (("n", f"2 of {total}"), ("f", "to be fixed by"), ("x", f"3 of {total}")):
            here.page.keyboard.press(key)
            expect(at).to_contain_text(shown)
            here.idle()
        expect(here.page.get_by_text(f"1 of {total} events looked at")).to_be_visible()
        # What cannot be decided is sent back with a comment, and comes again.
        here.page.keyboard.press("l")
        expect(here.page.get_by_text("You did not say what needs another look.")).to_be_visible()
        here.idle()
        comment = here.page.get_by_role("textbox", name="Comment on this decision")
        comment.fill("which of the two towns?")
        comment.press("Enter")
        here.idle()
        at.click()
        here.page.keyboard.press("l")
        expect(here.page.get_by_text(", 1 sent back")).to_be_visible()
        expect(at).to_contain_text(f"4 of {total}")
        here.idle()
        for done in range(2, total + 1):
            here.page.keyboard.press("a")
            expect(here.page.get_by_text(f"{done} of {total} events looked at")).to_be_visible()
            here.idle()
        expect(here.page.get_by_text("The keys A, F, X and L are off now")).to_be_visible()
        here.page.keyboard.press("a")
        here.page.keyboard.press("n")
        here.idle()
        sign = here.page.get_by_role("button", name="Sign off as")
        expect(sign).to_be_enabled()
        sign.focus()
        here.page.keyboard.press("Enter")
        expect(here.page.locator(".dl-stamp").first).to_contain_text(f"Checked by {CODER} on")
        here.idle()
        # Two events are drawn and checked; the stamp says how many were wrong.
        here.page.get_by_text(f"Check {total - 1} at random").click()
        number = here.page.get_by_role("spinbutton", name="Events to check")
        number.fill("2")
        here.page.get_by_role("button", name="Draw them").click()
        expect(at).to_contain_text(f"Random check: 1 of 2, drawn from {total - 1} events")
        stays_within(here, ".st-key-check_keys button")
        here.idle()
        here.page.keyboard.press("a")
        expect(at).to_contain_text("Random check: 2 of 2")
        here.idle()
        here.page.keyboard.press("x")
        stamp = here.page.locator(".dl-stamp").first
        found = f"In a random check of 2 of {total - 1} events 1 was wrong (50 %"
        expect(stamp).to_contain_text(found)
        expect(stamp).to_contain_text(f"Checked by {CODER} on")
        here.idle()
        steps = here.page.locator(".st-key-steps_review")
        for left in (total + 6, total + 5, total + 4):
            press(here, steps, f"Undo ({left})")
        expect(stamp).not_to_contain_text("In a random check")
        press(here, steps, f"Undo ({total + 3})")
        expect(stamp).to_contain_text("not checked by a person")
