"""All places of the article's country: fetched from GeoNames on request, or from a file; they can
be removed again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.core import settings
from components.core.atomic_files import writing
from components.core.countries import alpha2_of, country_name, place_in_words
from components.core.errors import DatelineError
from components.core.records import RING, WITHIN, Resolution
from components.core.safe_html import element, join
from components.panels import articles, request_context
from components.panels.elements import error_notice, label, say
from components.panels.reading import Reading, knowledge
from components.places.adding import AddedGazetteer, add, installed, remove
from components.places.dump_file import coding_of, open_dump
from components.places.dumps import fetch_dump
from components.places.villages import countries_of
from components.wording.phrases import counted, listed

MOST_NAMES = 8
ASKS = (
    "One file is fetched from download.geonames.org, over the internet; nothing of the article is "
    "sent. Names are then looked up in it for all who use this page."
)
TRIED = "The places that come with the program do not have them."


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerAddition:
    """What was added for an article, and the names that no table had before."""

    article: str
    country: str
    missing: tuple[str, ...]
    held: AddedGazetteer


def region_panel(reading: Reading) -> None:
    """Under the map, if no table has some of the article's names and its country is clear; after an
    addition the result.

    Only for the person at the machine, because it changes all readings there."""
    if not request_context.is_local():
        return
    state = st.session_state
    added: GazetteerAddition | None = state.get("region_added")
    missing = missing_names(reading)
    with st.container(key="region"):
        if error := state.pop("region_error", None):
            error_notice(error)
        if added and added.article == reading.article.id:
            _outcome(added, reading)
        elif missing and (country := country_of(reading)):
            _offer(reading, missing, country)


def missing_names(reading: Reading) -> tuple[str, ...]:
    """Place names, as the article spells them, that no gazetteer has."""
    names = (one.toponym.text for one in reading.as_read.resolutions if _is_missing(one))
    return tuple(dict.fromkeys(names))


def _is_missing(one: Resolution) -> bool:
    if one.toponym.use != "literal":
        return False
    return not one.candidates if one.place is None else one.place.id.startswith((WITHIN, RING))


def country_of(reading: Reading) -> str:
    """ISO 3166-1 alpha-3 code of the one country that the article is about; empty if there is no
    single one."""
    resolutions = reading.as_read.resolutions
    every = frozenset(one.place.country for one in resolutions if one.place)
    countries = countries_of(resolutions, every)
    return countries[0] if len(countries) == 1 else ""


def _offer(reading: Reading, missing: tuple[str, ...], country: str) -> None:
    name, code = country_name(country), alpha2_of(country)
    if any(one.name == code for one in installed(settings.home())):
        return
    said = f"Names of places that were not found: {listed(missing, most=MOST_NAMES)}. {TRIED}"
    say(said)
    with st.container(horizontal=True):
        wants = st.button(label(f"All places of {name} (GeoNames)"), key="region_fetch", help=ASKS)
        with st.popover("From a file", key="region_popover"):
            file = st.file_uploader(
                label(f"GeoNames' dump, as {code}.zip"), type=["zip", "txt"], key="region_file"
            )
            gives = st.button("Add its places", key="region_add", disabled=file is None)
    if wants:
        _add_dump(reading, missing, country, None)
    elif gives and file is not None:
        _add_dump(reading, missing, country, file)


def _fetched(code: str, folder: Path) -> Path:
    """Fetch the dump of a country into a folder, with a progress bar."""
    came, bar = 0, st.progress(0.0, f"Fetching {code}.zip")

    def step(more: int, whole: int) -> None:
        nonlocal came
        came += more
        megabytes = f"{came / 1e6:,.1f} of {whole / 1e6:,.1f}" if whole else f"{came / 1e6:,.1f}"
        bar.progress(
            min(came / whole, 1.0) if whole else 0.0, f"Fetching {code}.zip: {megabytes} MB"
        )

    path = fetch_dump(code, folder, progress=step, transport=st.session_state.get("dump_transport"))
    bar.empty()
    return path


def _add_dump(
    reading: Reading, missing: tuple[str, ...], country: str, file: UploadedFile | None
) -> None:
    """Add a dump, from the given file or else fetched, and read the articles again."""
    state, home = st.session_state, settings.home()
    try:
        with writing(home), tempfile.TemporaryDirectory(dir=home, prefix="fetching-") as above:
            folder = Path(above)
            if file is None:
                path = _fetched(alpha2_of(country), folder)
            else:
                path = folder / Path(file.name).name
                path.write_bytes(file.getvalue())
            whole, read = max(open_dump(path).bytes, 1), 0
            bar = st.progress(0.0, f"Adding {path.name}")

            def step(more: int) -> None:
                nonlocal read
                read += more
                bar.progress(min(read / whole, 1.0), f"Adding {path.name}")

            coding = coding_of(knowledge().gazetteer, historical=False)
            held, _ = add(path, home, coding=coding, historical=False, progress=step)
        state.region_added = GazetteerAddition(
            article=reading.article.id, country=country, missing=missing, held=held
        )
        _read_again()
    except DatelineError as error:
        state.region_error = error
    st.rerun()


def _read_again() -> None:
    known, opened = articles.session_articles().known, articles.current()
    articles.enqueue(
        [
            articles.QueuedArticle(request=known[one.name], opens=one is opened)
            for one in articles.readings()
            if one.name in known
        ]
    )


def _outcome(added: GazetteerAddition, reading: Reading) -> None:
    """Which missing names are found now, the file's day and sha256, and a button to remove it."""
    places = {
        one.toponym.text: place_in_words(one.place)
        for one in reading.as_read.resolutions
        if one.place and not _is_missing(one)
    }
    known = [name for name in added.missing if name in places]
    still = [name for name in added.missing if name not in places]
    held = added.held
    lines = [
        f"All places of {country_name(added.country)} were added: {held.kept:,} of "
        f"{held.source}, as of {held.day}, sha256 {held.sha256[:12]}…; {held.licence}.",
        f"The article was read again. {counted(len(known), 'name')} of {len(added.missing)} found"
        + (": " if known else ".")
        + "; ".join(f"{name} is {places[name]}" for name in known),
        f"Still not found: {listed(still, most=MOST_NAMES)}." if still else "",
    ]
    st.html(
        element(
            "div", join(element("p", one) for one in lines if one), role="status", class_="dl-note"
        )
    )
    st.button("Remove these places", key="region_undo", on_click=_undo, args=(held.name,))


def _undo(name: str) -> None:
    try:
        remove(name, settings.home())
    except DatelineError as error:
        st.session_state.region_error = error
    st.session_state.pop("region_added", None)
    _read_again()
