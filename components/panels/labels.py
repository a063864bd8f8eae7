"""Words on their way into the labels of buttons and switches, which Streamlit reads as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sized

from components.wording.phrases import Row

_MEANT = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&\"'])")
_CALLED = re.compile(r"(:(?=\S)|@|www(?=\.)|-(?=[->])|<(?=-))")
"""Signs that call an icon, a link or an arrow even where a backslash stands before them."""
WORD_JOINER = "\u2060"


def label(words: object) -> str:
    """``words`` as they stand, on one line: nothing in them formats, links or names an icon."""
    parted = _CALLED.sub(rf"\1{WORD_JOINER}", " ".join(str(words).split()))
    return _MEANT.sub(r"\\\1", parted)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 event", "3 events", "1,203 events"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def publishers_in_words(row: Row) -> str:
    """ "3 publishers, 2 origins"; ``row`` is of an event or a story, and says how many of them tell
    it."""
    return (
        f"{counted(int(row['publishers']), 'publisher')}, {counted(int(row['origins']), 'origin')}"
    )


def no_event(of: Sized) -> str:
    """Why a list of events is empty: nothing is chosen ``of`` those of the text, or it has none."""
    return (
        "No event matches the days and the filter."
        if len(of)
        else ("No event was found in this text. One that was missed can be added over the article.")
    )
