"""Scripts in the page itself, without a frame: one that listens on HTML of safe_html, and one that
scrolls."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

import streamlit as st


def write(
    script: Path,
    *,
    empty: str,
    data: Mapping[str, object],
    key: str,
    callbacks: Mapping[str, Callable[[Any], object]],
) -> None:
    """Run ``script`` on the HTML ``empty``, which it fills from ``data``.

    ``callbacks``: a function for each value that the script can set, called with it unless it is
    None or empty."""
    component: Callable[..., object] = st.components.v2.component(
        f"dateline_{script.stem}", html=empty, js=_code(script), isolate_styles=False
    )
    follow = {
        f"on_{name}_change": partial(_follow, key, name, call) for name, call in callbacks.items()
    }
    component(data=dict(data), key=key, **follow)


def run(script: Path) -> None:
    """Run a script of the program in the page, again with each run of the page."""
    st.html(f"<script>{_code(script)}</script>", unsafe_allow_javascript=True)


@cache
def _code(script: Path) -> str:
    return script.read_text(encoding="utf-8")


def bring_into_view(
    selector: str, *, turn: int, block: Literal["start", "nearest"] = "start"
) -> None:
    """Scroll at once to the element of a CSS ``selector``, if there is one; only a new ``turn``
    scrolls again."""
    found = f"document.querySelector({json.dumps(selector)})"
    script = f"{found}?.scrollIntoView({json.dumps({'block': block})});"
    st.html(f"<script>/* {turn:d} */{script}</script>", unsafe_allow_javascript=True)


def _follow(key: str, name: str, call: Callable[[Any], object]) -> None:
    what = st.session_state[key].get(name)
    if what is not None and what != "":
        call(what)
