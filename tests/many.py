"""Many events made up from a seed, for tests and benchmarks of the map that draws them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

FIRST_DAY, DAYS = date(2022, 2, 24), 900
GROUPS = (
    "fighting and strikes",
    "control",
    "harm to civilians",
    "diplomacy",
    "aid and displacement",
    "other",
)
SHARES = (0.5, 0.15, 0.15, 0.08, 0.08, 0.04)
CENTRES = (
    (49.99, 36.23),
    (48.59, 38.0),
    (47.1, 37.54),
    (46.64, 32.61),
    (50.45, 30.52),
    (47.84, 35.14),
    (46.48, 30.72),
    (50.6, 36.6),
)
SIDES = ("Ukraine", "Russia")
LONGEST_DAYS = 30


def events_of(count: int, *, seed: int = 1, places: int | None = None) -> pd.DataFrame:
    """``count`` events in the columns that ``packing.packed`` takes: news from around towns of
    Ukraine, most on one day, some over several, one in fifty open at an end, one in a hundred
    without a day. ``places`` bounds the different positions."""
    random = np.random.default_rng(seed)
    number = min(places or count, count)
    towns = np.array(CENTRES)[random.integers(0, len(CENTRES), number)]
    positions = towns + random.normal(0, (0.5, 0.8), (number, 2)) * random.random((number, 1))
    at = random.zipf(1.3, count) % number if places else np.arange(count)
    start = (DAYS * random.beta(1.2, 2.0, count)).astype(int)
    end = start + np.where(random.random(count) < 0.7, 0, random.integers(0, LONGEST_DAYS, count))
    days = np.array(
        [(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(DAYS + LONGEST_DAYS)],
        dtype=object,
    )
    starts, ends = days[start], days[end]
    chance = random.random(count)
    starts[chance < 0.02] = None
    ends[(chance >= 0.01) & (chance < 0.015)] = None
    ends[chance < 0.01] = None
    group = random.choice(GROUPS, count, p=SHARES)
    is_held = (group == "control") & (chance > 0.3)
    return pd.DataFrame(
        {
            "event_id": [f"e{number}" for number in range(count)],
            "latitude": positions[at, 0],
            "longitude": positions[at, 1],
            "first_day": starts,
            "last_day": ends,
            "display_group": group,
            "modality": np.where(random.random(count) < 0.1, "planned", "done"),
            "time_kind": np.where(end > start, "vague", "day"),
            "place_kind": np.where(random.random(count) < 0.05, "admin1", "settlement"),
            "place_name": [f"Town {one}" for one in at],
            "holder": np.where(is_held, random.choice(SIDES, count), ""),
        }
    )
