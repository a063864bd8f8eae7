"""How long control over time takes for a thousand articles, and a reference:
``python -m tests.benchmarks.control``.

Claims are drawn at random over places as in news: few places have most of the claims. Times are of
the processor.
"""

from __future__ import annotations

import json
import math
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pandas as pd

from components.control.references.load import load_references, reference_context
from components.control.references.records import ReferenceOptions
from components.control.references.regions import areas_table, regions_of
from components.control.statements import load_control_words
from components.control.timeline import states_on, timeline_of
from components.core import settings
from components.places.areas import open_areas
from components.places.gazetteer import open_gazetteer
from components.tables import columns
from components.tables.rows import frame

ARTICLES, CLAIMS, DAYS, PLACES = 1_000, 20_000, 900, 3_000
FIRST_DAY = date(2022, 2, 24)
STATUSES = (
    "reported",
    "claimed by Ukraine",
    "claimed by Russia",
    "acknowledged by Russia",
    "assessed by the ISW",
    "disputed",
)
ROUNDS = 3
KHARKIV_OBLAST = "geonames:706482"
COAST_POINTS = 70_000
Answer = TypeVar("Answer")


def main() -> None:
    random.seed(1)
    claims, events = _tables()
    words = load_control_words(settings.LEXICON)
    whole, timeline = _best(lambda: timeline_of(claims, events, words))
    days = [FIRST_DAY + timedelta(days=random.randrange(DAYS)) for _ in range(50)]
    each, _ = _best(lambda: [states_on(timeline, day) for day in days])
    print(
        f"{ARTICLES:,} articles, {CLAIMS:,} claims over {DAYS} days, {timeline.states['place_id'].nunique():,} places, "
        f"{len(timeline.states):,} states; most claims of one place {claims['place_id'].value_counts().iloc[0]:,}"
    )
    print(f"whole timeline          {whole * 1e3:8.0f} ms   aim under 2,000")
    print(f"states on a day         {each / len(days) * 1e3:8.2f} ms   aim under 20")
    _reference()


def _reference() -> None:
    """A day's map of 3 MB, cut to a country, and the area it gives in a region."""
    areas, gazetteer = open_areas(), open_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine-2022-09-12.geojson"
        path.write_text(json.dumps(_coast()), encoding="utf-8")
        world, choices = reference_context(areas, gazetteer), ReferenceOptions(country="UKR")
        seconds, loaded = _best(lambda: load_references([path], choices, world))
        regions = regions_of([KHARKIV_OBLAST], areas, gazetteer)
        measured, _ = _best(lambda: areas_table(loaded.references, regions))
        print(f"read {path.stat().st_size / 1e6:.1f} MB of areas     {seconds * 1e3:8.0f} ms")
    print(f"area in a region        {measured * 1e3:8.0f} ms")


def _coast() -> dict[str, object]:
    """A ring of many points that does not cross itself."""
    turns = [2 * math.pi * number / COAST_POINTS for number in range(COAST_POINTS)]
    sizes = [random.uniform(1.4, 1.5) for _ in turns]
    ring = [
        [37 + size * math.cos(turn), 48.5 + size * math.sin(turn), 0]
        for size, turn in zip(sizes, turns, strict=True)
    ]
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"status": "RU"}, "geometry": shape}],
    }


def _tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [_row(number) for number in range(CLAIMS)]
    return frame(rows, columns.CLAIMS), frame(rows, columns.EVENTS)


def _row(number: int) -> dict[str, object]:
    place = min(int(random.paretovariate(0.6)), PLACES)
    last = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    side, leaves = random.choice(("Ukraine", "Russia")), random.random() < 0.2
    article = number * ARTICLES // CLAIMS
    return {
        "claim_id": f"d{article}-{number}-c1",
        "event_id": f"d{article}-{number}",
        "doc_id": f"d{article}",
        "place_id": f"geonames:{place}",
        "place_name": f"Town {place}",
        "place_kind": "settlement",
        "place_role": "at",
        "latitude": 49.0,
        "longitude": 37.0,
        "admin1": "Kharkiv Oblast",
        "country": "UKR",
        "kind": "withdrawal" if leaves else "control taken",
        "modality": "done",
        "holder": "" if leaves else side,
        "left_by": side if leaves else "",
        "status": random.choice(STATUSES),
        "first_day": (last - timedelta(days=random.randrange(7))).isoformat(),
        "last_day": last.isoformat(),
        "from_day": last.isoformat(),
        "published": (last + timedelta(days=1)).isoformat(),
        "reported": last.isoformat(),
    }


def _best(action: Callable[[], Answer]) -> tuple[float, Answer]:
    """Seconds of the quickest of several rounds, and the answer."""
    times = []
    for _ in range(ROUNDS):
        before = time.process_time()
        answer = action()
        times.append(time.process_time() - before)
    return min(times), answer


if __name__ == "__main__":
    main()
