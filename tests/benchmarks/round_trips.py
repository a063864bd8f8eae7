"""What comes back of real articles from the forms of other programs:
``python -m tests.benchmarks.round_trips FOLDER``.

Each article is read, written in a form, opened by the peer's own package where that is installed,
and read back. Of marks and rows it counts how many did not come back as they were.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from components.control.references.load import load_references, reference_context
from components.control.references.records import ReferenceOptions
from components.core.records import Analysis
from components.export.annotating.notes import differences, notes_of
from components.export.formats import FORMATS
from components.export.geojson import features_table
from components.export.selection import Selection, selection_of
from components.reading.analysis import analyse
from components.reading.knowledge import shared_knowledge
from components.sources.opening import open_sources
from components.sources.records import RawArticle, article_of
from components.view.selection import View, drawn
from components.wording.phrases import row_dicts, value
from tests.export.annotating.given import handed_in

FORM = {one.name: one for one in FORMATS}
Lost = tuple[int, int]
"""Marks or rows, and how many of them did not come back."""


def corrections(name: str, analysis: Analysis, content: bytes) -> Lost:
    """Read back by Dateline, which has to find nothing changed."""
    text, read = analysis.article.text, FORM[name].read
    assert read is not None
    came = read(content, texts=[text], where=name).get(text, ())
    found = differences(analysis, came, coder="A. Coder", time=datetime.now(UTC))
    whole = len(notes_of(analysis))
    return whole, whole if not came else len(found.corrections) + len(found.untaken)


def label_studio(analysis: Analysis, content: bytes) -> Lost:
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface(FORM["label-studio-config"].make(shown(analysis)).decode())
    back = handed_in(content)
    assert interface.validate_annotation(json.loads(back)[0]["annotations"][0])
    return corrections("label-studio", analysis, back)


def cas(analysis: Analysis, content: bytes) -> Lost:
    import cassis

    again = cassis.load_cas_from_json(io.BytesIO(content)).to_json().encode()
    return corrections("cas", analysis, again)


def webanno(analysis: Analysis, content: bytes) -> Lost:
    return corrections("webanno", analysis, content)


def langextract(analysis: Analysis, content: bytes) -> Lost:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        path.write_bytes(content)
        if find_spec("langextract"):
            from langextract.io import load_annotated_documents_jsonl, save_annotated_documents

            read = list(load_annotated_documents_jsonl(path, show_progress=False))
            save_annotated_documents(iter(read), folder, "two.jsonl", show_progress=False)
            path = Path(folder) / "two.jsonl"
        document = json.loads(path.read_text(encoding="utf-8"))
    assert document["text"] == analysis.article.text
    came = {
        (one["attributes"]["id"], *one["char_interval"].values())
        for one in document["extractions"]
        if one["extraction_text"] == document["text"][slice(*one["char_interval"].values())]
    }
    notes = notes_of(analysis)
    return len(notes), sum((n.id, n.span.start, n.span.end) not in came for n in notes)


def web_annotation(analysis: Analysis, content: bytes) -> Lost:
    text, found = analysis.article.text, set()
    for item in json.loads(content)["items"]:
        quote, at = item["target"]["selector"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        if text[at["start"] : at["end"]] == quote["exact"] and around in text:
            found.add((item["id"].rpartition(":")[2], at["start"], at["end"]))
    notes = notes_of(analysis)
    return len(notes), sum((n.id, n.span.start, n.span.end) not in found for n in notes)


def rows_of(analysis: Analysis) -> Counter[tuple[str, float, float]]:
    return Counter(
        (value(row, "last_day") or value(row, "first_day"), row["latitude"], row["longitude"])
        for row in row_dicts(drawn(features_table(shown(analysis))))
    )


def compared(
    wanted: Counter[tuple[str, float, float]], came: Counter[tuple[str, float, float]]
) -> Lost:
    return wanted.total(), (wanted - came).total()


def ushahidi(analysis: Analysis, content: bytes) -> Lost:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    came = Counter((r["date"], float(r["latitude"]), float(r["longitude"])) for r in rows)
    return compared(rows_of(analysis), came)


def timemap(analysis: Analysis, content: bytes) -> Lost:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        events, sources = (json.loads(packed.read(f"{one}.json")) for one in ("events", "sources"))
    came = Counter(
        (e["date"], float(e["latitude"]), float(e["longitude"]))
        for e in events
        if set(e["sources"]) <= sources.keys()
    )
    return compared(rows_of(analysis), came)


def incidents(analysis: Analysis, content: bytes) -> Lost:
    """Of ACLED's and UCDP's columns, read as the reference that such a table is for ``control``."""
    rows = len(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        path.write_bytes(content)
        knowledge = shared_knowledge()
        world = reference_context(knowledge.areas, knowledge.gazetteer)
        loaded = load_references([path], ReferenceOptions(), world)
    return rows, rows - sum(len(one.table) for one in loaded.incidents)


WAYS: dict[str, tuple[Callable[[Analysis, bytes], Lost], str]] = {
    "label-studio": (label_studio, "label_studio_sdk"),
    "cas": (cas, "cassis"),
    "webanno": (webanno, ""),
    "web-annotation": (web_annotation, ""),
    "langextract": (langextract, "langextract"),
    "ushahidi": (ushahidi, ""),
    "timemap": (timemap, ""),
    "acled": (incidents, ""),
    "ucdp": (incidents, ""),
}


def shown(analysis: Analysis) -> Selection:
    return selection_of(analysis, View(), areas=shared_knowledge().areas)


def main(folder: Path) -> None:
    articles = [article_of(one) for one in open_sources([folder]) if isinstance(one, RawArticle)]
    totals = {name: Counter[str]() for name in WAYS}
    for article in articles:
        analysis = analyse(article, shared_knowledge())
        for name, (way, _) in WAYS.items():
            marks, lost = way(analysis, FORM[name].make(shown(analysis)))
            totals[name].update(articles=lost == 0, marks=marks, lost=lost)
    for name, (_, peer) in WAYS.items():
        by = f"through {peer}" if peer and find_spec(peer) else "by Dateline alone"
        one = totals[name]
        print(
            f"{name:15}{one['articles']:4} of {len(articles)} articles without loss; "
            f"{one['marks']:6,} marks or rows, {one['lost']:,} lost ({by})"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
