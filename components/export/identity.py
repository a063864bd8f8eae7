"""The identity of an exported file, which shows whether text, program, corrections and file belong
together.

One line of ASCII: ``dateline-identity:1;source=…;text=…;…;body=…``. It is in the last column of
CSV, in the metadata of GeoJSON and GeoParquet, in a ``meta`` of HTML, in the description of SVG and
PNG, and in the archive comment of Excel and KMZ. ``body`` is the sha256 of the file with 64 zeros
in its place."""

from __future__ import annotations

import hashlib
import platform
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

from components.core import settings
from components.core.records import Analysis
from components.corrections.records import text_id
from components.view.selection import View

CHARACTERS = 16
PROGRAM_FILES = ("*.py", "*.js", "*.css", "*.sql", "*.txt")


@cache
def data_sign() -> str:
    """A hash (16 hexadecimal digits) of gazetteer, lexicon, areas and model."""
    folders = (settings.GAZETTEER, settings.LEXICON, settings.AREAS, settings.MODEL)
    return sign_of((path for folder in folders for path in folder.rglob("*")), under=settings.DATA)


@cache
def program_sign() -> str:
    """The same of the code."""
    code = settings.ROOT / "components"
    return sign_of((path for ending in PROGRAM_FILES for path in code.rglob(ending)), under=code)


def sign_of(paths: Iterable[Path], *, under: Path) -> str:
    """A hash of the names and contents of files, in any order, also of those in folders."""
    whole = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        whole.update(path.relative_to(under).as_posix().encode() + b"\n")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:CHARACTERS]


START = "dateline-identity:1"
BODY = b";body="
UNSEALED = b"0" * 64
FOUND = re.compile(START.encode() + rb"((?:;[a-z]+=[\w.~%-]*)+);body=([0-9a-f]{64})")
MOST_CHARACTERS = 2_000
"""Of a value; a longer one is replaced by its sha256."""
ZIP, PNG, NO_COMMENT = b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\0\0"
READ_BY = ("en_core_web_sm", "onnxruntime", "spacy")
"""Packages whose versions may change a reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Texts, empty where there is nothing to say."""

    source: str
    """sha256 of the bytes that the text was read from; empty where it was pasted."""
    text: str
    """sha256 of the text, as in corrections."""
    title: str
    publisher: str
    url: str
    published: str
    reader: str
    """ "learned", "rules" without learned models, or the language model."""
    program: str
    """Sign of the code (``program_sign``)."""
    data: str
    """Sign of lexicon, gazetteer, areas and model (``data_sign``)."""
    corrections: str
    """sha256 of the corrections in force."""
    signed: str
    """"A. Coder 2022-09-13"."""
    view: str
    """The selection, as in the page's address."""
    beside: str
    """The number of other articles on the page, which cards may quote."""
    versions: str

    def written(self) -> str:
        """The line, not sealed yet."""
        cells = (f"{one.name}={_short(getattr(self, one.name))}" for one in fields(self))
        return f"{START};{';'.join(cells)}{(BODY + UNSEALED).decode()}"


def identity_of(analysis: Analysis, view: View | None = None, *, beside: int = 0) -> Identity:
    """The identity of a file of this reading; without a ``view``, of all of it."""
    article, signed = analysis.article, analysis.signed
    return Identity(
        source=article.source_sha256,
        text=text_id(article),
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published.isoformat() if article.published else "",
        reader=analysis.read_by or ("rules" if analysis.by_rules else "learned"),
        program=program_sign(),
        data=data_sign(),
        corrections=analysis.corrections,
        signed=f"{signed.name} {signed.day}" if signed else "",
        view=urlencode(view.to_query()) if view else "",
        beside=str(beside or ""),
        versions=versions(),
    )


@cache
def versions() -> str:
    """ "python 3.12.3, spacy 3.8.7, …"."""
    sold_as = packages_distributions()
    found = (f"{name} {version(sold_as[name][0])}" for name in READ_BY if name in sold_as)
    return ", ".join((f"python {platform.python_version()}", *found))


def sealed(content: bytes, identity: str) -> bytes:
    """The file with its own sha256 in its identity line; an archive gets the line first."""
    if content.startswith(ZIP):
        comment = identity.encode()
        content = content.removesuffix(NO_COMMENT) + len(comment).to_bytes(2, "little") + comment
    return _with_body(content, UNSEALED, hashlib.sha256(content).hexdigest().encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIdentity:
    """An identity in a file, and whether every byte of the file is unchanged."""

    identity: Identity
    is_whole: bool


def identities_in(content: bytes) -> tuple[FoundIdentity, ...]:
    """One in an intact file; several where rows of several files were joined; none in other
    files."""
    found: dict[bytes, Identity] = {}
    for match in FOUND.finditer(content):
        cells = dict(part.split("=", 1) for part in match[1].decode()[1:].split(";"))
        if set(cells) == {one.name for one in fields(Identity)} and match[2] != UNSEALED:
            found[match[2]] = Identity(**{name: unquote(cell) for name, cell in cells.items()})
    return tuple(
        FoundIdentity(identity=identity, is_whole=len(found) == 1 and _is_whole(content, body))
        for body, identity in found.items()
    )


def _is_whole(content: bytes, body: bytes) -> bool:
    plain = _with_body(content, body, UNSEALED)
    return (
        hashlib.sha256(plain).hexdigest().encode() == body
        and _with_body(plain, UNSEALED, body) == content
    )


def _with_body(content: bytes, old: bytes, new: bytes) -> bytes:
    replaced = content.replace(BODY + old, BODY + new)
    return _summed(replaced) if content.startswith(PNG) else replaced


def _summed(picture: bytes) -> bytes:
    parts, at = [PNG], len(PNG)
    while at < len(picture):
        length = int.from_bytes(picture[at : at + 4])
        chunk = picture[at + 4 : at + 8 + length]
        parts += [picture[at : at + 4], chunk, zlib.crc32(chunk).to_bytes(4)]
        at += length + 12
    return b"".join(parts)


def _short(value: str) -> str:
    quoted = quote(value.encode("utf-8", "surrogatepass"), safe="")
    if len(quoted) <= MOST_CHARACTERS:
        return quoted
    return "sha256-" + hashlib.sha256(quoted.encode()).hexdigest()
