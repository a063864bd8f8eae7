"""The head of the page."""

from __future__ import annotations

import streamlit as st

from components.cards.card import head
from components.core.records import Analysis


def summary_panel(analysis: Analysis, line: str) -> None:
    st.html(head(analysis, line))
