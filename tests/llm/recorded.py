"""A server on this machine that speaks the chat interface with answers that were recorded, and
keeps what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from components.core import settings
from components.llm.asking import load_prompt
from components.llm.reader import ModelReader
from components.llm.server import Server

KIND = "llamacpp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One HTTP answer: the pieces of its body as they are written. ``stalls``: the connection then
    stays open with nothing more on it; ``breaks``: it ends before what was announced."""

    pieces: Sequence[bytes]
    status: int = 200
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    stalls: bool = False
    breaks: bool = False


def whole(content: str, *, finish: str | None = "stop") -> Sent:
    """An answer in one piece."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    body = json.dumps({"choices": [{**choice, "finish_reason": finish}]})
    return Sent(pieces=[body.encode()])


def streamed(content: str, *, finish: str | None = "stop", size: int = 7) -> Sent:
    """An answer as server-sent events of ``size`` characters, with the pings that some send."""
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    given: list[Any] = [{"choices": [{"delta": {"role": "assistant", "content": None}}]}]
    given += [{"choices": [{"delta": {"content": part}}]} for part in parts]
    given += [{"choices": [{"delta": {}, "finish_reason": finish}]}] if finish else []
    lines = [": ping\n\n", *(f"data: {json.dumps(one)}\n\n" for one in given)]
    lines += ["data: [DONE]\n\n"] if finish else []
    return Sent(pieces=[line.encode() for line in lines], type="text/event-stream")


def error(status: int, words: str, **headers: str) -> Sent:
    body = json.dumps({"error": {"message": words}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Sent(pieces=[body], status=status, headers=named)


Answer = Callable[[dict[str, Any]], Sent]
"""What is sent to a question, by its JSON."""


@dataclass(slots=True)
class Recorded:
    """``asked`` are the questions in order, ``keys`` the Authorization headers."""

    port: int
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What a person was told of questions."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def server(self) -> Server:
        """A client of it that counts the seconds it would wait."""
        return Server(url=self.url, model="recorded", wait=self.waited.append)

    def reader(self, folder: Path) -> ModelReader:
        """Keeps its answers in ``folder``."""
        prompt = load_prompt(settings.LEXICON)
        return ModelReader(
            server=self.server, prompt=prompt, folder=folder, report=self.told.append
        )


@contextmanager
def recorded(*answers: Sent | Answer, kind: str = KIND) -> Iterator[Recorded]:
    """Serves ``answers`` in order, the last one again and again."""
    left = list(answers)
    done = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            owned = {"data": [{"id": "recorded", "owned_by": kind}]}
            self._send(Sent(pieces=[json.dumps(owned).encode()]))

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            held.asked.append(question)
            held.keys.append(self.headers.get("Authorization", ""))
            answer = left.pop(0) if len(left) > 1 else left[0]
            self._send(answer if isinstance(answer, Sent) else answer(question))

        def _send(self, sent: Sent) -> None:
            self.send_response(sent.status)
            self.send_header("Content-Type", sent.type)
            length = sum(map(len, sent.pieces)) + (10 if sent.breaks or sent.stalls else 0)
            for name, value in {"Content-Length": str(length), **sent.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in sent.pieces:
                self.wfile.write(piece)
                self.wfile.flush()
            if sent.stalls:
                done.wait()
            self.close_connection = sent.breaks or sent.stalls

        def log_message(self, format: str, *args: object) -> None:
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.daemon_threads = True
    held = Recorded(port=served.server_port)
    Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield held
    finally:
        done.set()
        served.shutdown()
        served.server_close()


def quote(words: str) -> dict[str, object]:
    """ "Goma @2" for the words of sentence 2, "Goma" for those of sentence 1."""
    told, _, number = words.partition(" @")
    return {"sentence": int(number or 1), "words": told}


def told(
    kind: str,
    trigger: str,
    *places: str,
    days: str = "",
    actors: Sequence[str] = (),
    speaker: str = "",
    status: str = "done",
    by: str = "",
) -> dict[str, object]:
    """An event as a model writes it; ``by`` are the words of its status."""
    return {
        "kind": kind,
        "trigger": quote(trigger),
        "places": [quote(one) for one in places],
        "days": quote(days) if days else None,
        "actors": [quote(one) for one in actors],
        "speaker": quote(speaker) if speaker else None,
        "status": status,
        "status_words": quote(by) if by else None,
    }


def answer(*events: object) -> str:
    return json.dumps({"events": events}, ensure_ascii=False)
