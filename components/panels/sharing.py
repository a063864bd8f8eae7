"""How a person passes on what is on the screen: the address holds all of it, but for an article
that is not bundled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.core.safe_html import text
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


def sharing_panel(found: Reading, query: dict[str, str]) -> None:
    """The address to copy, and the file of an article of one's own. ``query`` holds the parameters
    of the address."""
    is_example = articles.is_example(found.name)
    with st.container(key="share"):
        part("Link to this view")
        say(WHOLE if is_example else NEEDS_FILE)
        address_line(query)
        if is_example:
            say(FRAME)
            st.code(_frame(found, query), language=None, wrap_lines=True)
        else:
            data = partial(write_shared, found.article)
            download("Save the article as a file", data, file_name(found), key="save_article")


def address_line(query: Mapping[str, str]) -> None:
    """The page's address with these parameters, to be copied."""
    st.code(address_of(query), language=None, wrap_lines=True)


def address_of(query: Mapping[str, str]) -> str:
    return f"{(st.context.url or '').partition('?')[0]}?{urlencode(query)}"


def _frame(found: Reading, query: Mapping[str, str]) -> str:
    """The tag that sets the map into another page."""
    address = address_of({**query, "embed": "true"})
    return (
        f'<iframe src="{text(address)}" title="{text(f"Map: {headline(found.article)}")}" '
        'loading="lazy" '
        f'style="width: 100%; height: {FRAME_PX}px; border: 0"></iframe>'
    )


def file_name(found: Reading) -> str:
    """ "Left-the-town.dateline.json": letters and digits of the headline, whatever it holds."""
    words = re.findall(r"[A-Za-z0-9]+", headline(found.article))
    return f"{'-'.join(words)[:60] or 'article'}.dateline.json"
