"""Label Studio: a task with the reading as a prediction, the labelling interface, and the export
read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from components.core.errors import BadCorrections
from components.core.records import Modality, Span
from components.corrections.records import text_id
from components.export.about import about
from components.export.annotating.notes import (
    FIELDS,
    OF_AN_EVENT,
    Note,
    NotesByText,
    notes_of,
    utf16,
)
from components.export.json import to_document
from components.export.selection import Selection
from components.wording.phrases import event_words

PLACE = "Place"
AT = "at"
WAY_OUT = (
    "Give the JSON that Label Studio exports (not JSON-MIN) of a task that read --to label-studio "
    "made."
)


def to_label_studio(selection: Selection) -> bytes:
    """A list with one task, to import."""
    return to_document([task_of(selection)]).encode()


def task_of(selection: Selection) -> dict[str, Any]:
    """The article, with the reading as a prediction."""
    analysis, head = selection.analysis, about(selection)
    text = analysis.article.text
    to_unit, _ = utf16(text)
    result = [part for note in notes_of(analysis) for part in _regions(note, text, to_unit)]
    return {
        "data": {
            "text": text,
            "article": text_id(analysis.article),
            "title": head.title,
            "as_of": head.as_of,
            "stamp": head.stamp,
        },
        "predictions": [{"model_version": "Dateline", "result": result}],
    }


def _regions(note: Note, text: str, to_unit: Callable[[int], int]) -> Iterator[dict[str, Any]]:
    where = {"start": to_unit(note.span.start), "end": to_unit(note.span.end)}
    quoted = where | {"text": note.span.quote(text)}

    def part(name: str, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
        about_it = {"id": note.id, "from_name": name, "to_name": "text", "type": kind}
        return about_it | {"value": dict(value)}

    is_event = note.layer == "event"
    label = note.values["kind"] if is_event else PLACE
    yield part("kind" if is_event else "place", "labels", quoted | {"labels": [label]})
    for name, value in note.values.items():
        if name == "modality":
            yield part(name, "choices", quoted | {"choices": [value]})
        elif name != "kind" and value:
            yield part(name, "textarea", where | {"text": [value]})
    for name in note.at:
        yield {
            "from_id": note.id,
            "to_id": name,
            "type": "relation",
            "direction": "right",
            "labels": [AT],
        }


def to_label_config() -> bytes:
    """The labelling interface of such tasks, the same for every article."""
    view = Element("View")
    relations = SubElement(view, "Relations")
    SubElement(relations, "Relation", value=AT)
    for name, labels in (("kind", tuple(event_words())), ("place", (PLACE,))):
        control = SubElement(view, "Labels", name=name, toName="text")
        for label in labels:
            SubElement(control, "Label", value=label)
    SubElement(view, "Text", name="text", value="$text", granularity="word")
    of_event = {"toName": "text", "perRegion": "true", "whenTagName": "kind"}
    modality = SubElement(view, "Choices", {"name": "modality", "choice": "single"} | of_event)
    for value in get_args(Modality):
        SubElement(modality, "Choice", value=value)
    for name in FIELDS:
        if name not in {"kind", "modality"}:
            when = of_event if name in OF_AN_EVENT else of_event | {"whenTagName": "place"}
            own = {"name": name, "maxSubmissions": "1", "editable": "true"}
            SubElement(view, "TextArea", own | when)
    indent(view)
    return f"{tostring(view, encoding='unicode')}\n".encode()


def from_label_studio(content: bytes, *, texts: Sequence[str], where: str) -> NotesByText:
    """The last annotation that was submitted for each task. Raises BadCorrections."""
    found: dict[str, tuple[Note, ...]] = {}
    try:
        for task in json.loads(content):
            text, given = task["data"]["text"], task.get("annotations", ())
            if done := [one for one in given if not one.get("was_cancelled")]:
                latest = max(done, key=lambda one: str(one.get("updated_at", "")))
                found[text] = tuple(_notes(latest["result"], text))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadCorrections(
            f"It holds no annotation of Label Studio ({type(error).__name__}: {error}).",
            where=where,
            way_out=WAY_OUT,
        ) from error
    if not found:
        raise BadCorrections("Nobody has submitted a task in it.", where=where, way_out=WAY_OUT)
    return found


def _notes(result: list[dict[str, Any]], text: str) -> Iterator[Note]:
    _, from_unit = utf16(text)
    regions: dict[str, dict[str, str]] = {}
    spans: dict[str, Span] = {}
    at: dict[str, list[str]] = {}
    for part in result:
        if part["type"] == "relation":
            at.setdefault(part["from_id"], []).append(part["to_id"])
            continue
        value, name = part["value"], part["from_name"]
        spans[part["id"]] = Span(start=from_unit(value["start"]), end=from_unit(value["end"]))
        said = value.get("labels") or value.get("choices") or value["text"]
        regions.setdefault(part["id"], {})[name] = said if isinstance(said, str) else said[0]
    for key, values in regions.items():
        yield Note(
            id=key,
            layer="event" if "kind" in values else "place",
            span=spans[key],
            values={name: value.strip() for name, value in values.items() if name in FIELDS},
            at=tuple(at.get(key, ())),
        )
