"""``python -m components film``: the days of one article as a film."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from components.commands.choosing import add_article, add_view, chosen_selection
from components.commands.options import Warn, write_file
from components.export.film import GIF, WEBP, FilmFrame, animated, ffmpeg, film_frames, to_mp4

KINDS: Mapping[str, Callable[[Sequence[FilmFrame]], bytes]] = {
    ".webp": partial(animated, how=WEBP),
    ".gif": partial(animated, how=GIF),
    ".mp4": to_mp4,
}


def add_options(verb: argparse.ArgumentParser) -> None:
    add_article(verb)
    add_view(verb)
    verb.add_argument(
        "--out",
        metavar="FILE",
        type=_film,
        required=True,
        help=f"the film; its ending says of what kind: {', '.join(KINDS)} (needs ffmpeg)",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write the film, completely or not at all, and print its length and size."""
    kind = options.out.suffix.lower()
    if kind == ".mp4":
        ffmpeg()  # fails before anything is read
    with chosen_selection(options, warn) as selection:
        found = list(film_frames(selection))
    content = KINDS[kind](found)
    write_file(options.out, content)
    print(
        f"{len(found)} frames, {sum(shot.seconds for shot in found):.0f} seconds, "
        f"{len(content) / 1e3:,.0f} kB\nWritten to {options.out}"
    )
    return 0


def _film(text: str) -> Path:
    """A path with a known ending; raises argparse's own error."""
    if Path(text).suffix.lower() not in KINDS:
        raise argparse.ArgumentTypeError(f"{text!r} does not end in {', '.join(KINDS)}")
    return Path(text)
