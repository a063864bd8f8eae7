"""The page that is open to everybody, and what the manual says of its server. The server itself runs
in tests/endurance/server.py."""

from __future__ import annotations

import re

import pytest

from components.core.errors import AddressRefused, InstallationError, TooLarge
from components.core.settings import ROOT, max_text_characters, read_seconds
from components.panels.fetching import article_or_feed
from components.panels.reading import ArticleRequest
from components.sources.article.read import read_text
from tests.panels.page import opened

SERVER = ROOT / "components" / "panels" / "server"
MANUAL = (SERVER / "README.md").read_text(encoding="utf-8")
SET_HERE = re.findall(r"^\| `([A-Z_]+)` \|", MANUAL, re.MULTILINE)


def offered(key: str) -> list[str]:
    page = opened()
    assert not page.exception
    return list(page.segmented_control(key=key).options)


def test_a_page_for_everybody_offers_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered("own_source") == ["Paste", "File", "Address"]
    monkeypatch.setenv("DATELINE_PUBLIC", "1")
    assert offered("own_source") == ["Paste", "File"]


@pytest.mark.parametrize("kind", ["address", "entry"])
def test_a_page_for_everybody_fetches_nothing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PUBLIC", "1")
    with pytest.raises(AddressRefused, match="fetches no pages"):
        article_or_feed(ArticleRequest(kind=kind, name="https://example.org/"), print)  # type: ignore[arg-type]


def test_limits_are_numbers_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_READ_SECONDS", "3")
    assert read_seconds() == 3
    monkeypatch.setenv("DATELINE_MAX_TEXT_CHARACTERS", "20")
    assert max_text_characters() == 20
    with pytest.raises(TooLarge, match="at most 20 are read"):
        read_text("Troops entered Kupiansk on Saturday.", may_be_html=True)
    monkeypatch.setenv("DATELINE_MAX_TEXT_CHARACTERS", "much")
    with pytest.raises(InstallationError, match="DATELINE_MAX_TEXT_CHARACTERS is 'much'"):
        max_text_characters()


def test_the_manual_has_every_limit() -> None:
    settings = (ROOT / "components" / "core" / "settings.py").read_text(encoding="utf-8")
    unit = (SERVER / "dateline@.service").read_text(encoding="utf-8")
    read = set(re.findall(r'"(DATELINE_[A-Z_]+)"', settings))
    assert read | set(re.findall(r"\b(STREAMLIT_[A-Z_]+)=", unit)) <= set(SET_HERE)
    assert {name for name in SET_HERE if name.startswith("DATELINE_")} == read


def test_the_manual_starts_each_process_that_the_site_names() -> None:
    site = (SERVER / "nginx.conf").read_text(encoding="utf-8")
    named = re.findall(r"server 127\.0\.0\.1:(\d+);", site)
    (started,) = re.findall(r"^sudo systemctl enable --now ((?:dateline@\d+ )+)", MANUAL, re.M)
    assert len(named) > 1
    assert started.split() == [f"dateline@{port}" for port in named]


def test_the_manual_has_a_reason_for_all_that_the_policy_opens() -> None:
    site = (SERVER / "nginx.conf").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (page|map) \| `(script|style)-src ([^`]+)` \| .+ \|$", MANUAL, re.M)
    told = {(place, word) for place, kind, word in rows if kind == "script"}
    in_site = {
        (place, word)
        for row, place in (("~^/component/", "map"), ("default      ", "page"))
        for word in re.search(rf'{re.escape(row)} "\'self\' (.*)";', site)[1].split()  # type: ignore[index]
    }
    assert told == in_site
    assert {place for place, kind, _ in rows if kind == "style"} == {"page", "map"}
