"""What it takes to add a made-up dump, and what look-ups cost then:
``python -m tests.benchmarks.adding [ROWS]``."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from components.core import settings
from components.places.adding import add, paths_of_added
from components.places.dump_file import coding_of
from components.places.gazetteer import PACKED, SqliteGazetteer
from components.places.store import unpacked
from tests.benchmarks import dump

ROWS = 1_000_000
NAMES = 20_000


def main(rows: int) -> None:
    base = unpacked(settings.GAZETTEER / PACKED, settings.home())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = dump.write(home / "XX.zip", rows)
        before_mb = _peak_mb()
        start = time.perf_counter()
        coding = coding_of(SqliteGazetteer(base), historical=False)
        held, _ = add(path, home, coding=coding, historical=False, progress=lambda _: None)
        seconds = time.perf_counter() - start
        print(
            f"{held.rows:,} rows ({path.stat().st_size / 1e6:.0f} MB zip) added in {seconds:.1f} s"
        )
        print(
            f"{held.kept:,} places, {held.bytes / 1e6:.0f} MB; peak memory {_peak_mb():.0f} MB, {before_mb:.0f} MB before"
        )
        start = time.perf_counter()
        both = SqliteGazetteer(base, added=paths_of_added(home))
        print(f"both opened in {time.perf_counter() - start:.3f} s")
        names = [line.split("\t")[1] for line in dump.lines(NAMES)]
        _look_up("built-in alone", SqliteGazetteer(base), names)
        _look_up("both", both, names)
        _nearest("built-in alone", SqliteGazetteer(base))
        _nearest("both", both)


def _look_up(what: str, gazetteer: SqliteGazetteer, names: list[str]) -> None:
    for kind, asked in (
        ("names of the dump", names),
        ("names that are not held", [f"{name} zz" for name in names]),
    ):
        start = time.perf_counter()
        found = sum(len(gazetteer.lookup(name)) for name in asked)
        each = (time.perf_counter() - start) / len(asked) * 1e6
        print(f"{what}: {kind}, {each:.1f} µs each, {found / len(asked):.1f} places each")


def _nearest(what: str, gazetteer: SqliteGazetteer) -> None:
    start = time.perf_counter()
    for step in range(50):
        gazetteer.nearest(48 + step / 50, 36 + step / 50)
    print(f"{what}: nearest settlement, {(time.perf_counter() - start) / 50 * 1e3:.1f} ms")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
