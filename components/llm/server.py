"""The home of the chat interface of OpenAI, llama.cpp, Ollama, vLLM, LM Studio and services.

The host is looked up once and that address is used; no redirect is followed. The key comes from the
environment, goes by https or to this machine alone, and is in no message."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from time import monotonic, sleep
from typing import Any, Final, Literal

import httpx
from pydantic import BaseModel, ValidationError

from components.core import settings
from components.core.errors import (
    AnswerCut,
    BadModelAnswer,
    BadModelServer,
    ModelAddressRefused,
    ModelBusy,
)
from components.sources.article.fetch import Resolve, resolve_host

KEY: Final = "DATELINE_MODEL_KEY"
HEADERS: Final = {"User-Agent": "Dateline (a person's own language model)"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def shown(self) -> str:
        """The head of what the server said, in one line."""
        return _shown(self.body.decode("utf-8", "replace")) or "nothing more"


@dataclass(frozen=True, kw_only=True)
class Server:
    """``url`` as in the server's manual, ``model`` its name there; ``resolve`` looks hosts up;
    ``wait``, ``clock``: seconds."""

    url: str
    model: str
    resolve: Resolve = resolve_host
    wait: Callable[[float], object] = sleep
    clock: Callable[[], float] = monotonic
    silence_seconds: float = settings.MODEL_SILENCE_SECONDS
    seconds: float = settings.MODEL_SECONDS

    @cached_property
    def base(self) -> httpx.URL:
        """Raises ModelAddressRefused for what is not a web address."""
        try:
            url = httpx.URL(self.url.rstrip("/").removesuffix("/chat/completions"))
        except httpx.InvalidURL as error:
            raise ModelAddressRefused(
                f"This is no web address ({error}).", where=self.url
            ) from error
        if url.userinfo or url.query:
            raise ModelAddressRefused(
                "An address with a password or a key in it is not taken.",
                where=f"{url.scheme}://{url.host}",
                way_out=f"Set the environment variable {KEY} to the key.",
            )
        if url.scheme not in {"http", "https"} or not url.host:
            raise ModelAddressRefused(
                "This is no http or https address.",
                where=self.url,
                way_out="Write it as http://127.0.0.1:8080/v1.",
            )
        return url

    @property
    def host(self) -> str:
        """Of the address, with its port where one is named."""
        return self.base.netloc.decode("ascii")

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Of the host. Raises BadModelServer where it has none."""
        port = self.base.port or (443 if self.base.scheme == "https" else 80)
        try:
            found = tuple(dict.fromkeys(self.resolve(self.base.host, port)))
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise BadModelServer(
                "The host was not found.", where=self.host, way_out="Check the address."
            )
        return found

    @property
    def is_loopback(self) -> bool:
        """Whether all that is sent stays here: every address of the host is loopback."""
        return all(ip_address(one.split("%")[0]).is_loopback for one in self.addresses)

    @property
    def leaving(self) -> str:
        """What leaves the machine, and where to, for a person to agree to."""
        lock = "encrypted" if self.base.scheme == "https" else "NOT encrypted"
        return (
            f"Every sentence of the articles will leave this machine for {self.host}, {lock}, to "
            f"be read by the model {self.model}; nothing else will."
        )

    @cached_property
    def kind(self) -> str:
        """What the server is, by what it writes of its models."""
        try:
            answer = json.loads(self._send("GET", "models").body)
        except (BadModelServer, ValueError, RecursionError):
            return UNKNOWN_KIND
        models = answer.get("data") if isinstance(answer, dict) else None
        owners = [one.get("owned_by") for one in models or () if isinstance(one, dict)]
        return next((OWNERS[one] for one in owners if one in OWNERS), UNKNOWN_KIND)

    def ask(self, messages: Sequence[Message], schema: Schema, *, max_tokens: int) -> str:
        """The answer, held to ``schema`` where the server can. Raises BadModelServer, ModelBusy,
        BadModelAnswer, AnswerCut."""
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
            raise BadModelServer(
                f"The server answered {reply.status}: {reply.shown}",
                where=self.url,
                way_out=WAYS_OUT.get(reply.status, "Look at what the server writes of it."),
            )
        return _answer(reply, where=self.url)

    def _patiently(self, content: Mapping[str, Any]) -> _Reply:
        """Asked again where the server is busy, after the time that it names."""
        for turn in range(TURNS):
            reply = self._send("POST", "chat/completions", content)
            if reply.status not in BUSY:
                return reply
            named = reply.headers.get("Retry-After", "")
            pause = float(named) if named.isdecimal() else 2.0**turn
            if turn == TURNS - 1 or pause > LONGEST_WAIT_SECONDS:
                break
            self.wait(pause)
        raise ModelBusy(
            f"The server has too much to do ({reply.status}): {reply.shown}",
            where=self.url,
            way_out="Ask again later; what was answered so far is kept.",
        )

    def _send(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> _Reply:
        """What came, from the first address of the host that takes the connection."""
        timeout = httpx.Timeout(self.silence_seconds, connect=settings.FETCH_SECONDS)
        with httpx.Client(timeout=timeout, trust_env=False, headers=HEADERS) as client:
            for address in self.addresses:
                try:
                    return self._sent(client, self._request(client, method, path, address, content))
                except httpx.ConnectError as error:
                    refused = error
                except httpx.TimeoutException as error:
                    raise BadModelServer(
                        f"Nothing came for {self.silence_seconds:g} seconds.",
                        where=self.url,
                        way_out="Give the server less to do, or a smaller model.",
                    ) from error
                except httpx.RequestError as error:
                    raise BadModelServer(
                        f"The connection broke ({error}).", where=self.url, way_out="Ask again."
                    ) from error
        raise BadModelServer(
            f"No server answers there ({refused}).",
            where=self.url,
            way_out="Start it, or check the address.",
        ) from refused

    def _request(
        self,
        client: httpx.Client,
        method: str,
        path: str,
        address: str,
        content: Mapping[str, Any] | None,
    ) -> httpx.Request:
        """A request that goes to ``address`` and speaks to the host of ``url``."""
        headers = {"Host": self.host}
        if key := os.environ.get(KEY, ""):
            if self.base.scheme != "https" and not self.is_loopback:
                raise ModelAddressRefused(
                    "A key is not sent unencrypted.",
                    where=self.url,
                    way_out=f"Take an https address, or leave {KEY} out.",
                )
            headers["Authorization"] = f"Bearer {key}"
        url = self.base.copy_with(host=address, path=f"{self.base.path.rstrip('/')}/{path}")
        name = {"sni_hostname": self.base.raw_host.decode("ascii")}
        return client.build_request(method, url, headers=headers, json=content, extensions=name)

    def _sent(self, client: httpx.Client, request: httpx.Request) -> _Reply:
        ends, body = self.clock() + self.seconds, bytearray()
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > settings.MAX_MODEL_ANSWER_BYTES:
                    what = f"It sent more than {settings.MAX_MODEL_ANSWER_BYTES // 1_000_000} MB."
                    raise BadModelServer(what, where=self.url, way_out="Take another model.")
                if self.clock() > ends:
                    what = f"It took more than {self.seconds:g} seconds."
                    raise BadModelServer(what, where=self.url, way_out="Take a smaller model.")
        finally:
            response.close()
        return _Reply(status=response.status_code, headers=response.headers, body=bytes(body))


def _shown(words: str) -> str:
    """In one line and cut; a server may say the key again."""
    key = os.environ.get(KEY, "")
    line = " ".join(words.split())
    return (line.replace(key, "(the key)") if key else line)[:SHOWN_CHARACTERS]


def _answer(reply: _Reply, *, where: str) -> str:
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
            f"This is no answer of a chat: {reply.shown}",
            where=where,
            way_out="Check that the address is that of the chat interface, "
            "which often ends in /v1.",
        ) from error
    if failed := next((piece.error for piece in pieces if piece.error), None):
        what = f"The server met an error: {_shown(str(failed))}"
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
