"""Decodes bytes: by byte order mark, as UTF-8 (also damaged), as declared, by statistics."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from components.core.errors import BinaryInput, UnknownEncoding

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer before those that begin alike."""

SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "an archive or an office document of another kind than .docx"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"\x28\xb5\x2f\xfd", "a packed file"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
DECLARED_WITHIN_BYTES = 4096
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
MAX_CONTROL_SHARE = 0.01
SAMPLE_BYTES = 200_000

WESTERN = ("cp1252", "mac_roman")
TYPOGRAPHIC = re.compile("[“”‘’–—…•\xa0´é€]")
MAX_TYPOGRAPHIC_SHARE = 0.03
"""English with curly quotes has up to 2 % of bytes outside of ASCII; another language has more."""
MAX_WESTERN_SHARE = 0.25
"""A few sentences with quotes stay below it; Cyrillic and Arabic have over 80 %."""
UNUSUAL = re.compile(r"[^\x00-\x7f“”‘’–—…•´€£¥§©®°±·½¼¾™\xa0À-ÏÑ-ÖØ-Üß-ïñ-öø-üÿŒœŠšŽžŸ]")
"""Characters of no western language: where one is found, the encoding is another one."""

HALF = re.compile("[\ud800-\udfff]")
"""Surrogates: wrong bytes are decoded as them, to be found again."""
FIRST_HALF = 0xDC00
"""Such a surrogate less this is the wrong byte."""

WAY_OUT = (
    "Give the article as plain text, as a web page, or as a PDF, DOCX or EML file; a "
    "spreadsheet as CSV."
)


def decode(data: bytes, *, where: str = "", charset: str = "") -> str:
    """The text; ``charset`` is what the sender declared. Raises BinaryInput, UnknownEncoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            if (text := _try(data, encoding)) is not None:
                return text.removeprefix("\ufeff")
            raise UnknownEncoding(
                f"The bytes begin as {encoding} but go on otherwise.", where=where, way_out=WAY_OUT
            )
    _refuse_binary(data, where)
    if b"\0" in data[:SAMPLE_BYTES]:
        raise BinaryInput("These bytes are no text.", where=where, way_out=WAY_OUT)
    if match := DECLARED.search(data[:DECLARED_WITHIN_BYTES]):
        charset = charset or match[1].decode("ascii", "replace")
    for text in (_try(data, "utf-8"), _mended(data), _try(data, charset)):
        if text is not None:
            return text
    return _likely(data, where)[1]


def _mended(data: bytes) -> str | None:
    """UTF-8 that has some bytes of Windows-1252, each decoded as such; None for other text."""
    text = data.decode("utf-8", "surrogateescape")
    if not _is_mostly_utf_8(text):
        return None
    return HALF.sub(
        lambda half: bytes([ord(half[0]) - FIRST_HALF]).decode("cp1252", "replace"), text
    )


def _is_mostly_utf_8(text: str) -> bool:
    """Whether most of what is not ASCII is well formed; wrong bytes are surrogates in ``text``."""
    wrong = len(HALF.findall(text))
    return sum(letter > "\x7f" for letter in text) > 2 * wrong


def _try(data: bytes, encoding: str) -> str | None:
    """None where the bytes or the encoding's name are wrong ("undefined" refuses all bytes)."""
    try:
        return data.decode(encoding) if encoding else None
    except (ValueError, LookupError):
        return None


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise BinaryInput(f"This is {kind}, not text.", where=where, way_out=WAY_OUT)
    sample = data[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, CONTROL))
    if controls > MAX_CONTROL_SHARE * len(sample):
        raise BinaryInput("These bytes are no text.", where=where, way_out=WAY_OUT)


def encoding_of(head: bytes, *, where: str = "") -> str:
    """The encoding of a longer text that begins with ``head``, which may end inside a character.

    UTF-8 where most is well formed: wrong bytes or NULs cost only their lines. Raises BinaryInput
    and UnknownEncoding."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    _refuse_binary(head, where)
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head)
    return "utf-8" if not HALF.search(text) or _is_mostly_utf_8(text) else _likely(head, where)[0]


def _likely(data: bytes, where: str) -> tuple[str, str]:
    """(encoding, text). For mostly ASCII or short western text the quotation marks and dashes
    decide, where statistics err (measured); for the rest statistics do."""
    sample = data[:SAMPLE_BYTES]
    share = sum(byte > 127 for byte in sample) / len(sample)
    texts = {encoding: text for encoding in WESTERN if (text := _try(data, encoding)) is not None}
    likely = {encoding: text for encoding, text in texts.items() if not UNUSUAL.search(text)}
    if (likely and share < MAX_WESTERN_SHARE) or (texts and share < MAX_TYPOGRAPHIC_SHARE):
        return max((likely or texts).items(), key=lambda item: len(TYPOGRAPHIC.findall(item[1])))
    best = from_bytes(sample).best()
    text = _try(data, best.encoding) if best else None
    if best is None or text is None:
        raise UnknownEncoding(
            "The encoding of these bytes was not recognised.",
            where=where,
            way_out="Save it as UTF-8.",
        )
    return best.encoding, text
