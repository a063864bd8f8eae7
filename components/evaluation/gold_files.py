"""Files of gold: one article (.json), articles or snippets by line (.jsonl), or a folder of
.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from components.core.errors import BadRecord, EmptyInput
from components.core.records import Article
from components.evaluation.gold import GoldArticle, GoldType, Record, is_article, read_article
from components.sources.article.read import parse_day, read_bytes, read_text

WAY_OUT = "Give its folder with --articles FOLDER."


def records(path: Path) -> Iterator[tuple[str, Record]]:
    """Each object with its location ("gold.jsonl, line 3"). Raises BadRecord, EmptyInput,
    OSError."""
    # Files named "gold_….json" where there are any; others may describe the articles.
    files = [path]
    if path.is_dir():
        files = sorted(path.glob("gold_*.json")) or sorted(path.glob("*.json"))
    found = False
    for file in files:
        for where, text in _texts(file):
            found = True
            yield where, _object(text, where)
    if not found:
        raise EmptyInput(
            "There is no gold in it.",
            where=str(path),
            way_out="Give a .json, a .jsonl or a folder of .json files.",
        )


def text_of(file: Path) -> str:
    """Raises BadRecord where it is not UTF-8, OSError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRecord("This is no text in UTF-8.", where=file.name) from error


def lines_of(text: str, file: Path) -> Iterator[tuple[str, str]]:
    """The lines that are not blank, each with its location ("gold.jsonl, line 3")."""
    return (
        (f"{file.name}, line {number}", line)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    )


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    text = text_of(file)
    if file.suffix != ".jsonl":
        return iter([(file.name, text)])
    return lines_of(text, file)


def _object(text: str, where: str) -> Record:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"This is no JSON ({error}).", where=where) from error
    if not isinstance(value, dict):
        raise BadRecord("This is JSON, but no object.", where=where)
    return value


def article_of(record: Record, where: str, *, title: str = "", publisher: str = "") -> Article:
    """The article of an object with a text, and perhaps ``id`` and ``published``. Raises InputError
    without a text or for an invalid day."""
    text, doc_id = record.get("text"), record.get("id")
    if not isinstance(text, str):
        raise BadRecord("There is no text.", where=where)
    return read_text(
        text,
        published=parse_day(str(record["published"])[:10]) if record.get("published") else None,
        title=title,
        publisher=publisher,
        doc_id=where if doc_id in (None, "") else str(doc_id),
    )


def gold_articles(
    path: Path, types: Mapping[str, GoldType], *, folder: Path | None = None
) -> Iterator[tuple[GoldArticle, Article]]:
    """Each gold with its article, whose file is beside the gold or in ``folder``."""
    for where, record in records(path):
        if not is_article(record):
            raise BadRecord(
                'There are no "pins".', where=where, way_out="An article's gold has a list of pins."
            )
        gold = read_article(record, types, where=where)
        beside = path if path.is_dir() else path.parent
        yield gold, _article(gold, (beside, *([folder] if folder else [])))


def _article(gold: GoldArticle, folders: tuple[Path, ...]) -> Article:
    text = gold.text
    if not text:
        files = [
            folder / gold.file for folder in folders if gold.file and (folder / gold.file).is_file()
        ]
        if not files:
            raise BadRecord(
                f"Its article {gold.file!r} was not found.", where=gold.where, way_out=WAY_OUT
            )
        if not gold.document:
            return read_bytes(
                files[0].read_bytes(),
                name=files[0].name,
                published=gold.published,
                title=gold.title,
                publisher=gold.publisher,
                doc_id=gold.where,
            )
        text = _text_of_document(files[0], gold)
    return read_text(
        text,
        published=gold.published,
        title=gold.title,
        publisher=gold.publisher,
        doc_id=gold.where,
    )


def _text_of_document(file: Path, gold: GoldArticle) -> str:
    """The text of the line of the gold's document. Raises BadRecord where there is none."""
    lines = (_object(line, where) for where, line in _texts(file))
    text = next((line.get("text") for line in lines if str(line.get("id")) == gold.document), None)
    if not isinstance(text, str):
        raise BadRecord(
            f"{file.name} has no document {gold.document!r} with a text.", where=gold.where
        )
    return text
