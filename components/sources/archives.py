"""Files in a ZIP archive, read where they lie: nothing is written to the disk, and no small archive
unpacks without end."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO, Final

from components.core import settings
from components.core.errors import BinaryInput, TooLarge
from components.sources.trees import Entry, in_order, is_hidden

ENCRYPTED: Final = 0x1
MOST_FILES: Final = 1_000_000
"""The list of an archive's files stands in memory, under 1 kB each."""
MAX_RATIO: Final = 100
"""Text packs to a tenth; what packs to less than a hundredth is no news (a bomb packs to a
thousandth and less)."""


def entries_of_zip(stream: IO[bytes], *, where: str) -> Iterator[Entry]:
    """Its files in order, but for hidden ones. Raises BinaryInput and TooLarge."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise BinaryInput(
            f"It is no ZIP archive that can be read ({error}).",
            where=where,
            way_out="Pack it again.",
        ) from error
    infos = [
        info
        for info in archive.infolist()
        if info.filename and not info.is_dir() and not is_hidden(info.filename)
    ]
    _refuse_bomb(archive, infos, where)
    for info in sorted(infos, key=lambda info: in_order(info.filename)):
        at = f"{where}, {info.filename}"
        yield Entry(where=at, name=info.filename, open=partial(_open, archive, info, at))


def _refuse_bomb(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], where: str) -> None:
    """By what its files are said to unpack to: none gives more than that, and each is read to the
    bound of an article."""
    unpacked, packed = sum(info.file_size for info in infos), archive.start_dir
    if len(infos) > MOST_FILES:
        raise TooLarge(
            f"It holds {len(infos):,} files; at most {MOST_FILES:,} are read.",
            where=where,
            way_out="Give several archives, or JSON lines.",
        )
    if unpacked > max(MAX_RATIO * packed, settings.MAX_UPLOAD_BYTES):
        raise TooLarge(
            f"Its {packed / 1e6:,.1f} MB unpack to {unpacked / 1e6:,.0f} MB, as no texts do.",
            where=where,
            way_out="Unpack it, and give the folder.",
        )


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> IO[bytes]:
    if info.flag_bits & ENCRYPTED:
        raise BinaryInput(
            "It is locked by a password.", where=where, way_out="Unpack it, and give the folder."
        )
    return archive.open(info)
