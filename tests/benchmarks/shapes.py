"""How reading time grows with pathological text: signs in runs, endless lists, words without end.

``python -m tests.benchmarks.shapes [N] [SHAPE…]`` reads each shape at N, 2N and 4N characters
(4,000 where no N is given), each in a process of its own that may take 20 s of processor time and
1 GB. Beside the seconds stand the most that any of the three took as a multiple of a bare spaCy
pass over news of the same length, and the growth: 1 where twice the text takes twice the time, 2
where it takes four times. "refused" is a text that is not read, with the error's name.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection

from components.core import settings
from components.core.errors import DatelineError
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge, load_knowledge
from components.sources.article.read import read_text

FIRST_CHARACTERS = 4_000
MOST_SECONDS = 20
MOST_BYTES = 1_000_000_000
WAIT_SECONDS = 120
"""By the clock, for a reading that waits for something: other work may share the processor."""

LEAD = "Russian troops captured the town of Izyum on Monday, the General Staff said. "
"""So that there is an event for what follows to be tied to."""

SIGNS = "([“…—'$!?*#<&"
NAMES = ("Izyum", "Lyman", "Kupiansk", "Balakliia", "Kherson", "Bakhmut", "Kyiv", "Odesa")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda characters: (unit * (characters // len(unit) + 1))[:characters]


def _nested(characters: int) -> str:
    return "(in Izyum " * (characters // 11) + ")" * (characters // 11)


def _list(between: str, words: Sequence[str] = NAMES) -> Callable[[int], str]:
    return _repeated(between.join(words) + between)


SHAPES: dict[str, Callable[[int], str]] = {
    **{f"run of {sign}": _repeated(sign) for sign in SIGNS},
    "one name and commas": _repeated("Izyum, "),
    "names and commas": _list(", "),
    "names joined by and": _list(" and "),
    "captured and captured": _repeated("captured Izyum and "),
    "days": _repeated("".join(f"on {day}, " for day in DAYS)),
    "dates": _repeated("on 12 September 2022, "),
    "newlines": _repeated("\n"),
    "a name a line": _list("\n"),
    "a name a paragraph": _list("\n\n"),
    "quotes": _repeated("“Izyum fell,” he said. "),
    "open quotes": _repeated("“Izyum fell, he said "),
    "nested parentheses": _nested,
    "signs mixed": _repeated("([“…—'$!?*#<&"),
    "signs and spaces": _repeated("( "),
    "an endless sentence": _repeated("and the troops that had captured the town which they left "),
    "one long word": _repeated("a"),
    "one long capital": _repeated("A"),
    "addresses": _repeated("https://example.org/a/b?c=d&e=f "),
    "one long address": _repeated("example.org/a?b=c&"),
    "digits": _repeated("1234567890"),
    "numbers": _repeated("12,000 "),
    "coordinates": _repeated("49.2N 37.3E "),
    "hyphens": _repeated("-"),
    "hyphenated": _repeated("north-"),
    "dots": _repeated("."),
    "abbreviations": _repeated("U.S."),
    "zero-width signs": _repeated("\u200b"),
    "emoji": _repeated("\U0001f1fa\U0001f1e6"),
    "combining marks": _repeated("e\u0301"),
    "marks on one letter": _repeated("\u0301"),
    "spaces": _repeated(" "),
    "tabs": _repeated("\t"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """``seconds`` of processor time; ``told`` is empty where the text was read."""

    seconds: float = math.nan
    peak_mb: float = math.nan
    told: str = ""


def took(text: str, knowledge: Knowledge) -> Took:
    """Reads the text in a child of this process, within the limits."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_read, args=(text, knowledge, theirs))
    child.start()
    theirs.close()
    child.join(WAIT_SECONDS)
    if child.is_alive():
        child.kill()
        child.join()
        return Took(told=f"waited over {WAIT_SECONDS} s")
    try:
        found: Took = ours.recv()
    except EOFError:
        over = child.exitcode in (-signal.SIGXCPU, -signal.SIGKILL)
        return Took(told=f"over {MOST_SECONDS} s" if over else f"ended with {child.exitcode}")
    return found


def _read(text: str, knowledge: Knowledge, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    start, told = time.process_time(), ""
    try:
        analyse(read_text(text, published=date(2022, 9, 12)), knowledge)
    except DatelineError as error:
        told = f"refused: {type(error).__name__}"
    except MemoryError:
        told = f"over {MOST_BYTES / 1e9:.0f} GB"
    except RecursionError:
        told = "too deep"
    seconds = time.process_time() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send(Took(seconds=seconds, peak_mb=peak_mb, told=told))


def _news() -> str:
    files = sorted(settings.ARTICLES.glob("*.txt"))
    return "\n\n".join(file.read_text(encoding="utf-8") for file in files)


def bare_seconds(characters: int, knowledge: Knowledge) -> float:
    """Processor time of the language model alone for news of this length."""
    text = _repeated(_news() + "\n\n")(characters)
    knowledge.nlp(text)
    start = time.process_time()
    knowledge.nlp(text)
    return time.process_time() - start


def growth(times: Sequence[Took]) -> str:
    """The exponent of the last doubling that was read."""
    read = [one.seconds for one in times if not one.told]
    return f"{math.log2(read[-1] / read[-2]):.2f}" if len(read) > 1 else "-"


def line_of(name: str, times: Sequence[Took], bare: Sequence[float]) -> str:
    """One shape as a row of the table."""
    cells = [one.told or f"{one.seconds:.2f} s" for one in times]
    ratios = [one.seconds / base for one, base in zip(times, bare, strict=True) if not one.told]
    ratio = f"{max(ratios):.1f}" if ratios else "-"
    peak_mb = max((one.peak_mb for one in times if one.peak_mb == one.peak_mb), default=math.nan)
    row = "".join(f"{cell:>22}" for cell in cells)
    return f"{name:<24}{row}{ratio:>9}{growth(times):>9}{peak_mb:>9.0f}"


def main(arguments: list[str]) -> None:
    """Prints a row for each shape, or for each whose name is given."""
    given = bool(arguments) and arguments[0].isdigit()
    first = int(arguments[0]) if given else FIRST_CHARACTERS
    names = arguments[given:] or list(SHAPES)
    sizes = (first, 2 * first, 4 * first)
    knowledge = load_knowledge()
    analyse(read_text(_news(), published=date(2022, 9, 12)), knowledge)  # reads what is read once
    bare = [bare_seconds(size, knowledge) for size in sizes]
    heads = "".join(f"{f'{size:,} signs':>22}" for size in sizes)
    print(f"{'shape':<24}{heads}{'ratio':>9}{'growth':>9}{'MB':>9}")
    told = "".join(f"{f'{seconds:.2f} s':>22}" for seconds in bare)
    print(f"{'news, spaCy alone':<24}{told}", flush=True)
    for name in names:
        texts = [LEAD + SHAPES[name](size - len(LEAD)) for size in sizes]
        print(line_of(name, [took(text, knowledge) for text in texts], bare), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
