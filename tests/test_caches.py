"""What is kept without a bound is knowledge: an article leaves nothing in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import _lru_cache_wrapper

import pandas as pd

from components.export.formats import FORMATS
from components.export.selection import selection_of
from components.linking.stories import link
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_text
from components.tables.rows import events_table
from components.view.selection import View

TOLD = "Russian troops captured Izyum on Monday, {speaker} said. Ukrainian troops left Lyman."


def go_the_whole_way(title: str, speaker: str, knowledge: Knowledge) -> None:
    """From a text to all files that are taken away, and to the stories of two articles."""
    text = TOLD.format(speaker=speaker)
    readings = [
        analyse(
            read_text(
                text, title=title, publisher=f"{speaker} {number}", published=date(2022, 9, 12)
            ),
            knowledge,
        )
        for number in (1, 2)
    ]
    selection = selection_of(readings[0], View(article="x"), areas=knowledge.areas)
    assert all(form.make(selection) for form in FORMATS)
    tables = pd.concat(
        [events_table(one).assign(doc_id=str(number)) for number, one in enumerate(readings)],
        ignore_index=True,
    )
    assert len(link(tables)) > 0


def entries() -> Mapping[str, int]:
    """How much each function of the program keeps that keeps all it has answered."""
    own = [module for name, module in sys.modules.items() if name.startswith("components")]
    caches = {
        f"{one.__module__}.{one.__name__}": one.cache_info()
        for module in own
        for one in vars(module).values()
        if isinstance(one, _lru_cache_wrapper)
    }
    return {name: held.currsize for name, held in caches.items() if held.maxsize is None}


def test_no_cache_without_a_bound_grows_with_what_is_read(knowledge: Knowledge) -> None:
    go_the_whole_way("Izyum falls to a third army", "Volodymyr Zelensky", knowledge)
    held = entries()
    go_the_whole_way("Of quite another headline", "Sergei Lavrov", knowledge)
    assert held
    assert held == entries()
