"""``python -m components events``: JSON lines of documents in, their events out."""

from __future__ import annotations

import argparse
import sys

from components.analysis import analyse
from components.commands.correcting import add_corrections, given_corrections, tell_not_applied, tell_unheard
from components.commands.options import Warn
from components.corrections.applying import corrected, unheard
from components.corrections.records import text_id
from components.errors import InputError
from components.export.json import to_line
from components.export.jsonl import events_answer, read_document
from components.knowledge import load_knowledge


def add_options(verb: argparse.ArgumentParser) -> None:
    """The verb and its option."""
    add_corrections(verb)


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Answer each document with one line; a bad one is told and the rest goes on. 1 where no line could be read."""
    given = given_corrections(options)
    knowledge, read, bad = load_knowledge(), set(), 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            document_id, article = read_document(line)
            found = corrected(analyse(article, knowledge), given, knowledge)
            print(to_line(events_answer(document_id, found.analysis)), flush=True)
            tell_not_applied(found.not_applied, warn)
            read.add(text_id(article))
        except InputError as error:
            bad += 1
            warn(f"line {number}: {error}")
    tell_unheard(unheard(given, read), warn)
    return 1 if bad and not read else 0
