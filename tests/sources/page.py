"""The page with a site of this machine in the place of the web, at SITE_PORT:
``streamlit run tests/sources/page.py``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.panels.article_page import main
from tests.sources.site import Site

PARTS = Path(__file__).resolve().parents[2] / "components"

st.set_page_config(layout="wide")
for style in ("cards/cards.css", "panels/page.css"):
    st.html(PARTS / style)
main(st.empty(), polite=Site(port=int(os.environ["SITE_PORT"])).polite)
