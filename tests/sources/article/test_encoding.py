from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.errors import BinaryInput, UnknownEncoding
from components.sources.article.encoding import decode

ENGLISH = (
    "The army’s men left the town on Sunday – “for good”, Gen. Müller said, and the mayor of Orléans agreed. "
    * 3
)
POLISH = "Prezydent spotkał się we wtorek z przywódcami państw sojuszu. Rozmawiano o dostawach broni i o obronie nieba."
RUSSIAN = "Министр приказал войскам отойти на левый берег реки. Жителям города предложили выехать, автобусы идут каждый час."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "The army’s men left the town – “for good”.",
        "“We left São Tomé’s café at dawn,” he said – “all of us.”",
        "Señor Núñez’s men left Cúcuta.",
        "It cost £5 and €10 – “cheap”, said François Hollande’s aide at Orléans.",
        "‘Rebels’ took ‘Goma’ …",
        "M23’s",
    ],
)
def test_a_sentence_of_a_windows_program_keeps_its_quotes_and_accents(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("charset", ["", "iso-8859-1", "utf-8"])
def test_bytes_pasted_into_utf_8_spoil_no_other_letter(charset: str) -> None:
    data = (
        "“Rebels seized Goma,” he said in ".encode()
        + "Kraków’s café".encode("cp1252")
        + " – “now”.".encode()
    )
    assert (
        decode(data, charset=charset) == "“Rebels seized Goma,” he said in Kraków’s café – “now”."
    )


@pytest.mark.parametrize(
    "head", ['<meta charset="iso-8859-2">', '<?xml version="1.0" encoding="iso-8859-2"?>']
)
def test_markup_may_declare_its_encoding(head: str) -> None:
    assert decode(f"{head}{POLISH}".encode("iso-8859-2")) == head + POLISH


def test_a_server_may_declare_the_encoding() -> None:
    assert decode("Łódź".encode("iso-8859-2"), charset="iso-8859-2") == "Łódź"


@pytest.mark.parametrize("charset", ["no-such", "undefined", "utf\0", "hex", "idna", "punycode"])
def test_an_encoding_that_is_none_of_text_is_passed_over(charset: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), charset=charset) == ENGLISH


def test_a_page_that_declares_an_undefined_encoding_is_read() -> None:
    head = "<meta charset=undefined>"
    assert decode(f"{head}{ENGLISH}".encode("cp1252")) == head + ENGLISH


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 stream", "PDF"),
        (b"PK\x03\x04 word/document.xml", "office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"text\0text", "no text"),
        (bytes(range(32)) * 9, "no text"),
    ],
)
def test_binary_files_are_refused_by_their_kind(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryInput, match=kind) as caught:
        decode(data, where="report.bin")
    assert str(caught.value).startswith("report.bin: ")


def test_a_mark_that_lies_is_an_unknown_encoding() -> None:
    with pytest.raises(UnknownEncoding):
        decode(b"\xff\xfe\x00\xd8\x00")


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UnknownEncoding, match="was not recognised"):
        decode(bytes(range(128, 256)) * 30)


@given(st.text(max_size=200))
def test_utf_8_reads_back(text: str) -> None:
    clean = (
        text.encode("utf-8", "ignore")
        .decode()
        .translate(dict.fromkeys(range(32)))
        .replace("\x7f", "")
        .lstrip("\ufeff")
    )
    assert decode(f"The news. {clean}".encode()) == f"The news. {clean}"
