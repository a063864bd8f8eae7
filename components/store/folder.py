"""The folder of a store: its version, and which run may write to it."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from shlex import quote

from components.core.atomic_files import PART, folder_at
from components.core.errors import BadStore, RunStopped
from components.store.checksums import (
    missing_parts,
    record_sums,
    recorded_draft,
    remove_part,
    sha256_of,
    unrecorded_parts,
)
from components.store.integrity import MISSING, READ_AGAIN, damaged, require_undamaged
from components.store.link_state import mark_merged, read_mark
from components.store.schema import SCHEMA, TABLES, arrow_schema
from components.store.units import (
    NO_ROWS,
    files,
    filled_units,
    part_draft,
    path_of,
    unit_of,
    units,
    write_journal,
)

ABOUT = "store.json"
LEARNED, RULES = "learned", "rules"
OWN_READERS = {
    "": "Dateline's own parts",
    LEARNED: "Dateline's own parts",
    RULES: "Dateline's rules alone",
}
"""Readers that are no language model, in words; "" in a store of an older Dateline."""
WINDOWS = ".windows-"
"""Start of the name of the folder that holds events while they are linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """What ``store.json`` says."""

    schema: int
    """The version of the tables."""
    run: str
    """The id of the run that may write to the store."""
    reader: str
    """Who read the documents: one of ``OWN_READERS``, or the language model as a stamp names it."""


def require_store(store: Path) -> str:
    """The id of the run that may write to the store. Raises BadStore for a folder that is no store,
    and for a store of an older or newer version."""
    info = store_info(store)
    if info.schema != SCHEMA:
        is_newer = info.schema > SCHEMA
        raise BadStore(
            f"It was written by {'a newer' if is_newer else 'an older'} Dateline (version "
            f"{info.schema} of its tables; {SCHEMA} is read here).",
            where=str(store),
            way_out="Use that Dateline, or a newer one."
            if is_newer
            else "Migrate it: .venv/bin/python -m components corpus --resume "
            f"--out {quote(str(store))}",
        )
    return info.run


def store_info(store: Path) -> StoreInfo:
    """Raises BadStore for a folder that is no store."""
    path = store / ABOUT
    if path.exists():
        require_undamaged(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if (schema := int(data["schema"])) < 1:
            raise ValueError(schema)
        return StoreInfo(schema=schema, run=str(data["run"]), reader=str(data.get("reader", "")))
    except FileNotFoundError as error:
        raise BadStore(
            "This is no store of a corpus.",
            where=str(store),
            way_out="Make one: .venv/bin/python -m components corpus INPUT --out FOLDER",
        ) from error
    except OSError as error:
        raise damaged(path, error) from error
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadStore(
            f"This file has no valid version of a store ({error}).",
            where=str(path),
            way_out=READ_AGAIN,
        ) from error


def write_info(store: Path, info: StoreInfo) -> None:
    with recorded_draft(store / ABOUT) as draft:
        draft.write_text(json.dumps(asdict(info), ensure_ascii=False) + "\n", encoding="utf-8")


def new_run() -> str:
    """The id of a new run."""
    return token_hex(8)


def begin(store: Path, *, resume: bool, reader: str = "") -> str:
    """Make the store ready for a run, remove what an interrupted run left, and return the run's id.
    ``reader`` is empty where nothing is to be read.

    Raises BadStore for a folder with other contents, for a store of another reader, and, without
    ``resume``, for a store with documents.
    """
    if store.exists() and any(store.iterdir()):
        require_store(store)
        holds = bool(filled_units(store))
        if not resume and holds:
            raise BadStore(
                "It holds documents already.",
                where=str(store),
                way_out="Add to it with --resume, which skips what is there, or name another "
                "folder.",
            )
        if holds:
            reader = _same_reader(store, reader)
    folder_at(store)
    run = new_run()
    write_info(store, StoreInfo(schema=SCHEMA, run=run, reader=reader))
    for table in TABLES:
        with part_draft(path_of(store, table, NO_ROWS), arrow_schema(table).empty_table()):
            pass
    sweep(store)
    for path in unrecorded_parts(store):
        record_sums(path, (sha256_of(path),))
    return run


def _same_reader(store: Path, reader: str) -> str:
    """Who read the documents of the store. Raises BadStore where that is not ``reader``."""
    present = store_info(store).reader
    if reader in {"", present} or (present == "" and reader in OWN_READERS):
        return present
    by, now = (OWN_READERS.get(one, one) for one in (present, reader))
    raise BadStore(
        f"Its documents were read by {by}, and {now} would read those that are added: a store has "
        "one reader.",
        where=str(store),
        way_out="Add to it with the reader that it has (--model, --reader), or name another "
        "folder.",
    )


def require_run(store: Path, run: str) -> None:
    """Raises RunStopped where another run has begun since: its ``sweep`` does not know what this
    run still writes."""
    if require_store(store) != run:
        raise RunStopped(
            "Another run has begun to write to the store.",
            where=str(store),
            way_out="Wait until it has ended.",
        )


def sweep(store: Path) -> None:
    """Remove drafts and parts that are not in force, which an interrupted run left.

    Documents whose part is missing are read again; without its mark, what is made from all
    documents is made again. Raises BadStore where another part is missing.
    """
    for draft in store.rglob(f".*{PART}"):
        draft.unlink(missing_ok=True)
    for folder in store.glob(f"{WINDOWS}*"):
        shutil.rmtree(folder)
    mark_merged(store)
    counted = units(store)
    for path in missing_parts(store):
        table = path.relative_to(store).parts[0]
        counts = unit_of(path) in counted if table in TABLES else read_mark(store) is not None
        if counts:
            raise damaged(path, MISSING)
        remove_part(path)
    for path in (path for table in TABLES for path in files(store, table)):
        if unit_of(path) not in counted:
            remove_part(path)
    write_journal(store, {})
