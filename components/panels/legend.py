"""The legend under a map; on a telephone, where it is longer than the map, it is folded, but for
the frame of another page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.core.safe_html import element
from components.map.legend import LegendEntry, legend_html
from components.panels import device
from components.panels.words import counted


def legend_panel(entries: Sequence[LegendEntry]) -> None:
    written = legend_html(entries)
    if entries and device.is_phone() and not st.context.is_embedded:
        told = f"What the signs mean ({counted(len(entries), 'sign')})"
        written = element("details", element("summary", told), written, class_="dl-fold")
    st.html(written)
