"""What the manual says to type runs as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from components.core.settings import DATA, ROOT

MANUAL = (ROOT / "components" / "api" / "README.md").read_text(encoding="utf-8")
SCRIPTS = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)


@pytest.mark.workers
@pytest.mark.parametrize("script", SCRIPTS, ids=["one", "many", "geocode"])
def test_a_script_runs(script: str, tmp_path: Path) -> None:
    """In a process of its own, in a folder where the data lie as in the program's own."""
    (tmp_path / "data").symlink_to(DATA)
    (tmp_path / "script.py").write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{script}")
    command = [sys.executable, "-W", "error", "script.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
