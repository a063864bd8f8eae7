"""Files of what the page shows, each made when its button is pressed and not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import groupby

import streamlit as st

from components.core.errors import InputError
from components.core.safe_html import element
from components.core.zips import archive_of
from components.export.about import shown_in_words
from components.export.corpus import CorpusFormat
from components.export.formats import FORMATS, Format
from components.export.selection import OtherReport, selection_of, visible_rows
from components.export.site import folder_address, site
from components.panels import display_settings, other_reports, session, sharing
from components.panels.notices import error_notice, say
from components.panels.reading import Reading, knowledge
from components.view.control_snapshot import ControlSnapshot
from components.view.selection import View
from components.wording.locale import ReaderLocale, reading_as

HINT = (
    "Each file holds what the page shows: dates, filters, layers and the place on the map, with "
    "day, source, stamp and the page's address. Files that mark up the text for other programs hold "
    "the whole reading. The sentences are quoted: respect the publisher's rights."
)

FOLDER_HINT = (
    "Unpack the archive and copy the folder to any web host: it needs no server program, and "
    "asks for nothing elsewhere."
)


def downloads_panel(found: Reading, view: View, standing: ControlSnapshot) -> None:
    """The link to the view, and a button a file, in groups."""
    sharing.sharing_panel(found, session.query_of(replace(view, pane="events")))
    st.html(element("h3", "Files", class_="dl-part"))
    say(HINT)
    shown = shown_in_words(
        visible_rows(found.corpus.rows(view), found.claims, view),
        found.events,
        standing=standing,
        view=view,
    )
    say(f"Chosen: {shown}.")
    reader, tellings = display_settings.reader_of(found, view), other_reports.of_article(found)
    with st.container(key="take_away"):
        for group, formats in groupby(FORMATS, key=lambda one: one.group):
            st.html(element("h4", group, class_="dl-part"))
            for one in formats:
                file_row(
                    one,
                    partial(_made, one, found, view, reader=reader, tellings=tellings),
                    of=found.name,
                    width_px=300,
                )
        _folder(found, view, reader=reader, tellings=tellings)


def _folder(
    found: Reading, view: View, *, reader: ReaderLocale, tellings: tuple[OtherReport, ...]
) -> None:
    """A page for any web host, in one archive. Where it is to stand can be told, so that previews
    of a link find the picture."""
    st.html(element("h4", "A page for the web", class_="dl-part"))
    say(FOLDER_HINT)
    given = st.text_input(
        "Where the folder will be on the web (not needed)",
        key="site_address",
        placeholder="https://example.org/kharkiv/",
        help="With it, the preview of a link has a picture, and the code to embed is complete.",
    )
    try:
        address = folder_address(given.strip())
    except InputError as error:
        error_notice(error)
        return
    folder = Format(
        name="site",
        group="To look at",
        label="Folder for a web host (ZIP)",
        file="site.zip",
        mime="application/zip",
        what="map, story, tables, a sheet for a class, the picture for previews, the code to embed",
        write=lambda selection: archive_of(site(selection, address=address)),
        read=None,
        is_sealed=False,
    )
    made = partial(_made, folder, found, view, reader=reader, tellings=tellings)
    file_row(folder, made, of=found.name, width_px=300)


def file_row(
    one: Format | CorpusFormat,
    made: Callable[[], bytes],
    *,
    of: str,
    width_px: int,
    disabled: bool = False,
) -> None:
    """The button of a file, whose name begins with ``of``, beside what is in it. ``made`` is called
    when it is pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            one.label,
            made,
            file_name=f"{of}-{one.file}",
            mime=one.mime,
            key=f"take_{one.file}",
            on_click="ignore",
            width=width_px,
            disabled=disabled,
        )
        say(f"{one.what[:1].upper()}{one.what[1:]}")


def _made(
    one: Format,
    found: Reading,
    view: View,
    *,
    reader: ReaderLocale,
    tellings: tuple[OtherReport, ...],
) -> bytes:
    """Called when the button is pressed, outside of the run that drew it; so it brings along how
    the person reads."""
    with reading_as(reader):
        return one.make(
            selection_of(
                found.analysis,
                view,
                areas=knowledge().areas,
                corpus=found.corpus,
                other_reports=tellings,
            )
        )
