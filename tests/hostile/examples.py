"""What each door takes: small whole files, of the program's own making where it makes such."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec

from components.linking.decisions import Decision, to_csv
from components.sources.article.read import read_text
from components.sources.article.shared import write_shared
from tests.control.references.given import EAST, collection, feature
from tests.control.references.test_tables import ACLED, CONTROL, VIINA
from tests.corrections.test_files import ENTRY, HEAD, checks, links
from tests.export.test_formats import made
from tests.hostile.doors import STORE_FILES, TEXT, store
from tests.sources.article.test_formats import docx, mail, pdf
from tests.sources.test_warc import HTML, record
from tests.sources.zips import packed

MADE_BY: Mapping[str, str] = {
    "made.csv": "csv",
    "made.geojson": "geojson",
    "made.parquet": "geoparquet",
    "made.kmz": "kml",
    "made.xlsx": "excel",
    "made.png": "png",
    "made.html": "html",
    "cas": "cas",
    "webanno": "webanno",
    "identity": "geojson",
}
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Izyum</title>'
    "<link>https://example.org/1</link><pubDate>Mon, 12 Sep 2022 10:00:00 GMT</pubDate></item>"
    "</channel></rss>"
)
ANSWER = {
    "kind": "capture",
    "trigger": {"sentence": 1, "words": "entered"},
    "places": [{"sentence": 1, "words": "Kupiansk"}],
    "days": {"sentence": 1, "words": "on Saturday"},
    "actors": [{"sentence": 1, "words": "Troops"}],
    "speaker": {"sentence": 1, "words": "officials"},
    "status": "done",
    "status_words": None,
}
"""An event as a language model writes it."""
SHAPES = collection([feature(EAST, status="occupied", date="2022-09-08", name="East")])
LINES = '{"id": "a", "text": "Troops left Izyum on Sunday.", "published": "2022-09-12"}\n'
TABLE = "id,text,published\na,Troops left Izyum on Sunday.,2022-09-12\n"
DUMP = (
    "707292\tIzyum\tIzium\tIzium,Изюм\t49.21\t37.26\tP\tPPL\tUA\t\t07\t\t\t\t45884\t\t80\t"
    "Europe/Kyiv\t2022-09-12\n"
)


POSITIONS = (
    b"49.21, 37.26",
    "49°12′36″N 37°15′E".encode(),
    b"37U DQ 12345 67890",
    b"10 km north of Izyum",
)


@cache
def _of_files() -> dict[str, tuple[bytes, ...]]:
    lines, table = LINES.encode(), TABLE.encode()
    shapes = json.dumps(SHAPES).encode()
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}"
    page = record("response", "https://example.org/1", answer.encode())
    return {
        "article.txt": (TEXT.encode(), TEXT.encode("utf-16")),
        "article.html": (HTML.encode(),),
        "article.pdf": (pdf([TEXT]),),
        "article.docx": (docx(TEXT, cells=("a", "b")),),
        "article.eml": (mail(TEXT), mail(HTML, subtype="html")),
        "article.json": (write_shared(read_text(TEXT, may_be_html=True)),),
        "many.jsonl": (lines,),
        "many.csv": (table,),
        "many.tsv": (table.replace(b",", b"\t"),),
        "many.warc": (page,),
        "many.warc.gz": (gzip.compress(page),),
        "many.mbox": (b"From a@example.org Mon Sep 12 10:00:00 2022\n" + mail(TEXT),),
        "many.zip": (packed({"a.txt": TEXT, "a.json": '{"title": "Izyum"}', "b.csv": TABLE}),),
        "many.json": (f"[{LINES}]".encode(),),
        "columns.csv": (table,),
        "columns.jsonl": (lines,),
        "pasted": (TEXT.encode(), HTML.encode()),
        "feed": (FEED.encode(),),
        "linked feed": (
            b'<head><link rel="alternate" type="application/rss+xml" href="/feed"></head>',
        ),
        "day": (b"2022-09-12",),
        "day offered": (b"Published on September 12, 2022", b"on 12 Sept. 2022: 2022-09-12"),
        **dict.fromkeys(("position", "typed place", "typed point"), POSITIONS),
        "address": (
            b"article=a&from=2022-09-01&to=2022-09-12&lat=49.2&lon=37.2&zoom=7&kind=capture&find=a",
            b"https://example.org:443/a?b=c",
        ),
        "corrections": (
            json.dumps(HEAD | {"corrections": [ENTRY]}).encode(),
            links({"first": ["a", "1"], "second": ["b", "2"]}),
            checks(),
        ),
        "decisions": (to_csv([Decision(first=("a", "1"), second=("b", "2"))]).encode(),),
        "answer": (json.dumps({"events": [ANSWER]}).encode(),),
        "reference.geojson": (shapes,),
        "reference.geojson.gz": (gzip.compress(shapes),),
        "reference.csv": (CONTROL.encode(), ACLED.encode(), VIINA.encode()),
        "dump.txt": (DUMP.encode(),),
        "dump.zip": (packed({"UA.txt": DUMP}),),
    }


def examples(door: str) -> Iterator[bytes]:
    """What that door takes; nothing for one that takes no whole file."""
    yield from _of_files().get(door, ())
    if door == "label studio":
        (task,) = json.loads(made("label-studio"))
        yield json.dumps([task | {"annotations": task["predictions"]}]).encode()
    elif door == "time stamp" and find_spec("asn1crypto"):
        from tests.projects.stamping import Stamper

        yield Stamper().stamp(TEXT.encode())
    elif door in MADE_BY:
        yield made(MADE_BY[door])
    for path in store().glob(STORE_FILES.get(door, "")) if door in STORE_FILES else ():
        yield path.read_bytes()
