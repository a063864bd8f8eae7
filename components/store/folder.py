"""The folder of a store: its version, and who may write to it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from secrets import token_hex
from shlex import quote

from components.core.atomic_files import PART, folder_at
from components.core.errors import BadStore, RunStopped
from components.store.checksums import lost, remove_part, sum_of, summed_draft, unsummed, write_sums
from components.store.integrity import AGAIN, GONE, damaged, require_undamaged
from components.store.link_state import forget_merged, read_mark
from components.store.schema import SCHEMA, TABLES, arrow_schema
from components.store.units import (
    NO_ROWS,
    files,
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
"""What the store says of who read its documents, where no language model did, in words; nothing
where an older Dateline wrote it."""
WINDOWS = ".windows-"
"""What the name of a folder begins with that holds events while they are linked."""


def require_store(store: Path) -> str:
    """Looks whether the folder is a store of this version, and gives the sign of the run that may
    write to it.

    Raises BadStore, for one of an older or a newer version too.
    """
    version, run, _ = _about(store)
    if version > SCHEMA:
        raise BadStore(
            (
                f"It was written by a newer Dateline (version {version} of its tables; {SCHEMA} is "
                "read here)."
            ),
            where=str(store),
            way_out="Use that Dateline, or a newer one.",
        )
    if version < SCHEMA:
        raise BadStore(
            (
                f"It was written by an older Dateline (version {version} of its tables; {SCHEMA} "
                "is read here)."
            ),
            where=str(store),
            way_out="Migrate it: .venv/bin/python -m components corpus --resume "
            f"--out {quote(str(store))}",
        )
    return run


def version_of(store: Path) -> int:
    """The version of a store's tables. Raises BadStore for what is no store."""
    return _about(store)[0]


def reader_of(store: Path) -> str:
    """Who read its documents: one of ``OWN_READERS``, or the language model as a stamp names it.
    Raises BadStore for what is no store."""
    return _about(store)[2]


def _about(store: Path) -> tuple[int, str, str]:
    """Version, the sign of the run that may write, and who reads."""
    if (store / ABOUT).exists():
        require_undamaged(store / ABOUT)
    try:
        about = json.loads((store / ABOUT).read_text(encoding="utf-8"))
        version, run = int(about["schema"]), str(about["run"])
        reader = str(about.get("reader", ""))
    except FileNotFoundError as error:
        raise BadStore(
            "This is no store of a corpus.",
            where=str(store),
            way_out="Make one: .venv/bin/python -m components corpus INPUT --out FOLDER",
        ) from error
    except OSError as error:
        raise damaged(store / ABOUT, error) from error
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadStore(
            f"This file tells no version of a store ({error}).",
            where=str(store / ABOUT),
            way_out=AGAIN,
        ) from error
    if version < 1:
        raise BadStore(
            f"This file tells no version of a store ({version}).",
            where=str(store / ABOUT),
            way_out=AGAIN,
        )
    return version, run, reader


def describe(store: Path, *, version: int, run: str, reader: str) -> None:
    """Writes the store's version, the run that may write to it from now on, and who reads."""
    told = {"schema": version, "run": run, "reader": reader}
    with summed_draft(store / ABOUT) as draft:
        draft.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")


def draw_run() -> str:
    """The sign of a new run."""
    return token_hex(8)


def begin(store: Path, *, resume: bool, reader: str = "") -> str:
    """Makes the store ready for a run and gives the run's sign; what an earlier run left half done
    is removed. ``reader`` is who reads, empty where nothing is to be read.

    Raises BadStore for a folder that holds other things, for a store that another reader read, and,
    without ``resume``, for one that holds documents.
    """
    is_new = not store.exists() or not any(store.iterdir())
    if not is_new:
        require_store(store)
        holds = bool(units(store) - {NO_ROWS})
        if not resume and holds:
            raise BadStore(
                "It holds documents already.",
                where=str(store),
                way_out=(
                    "Add to it with --resume, which skips what is there, or name another folder."
                ),
            )
        if holds:
            reader = _same_reader(store, reader)
    folder_at(store)
    run = draw_run()
    describe(store, version=SCHEMA, run=run, reader=reader)
    for table in TABLES:
        with part_draft(path_of(store, table, NO_ROWS), arrow_schema(table).empty_table()):
            pass
    sweep(store)
    for path in unsummed(store):
        write_sums(path, (sum_of(path),))
    return run


def _same_reader(store: Path, reader: str) -> str:
    """Who read what the store holds. Raises BadStore where that is not ``reader``."""
    held = reader_of(store)
    if reader in {"", held} or (held == "" and reader in OWN_READERS):
        return held
    by, now = (OWN_READERS.get(one, one) for one in (held, reader))
    raise BadStore(
        f"Its documents were read by {by}, and {now} would read those that are added: a store has "
        "one reader.",
        where=str(store),
        way_out="Add to it with the reader that it has (--model, --reader), or name another folder.",
    )


def require_run(store: Path, run: str) -> None:
    """Raises RunStopped where another run has begun since, whose sweep would not know of what this
    one still writes."""
    if require_store(store) != run:
        raise RunStopped(
            "Another run has begun to write to the store.",
            where=str(store),
            way_out="Let one end before the next.",
        )


def sweep(store: Path) -> None:
    """Removes drafts, and parts that do not count: what a run that was ended had not finished, or
    not removed.

    Documents whose part is gone are read again, and without its mark what is made of all of them is
    made anew. Raises BadStore where another part is gone.
    """
    for draft in store.rglob(f".*{PART}"):
        draft.unlink(missing_ok=True)
    for folder in store.glob(f"{WINDOWS}*"):
        shutil.rmtree(folder)
    forget_merged(store)
    counted = units(store)
    for path in lost(store):
        table = path.relative_to(store).parts[0]
        counts = unit_of(path) in counted if table in TABLES else read_mark(store) is not None
        if counts:
            raise damaged(path, GONE)
        remove_part(path)
    for path in (path for table in TABLES for path in files(store, table)):
        if unit_of(path) not in counted:
            remove_part(path)
    write_journal(store, {})
