"""A language model reads an article window by window; answers are cached and quotes are checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from components.core import settings
from components.core.atomic_files import folder_at, replace_file
from components.core.errors import AnswerCut, BadModelAnswer
from components.core.records import Rejected, Span
from components.llm.answers import NOT_GROUNDED, GroundedAnswer, GroundedEvent, grounded
from components.llm.asking import Prompt, Window, load_prompt, windows
from components.llm.server import Server

FOLDER: Final = "model-answers"
"""Under DATELINE_HOME: a file per answer, named by a hash of the question."""
SHOWN_DIGITS: Final = 12
"""Of the sha256 of the prompt, in a stamp."""

INTRODUCTION: Final = "Troops left the town on Sunday, officials said."
"""A text for a first question that shows whether and as what the model answers."""

Progress = Callable[[str], object]
"""Called with the sentences before each question without a cached answer."""


class _CachedAnswer(BaseModel):
    server: str
    """The kind of server: llama.cpp, Ollama..."""
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReader:
    """``folder`` caches the answers, so that the same text always gives the same map."""

    server: Server
    prompt: Prompt
    folder: Path
    report: Progress

    def read(self, text: str, sentences: Sequence[Span]) -> GroundedAnswer:
        """Each event once. Raises ModelError. A single sentence with an incomplete answer is listed
        in ``not_grounded``."""
        events: dict[tuple[str, Span], GroundedEvent] = {}
        missing, kinds = {}, dict[str, None]()
        for window in windows(text, sentences):
            for kind, answer in self._answers(window):
                kinds[kind] = None
                for one in answer.events:
                    events.setdefault((one.kind, one.trigger), one)
                missing.update(dict.fromkeys(answer.not_grounded))
        server = " and ".join(kinds) or "asked nothing"
        prompt = self.prompt.sha256[:SHOWN_DIGITS]
        return GroundedAnswer(
            events=tuple(sorted(events.values(), key=lambda one: one.trigger)),
            not_grounded=tuple(missing),
            read_by=f"the language model {self.server.model} ({server}, prompt {prompt})",
        )

    def name(self) -> str:
        """The name of the reader for the stamp, from its answer for one sentence. Raises
        ModelError."""
        return self.read(INTRODUCTION, [Span(start=0, end=len(INTRODUCTION))]).read_by

    def _answers(self, window: Window) -> Iterator[tuple[str, GroundedAnswer]]:
        """The answer for the window, or for its halves where that answer is incomplete."""
        key = json.dumps([self.server.model, self.prompt.sha256, window.lines])
        path = self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"
        try:
            cached = _cached(path) or self._ask(window)
            answer = grounded(
                cached.answer, window.sentences, text=window.text, kinds=self.prompt.kinds
            )
        except AnswerCut as error:
            for half in window.halves():
                yield from self._answers(half)
            if len(window.sentences) == 1:  # an incomplete answer for one sentence is not used
                [span] = window.sentences.values()
                words, reason = span.quote(window.text), f"asked of it: {error.what}"
                missing = Rejected(span=span, text=words, what=NOT_GROUNDED, reason=reason)
                yield self.server.kind, GroundedAnswer(not_grounded=(missing,))
            return
        except BadModelAnswer as error:
            raise BadModelAnswer(error.what, where=window.name, way_out=error.way_out) from error
        if (meanwhile := _cached(path)) is None:
            folder_at(self.folder)
            replace_file(path, cached.model_dump_json())
        elif meanwhile != cached:  # another process asked the same; the first answer counts
            yield from self._answers(window)
            return
        yield cached.server, answer

    def _ask(self, window: Window) -> _CachedAnswer:
        self.report(window.name)
        tokens = settings.MODEL_TOKENS_PER_EVENT * window.most_events
        answer = self.server.ask(
            self.prompt.messages(window),
            self.prompt.schema(window),
            max_tokens=min(tokens, settings.MODEL_ANSWER_TOKENS),
        )
        return _CachedAnswer(server=self.server.kind, answer=answer)


def _cached(path: Path) -> _CachedAnswer | None:
    with suppress(OSError, ValidationError):
        return _CachedAnswer.model_validate_json(path.read_bytes())
    return None


def model_reader(server: Server, *, report: Progress) -> ModelReader:
    """With the kinds of data/lexicon and the answers cached in DATELINE_HOME."""
    return ModelReader(
        server=server,
        prompt=load_prompt(settings.LEXICON),
        folder=settings.home() / FOLDER,
        report=report,
    )
