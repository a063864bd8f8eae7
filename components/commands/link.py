"""``python -m components link``: the same event across articles, from the folders that ``read``
wrote."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from components.commands.options import Warn, add_out, add_path, write_file
from components.core.errors import BadTable
from components.corrections.files import read
from components.export.csv import read_csv, to_csv
from components.linking.comparable import keys_of
from components.linking.decisions import Decision, read_decisions
from components.linking.stories import link
from components.tables import columns


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "folders",
        metavar="FOLDER",
        type=Path,
        nargs="+",
        help="folder that read wrote, or events.csv of many",
    )
    add_out(verb, "table of stories", metavar="FILE.csv")
    add_path(
        verb,
        "--apart",
        "pairs of events that a person keeps apart or joins: CSV, or a file of corrections (.json)",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write the stories and print how many; ``warn`` is called for decisions on unknown events."""
    events, decisions = _events(options.folders), tuple[Decision, ...]()
    if options.apart:
        data, where = options.apart.read_bytes(), str(options.apart)
        is_corrections = options.apart.suffix == ".json"
        decisions = (
            read(data, where=where).links if is_corrections else read_decisions(data, where=where)
        )
    known = set(keys_of(events))
    named = dict.fromkeys(key for one in decisions for key in (one.first, one.second))
    if unknown := [f"{event} of {doc}" for doc, event in named if (doc, event) not in known]:
        warn(f"Ignored, since no article here has these events: {', '.join(unknown)}")
    stories = link(events, decisions)
    write_file(options.out, to_csv(stories))
    linked = int(stories["articles"].sum())
    print(
        f"{events['doc_id'].nunique()} articles, "
        f"{events.drop_duplicates(['doc_id', 'event_id']).shape[0]} events: "
        f"{len(stories)} stories that several articles tell, of {linked} events.\nWritten to "
        f"{options.out}"
    )
    return 0


def _events(folders: Sequence[Path]) -> pd.DataFrame:
    """The rows of all articles. Raises BadTable where an article occurs twice."""
    found: dict[str, Path] = {}
    tables = []
    for folder in folders:
        path = folder / "events.csv" if folder.is_dir() else folder
        table = read_csv(path, columns.EVENTS)
        for doc in dict.fromkeys(table["doc_id"].dropna()):
            if first := found.get(doc):
                raise BadTable(
                    f"Article {doc} stands in {first} already.",
                    where=str(path),
                    way_out="Give each article once.",
                )
            found[doc] = path
        tables.append(table)
    return pd.concat(tables, ignore_index=True)
