"""The bundled articles: their own words, marked as digests, and read as what they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from components.core.settings import ARTICLES
from components.sources.article.read import parse_day, read_bytes

DIGESTS = tuple(sorted(ARTICLES.glob("*.txt")))
LONGEST_COMMON_PHRASE = 4
NAME_OF_AN_INSTITUTE = "the institute for the study of war"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("’", "'"))


def phrases(text: str) -> set[str]:
    found = words(text)
    length = LONGEST_COMMON_PHRASE + 1
    return {" ".join(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_there_are_seven_each_with_its_facts() -> None:
    assert len(DIGESTS) == 7
    assert {path.stem for path in DIGESTS} == {path.stem for path in ARTICLES.glob("*.json")}


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_is_marked_and_carries_title_publisher_and_day(path: Path) -> None:
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = read_bytes(path.read_bytes(), name=path.name)
    assert about["publisher"] == "Dateline example digest"
    assert parse_day(about["published"])
    assert article.title == about["title"]
    assert "a digest of the news of its day, written for Dateline" in article.text.splitlines()[-1]


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_only_the_mark_itself_is_left_unread(path: Path) -> None:
    article = read_bytes(path.read_bytes(), name=path.name)
    assert [dropped.reason for dropped in article.dropped] == ["note on the article"]


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_has_words_of_its_own(path: Path, shared: Path) -> None:
    own = phrases(path.read_text(encoding="utf-8"))
    for article in sorted((shared / "articles").glob("*.txt")):
        common = own & phrases(article.read_text(encoding="utf-8"))
        assert {phrase for phrase in common if phrase not in NAME_OF_AN_INSTITUTE} == set(), (
            article.name
        )
