"""The shell: the look of the page, the line while it loads, and which page is asked for: an
article's, or that of a corpus or of all articles of a project."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

PARTS = Path(__file__).parent / "components"
LOADING = (
    "Loading the language model, the gazetteer and the map. This takes some seconds, once "
    "after a start."
)

st.set_page_config(
    page_title="Dateline", page_icon=str(PARTS / "panels" / "icon.svg"), layout="wide"
)
for style in ("cards/cards.css", "panels/page.css"):
    st.html(PARTS / style)
opening = st.empty()
if "components.panels.session" not in sys.modules:
    opening.html(f"<p class='dl-hint' role='status'>{LOADING}</p>")

# What follows takes some seconds to import after a start, so the line above is painted first.
if "--corpus" in sys.argv or st.session_state.get("project_corpus"):
    from components.panels.corpus.page import main
else:
    from components.panels.article_page import main

main(opening)
