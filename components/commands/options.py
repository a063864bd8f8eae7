"""What several commands take: values of options, and whom to tell of what went wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Warn = Callable[[str], object]
"""Is told, in a line each, of what failed while the rest goes on."""


def positive(text: str) -> int:
    """A whole number from 1 up; raises argparse's own error."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)
