"""Files of the selection of a corpus, each made when its button is pressed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.core.records import RandomCheck
from components.export.about import About
from components.export.corpus import CORPUS_FORMATS, CorpusFormat, CorpusSelection
from components.panels.corpus import session, spot_checking
from components.panels.corpus.overview import stamp
from components.panels.downloads import file_row
from components.panels.elements import say
from components.places.areas import open_areas
from components.projects.corpus import Checked
from components.store import queries, rows
from components.store.queries import SelectionCounts, StoreSummary
from components.view.chosen_in_words import selection_in_words
from components.view.selection import View
from components.wording.phrases import counted
from components.wording.provenance import days_in_words

HINT = (
    "Each file holds all events that are chosen, not only this page of the table. Every row has "
    "its day, source and stamp. "
    "The sentences are quoted: respect the publishers' rights."
)

SIGN_HINT = (
    "The same documents, read in the same way, always have this sign; with the sign and the "
    "link somebody else gets the same files."
)


def files_panel(view: View) -> None:
    """A button for each file."""
    name, counts = session.opened().store.path.name, session.answer_of(queries.counts, view)
    spot_checking.panel(view)
    say(HINT)
    corpus = corpus_in_words(name, session.answer_of(queries.summary))
    say(f"Corpus {corpus}. {SIGN_HINT}")
    with st.container(key="take_away"):
        checks = spot_checking.results_of(view)
        for one in CORPUS_FORMATS:
            made = partial(_made, one, view, checks, session.opened().checked)
            file_row(one, made, of=name, width_px=200, disabled=not counts.events)


def _made(
    one: CorpusFormat, view: View, checks: tuple[RandomCheck, ...], checked: Checked
) -> bytes:
    """Called when the button is pressed, outside of the run that drew it."""
    store, places = session.opened().store, session.found_places(view)
    found, held = rows.chosen(store, view, places), queries.summary(store)
    head = head_of(view, store.path.name, held=held, counts=queries.counts(store, view, places))
    head = replace(head, stamp=stamp(held, checks, checked))
    return one.make(
        CorpusSelection(
            rows=found,
            claims=rows.claims(store, found),
            head=head,
            areas=open_areas(),
            corpus=corpus_in_words(store.path.name, held),
            read_by=held.read_by,
            checks=checks,
            signed=checked.signed,
        )
    )


def corpus_in_words(name: str, held: StoreSummary) -> str:
    """ "“kherson”, sign fa0194e12a3fe589, 307 documents, of which 3 could not be read"."""
    failed = f", of which {held.failed:,} could not be read" if held.failed else ""
    return f"“{name}”, sign {held.sign}, {counted(held.articles + held.failed, 'document')}{failed}"


def head_of(view: View, name: str, *, held: StoreSummary, counts: SelectionCounts) -> About:
    """The head of a file: the corpus, its days, the selection, and who checked it."""
    return About(
        title=f"Corpus “{name}”",
        stamp=stamp(held),
        publisher="",
        published="",
        url="",
        as_of=(
            f"As of {days_in_words(held.first_day, held.last_day)}, as told by "
            f"{counted(counts.publishers, 'publisher')}"
        ),
        shown=f"{counts.events} of {held.events} events; {selection_in_words(view)}",
        query=urlencode(view.selection().to_query()),
    )
