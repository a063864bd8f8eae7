"""How long the gazetteer takes to unpack, to open and to be asked:
``python -m tests.benchmarks.gazetteer``.

Times are of the processor, so that other programs on the machine matter less; the first number is
once for each version.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from components.core import settings
from components.places.areas import open_areas
from components.places.gazetteer import PACKED, SqliteGazetteer, open_gazetteer
from components.places.store import unpacked

NAMES = 20_000
POSITIONS = 200
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _show("unpack", _seconds(lambda: unpacked(settings.GAZETTEER / PACKED, Path(folder))), "s")
    _show("open", _seconds(open_gazetteer), "s")
    gazetteer = open_gazetteer()
    held = [name for place in _some_places(gazetteer) for name in gazetteer.names(place)][:NAMES]
    _show("look up a name that is held", _each(open_gazetteer, held), "µs")
    _show(
        "look up a name that is not", _each(open_gazetteer, [f"{name} zz" for name in held]), "µs"
    )
    spots = [(random.uniform(-60, 70), random.uniform(-180, 180)) for _ in range(POSITIONS)]
    _show(
        "nearest settlement",
        _seconds(lambda: [gazetteer.nearest(*spot) for spot in spots]) / POSITIONS * 1e3,
        "ms",
    )
    _show("open the outlines", _seconds(open_areas), "s")


def _some_places(gazetteer: SqliteGazetteer) -> list[str]:
    near = gazetteer.nearest(48.0, 16.0, limit=NAMES // 4)
    return [place.id for place in random.sample(near, len(near))]


def _each(fresh: Callable[[], SqliteGazetteer], names: list[str]) -> float:
    """Microseconds for each name, the best of several rounds, each with a gazetteer whose answers
    are not kept yet."""
    gazetteers = [fresh() for _ in range(ROUNDS)]
    return (
        min(
            _seconds(lambda held=held: [held.lookup(name) for name in names]) for held in gazetteers
        )
        / len(names)
        * 1e6
    )


def _seconds(action: Callable[[], object]) -> float:
    before = time.process_time()
    action()
    return time.process_time() - before


def _show(what: str, value: float, unit: str) -> None:
    print(f"{what:32} {value:10.3f} {unit}")


if __name__ == "__main__":
    random.seed(1)
    main()
