"""UIMA's CAS as JSON, and WebAnno's TSV 3.3, for INCEpTION: spans, and relations from an event to
the names of its places."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from components.core.errors import BadCorrections
from components.core.records import Span
from components.export.annotating.notes import FIELDS, Layer, Note, NotesByText, notes_of, utf16
from components.export.json import to_document
from components.export.selection import Selection

SPAN, RELATION = "webanno.custom.Dateline", "webanno.custom.DatelineAt"
FEATURES = ("identifier", "layer", *FIELDS)
ANNOTATION, STRING = "uima.tcas.Annotation", "uima.cas.String"
AT, WEBANNO = "at", "#FORMAT=WebAnno TSV"
TOKEN = re.compile(r"\w+|[^\w\s]")
ESCAPED = re.compile(r"[\\\[\]|_;*\t\n]|->")
"""Characters with a meaning in a cell of TSV."""
WAY_OUT = "Give what INCEpTION exports as {form} of a document that read --to made."


def to_cas_json(selection: Selection) -> bytes:
    """A document with its types, to import as "UIMA CAS JSON"."""
    text = selection.analysis.article.text
    to_unit, _ = utf16(text)
    notes = notes_of(selection.analysis)
    numbers = {note.id: number for number, note in enumerate(notes, start=2)}
    found: list[dict[str, Any]] = [
        {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text/plain",
            "sofaString": text,
        }
    ]

    def add(kind: str, span: Span, values: Mapping[str, object]) -> None:
        where = {"@sofa": 1, "begin": to_unit(span.start), "end": to_unit(span.end)}
        found.append({"%ID": len(found) + 1, "%TYPE": kind, **where, **values})

    for note in notes:
        add(SPAN, note.span, {name: said for name, said in _features(note).items() if said})
    for note in notes:
        for name in note.at:
            ends = {"@Governor": numbers[note.id], "@Dependent": numbers[name]}
            add(RELATION, notes[numbers[name] - 2].span, {"label": AT, **ends})
    whole = {
        "%TYPES": {
            SPAN: _type(SPAN, dict.fromkeys(FEATURES, STRING)),
            RELATION: _type(RELATION, {"label": STRING, "Governor": SPAN, "Dependent": SPAN}),
        },
        "%FEATURE_STRUCTURES": found,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [one["%ID"] for one in found[1:]]}},
    }
    return to_document(whole).encode()


def _features(note: Note) -> dict[str, str]:
    return {"identifier": note.id, "layer": note.layer} | {
        name: note.values.get(name, "") for name in FIELDS
    }


def _type(name: str, features: Mapping[str, str]) -> dict[str, object]:
    ranges = {key: {"%NAME": key, "%RANGE": kind} for key, kind in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": ANNOTATION, **ranges}


def from_cas_json(content: bytes, *, texts: Sequence[str], where: str) -> NotesByText:
    """The notes of a document, which holds its text. Raises BadCorrections."""
    try:
        whole = json.loads(content)
        given = whole["%FEATURE_STRUCTURES"]
        found = {one["%ID"]: one for one in given} if isinstance(given, list) else given
        (text,) = {one["sofaString"] for one in found.values() if "sofaString" in one}
        _, from_unit = utf16(text)
        ids = {key: one.get("identifier") or f"new {key}" for key, one in found.items()}
        at: dict[str, list[str]] = defaultdict(list)
        for one in found.values():
            if one["%TYPE"] == RELATION:
                at[ids[one["@Governor"]]].append(ids[one["@Dependent"]])
        notes = []
        for key, one in found.items():
            if one["%TYPE"] == SPAN:
                span = Span(start=from_unit(one.get("begin", 0)), end=from_unit(one["end"]))
                notes.append(_note(ids[key], span, one, at))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _not_ours("UIMA CAS JSON", error, where) from error
    return {text: tuple(notes)}


def _note(key: str, span: Span, said: Mapping[str, Any], at: Mapping[str, Sequence[str]]) -> Note:
    """A note without a layer is an event where it has a kind."""
    layer = said.get("layer") or ("event" if said.get("kind") else "place")
    return Note(
        id=key,
        layer=cast(Layer, layer),
        span=span,
        values={name: str(said.get(name) or "") for name in FIELDS},
        at=tuple(at.get(key, ())),
    )


def _not_ours(form: str, error: Exception, where: str) -> BadCorrections:
    return BadCorrections(
        f"It is no {form} of Dateline ({type(error).__name__}: {error}).",
        where=where,
        way_out=WAY_OUT.format(form=form),
    )


def to_webanno(selection: Selection) -> bytes:
    """A document in WebAnno TSV 3.3, with a sentence for each line of the text."""
    text = selection.analysis.article.text
    notes = notes_of(selection.analysis)
    number = {note.id: at for at, note in enumerate(notes, start=1)}
    to_unit, _ = utf16(text)
    lines = [
        f"{WEBANNO} 3.3",
        f"#T_SP={SPAN}|{'|'.join(FEATURES)}",
        f"#T_RL={RELATION}|label|BT_{SPAN}",
        "",
    ]

    def cell(note: Note, name: str) -> str:
        value = ESCAPED.sub(r"\\\g<0>", _features(note)[name])
        return f"{value or '*'}[{number[note.id]}]"

    address: dict[str, str] = {}
    rows: list[tuple[str, list[Note], Span] | str] = []
    for sentence, (quoted, tokens) in enumerate(_sentences(text, notes), start=1):
        rows += ["", "#Text=" + quoted.replace("\\", "\\\\")]
        for token, span in enumerate(tokens, start=1):
            own = [note for note in notes if note.span.contains(span)]
            for note in own:
                address.setdefault(note.id, f"{sentence}-{token}")
            rows.append((f"{sentence}-{token}", own, span))
    events = {name: [note for note in notes if name in note.at] for name in number}
    for row in rows:
        if isinstance(row, str):
            lines.append(row)
            continue
        key, own, span = row
        cells = ["|".join(cell(note, name) for note in own) or "_" for name in FEATURES]
        relations = [
            (AT, f"{address[event.id]}[{number[event.id]}_{number[note.id]}]")
            for note in own
            if address[note.id] == key
            for event in events[note.id]
        ]
        cells += (
            ["|".join(part) for part in zip(*relations, strict=True)] if relations else ["_", "_"]
        )
        place = f"{to_unit(span.start)}-{to_unit(span.end)}"
        lines.append("\t".join([key, place, span.quote(text), *cells, ""]))
    return ("\n".join(lines) + "\n").encode()


def _sentences(text: str, notes: Sequence[Note]) -> Iterator[tuple[str, list[Span]]]:
    """Lines that are not blank, with tokens that no note crosses."""
    edges = sorted({edge for note in notes for edge in (note.span.start, note.span.end)})
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        tokens = []
        for token in TOKEN.finditer(text, line.start(), line.end()):
            inner = [edge for edge in edges if token.start() < edge < token.end()]
            ends = [token.start(), *inner, token.end()]
            tokens += [Span(start=a, end=b) for a, b in pairwise(ends)]
        yield line[0], tokens


def from_webanno(content: bytes, *, texts: Sequence[str], where: str) -> NotesByText:
    """The notes of the document for each of ``texts`` with the same words; white space is not kept.
    Raises BadCorrections."""
    return {
        text: notes
        for text in texts
        if (notes := _notes_on(text, content, where=where)) is not None
    }


def _notes_on(text: str, content: bytes, *, where: str) -> Sequence[Note] | None:
    """None where the document has other words."""
    try:
        first, *lines = content.decode("utf-8-sig").splitlines()
        if not first.startswith(WEBANNO):
            raise ValueError(f"it does not begin with {WEBANNO}")
        layers = [line.partition("=")[2].split("|") for line in lines if line.startswith("#T_")]
        columns = [(layer[0], name) for layer in layers for name in layer[1:]]
        said: dict[str, dict[str, str]] = defaultdict(dict)
        spans: dict[str, Span] = {}
        at: dict[str, list[str]] = defaultdict(list)
        _, from_unit = utf16(text)
        for line in lines:
            if not re.match(r"\d+-\d+(\.\d+)?\t", line):
                continue
            key, place, words, *cells = line.split("\t")
            start, end = (from_unit(int(unit)) for unit in place.split("-"))
            span = Span(start=start, end=end)
            if span.quote(text) != words:
                return None
            by_column = dict(zip(columns, cells, strict=False))
            for name in FEATURES:
                for value, number in _values(by_column.get((SPAN, name), "_"), key):
                    said[number][name] = value
                    old = spans.get(number, span)
                    spans[number] = Span(start=min(old.start, span.start), end=span.end)
            for value in _parts(by_column.get((RELATION, f"BT_{SPAN}"), "_")):
                if link := re.fullmatch(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?", value):
                    source, target = (
                        name if name and name != "0" else fallback
                        for name, fallback in ((link[2], link[1]), (link[3], key))
                    )
                    at[source].append(target)
        ids = {number: own.get("identifier") or f"new {number}" for number, own in said.items()}
        links = {ids[key]: [ids[name] for name in names] for key, names in at.items()}
        return tuple(_note(ids[key], spans[key], own, links) for key, own in said.items())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_ours("WebAnno TSV", error, where) from error


def _parts(cell: str) -> list[str]:
    return [] if cell == "_" else re.split(r"(?<!\\)\|", cell)


def _values(cell: str, key: str) -> Iterator[tuple[str, str]]:
    """(value, number) of each note on a token; the token itself where there is no number."""
    for part in _parts(cell):
        numbered = re.fullmatch(r"(.*?)(?:(?<!\\)\[(\d+)\])?", part, re.DOTALL)
        if numbered:
            value = "" if numbered[1] == "*" else re.sub(r"\\(->|.)", r"\1", numbered[1])
            yield value, numbered[2] or key
