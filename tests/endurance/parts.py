"""What takes minutes, one part after the other, and a table of what came of each:
``bash tests/endurance/run [--minutes MINUTES] [--seed SEED] [PART ...]``.

A part is a program of its own. The last line that it prints says how many it tried, and where it
met faults how many ("3 faults", "3 failed"); one that ends with another code than 0 met one at
least. What a machine lacks is named and its part is skipped. The code is 1 where a part met a fault.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Timer

MINUTES, SEED = 10.0, 19
GRACE_MINUTES = 15.0
"""A part that takes three times its minutes and these is ended: a fault."""
COUNTED = re.compile(r"(\d+) (?:faults?|failed|errors?)\b")
ENDED_BY_US = "ended after {minutes:.0f} minutes, for it was not done"
TESTS = ("-m", "pytest", "-q", "-rs", "--color=no")
BILL = f"{tempfile.gettempdir()}/dateline.cdx.json"
WORDS = 60
"""Characters of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """``tries`` in words; ``arguments`` of Python, in which {minutes} and {seed} are filled in."""

    tries: str
    arguments: Sequence[str]


PARTS: Mapping[str, Part] = {
    "kills": Part(
        tries="runs killed at random moments, gone on with: the same store",
        arguments=("-m", "tests.endurance.kills", "runs", "{minutes}", "{seed}"),
    ),
    "disks": Part(
        tries="disks that are full before the end: told, then the same store",
        arguments=("-m", "tests.endurance.kills", "disks", "{minutes}", "{seed}"),
    ),
    "command": Part(
        tries="a worker, the whole command and a scheduler killed",
        arguments=("-m", "tests.endurance.kills", "command", "{minutes}", "{seed}"),
    ),
    "load": Part(
        tries="50 readers on a public server: a filter in 1 s, a paste in 5",
        arguments=("-m", "tests.endurance.load", "50", "{minutes}"),
    ),
    "fuzz": Part(
        tries="bytes that nobody would write, at each door",
        arguments=("-m", "tests.endurance.fuzz", "{minutes}"),
    ),
    "server": Part(
        tries="the unit's command behind nginx with TLS, Chromium before both",
        arguments=(*TESTS, "tests/endurance/server.py"),
    ),
    "model": Part(
        tries="a real llama.cpp server with a poor model, held to the text",
        arguments=(*TESTS, "-m", "weights", "tests/llm/test_llama.py"),
    ),
    "bill": Part(
        tries="the bill of materials (CycloneDX)",
        arguments=("-m", "tests.endurance.materials", "sbom", BILL),
    ),
    "audit": Part(
        tries="packages with known holes",
        arguments=("-m", "tests.endurance.materials", "audit"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    part: str
    tries: str
    told: str
    """The last line that it printed, or why it was skipped."""
    faults: int
    seconds: float


def run(
    name: str, part: Part, *, minutes: float, seed: int = SEED, grace: float = GRACE_MINUTES
) -> Outcome:
    """One part, in a group of processes of its own; what it prints is printed as it comes."""
    most = 3 * minutes + grace
    filled = [one.format(minutes=f"{minutes:g}", seed=seed) for one in part.arguments]
    started, lines, is_over = time.monotonic(), [], False
    with subprocess.Popen(
        [sys.executable, *filled],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:

        def end() -> None:
            nonlocal is_over
            is_over = True
            os.killpg(process.pid, signal.SIGKILL)

        limit = Timer(most * 60, end)
        limit.start()
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.strip())
        code = process.wait()
        limit.cancel()
    told = ENDED_BY_US.format(minutes=most) if is_over else last_told(lines)
    counted = [int(number) for number in COUNTED.findall(told)]
    return Outcome(
        part=name,
        tries=part.tries,
        told=told,
        faults=max([*counted, int(code != 0)]),
        seconds=time.monotonic() - started,
    )


def last_told(lines: Sequence[str]) -> str:
    """The last line; of tests that were all skipped why the first of them was."""
    last = next((line for line in reversed(lines) if line), "it printed nothing")
    if re.match(r"\d+ skipped", last):
        return next((line for line in lines if line.startswith("SKIPPED")), last)
    return last


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each part, further ones where its words do not fit."""
    shape = f"{{:<8}} {{:<{WORDS}}} {{:<{WORDS}}} {{:>6}} {{:>7}}"
    yield shape.format("part", "tried", "what came of it", "faults", "minutes")
    for one in outcomes:
        tried, told = (textwrap.wrap(words, WORDS) or [""] for words in (one.tries, one.told))
        yield shape.format(one.part, tried[0], told[0], one.faults, f"{one.seconds / 60:.1f}")
        for at in range(1, max(len(tried), len(told))):
            cells = ("".join(column[at : at + 1]) for column in (tried, told))
            yield shape.format("", *cells, "", "").rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="bash tests/endurance/run", description=__doc__.split("\n")[0]
    )
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"of {', '.join(PARTS)}; else all")
    parser.add_argument(
        "--minutes",
        type=float,
        default=MINUTES,
        help=f"for each part that goes on as long as it is let ({MINUTES:g})",
    )
    parser.add_argument("--seed", type=int, default=SEED, help="of the moments of the kills")
    options = parser.parse_args(arguments)
    if unknown := [one for one in options.parts if one not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    outcomes = []
    for name in options.parts or PARTS:
        print(f"== {name}: {PARTS[name].tries}", flush=True)
        outcomes.append(run(name, PARTS[name], minutes=options.minutes, seed=options.seed))
    print("", *table(outcomes), sep="\n")
    return int(any(one.faults for one in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
