"""The link to the view: it holds everything, except an article that is not bundled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.core.safe_html import embedding
from components.panels import articles
from components.panels.elements import download, part, say
from components.panels.reading import Reading
from components.sources.article.shared import write_shared
from components.wording.provenance import headline

WHOLE = "This link holds all that you see and chose. Anyone who opens it sees the same."
FRAME_PX = 900
FRAME = "Map, legend and days alone, as a frame in another page:"
NEEDS_FILE = (
    "A link cannot carry your pasted article. Send its file too: anyone who opens the link and "
    "then gives the file under “File” sees the same."
)


def sharing_panel(reading: Reading, query: dict[str, str]) -> None:
    """The address to copy, and the file of an article that the address cannot carry."""
    is_example = articles.is_example(reading.name)
    with st.container(key="share"):
        part("Link to this view")
        say(WHOLE if is_example else NEEDS_FILE)
        address_line(query)
        if is_example:
            say(FRAME)
            address = address_of({**query, "embed": "true"})
            title = f"Map: {headline(reading.article)}"
            frame = embedding(address, title=title, height_px=FRAME_PX)
            st.code(frame, language=None, wrap_lines=True)
        else:
            data = partial(write_shared, reading.article)
            download("Save the article as a file", data, file_name(reading), key="save_article")


def address_line(query: Mapping[str, str]) -> None:
    """The page's address with these parameters, to copy."""
    st.code(address_of(query), language=None, wrap_lines=True)


def address_of(query: Mapping[str, str]) -> str:
    return f"{(st.context.url or '').partition('?')[0]}?{urlencode(query)}"


def file_name(reading: Reading) -> str:
    """ "Left-the-town.dateline.json": only letters and digits of the headline."""
    words = re.findall(r"[A-Za-z0-9]+", headline(reading.article))
    return f"{'-'.join(words)[:60] or 'article'}.dateline.json"
