"""The home of the chat interface of OpenAI, llama.cpp, Ollama, vLLM, LM Studio and hosted services.

The key comes from the environment, goes out over https or to this machine alone, and stands in no
message.
"""

from __future__ import annotations

import json
import os
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
"""What a server answers that does not know ``response_format``."""
WAYS_OUT: Final = {
    401: f"Set the environment variable {KEY} to your key.",
    403: f"Set the environment variable {KEY} to a key that may do this.",
    404: "Check the address, which often ends in /v1, and the model's name.",
    413: "Give the model a larger context.",
}
TURNS: Final = 4
LONGEST_WAIT_SECONDS: Final = 60.0
SHOWN_CHARACTERS: Final = 200
"""Of what a server said of its error."""
OWNERS: Final = {
    "llamacpp": "llama.cpp",
    "library": "Ollama",
    "vllm": "vLLM",
    "organization_owner": "LM Studio",
    "openai": "OpenAI",
    "system": "OpenAI",
}
"""What servers write as the owner of a model, and what they are."""
UNKNOWN_KIND: Final = "OpenAI-compatible server"
DONE: Final = "[DONE]"

Message = Mapping[Literal["role", "content"], str]
Schema = Mapping[str, Any]


class _Words(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Words = _Words()
    """Of a whole answer."""
    delta: _Words = _Words()
    """Of a piece of a stream."""
    finish_reason: str | None = None


class _Piece(BaseModel):
    """What of an answer, or of a piece of one, is read."""

    choices: tuple[_Choice, ...] = ()
    error: Any = None


@dataclass(frozen=True, kw_only=True)
class Server(NamedServer):
    """``url`` as the server's manual gives it ("http://127.0.0.1:8080/v1"), ``model`` its name
    there. ``wait`` and ``clock`` count seconds."""

    model: str
    wait: Callable[[float], object] = sleep
    silence_seconds: float = settings.MODEL_SILENCE_SECONDS
    seconds: float = settings.MODEL_SECONDS

    user_agent: ClassVar = "Dateline (a person's own language model)"
    most_bytes: ClassVar = settings.MAX_MODEL_ANSWER_BYTES
    refused: ClassVar = ModelAddressRefused
    failed: ClassVar = BadModelServer
    way_out_of_key: ClassVar = f"Set the environment variable {KEY} to the key."
    way_out_of_slow: ClassVar = "Give the server less to do, or take a smaller model."
    is_asked_in_python: ClassVar = True

    def _base(self) -> httpx.URL:
        """Without the path of the chat itself, which is taken too."""
        url = super()._base()
        return url.copy_with(path=url.path.rstrip("/").removesuffix("/chat/completions"))

    @property
    def leaving(self) -> str:
        """What leaves the machine, and where to, for a person to agree to."""
        return (
            f"Every sentence of the articles will leave this machine for {self.host}, {self.lock}, "
            f"to be read by the model {self.model}; nothing else will."
        )

    @cached_property
    def kind(self) -> str:
        """What the server is, by what it writes of its models."""
        try:
            answer = json.loads(self._send("models").body)
        except (BadModelServer, ValueError, RecursionError):
            return UNKNOWN_KIND
        models = answer.get("data") if isinstance(answer, dict) else None
        owners = [one.get("owned_by") for one in models or () if isinstance(one, dict)]
        return next((OWNERS[one] for one in owners if one in OWNERS), UNKNOWN_KIND)

    def ask(self, messages: Sequence[Message], schema: Schema, *, max_tokens: int) -> str:
        """The answer, held to ``schema`` where the server can. Raises ModelRefused, BadModelServer,
        ModelBusy, BadModelAnswer, AnswerCut."""
        plain = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "max_tokens": max_tokens,
            "stream": True,
        }
        form = {"name": "events", "strict": True, "schema": schema}
        held = {**plain, "response_format": {"type": "json_schema", "json_schema": form}}
        reply = self._patiently(held)
        if reply.status in NO_SCHEMA:
            reply = self._patiently(plain)
        if reply.status != httpx.codes.OK:
            raise (ModelRefused if httpx.codes.is_client_error(reply.status) else BadModelServer)(
                f"The server answered {reply.status}: {_shown(reply)}",
                where=self.url,
                way_out=WAYS_OUT.get(reply.status, "Look at what the server writes of it."),
            )
        return _answer(reply, where=self.url)

    def _send(self, path: str, content: Mapping[str, Any] | None = None) -> Reply:
        """With the key. Raises ModelAddressRefused where that would go out unencrypted."""
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
        """Asked again where the server is busy, after the time that it names."""
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
            f"The server has too much to do ({reply.status}): {_shown(reply)}",
            where=self.url,
            way_out="Ask again later; what was answered so far is kept.",
        )


def _shown(reply: Reply) -> str:
    """The head of what the server said, in one line; it may say the key again."""
    return _without_key(reply.body.decode("utf-8", "replace")) or "nothing more"


def _without_key(words: str) -> str:
    key = os.environ.get(KEY, "")
    line = " ".join(words.split())
    return (line.replace(key, "(the key)") if key else line)[:SHOWN_CHARACTERS]


def _answer(reply: Reply, *, where: str) -> str:
    """The words of a whole answer, or of one that came in pieces."""
    is_stream = "text/event-stream" in reply.headers.get("Content-Type", "")
    try:
        text = reply.body.decode("utf-8")
        lines = [
            line.removeprefix("data:").strip() for line in text.splitlines() if line[:5] == "data:"
        ]
        given = [line for line in lines if line != DONE] if is_stream else [text]
        pieces = [_Piece.model_validate_json(one) for one in given]
    except (UnicodeError, ValidationError) as error:
        raise BadModelAnswer(
            f"This is no answer of a chat: {_shown(reply)}",
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
