"""The dashboard, with a line for each question to the store and for each run in the file that ASKED
names."""

from __future__ import annotations

import os
import runpy
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from components.store.database import Parameters, Store  # noqa: E402 - found once the path is set


def note(line: str) -> None:
    with Path(os.environ["ASKED"]).open("a", encoding="utf-8") as log:
        print(line, file=log)


def noted(plain: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(plain)
    def ask(self: Store, query: str, parameters: Parameters | None = None) -> object:
        note("question")
        return plain(self, query, parameters)

    return ask


for name in ("ask", "records"):
    if not hasattr(getattr(Store, name), "__wrapped__"):
        setattr(Store, name, noted(getattr(Store, name)))

start_s = time.thread_time()
try:
    runpy.run_path(str(ROOT / "dashboard.py"))
finally:
    note(f"run {1000 * (time.thread_time() - start_s):.0f}")
