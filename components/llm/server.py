"""The chat interface of OpenAI, as of llama.cpp, Ollama, vLLM, LM Studio and hosted services.

The key comes from the environment, is sent only over https or to this machine, and is never shown.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import sleep
from typing import Any, ClassVar, Final, Literal

import httpx
from pydantic import BaseModel, ValidationError

from components.core import settings
from components.core.errors import (
    AnswerCut,
    BadModelAnswer,
    BadModelServer,
    ModelAddressRefused,
    ModelBusy,
    ModelRefused,
)
from components.sources.named_server import NamedServer, Reply

KEY: Final = "DATELINE_MODEL_KEY"
BUSY: Final = frozenset({429, 503})
NO_SCHEMA: Final = frozenset({400, 422, 501})
"""Statuses of a server that does not support ``response_format``."""
WAYS_OUT: Final = {
    401: f"Set the environment variable {KEY} to your key.",
    403: f"Set the environment variable {KEY} to a key that may do this.",
    404: "Check the address, which often ends in /v1, and the model's name.",
    413: "Give the model a larger context.",
}
TURNS: Final = 4
LONGEST_WAIT_SECONDS: Final = 60.0
SHOWN_CHARACTERS: Final = 200
"""Of a server's error message."""
OWNERS: Final = {
    "llamacpp": "llama.cpp",
    "library": "Ollama",
    "vllm": "vLLM",
    "organization_owner": "LM Studio",
    "openai": "OpenAI",
    "system": "OpenAI",
}
"""Owners of models, as servers write them, and the servers."""
UNKNOWN_KIND: Final = "OpenAI-compatible server"
DONE: Final = "[DONE]"

Message = Mapping[Literal["role", "content"], str]
Schema = Mapping[str, Any]


class _Words(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Words = _Words()
    """In a whole answer."""
    delta: _Words = _Words()
    """In a piece of a stream."""
    finish_reason: str | None = None


class _Piece(BaseModel):
    """The fields used of an answer, or of a piece of one."""

    choices: tuple[_Choice, ...] = ()
    error: Any = None


@dataclass(frozen=True, kw_only=True)
class Server(NamedServer):
    """``url`` as in the server's manual ("http://127.0.0.1:8080/v1"); ``model`` is its name there.
    ``wait`` takes seconds."""

    model: str
    wait: Callable[[float], object] = sleep
    silence_seconds: float = settings.MODEL_SILENCE_SECONDS
    seconds: float = settings.MODEL_SECONDS

    user_agent: ClassVar = "Dateline (a person's own language model)"
    most_bytes: ClassVar = settings.MAX_MODEL_ANSWER_BYTES
    refused: ClassVar = ModelAddressRefused
    failed: ClassVar = BadModelServer
    way_out_of_key: ClassVar = f"Set the environment variable {KEY} to the key."
    way_out_of_slow: ClassVar = "Reduce the load of the server, or take a smaller model."
    is_asked_in_python: ClassVar = True

    def _base(self) -> httpx.URL:
        """Without the path of the chat itself, which is accepted too."""
        url = super()._base()
        return url.copy_with(path=url.path.rstrip("/").removesuffix("/chat/completions"))

    @property
    def leaving(self) -> str:
        """What is sent to which machine, for a person to agree to."""
        return (
            f"Every sentence of the articles will leave this machine for {self.host}, {self.lock}, "
            f"to be read by the model {self.model}; nothing else will."
        )

    @cached_property
    def kind(self) -> str:
        """The kind of server, from the owners of its models."""
        try:
            answer = json.loads(self._send("models").body)
        except (BadModelServer, ValueError, RecursionError):
            return UNKNOWN_KIND
        models = answer.get("data") if isinstance(answer, dict) else None
        owners = [one.get("owned_by") for one in models or () if isinstance(one, dict)]
        return next((OWNERS[one] for one in owners if one in OWNERS), UNKNOWN_KIND)

    def ask(self, messages: Sequence[Message], schema: Schema, *, max_tokens: int) -> str:
        """The answer, constrained by ``schema`` where the server supports it. Raises ModelRefused,
        BadModelServer, ModelBusy, BadModelAnswer, AnswerCut."""
        plain = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "max_tokens": max_tokens,
            "stream": True,
        }
        form = {"name": "events", "strict": True, "schema": schema}
        constrained = {**plain, "response_format": {"type": "json_schema", "json_schema": form}}
        reply = self._patiently(constrained)
        if reply.status in NO_SCHEMA:
            reply = self._patiently(plain)
        if reply.status != httpx.codes.OK:
            raise (ModelRefused if httpx.codes.is_client_error(reply.status) else BadModelServer)(
                f"The server answered {reply.status}: {_shown(reply)}",
                where=self.url,
                way_out=WAYS_OUT.get(reply.status, "See the server's own message."),
            )
        return _answer(reply, where=self.url)

    def _send(self, path: str, content: Mapping[str, Any] | None = None) -> Reply:
        """Send with the key. Raises ModelAddressRefused where the key would be sent unencrypted."""
        headers = {"Content-Type": "application/json"} if content else {}
        if key := os.environ.get(KEY, ""):
            if self.base.scheme != "https" and not self.is_loopback:
                raise ModelAddressRefused(
                    "A key is not sent unencrypted.",
                    where=self.url,
                    way_out=f"Take an https address, or leave {KEY} out.",
                )
            headers["Authorization"] = f"Bearer {key}"
        url = self.base.copy_with(path=f"{self.base.path.rstrip('/')}/{path}")
        body = json.dumps(content).encode() if content else None
        return self.send(url, body, headers=headers)

    def _patiently(self, content: Mapping[str, Any]) -> Reply:
        """Ask again while the server is busy, after the time that it names."""
        for turn in range(TURNS):
            reply = self._send("chat/completions", content)
            if reply.status not in BUSY:
                return reply
            named = reply.headers.get("Retry-After", "")
            pause = float(named) if named.isdecimal() else 2.0**turn
            if turn == TURNS - 1 or pause > LONGEST_WAIT_SECONDS:
                break
            self.wait(pause)
        raise ModelBusy(
            f"The server is too busy ({reply.status}): {_shown(reply)}",
            where=self.url,
            way_out="Ask again later; what was answered so far is kept.",
        )


