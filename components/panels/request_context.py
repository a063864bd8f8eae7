"""Whether the page is served to the person at this machine alone."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from components.core import settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
"""Headers that a proxy adds to a request."""


def is_local() -> bool:
    """Whether the page is served to this machine alone, so that only the person at it can ask for
    something."""
    headers = st.context.headers
    return (
        not settings.is_public()
        and st.get_option("server.address") in LOOPBACK
        and st.context.ip_address is None  # as for a visit from this machine
        and (urlsplit(f"//{headers.get('Host', '')}").hostname or LOOPBACK[0]) in LOOPBACK
        and not any(name in headers for name in FORWARDED)
    )
