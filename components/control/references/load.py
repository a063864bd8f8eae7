"""Loads files of references, many at a time, and lists the problem of each that cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from components.control.references.areas import (
    ReferenceContext,
    has_areas,
    joined_references,
    read_areas,
)
from components.control.references.geojson import read_features
from components.control.references.incidents import read_incidents
from components.control.references.records import LoadedReferences, ReferenceOptions
from components.control.references.tables import read_table
from components.core import settings
from components.core.errors import BadReference
from components.core.protocols import Areas, Gazetteer
from components.lexicon.references import load_reference_words

GEOJSON = (".geojson", ".json", ".geojson.gz", ".json.gz")
TABLE = ".csv"


def reference_context(areas: Areas, gazetteer: Gazetteer) -> ReferenceContext:
    """What reading references needs besides the files: lexicon, outlines, countries."""
    return ReferenceContext(
        words=load_reference_words(settings.LEXICON), areas=areas, gazetteer=gazetteer
    )


def load_references(
    paths: Sequence[Path],
    choices: ReferenceOptions,
    context: ReferenceContext,
    *,
    place_ids: Collection[str] | None = None,
) -> LoadedReferences:
    """All that files and folders hold. A file that cannot be read becomes a problem.

    Areas of one name become one reference of many days; of control tables only ``place_ids`` are
    kept."""
    context = replace(context, words=context.words.with_meanings(choices.means))
    parts, problems = list[LoadedReferences](), list[BadReference]()
    for path in _files(paths):
        try:
            parts.append(_one(path, choices, context, place_ids))
        except BadReference as error:
            problems.append(error)
        except OSError as error:
            problems.append(
                BadReference(
                    f"{error.strerror or error}.", where=str(path), way_out="Choose another file."
                )
            )
    return LoadedReferences(
        references=joined_references([one for part in parts for one in part.references]),
        incidents=tuple(one for part in parts for one in part.incidents),
        problems=(*problems, *(one for part in parts for one in part.problems)),
    )


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else []
        yield from (one for one in inside if one.name.lower().endswith((*GEOJSON, TABLE)))
        if not path.is_dir():
            yield path


def _one(
    path: Path,
    choices: ReferenceOptions,
    context: ReferenceContext,
    place_ids: Collection[str] | None,
) -> LoadedReferences:
    if path.name.lower().endswith(TABLE):
        return read_table(path, choices, context, place_ids=place_ids)
    if not path.name.lower().endswith(GEOJSON):
        raise BadReference(
            "It is neither GeoJSON nor CSV.",
            where=str(path),
            way_out="Give a .geojson, .json or .csv file.",
        )
    file = read_features(path, choices.key)
    return read_areas(file, choices, context) if has_areas(file) else read_incidents(file, choices)
