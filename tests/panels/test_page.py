"""The page as Streamlit runs it, without a browser: an article asked for is drawn, and what cannot
be read changes nothing."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.core.settings import ROOT
from components.export.formats import FORMATS
from components.panels import many_map
from components.panels.view_state import RUNS_TO_REPEAT
from components.view.selection import drawn
from tests.panels.page import html_of, labels, opened, show

TEXT = (
    "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left Izyum on Sunday, "
    "the Russian Defense Ministry said. The two presidents will meet at a summit in Samarkand on September 15-16."
)
FRENCH = (
    "Les forces ukrainiennes ont repris la ville samedi, selon le ministère de la défense, qui a publié un communiqué "
    "dans la soirée. Les troupes russes se sont retirées de plusieurs villages de la région, et les habitants sont "
    "sortis dans les rues pour accueillir les soldats, a déclaré le gouverneur."
)

LOGIN = (
    "<!DOCTYPE html>\n<html><head><title>Log in - A paper</title></head><body><form>"
    "<p>To go on reading, log in with the address and the password that you gave when you subscribed.</p>"
    "<input type='email'><input type='Password'></form></body></html>"
)


@pytest.fixture
def page() -> AppTest:
    return opened()


def read(page: AppTest, text: str, *, day: str = "2022-09-12") -> AppTest:
    """Paste an article and press the button."""
    page.text_area(key="own_text").set_value(text)
    page.text_input(key="own_day").set_value(day)
    page.text_input(key="own_publisher").set_value("A paper")
    return page.button(key="FormSubmitter:own-Read this article").click().run()


def given(page: AppTest) -> tuple[str, ...]:
    """What stands in the form."""
    return page.text_area(key="own_text").value, *(
        page.text_input(key=f"own_{name}").value for name in ("day", "publisher")
    )


def test_example_is_drawn(page: AppTest) -> None:
    assert not page.exception
    told = html_of(page)
    assert "Read by a program, not checked by a person." in told
    assert "Kupiansk" in told
    assert "Samarkand" in told
    assert page.session_state.on_page.open.name == "kharkiv-september-2022"
    assert not page.toggle(key="hint").value, "a guess is never shown unasked"


def test_pasted_article_is_read(page: AppTest) -> None:
    read(page, TEXT)
    assert not page.exception
    assert page.session_state.on_page.open.article.text == TEXT
    assert set(page.session_state.on_page.open.events["place_name"].dropna()) >= {
        "Kupyansk",
        "Izyum",
        "Samarkand",
    }
    assert given(page) == ("", "", ""), "what was said of this article is not said of the next"


def test_pasted_html_is_read_as_a_page_and_said_to_be_one(page: AppTest) -> None:
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in TEXT.rstrip(".").split(". "))
    read(page, f"<html><head><title>Towns retaken</title></head><body>{paragraphs}</body></html>")
    article = page.session_state.on_page.open.article
    assert article.title == "Towns retaken"
    assert "<" not in article.text
    assert "You pasted the HTML of a web page." in html_of(page)
    read(page, TEXT)
    assert "You pasted the HTML" not in html_of(page)


UNREADABLE = (
    ("", "2022-09-12", "There is no text in it."),
    (TEXT, "12 September", "is no date"),
    (TEXT, "2022-02-30", "no day of the calendar"),
    (TEXT, "2222-09-12", "in the future"),
    (LOGIN, "2022-09-12", "a page to log in"),
    (FRENCH, "2022-09-12", "English"),
    ("word " * 250_000, "2022-09-12", "at most"),
)


def test_what_cannot_be_read_leaves_the_view(page: AppTest) -> None:
    before = page.session_state.on_page.open
    for text, day, message in UNREADABLE:
        assert message not in html_of(page)
        read(page, text, day=day)
        assert message in html_of(page)
        assert page.session_state.on_page.open is before
        assert given(page) == (text, day, "A paper")
        assert "Kupiansk" in html_of(page)


def test_missing_day_is_asked_for_with_the_evidence_and_the_day_in_it(page: AppTest) -> None:
    read(page, f"Published Sept. 12, 2022\n\n{TEXT}", day="")
    assert "When was it published?" in html_of(page)
    assert "Sept. 12, 2022" in html_of(page)
    assert page.text_input(key="missing_day_0").value == "2022-09-12", "offered, and not taken"
    next(button for button in page.button if button.label == "Read with this day").click().run()
    assert not page.exception
    assert page.session_state.on_page.open.article.published.isoformat() == "2022-09-12"
    assert "When was it published?" not in html_of(page)


def test_nothing_to_map_invents_no_pin(page: AppTest) -> None:
    read(
        page,
        "Patience is a virtue, and the weather was mild all week, said nobody in particular about nothing at all.",
    )
    assert not page.exception
    assert "Nothing in this article takes a place on the map." in html_of(page)


def test_no_event_is_hidden_by_days_that_nobody_chose(page: AppTest) -> None:
    read(
        page,
        "Russian troops left Izyum on Sunday, the Russian Defense Ministry said. Russian troops captured the town of "
        "Sevastopol in February 2014. Ukrainian troops captured the town of Lyman 21 centuries ago.",
    )
    events = page.session_state.on_page.open.events["event_id"].nunique()
    assert events >= 3
    assert f"{events} events, " in html_of(page)
    assert not {"from", "to"} & set(page.query_params)
    page.button(key="news_days").click().run()
    assert f"of {events} events shown" in html_of(page)
    assert {"from", "to"} <= set(page.query_params)
    page.button(key="all_days").click().run()
    assert f"{events} events, " in html_of(page)
    assert not {"from", "to"} & set(page.query_params)
    while not page.button(key="step_back").disabled:
        page.button(key="step_back").click().run()
    assert page.session_state.view.first_day < date(2014, 2, 1), (
        "steps reach what the chart does not"
    )


def test_layers_and_days_stand_in_the_address(page: AppTest) -> None:
    page.checkbox(key="layer_diplomacy").uncheck().run()
    assert page.query_params["layers"] == "control,other,measures,beside"
    page.checkbox(key="layer_diplomacy").check().run()
    assert "layers" not in page.query_params


def test_a_switch_is_said_again_after_it_was_pressed(page: AppTest) -> None:
    """A message on its way may have turned it back in the browser, which would tell so later."""
    for _ in range(RUNS_TO_REPEAT):
        page.run()
    assert not page.checkbox(key="layer_diplomacy").proto.set_value
    page.checkbox(key="layer_diplomacy").uncheck().run()
    for _ in range(2):
        switch = page.checkbox(key="layer_diplomacy")
        assert (switch.value, switch.proto.set_value, switch.proto.value) == (False, True, False)
        page.run()


def test_address_sets_the_view() -> None:
    name = "kursk-august-2024"
    page = opened(article=name, layers="control", undated="0", **{"from": "2024-08-01"})
    assert not page.exception
    assert page.session_state.on_page.open.name == name
    assert [
        box.key for box in page.checkbox if str(box.key).startswith("layer_") and box.value
    ] == ["layer_control"]
    assert page.session_state.view.first_day.isoformat() == "2024-08-01"


def test_names_units_and_dates_are_the_readers() -> None:
    page = opened(names="uk", units="km", dates="iso")
    assert not page.exception
    assert "**Left: Балаклія, Ізюм · by 2022-09-10**: “" in labels(page)
    assert "What one article of 2022-09-12 says" in html_of(page)
    page.radio(key="names").set_value("article").run()
    assert "names" not in page.query_params
    assert "Left: Balakliya, Izyum" in labels(page)


def test_address_that_cannot_be_read_is_told() -> None:
    page = opened(article="elsewhere", **{"from": "soon"})
    assert not page.exception
    assert "which cannot be read" in html_of(page)
    assert "The article of this link is not here" in html_of(page)


def test_card_opens_from_the_list_and_closes(page: AppTest) -> None:
    first = next(button for button in page.button if str(button.key).startswith("open_"))
    first.click().run()
    assert 'class="dl-card"' in html_of(page)
    assert page.query_params["event"]
    page.button(key="to_article").click().run()
    assert page.query_params["pane"] == "article"
    assert "dl-lede" in html_of(page)
    page.button(key="close_card").click().run()
    assert 'class="dl-card"' not in html_of(page)


def test_tables_open(page: AppTest) -> None:
    for pane in ("table", "places", "left_off"):
        show(page, pane=pane)
        page.run()
        assert not page.exception, pane
        assert len(page.dataframe) == 1, pane
        assert page.query_params["pane"] == pane
    for pane, words in (
        ("measures", "36–40 mi centre to centre, 24° (NNE)"),
        ("control", "left by Russia, acknowledged; holder not stated"),
    ):
        show(page, pane=pane)
        assert words not in html_of(page)
        assert words in html_of(page.run())


@pytest.mark.parametrize("sheet", ["cards/cards.css", "panels/page.css"])
def test_style_sheets_load_nothing_from_elsewhere(sheet: str) -> None:
    style = (ROOT / "components" / sheet).read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_files_are_made_only_when_asked_for(page: AppTest) -> None:
    show(page, pane="download")
    page.run()
    assert not page.exception
    assert {one.proto.label for one in page.get("download_button")} == {
        "Folder for a web host (ZIP)",
        *(one.label for one in FORMATS),
    }
    groups = [one.group for one in FORMATS]
    heads = [html_of(page).index(f">{group}</h4>") for group in dict.fromkeys(groups)]
    assert heads == sorted(heads)
    assert groups == sorted(groups, key=[*dict.fromkeys(groups)].index)


def test_the_folder_for_a_web_host_asks_for_an_address_that_is_one(page: AppTest) -> None:
    show(page, pane="download")
    page.run()
    page.text_input(key="site_address").input("example.org").run()
    assert "is no address of a folder" in html_of(page)
    assert "Folder for a web host (ZIP)" not in [
        one.proto.label for one in page.get("download_button")
    ]
    page.text_input(key="site_address").input("https://example.org/kharkiv").run()
    assert "is no address of a folder" not in html_of(page)
    assert "Folder for a web host (ZIP)" in [one.proto.label for one in page.get("download_button")]
    events = page.session_state.on_page.open.events["event_id"].nunique()
    assert f"{events} of {events} events" in html_of(page)


def test_the_walk_shows_one_step_and_goes_on(page: AppTest) -> None:
    show(page, pane="walk")
    page.run()
    assert "Step 1 of 6" in html_of(page)
    page.button(key="walk_next").click().run()
    assert not page.exception
    assert "Step 2 of 6" in html_of(page)
    assert page.session_state.view.selected is not None


def test_an_article_of_very_many_pins_is_drawn_on_one_canvas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(many_map, "MANY", 3)
    page = opened()
    assert not page.exception
    pins = len(drawn(page.session_state.on_page.open.events))
    assert f"{pins} pins at " in html_of(page)
    page.checkbox(key="layer_diplomacy").uncheck().run()
    assert not page.exception


def test_what_has_no_pin_is_folded_by_kind_under_one_line() -> None:
    page = opened(article="kharkiv-september-2022")
    events = page.session_state.on_page.open.events
    pinned = set(events.loc[events["latitude"].notna(), "event_id"])
    keys = [str(one.key) for one in page.button if str(one.key).startswith("open_")]
    assert {*keys[: len(pinned)]} == {f"open_{one}" for one in pinned}
    (fold,) = (one for one in page.expander if one.label.startswith("Also in the text"))
    folded = [str(one.key) for one in fold.button]
    assert fold.label == f"Also in the text ({len(folded)})"
    assert not fold.proto.expanded
    assert len(folded) == events["event_id"].nunique() - len(pinned) > 0
    assert (
        f"No known kind ({sum(one.label.startswith('**Other') for one in fold.button)})"
        in html_of(fold)
    )
