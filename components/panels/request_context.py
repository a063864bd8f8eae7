"""What the browser says of the way to this run, and what its address is to say."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.core import settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
"""What a server in front of the page adds to a request from elsewhere."""


def is_local() -> bool:
    """Whether the page is served to this machine alone: then what is asked for on it, the person at
    the machine asks for."""
    headers = st.context.headers
    return (
        not settings.is_public()
        and st.get_option("server.address") in LOOPBACK
        and st.context.ip_address is None  # as it is for a visit from this machine
        and (urlsplit(f"//{headers.get('Host', '')}").hostname or LOOPBACK[0]) in LOOPBACK
        and not any(name in headers for name in FORWARDED)
    )


def is_history_step() -> bool:
    """Whether this run began with the browser's Back or Forward: then the address is what the
    person chose.

    Widgets may still tell what they stood at before, for the page's word of the new values may not
    have reached them.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def write_address(query: Mapping[str, str]) -> None:
    """Let the browser's address hold these parameters and no others. An address that came late with
    this run is written again."""
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
