"""Results of the page's last run, computed again only if their arguments change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from components.view.selection import View
from components.wording.locale import ReaderLocale, reader_now

P = ParamSpec("P")
T = TypeVar("T")
BY_VALUE = (bool, str, int, date, frozenset, View, ReaderLocale)
"""Two arguments of these types are the same if they are equal; any others, as tables and readings,
only if they are one object."""


def session_cached(compute: Callable[P, T]) -> Callable[P, T]:
    """Keeps the last result of a function in the session while its arguments are the same, and the
    form in which the person reads names, lengths and days. The result must not be changed."""
    key = f"cached {compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def cached(*arguments: P.args, **named: P.kwargs) -> T:
        given = (arguments, tuple(named.values()), reader_now())
        before, result = st.session_state.get(key, (None, None))
        if not _is_same(given, before):
            result = compute(*arguments, **named)
            st.session_state[key] = (given, result)
        found: T = result
        return found

    return cached


def _is_same(one: object, before: object) -> bool:
    if isinstance(one, tuple) and isinstance(before, tuple):
        return len(one) == len(before) and all(map(_is_same, one, before))
    return one is before or (isinstance(one, BY_VALUE) and one == before)
