"""What the browser says of the device that it runs on."""

from __future__ import annotations

from typing import Literal

import streamlit as st


def first_pane() -> Literal["events", "walk"]:
    """What stands beside the map at first: on a telephone the walk through the article."""
    return "walk" if is_phone() and not st.context.is_embedded else "events"


def is_phone() -> bool:
    """Whether the browser says that it is on a telephone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
