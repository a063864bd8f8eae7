"""What a language model is asked: windows of numbered sentences, with a schema for the answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from components.core.records import UNMAPPED, Span
from components.lexicon.rows import rows
from components.llm.answers import schema_of
from components.llm.server import Message

WINDOW_CHARACTERS: Final = 6_000
"""About 1,500 tokens; with instructions, kinds and a long answer, less than 12,000."""
SHARED_SENTENCES: Final = 2
"""Repeated from the window before, for "there", "the attack", "he said"."""

RULES: Final = Path(__file__).with_name("prompt.txt").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Sentences that are asked about together, by their number in the article, from 1."""

    text: str
    sentences: Mapping[int, Span]

    @property
    def lines(self) -> str:
        return "\n".join(
            f"[{number}] {' '.join(span.quote(self.text).split())}"
            for number, span in self.sentences.items()
        )

    @property
    def name(self) -> str:
        return f"sentences {min(self.sentences)} to {max(self.sentences)}"

    @property
    def most_events(self) -> int:
        """A limit, since weak models would write without end."""
        return 3 + 2 * len(self.sentences)

    def halves(self) -> tuple[Window, ...]:
        """Two windows of half the length; none for a single sentence."""
        numbers = list(self.sentences)
        middle = len(numbers) // 2
        parts = (numbers[:middle], numbers[middle:]) if middle else ()
        return tuple(
            Window(text=self.text, sentences={one: self.sentences[one] for one in part})
            for part in parts
        )


def windows(text: str, sentences: Sequence[Span]) -> Iterator[Window]:
    """Overlapping windows of the whole text; each has a new sentence."""
    numbered = list(enumerate(sentences, start=1))
    asked = 0
    while asked < len(numbered):
        start = end = max(asked - SHARED_SENTENCES, 0)
        length = 0
        while end < len(numbered) and (end <= asked or length < WINDOW_CHARACTERS):
            length += numbered[end][1].end - numbered[end][1].start
            end += 1
        yield Window(text=text, sentences=dict(numbered[start:end]))
        asked = end


@dataclass(frozen=True)
class Prompt:
    """The same for every article; ``sha256`` identifies it together with the schema of the
    answer."""

    kinds: Mapping[str, str]
    """Kinds of events and their definitions."""

    @cached_property
    def rules(self) -> str:
        return RULES + "\n".join(f"- {name}: {meaning}" for name, meaning in self.kinds.items())

    def schema(self, window: Window) -> Mapping[str, Any]:
        return schema_of(list(self.kinds), most_events=window.most_events)

    @cached_property
    def sha256(self) -> str:
        form = schema_of(list(self.kinds), most_events=0)
        words = json.dumps([self.rules, form], ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()

    def messages(self, window: Window) -> tuple[Message, ...]:
        return (
            {"role": "system", "content": self.rules},
            {"role": "user", "content": window.lines},
        )


def load_prompt(folder: Path) -> Prompt:
    """With the kinds of ``folder`` (data/lexicon)."""
    kinds = {row["kind"]: row["definition"] for row in rows(folder / "event_kinds.csv")}
    return Prompt({name: meaning for name, meaning in kinds.items() if name != UNMAPPED})
