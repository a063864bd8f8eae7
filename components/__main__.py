"""The command line: one verb a module of ``components/commands``.

Exit codes: 0 done, 1 the input could not be read or some of it met a fault of the program (one line
on stderr says why), 2 the command was misspelt.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

if not (3, 11) <= sys.version_info[:2] <= (3, 13):  # before imports that an older one cannot do
    sys.exit(
        f"Dateline needs Python 3.11, 3.12 or 3.13; {sys.executable} is another. "
        "Make the environment anew with python3.13 -m venv --clear .venv and begin again."
    )

from components.commands.options import Warn
from components.core.atomic_files import FULL, unwritten
from components.core.errors import DatelineError

COMMANDS: Mapping[str, str] = {
    "read": "read one article, from a file or an address, and write its tables",
    "publish": "write an article or project for any web host: map, story, data, class sheet",
    "film": "make of one article a film of its days (.webp, .gif, or .mp4 with ffmpeg)",
    "corrections": "read back what was changed in Label Studio or INCEpTION",
    "geoparse": "JSON lines of documents in, their toponyms out",
    "geocode": "where a place lies, by its name; or what lies at a position",
    "events": "JSON lines of documents in, their events out",
    "project": "list projects, and add articles and corrections to one, which the page opens again",
    "corpus": "read articles of any number into a store, by several processes or machines",
    "feed": "fetch the new articles of RSS and Atom feeds into a folder",
    "watch": "what feeds tell since the last time, on a sheet by place",
    "link": "find what several read articles tell of the same event",
    "control": "who is said to hold what, on which day, from the tables of read articles",
    "deal": "deal out articles to coders, with gold ones hidden among them",
    "agreement": "how far two or more coders agree, field by field, and where they do not",
    "compare-readers": "Dateline's own reading beside that of a language model of yours",
    "evaluate": "score the reading against gold, and list the errors",
    "verify": "whether text, program, corrections and files fit, or a project or store is whole",
    "timestamp": "have a time-stamp server sign that a file or project's log is there (RFC 3161)",
    "mcp": "tools for an assistant that speaks the Model Context Protocol (stdio)",
    "gazetteer": "add GeoNames' dumps (UA.zip, allCountries.zip), so that villages are known",
    "columns": "what each column of the tables holds: type, unit, values, an example",
}
"""Verb to its line of the help, in the order in which the help lists them; each is a module of
components/commands."""


class Command(Protocol):
    """What such a module offers."""

    def add_options(self, verb: argparse.ArgumentParser) -> None:
        """Say what the verb takes."""

    def run(self, options: argparse.Namespace, warn: Warn) -> int:
        """Do it and give the exit code."""


def parser(verb: str = "") -> argparse.ArgumentParser:
    """All verbs, and the options of one of them: only its module is imported, for some take seconds
    to import."""
    top = argparse.ArgumentParser(
        prog="python -m components", description="Read a news article into events and places."
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for name, told in COMMANDS.items():
        of_verb = verbs.add_parser(name, help=told)
        if name == verb:
            command = cast(Command, import_module(f"components.commands.{name.replace('-', '_')}"))
            command.add_options(of_verb)
            of_verb.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and give its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = parser(*given[:1]).parse_args(given)
        done: int = options.run(options, complain)
        sys.stdout.flush()
        return done
    except ModuleNotFoundError as error:
        complain(
            f"This Python, {sys.executable}, has no package {error.name}. After the README's first "
            "command, type: .venv/bin/python -m components"
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        full = unwritten(Path("standard output"), error.errno) if error.errno in FULL else error
        complain(f"{error.filename}: {error.strerror}." if error.filename else str(full))
    except DatelineError as error:
        complain(str(error))
    return 1


def complain(message: str) -> None:
    """One line on stderr, whatever the message holds."""
    print(" ".join(message.split()), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
