"""``python -m components publish``: one article as a folder that any web host can serve."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.commands.choosing import add_article, add_view, chosen
from components.commands.options import Warn
from components.core.drafts import folder_at, new_folder
from components.core.errors import InputError
from components.export.site import EMBED, folder_address, site


def add_options(verb: argparse.ArgumentParser) -> None:
    """The article, the new folder, and where that is to stand."""
    add_article(verb, url="--article-url")
    add_view(verb)
    verb.add_argument(
        "--out", metavar="FOLDER", type=Path, required=True, help="a new folder for the files"
    )
    verb.add_argument(
        "--url",
        dest="address",
        metavar="ADDRESS",
        type=_address,
        help="where the folder will be on the web, so that previews of a link find the picture",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write the folder whole or not at all, and print what is in it."""
    with new_folder(options.out) as folder, chosen(options, warn) as selection:
        files = site(selection, address=options.address or "")
        for path, content in files.items():
            (folder_at((folder / path).parent) / Path(path).name).write_bytes(content)
    if not options.address:
        warn(
            f"No --url ADDRESS: previews of a link have no picture, and {EMBED} lacks the "
            "folder's address."
        )
    for path, content in files.items():
        print(f"{len(content) / 1e3:>9,.0f} kB  {options.out / path}")
    return 0


def _address(text: str) -> str:
    """``folder_address`` for argparse, which has an error of its own."""
    try:
        return folder_address(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(f"{error.what} {error.way_out}") from error
