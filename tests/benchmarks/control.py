"""How long control over time takes for a thousand articles: ``python -m tests.benchmarks.control``.

Claims are drawn at random over places as in news: few places have most of the claims. Times are of the processor.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd

from components import columns, settings
from components.control.statements import load_control_words
from components.control.timeline import Timeline, states_on, timeline_of
from components.tables import frame

ARTICLES, CLAIMS, DAYS, PLACES = 1_000, 20_000, 900, 3_000
FIRST_DAY = date(2022, 2, 24)
STATUSES = ("reported", "claimed by Ukraine", "claimed by Russia", "acknowledged by Russia", "assessed by the ISW", "disputed")
ROUNDS = 3


def main() -> None:
    random.seed(1)
    claims, events = _tables()
    words = load_control_words(settings.LEXICON)
    whole, timeline = _best(lambda: timeline_of(claims, events, words))
    days = [FIRST_DAY + timedelta(days=random.randrange(DAYS)) for _ in range(50)]
    each, _ = _best(lambda: [states_on(timeline, day) for day in days])
    print(f"{ARTICLES:,} articles, {CLAIMS:,} claims over {DAYS} days, {timeline.states['place_id'].nunique():,} places, "
          f"{len(timeline.states):,} states; most claims of one place {claims['place_id'].value_counts().iloc[0]:,}")
    print(f"whole timeline          {whole * 1e3:8.0f} ms   aim under 2,000")
    print(f"states on a day         {each / len(days) * 1e3:8.2f} ms   aim under 20")


def _tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [_row(number) for number in range(CLAIMS)]
    return frame(rows, columns.CLAIMS), frame(rows, columns.EVENTS)


def _row(number: int) -> dict[str, object]:
    place = min(int(random.paretovariate(0.6)), PLACES)
    last = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    side, leaves = random.choice(("Ukraine", "Russia")), random.random() < 0.2
    article = number * ARTICLES // CLAIMS
    return {
        "claim_id": f"d{article}-{number}-c1", "event_id": f"d{article}-{number}", "doc_id": f"d{article}",
        "place_id": f"geonames:{place}", "place_name": f"Town {place}", "place_kind": "settlement",
        "place_role": "at", "latitude": 49.0, "longitude": 37.0,
        "admin1": "Kharkiv Oblast", "country": "UKR", "kind": "withdrawal" if leaves else "control taken", "modality": "done",
        "holder": "" if leaves else side, "left_by": side if leaves else "", "status": random.choice(STATUSES),
        "first_day": (last - timedelta(days=random.randrange(7))).isoformat(), "last_day": last.isoformat(),
        "from_day": last.isoformat(), "published": (last + timedelta(days=1)).isoformat(), "reported": last.isoformat(),
    }


def _best(action: Callable[[], Timeline | list[pd.DataFrame]]) -> tuple[float, Timeline | list[pd.DataFrame]]:
    """Seconds of the quickest of several rounds, and the answer."""
    times = []
    for _ in range(ROUNDS):
        before = time.process_time()
        answer = action()
        times.append(time.process_time() - before)
    return min(times), answer


if __name__ == "__main__":
    main()
