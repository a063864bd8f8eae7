"""Tables of articles as spreadsheets and databases write them, whole and damaged."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date

import pytest
from hypothesis import given, strategies

from components.core import settings
from components.core.errors import UnknownColumns
from components.sources.fields import columns_said
from components.sources.opening import columns_of, open_upload
from components.sources.records import RawArticle, SkippedEntry

HEAD = "id,text,published"
LEFT, RETOOK = (
    "Russian troops left Izyum on Sunday.",
    "Ukraine retook Balakliia, “officials” said – and more.",
)


def heard(table: str | bytes, *, name: str = "a.csv", said: str = "") -> list[str]:
    """The id of each article, or what was wrong with the row."""
    data = table if isinstance(table, bytes) else table.encode()
    found = open_upload(name, data, mapping=columns_said([said]))
    return [one.error if isinstance(one, SkippedEntry) else one.doc_id for one in found]


def texts(table: str | bytes, *, name: str = "a.csv") -> list[str]:
    data = table if isinstance(table, bytes) else table.encode()
    return [one.content.decode() for one in open_upload(name, data) if isinstance(one, RawArticle)]


def test_a_row_carries_what_its_columns_say() -> None:
    table = f"Headline,Body,Date,Source,Link,doc_id,views\nIzyum,{LEFT},2022-09-12,AP,https://a.example,7,12\n"
    assert list(open_upload("a.csv", table.encode())) == [
        RawArticle(
            where="a.csv, row 2",
            name="",
            content=LEFT.encode(),
            charset="utf-8",
            published=date(2022, 9, 12),
            title="Izyum",
            publisher="AP",
            url="https://a.example",
            doc_id="7",
        )
    ]


FORMS = [
    ("a.csv", "id;text;published\n1;{text};2022-09-12\n"),
    ("a.csv", "id|text|published\r\n1|{text}|2022-09-12\r\n"),
    ("a.tsv", "id\ttext\tpublished\n1\t{text}\t2022-09-12"),
    ("a.csv", 'id,text,published\n1,"{text}",2022-09-12\n'),
    ("a.csv", '\n"id" , text,published\n\n1,"{text}",\n\n'.replace('"id" ', "id")),
    ("a.csv", 'id,text\r1,"{text}"\r'),
]


@pytest.mark.parametrize(("name", "table"), FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_line_ends_and_encodings_are_told(name: str, table: str, encoding: str) -> None:
    text = RETOOK.replace(",", "")
    data = table.replace("{text}", text).encode(encoding)
    assert texts(data, name=name) == [text]
    assert texts(gzip.compress(data), name=f"{name}.gz") == [text]


DAMAGED = [
    (
        f"1,{LEFT},2022-09-12\n2,{LEFT}\n3,{LEFT},",
        ["1", "a.csv, row 3: It has 2 cells, the head has 3.", "3"],
    ),
    (f"1,{LEFT},,,\n2,{LEFT},", ["a.csv, row 2: It has 5 cells", "2"]),
    (
        f'1,"{LEFT},\n2,{LEFT},\n3,{LEFT},',
        ["a.csv, row 2: It is no CSV (unexpected end of data)", "2", "3"],
    ),
    (
        f'1,"{LEFT},\n2,"{LEFT}",\n3,{LEFT},',
        ["a.csv, row 2: It is no CSV (',' expected after '\"')", "2", "3"],
    ),
    (f'1,"{LEFT}" x,\n2,{LEFT},', ["a.csv, row 2: It is no CSV", "2"]),
    (f"1,,\n2,{LEFT},", ["a.csv, row 2: It has no text.", "2"]),
    (
        f"1,{LEFT},12/09/2022\n2,{LEFT},",
        ["a.csv, row 2: '12/09/2022' may be read in two ways.", "2"],
    ),
    (f"\n1,{LEFT},never\n2,{LEFT},", ["a.csv, row 3: 'never' is no day of the calendar.", "2"]),
]


@pytest.mark.parametrize(("rows", "words"), DAMAGED)
def test_damage_in_a_row_costs_that_row_alone(rows: str, words: list[str]) -> None:
    found = heard(f"{HEAD}\n{rows}\n")
    assert len(found) == len(words)
    for one, start in zip(found, words, strict=True):
        assert one.startswith(start)


def test_a_byte_in_another_encoding_costs_its_row_alone() -> None:
    table = (
        f"{HEAD}\n1,{RETOOK.replace(',', '')},\n2,".encode()
        + b"caf\xe9"
        + f",\n3,{LEFT},\n".encode()
    )
    assert heard(table)[0::2] == ["1", "3"]
    assert heard(table)[1].startswith("a.csv, row 3: It holds bytes in another encoding")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"2,{LEFT}\0,", "a.csv, row 3: It holds the character NUL"),
        (f"2\0,{LEFT},", "a.csv, row 3: It holds the character NUL"),
        (f"2,{LEFT},2022-09-12\0", "a.csv, row 3: It holds the character NUL"),
    ],
)
@pytest.mark.parametrize("rows_before", [1, 5_000])
def test_a_nul_in_a_cell_costs_its_row_alone(row: str, words: str, rows_before: int) -> None:
    before = f"1,{LEFT},\n" * rows_before
    found = heard(f"{HEAD}\n{before}{row}\n3,{LEFT},\n")
    assert (found[:-2], found[-1]) == (["1"] * rows_before, "3")
    assert found[-2].startswith(words.replace("row 3", f"row {rows_before + 2}"))


def test_a_table_of_nuls_is_no_text() -> None:
    (told,) = heard(f"{HEAD}\n1,{LEFT},\n".encode("utf-16-le"))
    assert told.startswith("a.csv: These bytes are no text.")


@pytest.mark.parametrize("name", ["x" * 131_073, '"' + "x" * 131_073 + '"'])
def test_the_name_of_a_column_may_be_longer_than_a_line_of_a_book(name: str) -> None:
    assert heard(f"{HEAD},{name}\n1,{LEFT},,\n") == ["1"]
    assert columns_of("a.csv", f"{HEAD},{name}\n".encode())[:-1] == tuple(HEAD.split(","))


def test_a_head_that_is_longer_than_an_article_is_told() -> None:
    (told,) = heard(HEAD + "x" * settings.MAX_UPLOAD_BYTES)
    assert told.startswith("a.csv: Its first row is no CSV (more than 20 million characters).")


def test_a_cell_may_be_as_large_as_an_article() -> None:
    long = "word " * 200_000
    assert texts(f'{HEAD}\n1,"{long}",\n2,{LEFT},\n') == [long, LEFT]


def test_a_row_that_is_larger_is_told_and_the_next_is_read() -> None:
    rows = ("x" * 1_999_999 + "\n") * (settings.MAX_UPLOAD_BYTES // 2_000_000)
    found = heard(f'{HEAD}\n1,"{rows}",\n2,{LEFT},\n')
    assert found[0].startswith("a.csv, row 2: It is no CSV (more than 20 million characters)")
    assert found[-1] == "2"


@pytest.mark.parametrize("table", ["", "\n\n"])
def test_a_table_without_a_row_says_so(table: str) -> None:
    (told,) = heard(table)
    assert told.startswith("a.csv: There is no row in it.")


def test_a_table_that_breaks_off_amid_a_character_is_told_after_its_rows() -> None:
    found = heard(f"{HEAD}\n1,{LEFT},\n2,{LEFT},\n".encode("utf-16")[:-1])
    assert found[0] == "1"
    assert found[-1].startswith("a.csv: ")


def test_unknown_columns_are_listed() -> None:
    with pytest.raises(UnknownColumns, match="It has: words, when"):
        heard(f"words,when\n{LEFT},2022-09-12\n")
    assert heard(f"words,when\n{LEFT},2022-09-12\n", said="text=words,id=when") == ["2022-09-12"]


CELLS = strategies.text(strategies.characters(exclude_categories=["Cs"]), min_size=1).filter(
    str.strip
)
ROWS = strategies.lists(CELLS, min_size=1)


def written(cells: list[str], delimiter: str, line_end: str) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["id", "text"])
    writer.writerows(enumerate(cells))
    return file.getvalue()


ENCODINGS = strategies.sampled_from(["utf-8", "utf-16"])


@given(ROWS, strategies.sampled_from(",;\t|"), strategies.sampled_from(["\n", "\r\n"]), ENCODINGS)
def test_what_is_written_as_a_table_is_given_again(
    cells: list[str], delimiter: str, line_end: str, encoding: str
) -> None:
    controls = sum(ord(letter) < 32 or letter == "\x7f" for cell in cells for letter in cell)
    data = written(cells, delimiter, line_end).encode(encoding)
    if not controls:
        assert texts(data) == cells


@given(ROWS, ROWS, strategies.sampled_from(['9,"open', '9,"a" b', "9", "9,a,b", '"9']))
def test_a_damaged_line_costs_no_other_row(
    before: list[str], after: list[str], damaged: str
) -> None:
    plain = [
        " ".join("".join(letter for letter in cell if letter.isalnum()).split()) or "x"
        for cell in (*before, *after)
    ]
    rows = [f"{number},{cell}" for number, cell in enumerate(plain)]
    rows.insert(len(before), damaged)
    assert texts("\n".join(["id,text", *rows, ""])) == plain
