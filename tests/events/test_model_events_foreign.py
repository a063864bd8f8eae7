"""Articles in other languages, as a language model tells them in quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.core.errors import NotEnglish
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_text
from tests.llm.foreign import ARTICLES
from tests.llm.recorded import answer, recorded, whole

FRIDAY = date(2022, 9, 9)


@pytest.mark.parametrize("language", ARTICLES)
def test_quotes_in_the_language_of_the_article_are_placed_and_dated(
    language: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    text, events, names = ARTICLES[language]
    article = read_text(text, published=date(2022, 9, 12), any_language=True)
    assert article.language == language
    with recorded(whole(answer(*events))) as held:
        found = analyse(article, replace(knowledge, model=held.reader(tmp_path)))
    assert [one for one in found.rejected if one.what == "not grounded"] == []
    assert len(found.events) == len(events)
    for event in found.events:
        assert event.trigger.quote(text) in event.sentence.quote(text)
        for link in event.links:
            assert link.resolution.toponym.text in names
    shelled = found.events[0]
    (link,) = shelled.links
    assert link.is_pin
    assert link.resolution.place is not None
    assert link.resolution.place.name == names[link.resolution.toponym.text]
    assert (shelled.time.first_day, shelled.time.last_day) == (FRIDAY, FRIDAY)


def test_a_status_is_the_models_and_a_speaker_has_no_name(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    text, events, _ = ARTICLES["uk"]
    article = read_text(text, published=date(2022, 9, 12), any_language=True)
    with recorded(whole(answer(*events))) as held:
        shelled, ahead = analyse(article, replace(knowledge, model=held.reader(tmp_path))).events
    assert ahead.modality == "planned"
    assert [link.coarsened != "" for link in ahead.links] == [True]
    (said,) = shelled.attributions
    assert said.span is not None
    assert (said.speaker, said.span.quote(text)) == ("unnamed source", "влада міста")
    assert (shelled.actors, shelled.targets) == ((), ())


def test_without_a_model_another_language_is_refused_with_the_way_out() -> None:
    with pytest.raises(NotEnglish, match=r"in Ukrainian; only English is read\. .*--model"):
        read_text(ARTICLES["uk"][0])
