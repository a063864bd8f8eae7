"""PDF, DOCX and EML files as people have them: words, title, day, and what cannot be read."""

from __future__ import annotations

import io
import logging
import zipfile
from datetime import date, datetime
from email.message import EmailMessage

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from components.core import settings
from components.core.errors import BinaryInput, EmptyInput, InputError, TooLarge
from components.sources.article.formats import FEED
from components.sources.article.pdf import whole_words
from components.sources.article.read import read_bytes

TITLE = "Flag over the station"
LEAD = "Troops entered the town on Sunday, a spokesman of the army said, and raised a flag over the station."


def pdf(*pages: list[str]) -> bytes:
    """A file whose pages have these lines, written by hand, each object at its place."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for lines in pages:
        words = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 700 Td\n{words}ET".encode()
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    written, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(written))
    )


def remade(data: bytes, *, title: str = "", password: str = "") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/CreationDate": "D:20220912080000Z", "/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str, title: str = "", cells: tuple[str, ...] = ()) -> bytes:
    document = Document()
    document.core_properties.title = title
    document.core_properties.modified = datetime(2022, 9, 12)
    for words in paragraphs:
        document.add_paragraph(words)
    if cells:
        table = document.add_table(rows=1, cols=len(cells))
        for cell, words in zip(table.rows[0].cells, cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(
    body: str, *, subtype: str = "plain", day: str = "Mon, 12 Sep 2022 23:30:00 +0300"
) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = (
        "The Daily <news@example.org>",
        TITLE,
        "1.0",
    )
    if day:
        message["Date"] = day
    message.set_content(body, subtype=subtype)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def test_a_pdf_gives_its_pages_and_its_cut_words_whole() -> None:
    read = read_bytes(
        pdf([TITLE, LEAD[:50], LEAD[50:]], ["They left Bala-", "kliia on Monday."]),
        name="report.pdf",
    )
    assert read.text == f"{TITLE}\n{LEAD[:50]}\n{LEAD[50:]}\n\nThey left Balakliia on Monday."
    assert (read.published, read.published_reason) == (
        None,
        "not given, and no line of the text states it",
    )


def test_the_day_of_a_pdf_file_is_a_hint_and_not_the_day_of_publication() -> None:
    read = read_bytes(remade(pdf([TITLE, LEAD]), title=TITLE))
    assert (read.title, read.published, read.published_reason) == (
        TITLE,
        None,
        "not given; the file was made on 2022-09-12",
    )
    assert read_bytes(remade(pdf([LEAD]), title="Document1")).title == ""


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("They left Bala-\nkliia.", "They left Balakliia."),
        (
            "the Russian-held town, the Russian-\nheld bank",
            "the Russian-held town, the Russian-held bank",
        ),
        ("re-enter, re-\nenter, reenter", "re-enter, reenter, reenter"),
        ("Rhine-\nMain", "Rhine-Main"),
        ("since 2014-\n2015", "since 2014-2015"),
        ("They left -\nand came back", "They left -\nand came back"),
    ],
)
def test_words_cut_at_a_line_end(text: str, whole: str) -> None:
    assert whole_words(text) == whole


def test_a_cell_that_spans_a_hundred_million_columns_stands_once() -> None:
    document, written = Document(), io.BytesIO()
    cells = document.add_table(rows=2, cols=2).rows[0].cells
    cells[0].merge(cells[1]).text = "Troops took the town of Izyum on Saturday."
    document.element.body.tbl_lst[0].tr_lst[0].tc_lst[0].grid_span = 100_000_000
    document.save(written)
    assert (
        read_bytes(written.getvalue(), name="a.docx").text
        == "Troops took the town of Izyum on Saturday."
    )


def test_a_docx_gives_paragraphs_and_cells_in_order() -> None:
    read = read_bytes(
        docx(TITLE, LEAD, "", "They left.", title=TITLE, cells=("Izyum", "left")),
        name="report.docx",
    )
    assert read.text == "\n\n".join([TITLE, LEAD, "They left.", "Izyum", "left"])
    assert (read.title, read.published_reason) == (
        TITLE,
        "not given; the file was saved on 2022-09-12",
    )


@pytest.mark.parametrize(
    ("body", "subtype"), [(LEAD, "plain"), (f"<html><body><p>{LEAD}</p></body></html>", "html")]
)
def test_a_mail_gives_its_body_sender_and_day_of_sending(body: str, subtype: str) -> None:
    read = read_bytes(mail(body, subtype=subtype), name="letter.eml")
    assert read.text.strip() == LEAD
    assert (read.title, read.publisher, read.published) == (TITLE, "The Daily", date(2022, 9, 12))
    assert read.published_reason == "stated by the page (day of sending)"


def test_a_mail_without_a_day_has_none_and_a_mail_is_told_without_its_name() -> None:
    read = read_bytes(mail(LEAD, day=""))
    assert (read.publisher, read.published) == ("The Daily", None)


@pytest.mark.parametrize(
    "text", [f"Place: Izyum\nDay: Sunday\nSource: staff\n\n{LEAD}", f"From: here\n{LEAD}"]
)
def test_a_text_with_lines_like_a_header_is_no_mail(text: str) -> None:
    assert read_bytes(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (pdf([]), EmptyInput, "pictures"),
        (pdf([LEAD])[:60], BinaryInput, "PDF"),
        (remade(pdf([LEAD]), password="secret"), BinaryInput, "password"),
        (pdf(*[[]] * (settings.MAX_PDF_PAGES + 1)), TooLarge, "401 pages"),
        (docx(), EmptyInput, "no text"),
        (docx(LEAD)[:-400], BinaryInput, "archive"),
    ],
    ids=["pictures", "cut pdf", "locked", "pages", "empty", "cut docx"],
)
def test_what_cannot_be_read_is_told_with_the_file_and_a_way_out(
    data: bytes, error: type[InputError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        read_bytes(data, name="given")
    assert str(caught.value).startswith("given: ")
    assert caught.value.way_out


WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", f"<w:body {WORDS}><w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p></w:body>"),
        ("word/document.xml", f"<html><body><p>{LEAD}</p></body></html>"),
        ("word/document.xml", f"<w:document {WORDS}/>"),
        ("docProps/core.xml", "<html/>"),
        ("[Content_Types].xml", "<html/>"),
        ("_rels/.rels", "<html/>"),
    ],
)
def test_a_docx_with_a_part_that_has_another_root_is_told(part: str, content: str) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(LEAD))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    with pytest.raises(BinaryInput, match="A part of this document is not what its name says"):
        read_bytes(changed.getvalue(), name="report.docx")


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf([LEAD])[:60]])
def test_a_damaged_pdf_is_told_by_its_error_alone(
    data: bytes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where nobody listens to what programs log, which then goes to stderr."""
    monkeypatch.setattr(logging.getLogger("pypdf"), "propagate", False)
    with pytest.raises(BinaryInput, match="cannot be read"):
        read_bytes(data, name="report.pdf")
    assert capsys.readouterr().err == ""


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(settings.MAX_UNPACKED_BYTES + 1))
    with pytest.raises(TooLarge, match="unpacks to 200 MB"):
        read_bytes(packed.getvalue(), name="bomb.docx")


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (b"<!-- a -->" * 20 + b"<rdf:RDF>", True),
        (b"<!---->" * 500 + b"<p>Troops left Izyum.</p>", False),
        (b"<html><rss>", False),
    ],
)
def test_a_feed_is_told_by_its_first_element_however_much_stands_before_it(
    head: bytes, *, is_feed: bool
) -> None:
    assert bool(FEED.match(head)) == is_feed
