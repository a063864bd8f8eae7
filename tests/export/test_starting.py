"""What the page does at its start stays quick: libraries of single files come only when such a file
is asked for."""

from __future__ import annotations

import subprocess
import sys

from components.core.settings import ROOT

HEAVY = ("matplotlib", "geopandas", "xlsxwriter")


def test_the_tab_of_files_loads_no_library_of_a_file() -> None:
    code = f"import sys, components.panels.downloads; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip() == "[]"
