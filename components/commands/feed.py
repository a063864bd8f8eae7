"""``python -m components feed``: the new articles of RSS and Atom feeds, fetched into a folder that
``corpus`` reads."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from components.commands.options import Warn, add_number, add_out
from components.commands.progress import Pace, Progress, WorkDone, time_left
from components.core.errors import DatelineError
from components.sources.article.fetch import parse_address
from components.sources.polite import Polite
from components.sources.polls import ARTICLES, Poll, known_in, poll

MOST = 100


def add_feeds(verb: argparse.ArgumentParser) -> None:
    """Which feeds, and how much of each at once."""
    verb.add_argument(
        "feeds", metavar="FEED", nargs="+", help="address of a feed (RSS, Atom), or a file of one"
    )
    add_number(
        verb,
        "--most",
        f"articles fetched of each feed at once, with two seconds between (default {MOST})",
        default=MOST,
    )


def add_options(verb: argparse.ArgumentParser) -> None:
    add_feeds(verb)
    add_out(verb, f"folder for {ARTICLES}, to which new articles are added; made if missing")


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Poll each feed; 1 where none could be fetched; ``warn`` is called for feeds and articles that
    fail."""
    polled = poll_all(options, warn, polite=Polite())
    if polled:
        print(
            f"Articles in {options.out / ARTICLES}; read them with: "
            f".venv/bin/python -m components corpus {options.out} --out STORE"
        )
    return 0 if polled else 1


def poll_all(
    options: argparse.Namespace, warn: Warn, *, polite: Polite, any_language: bool = False
) -> int:
    """Add new articles of the ``feeds``, at most ``most`` of each, to the folder ``out``; only
    English ones without ``any_language``. Returns the number of feeds that could be fetched."""
    polled, known = 0, None
    for source in options.feeds:
        try:
            known = known_in(options.out) if known is None else known
            found = _poll(source, known, options, warn, polite=polite, any_language=any_language)
        except FileNotFoundError:
            warn(f"{source}: There is no such file; the address of a feed begins with https://.")
            known = None
            continue
        except (DatelineError, OSError) as error:
            warn(str(error))
            known = None
            continue
        polled += 1
        waiting = f", {found.left} wait for the next poll" if found.left else ""
        print(
            f"{source}: {found.added} articles added, {found.known} known, {found.failed} not "
            f"read{waiting}."
        )
    return polled


def _poll(
    source: str,
    known: set[str],
    options: argparse.Namespace,
    warn: Warn,
    *,
    polite: Polite,
    any_language: bool,
) -> Poll:
    """Like ``poll``, with a progress bar."""
    pace = Pace()
    site = parse_address(source).host if "://" in source else Path(source).name
    with Progress(f"Fetching from {site}") as progress:

        def step(done: int, failed: int, of: int) -> None:
            far = WorkDone(documents=done, done=done, whole=of)
            _, left_seconds = pace.at(far)
            progress.show(
                far.share,
                f"{done:,} of {of:,} articles, {failed:,} not read{time_left(left_seconds)}",
            )

        return poll(
            source,
            options.out,
            known=known,
            polite=polite,
            most=options.most,
            any_language=any_language,
            step=step,
            on_error=lambda error: progress.say(partial(warn, str(error))),
        )
