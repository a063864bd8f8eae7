"""The typefaces of files, from installed packages, so that letters look the same on every
machine."""

from __future__ import annotations

import base64
import io
import logging
from functools import cache
from importlib import metadata
from pathlib import Path

from components.core.errors import InstallationError

FACES = {
    "sans": ("font-source-sans-pro", "SourceSansPro-Regular.ttf"),
    "bold": ("font-source-sans-pro", "SourceSansPro-Bold.ttf"),
    "semibold": ("font-source-sans-pro", "SourceSansPro-Semibold.ttf"),
    "serif": ("font-source-serif-pro", "SourceSerifPro-Semibold.ttf"),
    "quote": ("font-source-serif-pro", "SourceSerifPro-Regular.ttf"),
}
"""Package and file of each face."""
IN_A_PAGE = {
    "sans": ("Source Sans", "400"),
    "bold": ("Source Sans", "700"),
    "quote": ("Source Serif", "400"),
    "serif": ("Source Serif", "600"),
}
"""Family and weight of each face in the style sheets."""
LETTERS = ((0x20, 0x17F), (0x218, 0x21B), (0x400, 0x45F), (0x2010, 0x2044), (0x20AC, 0x20AC))
"""European Latin, Cyrillic, dashes and quotation marks; other letters use the reader's fonts."""


LICENCE_IDS = (7, 13, 14)
"""Name ids of trademark, licence and its address, which each copy must keep (OFL 1.1)."""


def file_of(face: str) -> Path:
    """The file of a face; raises InstallationError where its package has none."""
    package, name = FACES[face]
    for file in metadata.files(package) or ():
        if file.name == name:
            return Path(str(file.locate()))
    raise InstallationError(
        f"The font {name} is missing.",
        where=f"package {package}",
        way_out="Install Dateline again with the README's first command.",
    )


@cache
def font_faces() -> str:
    """A style sheet with the faces as WOFF, reduced to ``LETTERS``."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f"src: url(data:font/woff;base64,{base64.b64encode(_cut(face)).decode()}); }}"
        for face, (family, weight) in IN_A_PAGE.items()
    )


def _cut(face: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # only files with fonts need it
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it logs tables that it drops
    options = Options(hinting=False, layout_features=["kern", "mark", "ccmp"])
    options.name_IDs = [*options.name_IDs, *LICENCE_IDS]
    font = TTFont(file_of(face), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(
        unicodes=[sign for first, last in LETTERS for sign in range(first, last + 1)]
    )
    subsetter.subset(font)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
