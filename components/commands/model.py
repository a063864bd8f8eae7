"""Options for the reader: the rules with learned models, the rules alone, or a person's own
language model, and the permission to send articles to it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from components.llm.reader import ModelReader, model_reader
from components.llm.server import KEY, Server
from components.places.store import Notify, no_progress
from components.reading.knowledge import Knowledge, load_knowledge
from components.store.folder import LEARNED, RULES


def add_reader(verb: argparse.ArgumentParser, *, needs_model: bool = False) -> None:
    verb.add_argument(
        "--reader",
        choices=(LEARNED, RULES),
        default=LEARNED,
        help="rules: leave out what was learned from annotated articles",
    )
    verb.add_argument(
        "--model",
        nargs=2,
        metavar=("URL", "NAME"),
        required=needs_model,
        help=(
            "read with a language model of your own, believed only where it quotes the text: any "
            "server with the chat interface of OpenAI (http://127.0.0.1:8080/v1); a key is taken "
            f"from the environment variable {KEY}"
        ),
    )
    verb.add_argument(
        "--send-to",
        metavar="HOST",
        default="",
        help="in scripts: the articles may be sent to this host, which is not this machine",
    )


def model_given(options: argparse.Namespace) -> ModelReader | None:
    """The model of ``--model``; says what leaves the machine, and asks unless ``--send-to`` allows
    it. Raises ModelError."""
    if not options.model:
        return None
    server = Server(url=options.model[0], model=options.model[1])
    server.require_leave(options.send_to, agrees)
    return model_reader(
        server, report=lambda question: print(f"Asking {server.model}: {question}", file=sys.stderr)
    )


def knowledge_given(options: argparse.Namespace, *, tell: Notify = no_progress) -> Knowledge:
    """The reader of ``--reader`` and ``--model``; ``tell`` is that of ``load_knowledge``."""
    model = model_given(options)
    return replace(load_knowledge(rules_alone=options.reader == RULES, tell=tell), model=model)


def print_to_stderr(line: str) -> None:
    """For steps that take a moment."""
    print(line, file=sys.stderr)


def agrees(leaving: str) -> bool:
    """Whether the person at the terminal agrees to what leaves the machine; false without a
    terminal."""
    if not sys.stdin.isatty():
        return False
    print(f"{leaving}\nGo on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
