"""Two formats that are only written: W3C Web Annotation (JSON-LD) and langextract's JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from components.corrections.records import text_id
from components.export.about import about
from components.export.annotating.notes import Note, notes_of
from components.export.json import to_document, to_line
from components.export.selection import Selection

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quotation, by which it is found in another copy."""
GEONAMES = "https://sws.geonames.org/"


def to_web_annotation(selection: Selection) -> bytes:
    """An AnnotationPage; each note quotes its words, so that it is found in any copy of the
    article."""
    analysis, head = selection.analysis, about(selection)
    notes = notes_of(analysis)
    source = analysis.article.url or f"urn:sha256:{text_id(analysis.article)}"
    base = f"urn:dateline:{text_id(analysis.article)}"
    page = {
        "@context": CONTEXT,
        "id": base,
        "type": "AnnotationPage",
        "label": f"{head.title}. {head.provenance}",
        "items": [
            {
                "id": f"{base}:{note.id}",
                "type": "Annotation",
                "motivation": "classifying" if note.layer == "event" else "identifying",
                "creator": {"type": "Software", "name": "Dateline"},
                "body": list(_bodies(note, base)),
                "target": {"source": source, "selector": _selectors(note, analysis.article.text)},
            }
            for note in notes
        ],
    }
    return to_document(page).encode()


def _bodies(note: Note, base: str) -> Iterator[Mapping[str, Any]]:
    place_id = note.values.get("place_id", "")
    if place_id.startswith("geonames:"):
        source = f"{GEONAMES}{place_id.removeprefix('geonames:')}/"
        yield {"type": "SpecificResource", "source": source, "purpose": "identifying"}
    for name, value in note.values.items():
        if value:
            yield {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"}
    for name in note.at:
        yield {"type": "SpecificResource", "source": f"{base}:{name}", "purpose": "linking"}


def _selectors(note: Note, text: str) -> list[Mapping[str, Any]]:
    start, end = note.span.start, note.span.end
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def to_langextract(selection: Selection) -> bytes:
    """A line with the text and its extractions, each with its offsets."""
    article = selection.analysis.article
    notes = notes_of(selection.analysis)
    names = {note.id: note.span.quote(article.text) for note in notes}
    extractions = [
        {
            "extraction_class": note.layer,
            "extraction_text": names[note.id],
            "char_interval": {"start_pos": note.span.start, "end_pos": note.span.end},
            "alignment_status": "match_exact",
            "extraction_index": number,
            "group_index": number,
            "description": None,
            "attributes": {name: value for name, value in note.values.items() if value}
            | ({"at": [names[name] for name in note.at]} if note.at else {})
            | {"id": note.id},
        }
        for number, note in enumerate(notes, start=1)
    ]
    line = {"document_id": article.id, "text": article.text, "extractions": extractions}
    return (to_line(line) + "\n").encode()
