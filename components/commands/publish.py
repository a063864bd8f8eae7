"""``python -m components publish``: one article, or those of a project, as a folder that any web
host can serve."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from components.commands.choosing import (
    add_article,
    add_view,
    chosen_selection,
    corrected_selection,
    view_of,
)
from components.commands.corrections_option import given_corrections
from components.commands.model import knowledge_given
from components.commands.options import Warn, add_out
from components.core.atomic_files import folder_at, new_folder
from components.core.errors import EmptyInput, InputError
from components.export.selection import Selection
from components.export.site import EMBED, PAGE, contents_page, folder_address, site
from components.projects.project import Project, folder_named, is_project, open_at


def add_options(verb: argparse.ArgumentParser) -> None:
    add_article(verb, url="--article-url")
    add_view(verb)
    add_out(verb, "a new folder for the files")
    verb.add_argument(
        "--url",
        dest="address",
        metavar="ADDRESS",
        type=_address,
        help="where the folder will be on the web, so that previews of a link find the picture",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write the folder, completely or not at all, and print its files."""
    address = options.address or ""
    with new_folder(options.out) as folder:
        if isinstance(options.file, Path) and is_project(at := folder_named(options.file)):
            files = _of_project(open_at(at), options, warn)
        else:
            with chosen_selection(options, warn) as selection:
                files = site(selection, address=address)
        for path, content in files.items():
            (folder_at((folder / path).parent) / Path(path).name).write_bytes(content)
    if not address:
        warn(
            f"No --url ADDRESS: previews of a link have no picture, and {EMBED} lacks the "
            "folder's address."
        )
    for path, content in files.items():
        print(f"{len(content) / 1e3:>9,.0f} kB  {options.out / path}")
    return 0


def _of_project(project: Project, options: argparse.Namespace, warn: Warn) -> Mapping[str, bytes]:
    """A folder for each article with its corrections, and a page that links to them."""
    knowledge, given = knowledge_given(options), given_corrections(options)
    for problem in project.problems:
        raise problem
    files, pages = dict[str, bytes](), dict[str, Selection]()
    corrections, view = project.corrections.and_these(given), view_of(options.view, warn)
    for number, text in enumerate(project.articles, start=1):
        article = project.article(text, any_language=knowledge.model is not None)
        folder = f"article-{number}/"
        with corrected_selection(
            article, corrections, knowledge, view=view, warn=warn
        ) as selection:
            own = site(selection, address=f"{options.address}{folder}" if options.address else "")
        files |= {f"{folder}{path}": content for path, content in own.items()}
        pages[f"{folder}{PAGE}"] = selection
    if not pages:
        raise EmptyInput(
            "The project has no article.", where=project.name, way_out="Add one first."
        )
    return {PAGE: contents_page(project.name, pages), **files}


def _address(text: str) -> str:
    """``folder_address`` with argparse's own error."""
    try:
        return folder_address(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(f"{error.what} {error.way_out}") from error
