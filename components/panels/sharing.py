"""How a person passes on what is on the screen: the address holds all of it, but for an article that is not bundled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.article.shared import write_shared
from components.panels import articles
from components.panels.reading import Reading
from components.provenance import headline
from components.safe_html import element

WHOLE = "All that you see and chose stands in this address. Whoever opens it sees the same."
NEEDS_FILE = ("This article is yours and stands in no address. Send its file with the address: whoever opens the address and "
              "then gives the file under “File” sees the same.")


def sharing_panel(found: Reading, query: dict[str, str]) -> None:
    """The address to copy, and the file of an article of one's own. ``query`` holds the parameters of the address."""
    is_example = articles.is_example(found.name)
    with st.popover("Share", key="share_popover"):
        st.html(element("p", WHOLE if is_example else NEEDS_FILE, class_="dl-hint"))
        address_line(query)
        if not is_example:
            st.download_button("Save the article as a file", partial(write_shared, found.article), file_name=file_name(found),
                               mime="application/json", key="save_article", on_click="ignore")


def address_line(query: Mapping[str, str]) -> None:
    """The page's address with these parameters, to be copied."""
    st.code(f"{(st.context.url or '').partition('?')[0]}?{urlencode(query)}", language=None, wrap_lines=True)


def file_name(found: Reading) -> str:
    """"Left-the-town.dateline.json": letters and digits of the headline, whatever it holds."""
    words = re.findall(r"[A-Za-z0-9]+", headline(found.article))
    return f"{'-'.join(words)[:60] or 'article'}.dateline.json"
