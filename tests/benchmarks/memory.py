"""The memory of a process, from Linux's own account."""

from __future__ import annotations

from pathlib import Path


def peak_megabytes(process: int | str = "self") -> float:
    """The most that a process, this one unless told, ever held in memory; without what it held
    before it became its program."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
