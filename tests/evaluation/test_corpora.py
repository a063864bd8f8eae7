"""Corpora of places: JSON lines, and XML in the form of LGL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.core.errors import InputError
from components.core.records import Span
from components.evaluation.corpora import CorpusText, page_name, read_documents

TEXT = "Fire crews from Springfield met Danish colleagues in Peoria."
LINE: dict[str, Any] = {
    "id": "7",
    "source": "example.org",
    "text": TEXT,
    "toponyms": [
        {
            "start": 16,
            "end": 27,
            "text": "Springfield",
            "latitude": 39.8,
            "longitude": -89.64,
            "geonameid": 4250542,
            "feature_code": "PPLA",
            "country": "United States",
            "demonym": False,
        },
        {
            "start": 32,
            "end": 38,
            "text": "Danish",
            "latitude": 56,
            "longitude": 10,
            "demonym": True,
        },
        {
            "start": 53,
            "end": 59,
            "text": "Peoria",
            "latitude": None,
            "longitude": None,
            "demonym": False,
        },
    ],
}
XML = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="7">
    <feedid>1</feedid>
    <title>Fire crews</title>
    <domain>example.org</domain>
    <text><![CDATA[Fire crews from Springfield met Danish colleagues in Peoria.]]></text>
    <toponyms count="3">
      <toponym>
        <start>16</start><end>27</end><phrase>Springfield</phrase>
        <gaztag geonameid="4250542">
          <name>Springfield, Illinois</name><fclass>P</fclass><fcode>PPLA</fcode><lat>39.8</lat><lon>-89.64</lon>
          <country geonameid="6252001">United States</country><admin1 geonameid="4896861">Illinois</admin1>
        </gaztag>
      </toponym>
      <toponym>
        <start>32</start><end>38</end><phrase>Danish</phrase>
        <gaztag geonameid="2623032"><name>Denmark</name><fcode>PCLI</fcode><lat>56</lat><lon>10</lon></gaztag>
      </toponym>
      <toponym><start>54</start><end>60</end><phrase>Peoria</phrase></toponym>
    </toponyms>
  </article>
</articles>"""
PAGES = """<articles><article><source>https://example.org/a</source><text>In Brenholt, Brenholt won.</text><locations>
<location><name>Brenholt</name><start>4</start><end>12</end><lat>1</lat><lon>2</lon>
<page>https://example.org/wiki/Brenholt,_Norland</page></location></locations></article></articles>"""


def read(tmp_path: Path, text: str, name: str = "corpus.jsonl") -> list[CorpusText]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_documents(path, is_demonym=lambda word: word == "Danish")


@pytest.mark.parametrize(
    ("name", "text"), [("corpus.jsonl", json.dumps(LINE) + "\n"), ("corpus.xml", XML)]
)
def test_both_forms_tell_the_same(name: str, text: str, tmp_path: Path) -> None:
    (document,) = read(tmp_path, text, name)
    assert (document.corpus, document.number, document.article.id) == ("corpus", 0, "7")
    assert (document.article.text, document.article.publisher, document.article.url) == (
        TEXT,
        "example.org",
        "",
    )
    assert [gold.text for gold in document.gold] == ["Springfield", "Danish", "Peoria"]
    assert [gold.span.quote(TEXT) for gold in document.gold] == ["Springfield", "Danish", "Peoria"]
    town, danish, nowhere = document.gold
    assert (town.latitude, town.longitude, town.geonames_id, town.feature_code) == (
        39.8,
        -89.64,
        "geonames:4250542",
        "PPLA",
    )
    assert [gold.is_demonym for gold in document.gold] == [False, True, False]
    assert [gold.counts for gold in document.gold] == [True, False, False]
    assert (nowhere.latitude, nowhere.longitude, nowhere.geonames_id) == (None, None, "")
    assert danish.latitude == 56
    assert not document.is_repeat("Springfield")


def test_offsets_of_xml_that_count_from_one_are_set_right_and_pages_mean_first_mentions(
    tmp_path: Path,
) -> None:
    (document,) = read(tmp_path, PAGES, "pages.xml")
    assert document.gold[0].span == Span(start=3, end=11)
    assert (document.gold[0].page, document.article.url) == ("Brenholt", "https://example.org/a")
    assert document.is_repeat("Brenholt")
    assert not document.is_repeat("Norland")


def test_a_line_without_the_word_demonym_asks(tmp_path: Path) -> None:
    line = LINE | {"toponyms": [{"start": 32, "end": 38}]}
    assert read(tmp_path, json.dumps(line))[0].gold[0].is_demonym


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Pandi, Bulacan", "Pandi"),
        ("Georgia_(country)", "Georgia"),
        ("", ""),
        ("https://example.org/wiki/C%C3%B4te_d%27Or", "Côte d'Or"),
    ],
)
def test_page_names(page: str, name: str) -> None:
    assert page_name(page) == name


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", "", "no document in it"),
        ("a.jsonl", json.dumps(LINE) + "\nno JSON", "a.jsonl, line 2"),
        ("a.jsonl", "[]", "a.jsonl, line 1"),
        ("a.jsonl", json.dumps({"id": 1, "toponyms": []}), "'text'"),
        (
            "a.jsonl",
            json.dumps(LINE | {"toponyms": [{"start": 1, "end": 4, "text": "Rome"}]}),
            "'Rome' does not stand at 1",
        ),
        (
            "a.jsonl",
            json.dumps(LINE | {"toponyms": [{"start": 16, "end": 27, "latitude": "north"}]}),
            "line 1",
        ),
        ("a.xml", "<articles><article>", "This is no XML"),
        ("a.xml", "<articles/>", "no document in it"),
        ("a.xml", XML.replace("<start>16</start>", "<start>no</start>"), "a.xml, article 1"),
        (
            "a.xml",
            XML.replace("<start>16</start>", "<start>1</start>"),
            "'Springfield' does not stand at 1",
        ),
    ],
)
def test_what_is_damaged_is_refused(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, text, name)
