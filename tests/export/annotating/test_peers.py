"""The files as the programs that read them see them, by their own packages where these are there."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from components.export.annotating.notes import notes_of
from components.export.formats import FORMATS
from tests.export.annotating.given import READING, handed_in
from tests.export.annotating.test_round_trips import TEXT, edit_regions, read_back, told
from tests.export.given import AS_OF, STAMP, chosen

MAKE = {one.name: one.make for one in FORMATS}
NOTES = notes_of(READING)


def made(name: str) -> bytes:
    return MAKE[name](chosen(READING))


def peer(module: str, package: str) -> Any:  # noqa: ANN401 - a package without types
    return pytest.importorskip(
        module, reason=f"{package} is not installed: python -m pip install {package}"
    )


def test_label_studio_takes_task_prediction_and_export() -> None:
    interfaces = peer("label_studio_sdk.label_interface", "label-studio-sdk")
    interface = interfaces.LabelInterface(made("label-studio-config").decode())
    interface.validate()
    (task,) = json.loads(made("label-studio"))
    (prediction,) = task["predictions"]
    assert interface.validate_task({"data": task["data"]}, validate_regions_only=False)
    assert interface.validate_prediction(prediction, return_errors=True) == []
    (exported,) = json.loads(handed_in(made("label-studio"), edit_regions))
    assert interface.validate_annotation(exported["annotations"][0])


def test_cassis_reads_the_cas_and_what_it_writes_comes_back() -> None:
    cassis = peer("cassis", "dkpro-cassis")
    cas = cassis.load_cas_from_json(io.BytesIO(made("cas")))
    assert cas.sofa_string == TEXT
    spans = cas.select("webanno.custom.Dateline")
    assert {(one.identifier, one.get_covered_text()) for one in spans} == {
        (note.id, note.span.quote(TEXT)) for note in NOTES
    }
    links = cas.select("webanno.custom.DatelineAt")
    assert {(one.Governor.identifier, one.Dependent.identifier) for one in links} == {
        (note.id, name) for note in NOTES for name in note.at
    }
    assert told(read_back("cas", cas.to_json().encode())).corrections == []
    (shelling,) = (one for one in spans if one.identifier == "e4")
    shelling.kind = "attack"
    (found,) = told(read_back("cas", cas.to_json().encode())).corrections
    assert (found.quote, found.change.field) == ("hit", "kind")


def test_langextract_reads_its_lines(tmp_path: Path) -> None:
    lines = peer("langextract.io", "langextract")
    path = tmp_path / "one.jsonl"
    path.write_bytes(made("langextract"))
    (document,) = lines.load_annotated_documents_jsonl(path, show_progress=False)
    assert document.text == TEXT
    for found in document.extractions:
        span = found.char_interval
        assert TEXT[span.start_pos : span.end_pos] == found.extraction_text
    assert len(document.extractions) == len(NOTES)


def test_a_web_annotation_finds_its_words_by_quotation_and_by_position() -> None:
    page = json.loads(made("web-annotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert STAMP in page["label"]
    ids = {one["id"] for one in page["items"]}
    assert len(ids) == len(NOTES)
    for one in page["items"]:
        quote, position = one["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
        links = {body["source"] for body in one["body"] if body.get("purpose") == "linking"}
        assert links <= ids
    identified = {
        body["source"]
        for one in page["items"]
        for body in one["body"]
        if body.get("purpose") == "identifying"
    }
    assert "https://sws.geonames.org/706482/" in identified


def test_a_line_of_webanno_has_a_cell_for_each_feature() -> None:
    lines = made("webanno").decode().splitlines()
    heads = [line.split("|")[1:] for line in lines if line.startswith("#T_")]
    columns = sum(len(head) for head in heads)
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    assert {len(row) for row in rows} == {3 + columns + 1}
    assert "".join(row[2] for row in rows) == "".join(TEXT.split())


def test_reports_for_ushahidi() -> None:
    rows = list(csv.DictReader(io.StringIO(made("ushahidi").decode())))
    assert len(rows) == 7
    (left,) = (row for row in rows if row["location"] == "Izyum")
    assert (left["date"], left["category"]) == ("2022-09-10", "control")
    assert left["status"] == "acknowledged by Russia"
    assert all(STAMP in row["description"] and AS_OF in row["description"] for row in rows)
    assert all(-90 <= float(row["latitude"]) <= 90 for row in rows)


def test_timemap_has_text_alone_and_events_name_their_source() -> None:
    with zipfile.ZipFile(io.BytesIO(made("timemap"))) as packed:
        events, sources = (json.loads(packed.read(f"{one}.json")) for one in ("events", "sources"))
    assert len(events) == 7
    for event in events:
        assert set(event["sources"]) <= sources.keys()
        assert {type(said) for said in event.values()} == {str, list}
        assert STAMP in event["description"]
    assert all(key == source["id"] for key, source in sources.items())
