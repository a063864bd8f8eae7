"""The dashboard, with a line for each question to the store and for each run in the file that ASKED names."""

from __future__ import annotations

import os
import runpy
import sys
import time
from functools import wraps
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pandas as pd  # noqa: E402 - found once the path is set

from components.corpus.store import Parameters, Store  # noqa: E402 - likewise


def note(line: str) -> None:
    with Path(os.environ["ASKED"]).open("a", encoding="utf-8") as log:
        print(line, file=log)


if not hasattr(Store.ask, "__wrapped__"):
    plain = Store.ask

    @wraps(plain)
    def noted(self: Store, query: str, parameters: Parameters | None = None) -> pd.DataFrame:
        note("question")
        return plain(self, query, parameters)

    Store.ask = noted  # type: ignore[method-assign]

start_s = time.thread_time()
try:
    runpy.run_path(str(ROOT / "dashboard.py"))
finally:
    note(f"run {1000 * (time.thread_time() - start_s):.0f}")
