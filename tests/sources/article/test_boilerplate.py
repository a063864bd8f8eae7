from __future__ import annotations

import csv

import pytest

from components.core.settings import LEXICON
from components.sources.article.boilerplate import find_dropped, find_headlines, is_heading, rules

with (LEXICON / "boilerplate.csv").open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file))

NEWS = (
    "Troops entered the town at noon on Sunday and raised a flag over the station, a spokesman for the army said.\n\n"
    "The mayor of a village near by said that shelling had stopped in the night, and that buses would run again."
)


def reasons(text: str) -> dict[str, str]:
    return {dropped.span.quote(text): dropped.reason for dropped in find_dropped(text)}


@pytest.mark.parametrize(
    ("number", "row"), tuple(enumerate(ROWS)), ids=[row["example"][:30] for row in ROWS]
)
def test_each_row_matches_its_example_and_leaves_its_near_miss(
    number: int, row: dict[str, str]
) -> None:
    pattern, reason = rules()[number]
    assert pattern.search(row["example"])
    assert not pattern.search(row["kept"])
    text = f"{NEWS}\n\n{row['example']}"
    assert reason in reasons(text).values()
    assert not reasons(f"{NEWS}\n\n{row['kept']}")


def test_news_is_kept() -> None:
    assert find_dropped(NEWS) == ()


@pytest.mark.parametrize(
    ("line", "is_dropped"),
    [
        ("ARMY TAKES BACK MORE OF THE GROUND THAT IT LOST IN THE SPRING", True),
        ("MINISTER SAYS ALLIANCE 'STANDS READY' TO SEND TANKS AND SHELLS", True),
        ("FIGHTING", False),
        ("DIPLOMACY AND ECONOMY", False),
        ("THE BORDER: ONCE THE LAST WAY OUT", False),
        ("THE ARMY SAID ON SUNDAY THAT IT HAD LEFT THE TOWN FOR GOOD.", False),
    ],
)
def test_of_lines_in_capitals_whole_titles_are_links_and_short_ones_headings(
    line: str, is_dropped: bool
) -> None:
    assert reasons(f"{NEWS}\n\n{line}\n\nThe end.") == ({line: "link line"} if is_dropped else {})


def test_a_text_all_in_capitals_is_read() -> None:
    assert find_dropped(NEWS.upper().replace(".", "")) == ()


def test_a_block_that_ends_in_a_credit_is_a_caption() -> None:
    caption = "Ruins in a northern town\nShells lie in front of the town's library.\n(Olena Bondar / Agency)"
    assert set(reasons(f"{caption}\n\n{NEWS}").values()) == {"caption"}
    assert len(reasons(f"{caption}\n\n{NEWS}")) == 3


def test_a_paragraph_that_ends_in_brackets_is_no_caption() -> None:
    assert not reasons(f"{NEWS}\n\nThe plant is run by a state firm (Energoatom).")


def test_a_menu_in_the_head_is_navigation_and_short_headings_in_the_body_are_not() -> None:
    menu = "Regions\n\nOpinion\n\nOur Archive\n\nMaps"
    assert set(reasons(f"{menu}\n\n{NEWS}").values()) == {"navigation"}
    assert not reasons(f"{NEWS}\n\n{menu}\n\n{NEWS[:50]}")


def test_a_list_of_authors_in_the_head_is_a_byline() -> None:
    assert reasons(f"Olena Bondar, Ivan A. Petrenko, and Maria Koval\n\n{NEWS}") == {
        "Olena Bondar, Ivan A. Petrenko, and Maria Koval": "byline"
    }


def test_of_a_title_said_again_the_shortest_stays() -> None:
    title = "Army enters the town at noon"
    text = f"Business — {title}\n\n{title}\n\n{title}\n\n{NEWS}"
    assert [dropped.span.start for dropped in find_dropped(text)] == [0, text.rindex(title)]


def test_a_pull_quote_goes_and_the_paragraph_that_holds_it_stays() -> None:
    quote = "“The hospital has run out of fuel and of water.”"
    text = f"{NEWS}\n\n{quote}\n\n“We are at the end,” a doctor said. {quote} He left."
    assert reasons(text) == {quote: "repeated passage"}


def test_only_the_link_of_a_post_goes_and_its_words_stay() -> None:
    text = f"{NEWS}\n\nThe flag was raised at noon. pic.twitter.com/AbCdEf1234\n— Front News (@frontnews) August 15, 2024"
    assert reasons(text) == {
        "pic.twitter.com/AbCdEf1234": "link",
        "Front News (@frontnews) August 15, 2024": "signature of a post",
    }


@pytest.mark.parametrize(
    "dateline",
    [
        "CAPRI, Italy (AP) — Ministers met.",
        "MOSCOW: The minister ordered a retreat.",
        "June 30 (Reuters) – They left.",
    ],
)
def test_datelines_stay(dateline: str) -> None:
    assert not reasons(f"{dateline}\n\n{NEWS}")


def test_headlines_are_the_title_and_lines_of_their_own_without_a_stop() -> None:
    text = f"Army enters the town\n\n{NEWS}\n\nThe invasion\n\nIt began in spring.\n\nWhat comes next?\n\nShare this article"
    found = find_headlines(text, "Army enters the town", find_dropped(text))
    assert [span.quote(text) for span in found] == [
        "Army enters the town",
        "The invasion",
        "What comes next?",
    ]


def test_a_title_is_a_headline_though_the_text_follows_on_the_next_line() -> None:
    text = "A year of war\nIt began in spring and has no end in sight.\nThousands fled."
    assert [span.quote(text) for span in find_headlines(text, "A Year of War", ())] == [
        "A year of war"
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Key points", True),
        ("3 things to know", True),
        ("and so on", False),
        ("He left.", False),
        ("They said:", False),
    ],
)
def test_is_heading(line: str, expected: bool) -> None:
    assert is_heading(line) is expected
