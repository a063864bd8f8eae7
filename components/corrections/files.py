"""The file of corrections: JSON with a version, read strictly, and readable by a person.

::

    {"format": "dateline corrections", "version": 1,
     "corrections": [{"article": SHA256, "span": {"start": 10, "end": 14}, "quote": "left",
                      "number": 0, "change": {"field": "kind", "kind": "withdrawal"},
                      "coder": "A. Coder", "time": "2022-09-13T08:00:00Z", "note": ""}],
     "sign_offs": [{"article": SHA256, "name": "A. Coder", "day": "2022-09-13", "time": ...,
                    "digest": ..., "note": ""}],
     "spot_checks": [{"article": SHA256, "name": "A. Coder", "day": "2022-09-13", "time": ...,
                      "seed": "0f3c", "events": 143, "reading": ...,
                      "drawn": [{"span": ..., "quote": "left", "number": 0, "is_right": false,
                                 "note": ""}]}],
     "links": [{"first": [DOC_ID, EVENT_ID], "second": [DOC_ID, EVENT_ID], "what": "apart"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from components.core import settings
from components.core.errors import BadCorrections, BadDecision, TooLarge
from components.corrections.records import Corrections

FORMAT: Final = "dateline corrections"
VERSION: Final = 1
WAY_OUT = (
    "Give a file that was downloaded from the page, or write it as "
    "components/corrections/files.py says."
)


CORRECTIONS: Final = TypeAdapter(Corrections)


def write(corrections: Corrections) -> str:
    """The same corrections give the same text. Without random checks their key is left out, as in
    older files, so that their signatures stay valid."""
    plain = CORRECTIONS.dump_python(corrections, mode="json")
    whole = {"format": FORMAT, "version": VERSION} | {
        name: value for name, value in plain.items() if value or name != "spot_checks"
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def read(data: bytes, *, where: str = "") -> Corrections:
    """The corrections of a file. Raises BadCorrections, with the place in it, and TooLarge."""
    if len(data) > settings.MAX_UPLOAD_BYTES:
        raise TooLarge(
            f"A file of corrections may have at most {settings.MAX_UPLOAD_BYTES / 1e6:g} MB.",
            where=where,
        )
    given, text = _json(data, where)
    try:
        found = CORRECTIONS.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BadCorrections(f"{place}: {first['msg']}.", where=where, way_out=WAY_OUT) from error
    except BadDecision as error:
        raise BadCorrections(error.what, where=where, way_out=error.way_out) from error
    if len({(one.first, one.second) for one in found.links}) < len(found.links):
        raise BadCorrections(
            "It says two things of one pair of events.", where=where, way_out="Keep one."
        )
    written = CORRECTIONS.dump_python(found, mode="json")
    if unknown := next(_unknown(given, written), ""):
        raise BadCorrections(f"{unknown} is no field of it.", where=where, way_out=WAY_OUT)
    return found


def read_file(path: Path) -> Corrections:
    """As ``read``; raises OSError too."""
    return read(path.read_bytes(), where=str(path))


def _json(data: bytes, where: str) -> tuple[dict[str, Any], str]:
    """The content of the file without format and version, and the same as text."""
    try:
        given = json.loads(data.decode("utf-8-sig"))
        named = given.items() if isinstance(given, dict) else ()
        content = {name: value for name, value in named if name not in {"format", "version"}}
        text = json.dumps(content)
    except (ValueError, RecursionError) as error:
        raise BadCorrections(f"This is no JSON ({error}).", where=where, way_out=WAY_OUT) from error
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        what = f'This is no file of corrections: its "format" is not "{FORMAT}".'
        raise BadCorrections(what, where=where, way_out=WAY_OUT)
    if given.get("version") != VERSION:
        what = f"It has version {given.get('version')!r}; this program reads version {VERSION}."
        raise BadCorrections(what, where=where, way_out="Read it with the program that wrote it.")
    return content, text


def _unknown(given: object, written: object, path: str = "") -> Iterator[str]:
    """Keys that were given and are unknown; they are not dropped silently."""
    if isinstance(given, dict) and isinstance(written, dict):
        for key, value in given.items():
            if key not in written:
                yield f"{path}{key}"
            else:
                yield from _unknown(value, written[key], f"{path}{key}.")
    elif isinstance(given, list) and isinstance(written, list):
        for number, (one, other) in enumerate(zip(given, written, strict=True)):
            yield from _unknown(one, other, f"{path}{number}.")
