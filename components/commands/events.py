"""``python -m components events``: JSON lines of documents in, their events out."""

from __future__ import annotations

import argparse
import sys

from components.commands.corrections_option import (
    add_corrections,
    given_corrections,
    warn_not_applied,
    warn_unread,
)
from components.commands.model import add_reader, knowledge_given
from components.commands.options import Warn
from components.core.errors import InputError, ModelError, ReadingFailed
from components.core.faults import reading_of
from components.corrections.applying import corrected
from components.corrections.records import text_id
from components.export.json import to_line
from components.export.jsonl import events_answer, read_document
from components.reading.analysis import analyse


def add_options(verb: argparse.ArgumentParser) -> None:
    add_corrections(verb)
    add_reader(verb)


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Answer each document with a line and report bad ones. 1 for no good line, or an error of the
    program."""
    given = given_corrections(options)
    knowledge = knowledge_given(options)
    read, bad, faults = set(), 0, 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            with reading_of(""):
                document_id, article = read_document(line, any_language=bool(knowledge.model))
            with reading_of(f"document {document_id}"):
                found = corrected(analyse(article, knowledge), given, knowledge)
                answer = to_line(events_answer(document_id, found.analysis))
        except (InputError, ModelError, ReadingFailed) as error:
            bad, faults = bad + 1, faults + isinstance(error, ReadingFailed)
            warn(f"line {number}: {error}")
            continue
        print(answer, flush=True)
        warn_not_applied(found.not_applied, warn)
        read.add(text_id(article))
    warn_unread(given, read, warn)
    return 1 if faults or (bad and not read) else 0
