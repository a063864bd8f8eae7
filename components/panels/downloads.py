"""Files of what the page shows, each made when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import groupby

import streamlit as st

from components.core.errors import InputError
from components.core.zips import archive_of
from components.export.about import shown_in_words
from components.export.corpus import CorpusFormat
from components.export.formats import FORMATS, Format
from components.export.selection import selection_of, visible_rows
from components.export.site import folder_address, site
from components.panels import display_settings, other_reports, session, sharing
from components.panels.elements import error_notice, part, say
from components.panels.page_context import PageContext
from components.panels.reading import knowledge
from components.wording.locale import reading_as

HINT = (
    "Each file has what the page shows: dates, filters, layers and the place on the map, with day, "
    "source, stamp and the page's address. Files that mark up the text for other programs have the "
    "whole reading. The sentences are quoted: respect the publisher's rights."
)

FOLDER_HINT = (
    "Unpack the archive and copy the folder to any web host: it needs no server program, and "
    "asks for nothing elsewhere."
)


def downloads_panel(page: PageContext) -> None:
    """The link to the view, and a button for each file, in groups."""
    reading, view = page.reading, page.view
    reader, others = display_settings.reader_of(reading, view), other_reports.of_article(reading)

    def made(one: Format) -> bytes:
        # Called when the button is pressed, after the run that drew it has ended.
        with reading_as(reader):
            return one.make(
                selection_of(
                    reading.analysis,
                    view,
                    areas=knowledge().areas,
                    corpus=reading.corpus,
                    other_reports=others,
                )
            )

    sharing.sharing_panel(reading, session.query_of(replace(view, pane="events")))
    part("Files")
    say(HINT)
    rows = visible_rows(reading.corpus.rows(view), reading.claims, view)
    shown = shown_in_words(rows, reading.events, standing=page.standing, view=view)
    say(f"Chosen: {shown}.")
    with st.container(key="take_away"):
        for group, formats in groupby(FORMATS, key=lambda one: one.group):
            part(group, level=4)
            for one in formats:
                file_row(one, partial(made, one), of=reading.name, width_px=300)
        part("A page for the web", level=4)
        if folder := _folder():
            file_row(folder, partial(made, folder), of=reading.name, width_px=300)


def _folder() -> Format | None:
    """A page for any web host, in one archive. Previews of links need the address that is given;
    None if it is not valid."""
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
        return None
    return Format(
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


def file_row(
    one: Format | CorpusFormat,
    made: Callable[[], bytes],
    *,
    of: str,
    width_px: int,
    disabled: bool = False,
) -> None:
    """The button of a file and what is in it. The file name begins with ``of``; ``made`` is called
    when the button is pressed."""
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
