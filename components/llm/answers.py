"""The answer of a language model, and the part of it that is in the text.

A quote must be in the sentence that it names, as written or with other case and spaces; similar
words do not count."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from components.core.errors import BadModelAnswer
from components.core.records import Modality, Rejected, Span
from components.language.parse import PLAIN

NOT_GROUNDED: Final = "not grounded"
MOST_QUOTES: Final = 12
"""Of an event's places, or of its actors."""
SHOWN_CHARACTERS: Final = 200
"""Of an answer that was not used."""
AS_CODE: Final = re.compile(r"```(?:json)?\s*\n(.*)\n\s*```", re.DOTALL)
THOUGHTS: Final = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
"""Written by some models before their answer."""
JOINED: Final = re.compile(
    "[\u0590-\u08ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\ufb1d-\ufdff\ufe70-\ufeff]"
)
"""Scripts that attach particles to names or have no spaces: Hebrew, Arabic, Thai, Lao, Burmese,
Khmer, Chinese, Japanese, Korean."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Quote(_Strict):
    """Words, and the number of their sentence."""

    sentence: int
    words: str


Quotes = Annotated[tuple[Quote, ...], Field(max_length=MOST_QUOTES)]


class AnsweredEvent(_Strict):
    """An event as the model wrote it."""

    kind: str
    trigger: Quote
    places: Quotes
    days: Quote | None
    actors: Quotes
    speaker: Quote | None
    status: Modality
    status_words: Quote | None


class _Whole(_Strict):
    events: tuple[AnsweredEvent, ...]


class _Loose(_Strict):
    events: tuple[Any, ...]


EVENT: Final = TypeAdapter(AnsweredEvent)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedEvent:
    """An event as quotes of the text."""

    kind: str
    trigger: Span
    places: tuple[Span, ...] = ()
    days: Span | None = None
    actors: tuple[Span, ...] = ()
    speaker: Span | None = None
    status: Modality = "done"
    is_status_shown: bool = False
    """Whether words of the text express it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedAnswer:
    """The answer of a language model for an article, compared with its text."""

    events: tuple[GroundedEvent, ...] = ()
    not_grounded: tuple[Rejected, ...] = ()
    """Words of the model that are not in the text."""
    read_by: str = ""
    """The model, its server and the prompt, as in the stamp."""

    @property
    def places(self) -> tuple[Span, ...]:
        """The quotes of places, each once, in text order."""
        return tuple(sorted({span for event in self.events for span in event.places}))


def schema_of(kinds: Sequence[str], *, most_events: int) -> dict[str, Any]:
    """The JSON schema of an answer."""
    schema = _Whole.model_json_schema()
    schema["properties"]["events"]["maxItems"] = most_events
    schema["$defs"][AnsweredEvent.__name__]["properties"]["kind"]["enum"] = list(kinds)
    return schema


def grounded(
    answer: str, sentences: Mapping[int, Span], *, text: str, kinds: Container[str]
) -> GroundedAnswer:
    """The part of an answer that is in the numbered ``sentences`` of ``text``. Raises
    BadModelAnswer for invalid JSON."""
    written = THOUGHTS.sub("", answer, count=1).strip()
    if fenced := AS_CODE.fullmatch(written):
        written = fenced[1]
    try:
        given = _Loose.model_validate_json(written).events
    except ValidationError as error:
        shown = " ".join(answer.split())[:SHOWN_CHARACTERS]
        raise BadModelAnswer(
            f"The model's answer is not the JSON that was asked for: {shown or 'nothing'}",
            way_out="Take a server that keeps to a JSON schema, or a stronger model.",
        ) from error
    ground = _Ground(text, sentences, kinds)
    events = tuple(one for item in given if (one := ground.event(item)))
    return GroundedAnswer(events=events, not_grounded=tuple(ground.missing))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The text to compare an answer with; quotes that it lacks are collected in ``missing``."""

    text: str
    sentences: Mapping[int, Span]
    kinds: Container[str]
    missing: list[Rejected] = field(default_factory=list)

    def event(self, item: object) -> GroundedEvent | None:
        """An event whose trigger is in the text, with those of its quotes that are."""
        try:
            answered = EVENT.validate_json(json.dumps(item))
        except ValidationError as error:
            first = error.errors()[0]
            at = ".".join(map(str, first["loc"]))
            why = f"an event not of the form asked for ({at}: {first['msg']})"
            self._miss(json.dumps(first["input"], ensure_ascii=False), 0, why)
            return None
        if answered.kind not in self.kinds:
            why = "no kind of event that was offered"
            self._miss(answered.kind, answered.trigger.sentence, why)
            return None
        trigger = self.find(answered.trigger, "the words that tell an event")
        if trigger is None:
            return None
        shown = self.find(answered.status_words, "the words of its status", near=trigger)
        return GroundedEvent(
            kind=answered.kind,
            trigger=trigger,
            places=tuple(self._all(answered.places, "a place", near=trigger)),
            days=self.find(answered.days, "the words of its day", near=trigger),
            actors=tuple(self._all(answered.actors, "somebody who does it", near=trigger)),
            speaker=self.find(answered.speaker, "who says so", near=trigger),
            status=answered.status,
            is_status_shown=shown is not None,
        )

    def _all(self, quotes: Sequence[Quote], what: str, *, near: Span) -> Iterator[Span]:
        found = (self.find(one, what, near=near) for one in quotes)
        yield from dict.fromkeys(span for span in found if span)

    def find(self, quote: Quote | None, what: str, *, near: Span | None = None) -> Span | None:
        """Where the quoted words are in their sentence; of several places the nearest to
        ``near``."""
        if quote is None or not quote.words.strip():
            return None
        number = quote.sentence
        sentence = self.sentences.get(number)
        if sentence is None:
            self._miss(quote.words, number, f"{what}: no sentence {number} was given")
            return None
        spans = occurrences(quote.words, self.text, sentence)
        if not spans:
            self._miss(quote.words, number, f"{what}: not found in sentence {number}")
            return None
        return min(spans, key=lambda one: abs(one.start - near.start)) if near else spans[0]

    def _miss(self, words: str, sentence: int, reason: str) -> None:
        span = self.sentences.get(sentence, Span(start=0, end=0))
        shown = " ".join(words.split())[:SHOWN_CHARACTERS]
        self.missing.append(Rejected(span=span, text=shown, what=NOT_GROUNDED, reason=reason))


def occurrences(words: str, text: str, within: Span) -> list[Span]:
    """Whole words of ``text``: as written, else with other case and spaces. Apostrophes and the
    like are first written as in ``text``."""
    words = words.translate(PLAIN)
    parts = words.split()
    start = "" if JOINED.match(parts[0]) or not parts[0][0].isalnum() else r"(?<!\w)"
    end = "" if JOINED.match(parts[-1][-1]) or not parts[-1][-1].isalnum() else r"(?!\w)"
    for between, flags in ((re.escape(words.strip()), 0), (None, re.IGNORECASE)):
        pattern = between or r"\s+".join(map(re.escape, parts))
        found = re.compile(f"{start}{pattern}{end}", flags).finditer(text, within.start, within.end)
        if spans := [Span(start=one.start(), end=one.end()) for one in found]:
            return spans
    return []
