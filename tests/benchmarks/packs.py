"""How long the largest pack of villages takes to unpack and to open, beside reading its bytes.

``python -m tests.benchmarks.packs``
"""

from __future__ import annotations

import lzma
import tempfile
import time
from pathlib import Path

from components.core import settings
from components.places.packs import FOLDER, SUFFIX, Packs


def main() -> None:
    """Prints seconds of processor time, and the first as a multiple of unpacking the bytes alone."""
    folder = settings.GAZETTEER / FOLDER
    largest = max(folder.glob("*" + SUFFIX), key=lambda path: path.stat().st_size)
    country = largest.name.removesuffix(SUFFIX)
    start = time.process_time()
    lzma.decompress(largest.read_bytes())
    bare = time.process_time() - start
    with tempfile.TemporaryDirectory() as home:
        start = time.process_time()
        Packs(folder, Path(home)).of(country)
        made = time.process_time() - start
        start = time.process_time()
        Packs(folder, Path(home)).of(country).by_name("anything")
        opened = time.process_time() - start
    print(f"{country}: unpacked in {made:.2f} s, {made / bare:.1f} times its bytes alone")
    print(f"opened in {opened:.4f} s")


if __name__ == "__main__":
    main()