def _shown(reply: Reply) -> str:
    """The start of a server's message, in one line and without the key."""
    return _without_key(reply.body.decode("utf-8", "replace")) or "nothing more"


def _without_key(words: str) -> str:
    key = os.environ.get(KEY, "")
    line = " ".join(words.split())
    return (line.replace(key, "(the key)") if key else line)[:SHOWN_CHARACTERS]


def _answer(reply: Reply, *, where: str) -> str:
    """The text of a whole answer, or of one in pieces."""
    is_stream = "text/event-stream" in reply.headers.get("Content-Type", "")
    try:
        text = reply.body.decode("utf-8")
        # Not str.splitlines: other line separators may be part of the text in a piece.
        lines = [
            line.removeprefix("data:").strip()
            for line in re.split(r"\r\n|\n|\r", text)
            if line.startswith("data:")
        ]
        given = [line for line in lines if line != DONE] if is_stream else [text]
        pieces = [_Piece.model_validate_json(one) for one in given]
    except (UnicodeError, ValidationError) as error:
        raise BadModelAnswer(
            f"This is no chat completion: {_shown(reply)}",
            where=where,
            way_out="Check that the address is that of the chat interface, "
            "which often ends in /v1.",
        ) from error
    if failed := next((piece.error for piece in pieces if piece.error), None):
        what = f"The server met an error: {_without_key(str(failed))}"
        raise BadModelServer(what, where=where, way_out="Ask again.")
    choices = [choice for piece in pieces for choice in piece.choices[:1]]
    ended = [choice.finish_reason for choice in choices if choice.finish_reason]
    if ended[-1:] != ["stop"]:
        raise AnswerCut(
            f"The answer breaks off ({ended[-1] if ended else 'the stream ended early'}).",
            where=where,
            way_out="Give the model a larger context, or take another.",
        )
    return "".join(choice.message.content or choice.delta.content or "" for choice in choices)
