"""The command line: one verb a module of ``components/commands``.

Exit codes: 0 done, 1 the input could not be read (one line on stderr says why), 2 the command was misspelt.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from components.commands import agreement, columns, control, evaluate, events, gazetteer, geoparse, link, read
from components.errors import DatelineError

COMMANDS = (read, geoparse, events, link, control, agreement, evaluate, gazetteer, columns)
"""In the order in which the help lists them; each adds its parser, whose ``run`` takes the options and gives the exit code."""


def parser() -> argparse.ArgumentParser:
    """The verbs and their options."""
    top = argparse.ArgumentParser(prog="python -m components", description="Read a news article into events and places.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and give its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    options = parser().parse_args(arguments)
    try:
        done: int = options.run(options, complain)
        return done
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}." if error.filename else str(error))
    except DatelineError as error:
        complain(str(error))
    return 1


def complain(message: str) -> None:
    """One line on stderr, whatever the message holds."""
    print(" ".join(message.split()), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
