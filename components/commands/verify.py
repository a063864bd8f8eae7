"""``python -m components verify``: whether text, program, corrections and files belong together.

Nothing is fetched. A line for each part: source bytes, text, reading, corrections, sign-off, file.
A text at hand is read again, and differing rows are listed."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from itertools import groupby
from pathlib import Path

from components.api.article import TABLES
from components.commands.choosing import view_of
from components.commands.options import LEARNED, RULES, Warn
from components.commands.read import ANALYSIS, file_of
from components.core.errors import (
    BadCorrections,
    BadTimeStamp,
    DatelineError,
    EmptyInput,
    InstallationError,
)
from components.core.records import Article
from components.corrections.applying import corrected
from components.corrections.files import read as read_corrections
from components.corrections.records import Corrections, text_id
from components.corrections.signing import sum_of
from components.export.contents import differences
from components.export.formats import FORMATS
from components.export.identity import (
    FoundIdentity,
    Identity,
    data_sign,
    identities_in,
    identity_of,
    program_sign,
    versions,
)
from components.export.selection import Selection, selection_of
from components.projects.project import faults, folder_named, is_project, open_at
from components.projects.time_stamp import (
    ENDING,
    Authorities,
    authorities_in,
    beside,
    stamped,
    stamps_of,
)
from components.reading.analysis import analyse
from components.reading.knowledge import shared_knowledge
from components.sources.opening import open_file
from components.sources.records import RawArticle, article_of
from components.store.checksums import lost, summed, unsummed, unsummed_in_words
from components.store.folder import ABOUT, require_store
from components.store.integrity import require_undamaged
from components.view.locale import reader_for
from components.wording.locale import reading_as

Told = tuple[bool | None, str]
"""Whether a line is as it should be, None where that could not be looked at, and the line."""
AS_MADE = "not one byte is another than when it was made"
CHANGED = "it was changed after it was made"
UNSEALED = {one.file for one in FORMATS if not one.is_sealed}


@dataclass(slots=True)
class _InputsByType:
    """What was named, by what it is."""

    taken: list[tuple[Path, bytes, FoundIdentity]] = field(default_factory=list)
    articles: dict[str, tuple[RawArticle, Article]] = field(default_factory=dict)
    """By the sha256 of their text."""
    corrections: list[tuple[Path, Corrections]] = field(default_factory=list)
    stores: list[Path] = field(default_factory=list)
    projects: list[Path] = field(default_factory=list)
    stamped: dict[Path, None] = field(default_factory=dict)
    """Files that have a time stamp, in their order."""
    authorities: Authorities = ()
    """Certificates that the person trusts to stand behind a time stamp."""
    other: list[tuple[Path, str]] = field(default_factory=list)
    """And why they are none of these."""


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="files that were taken away, the article that they were read from, its corrections, "
        "in any order; a folder stands for its files, or is a store; or the name of a project",
    )
    verb.add_argument(
        "--ca",
        metavar="FILE.pem",
        type=Path,
        help="certificates of an authority that you trust: each time stamp has to lead to one",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print each finding; 1 where one fails or could not be looked at. Raises EmptyInput for nothing to verify."""
    given = _sorted(options.files)
    if options.ca:
        given.authorities = authorities_in(options.ca.read_bytes(), where=str(options.ca))
    if not (given.taken or given.stores or given.projects or given.stamped):
        raise EmptyInput(
            "Nothing that was named carries an identity.",
            where=", ".join(map(str, options.files)),
            way_out="Name files that this program made; a table without rows carries none.",
        )
    failed = unseen = 0
    for path, why in given.other:
        print(f"{path}: {why}")
    for path, found in groupby(
        (*_projects(given), *_stores(given), *_files(given), *_stamps(given)),
        key=lambda one: one[0],
    ):
        told = [one for _, one in found]
        failed += sum(is_right is False for is_right, _ in told)
        unseen += sum(is_right is None for is_right, _ in told)
        if right := [words for is_right, words in told if is_right]:
            print(f"{path}: {'; '.join(right)}.")
        for is_right, words in told:
            if not is_right:
                print(f"{path}: {'NOT LOOKED AT' if is_right is None else 'WRONG'}: {words}.")
    belongs = f"All that could be looked at belongs together{'; not all could' * bool(unseen)}."
    print(f"{failed:,} wrong." if failed else belongs)
    return 1 if failed or unseen else 0


def _sorted(named: Sequence[Path]) -> _InputsByType:
    given = _InputsByType()
    for path in (one for name in named for one in _opened(name)):
        if is_project(path):
            _take_project(path, given)
            continue
        if path.is_dir():
            given.stores.append(path)
            continue
        stamp = path if path.suffix == ENDING else beside(path)
        if stamp.exists():
            given.stamped[stamp.with_suffix("")] = None
        if stamp == path:
            continue
        content = path.read_bytes()
        if found := identities_in(content):
            given.taken += [(path, content, one) for one in found]
            continue
        if path.name in UNSEALED:
            given.other.append((path, "no part of a chain: such files are for other programs"))
            continue
        try:
            given.corrections.append((path, read_corrections(content, where=str(path))))
            continue
        except BadCorrections as error:
            if path.suffix == ".json":
                given.other.append((path, f"no part of a chain ({error.what})"))
                continue
        try:
            source = open_file(path)
            article = article_of(source)
            given.articles[text_id(article)] = source, article
        except DatelineError as error:
            given.other.append((path, f"no part of a chain ({error.what})"))
    return given


def _opened(path: Path) -> Iterator[Path]:
    if path.is_dir() and not (path / ABOUT).exists() and not is_project(path):
        yield from (one for one in sorted(path.iterdir()) if one.is_file())
    else:
        yield folder_named(path)


def _take_project(path: Path, given: _InputsByType) -> None:
    """Its articles and corrections, for the files beside it; what fails is a finding."""
    given.projects.append(path)
    with suppress(DatelineError):
        found = open_at(path)
        if found.corrections.texts():
            given.corrections.append((path, found.corrections))
        for text in found.articles:
            with suppress(DatelineError):
                given.articles[text] = found.given(text), found.article(text, any_language=True)


def _projects(given: _InputsByType) -> Iterator[tuple[Path, Told]]:
    """Each part is hashed, and each line of the log."""
    for path in given.projects:
        wrong = list(faults(path))
        yield from ((path, (False, fault)) for fault in wrong)
        if not wrong:
            found = open_at(path)
            whole = (
                f"{len(found.needed):,} parts and {len(found.entries):,} entries of the log are as "
                f"they were written, the last one with the sha256 {found.last}"
            )
            yield path, (True, whole)


def _stamps(given: _InputsByType) -> Iterator[tuple[Path, Told]]:
    """Each is held against what it stamps; none asks a server."""
    for file in given.stamped:
        if file.is_file():
            yield file, _stamp(file.read_bytes(), beside(file), given)
        else:
            yield beside(file), (False, "the file that it stamps is not here")
    for project in given.projects:
        for stamp, line in stamps_of(project):
            if line is None:
                gone = f"the line of its log that {stamp} stamps is not there any more"
                yield project, (False, gone)
            else:
                yield project, _stamp(line, stamp, given)


def _stamp(content: bytes, stamp: Path, given: _InputsByType) -> Told:
    try:
        told = stamped(content, stamp.read_bytes(), authorities=given.authorities)
        return True, f"{stamp.name}: {told}"
    except BadTimeStamp as error:
        return False, f"{stamp.name}: {error.what.rstrip('.')}"
    except InstallationError as error:
        return None, f"{stamp.name}: {str(error).rstrip('.')}"


def _stores(given: _InputsByType) -> Iterator[tuple[Path, Told]]:
    """Each part is hashed."""
    for store in given.stores:
        require_store(store)
        parts = sorted({*store.rglob("*.parquet"), *summed(store)})
        faults = [*map(_fault, parts), *(f"{path} is gone" for path in lost(store))]
        for fault in filter(None, faults):
            yield store, (False, fault)
        if older := len(list(unsummed(store))):
            yield store, (True, unsummed_in_words(older).rstrip("."))
        if not any(faults):
            yield store, (True, f"{len(parts):,} files are as they were written")


def _fault(part: Path) -> str:
    try:
        require_undamaged(part)
    except DatelineError as error:
        return str(error).rstrip(".")
    return ""


def _files(given: _InputsByType) -> Iterator[tuple[Path, Told]]:
    for name in ("text", "corrections", "program", "data"):
        several = {getattr(one.identity, name) for _, _, one in given.taken}
        if len(several) > 1:
            path = given.taken[0][0]
            yield path, (False, f"these files are of {len(several)} different sorts of {name}")
    for path, content, one in given.taken:
        for told in _file(path, content, one, given):
            yield path, told


def _file(path: Path, content: bytes, one: FoundIdentity, given: _InputsByType) -> Iterator[Told]:
    identity = one.identity
    yield one.is_whole, AS_MADE if one.is_whole else CHANGED
    same = (identity.program, identity.data) == (program_sign(), data_sign())
    yield same, f"the program that made it is {'this one' if same else _other(identity)}"
    if identity.signed:
        yield True, f"it says that it was signed: {identity.signed}"
    held = given.articles.get(identity.text)
    if held is None and given.articles:
        yield False, f"its text {identity.text} is none of those named"
    elif held is None:
        yield True, f"its text {identity.text} was not named, so nothing is read again"
    where, own = next(
        (named for named in given.corrections if _sum(named[1], identity) == identity.corrections),
        (None, Corrections()),
    )
    if identity.corrections or given.corrections:
        yield _corrections(identity, where, given)
    if held is None or (identity.corrections and where is None):
        return
    yield from _source(held, identity)
    if identity.reader not in {RULES, LEARNED}:
        yield True, f"it was read by {identity.reader}, so nothing is read again"
        return
    why = (
        CHANGED
        if not one.is_whole
        else "another program read it"
        if not same
        else (
            "it was made by other hands, which sealed it"
            if not identity.beside
            else "other articles stood beside it"
        )
    )
    yield from _read_again(path, content, _as_named(held, identity), identity, own, why)


def _other(identity: Identity) -> str:
    parts = [
        f"{name} {theirs}, here {ours}"
        for name, theirs, ours in (
            ("program", identity.program, program_sign()),
            ("data", identity.data, data_sign()),
            ("versions", identity.versions, versions()),
        )
        if theirs != ours
    ]
    return f"another one ({'; '.join(parts)})"


def _sum(corrections: Corrections, identity: Identity) -> str:
    return sum_of(corrections.of(identity.text))


def _corrections(identity: Identity, where: Path | None, given: _InputsByType) -> Told:
    if where is not None:
        return True, f"its corrections are those of {where}"
    if not given.corrections:
        return True, f"its corrections {identity.corrections} were not named"
    return False, f"its corrections {identity.corrections or '(none)'} are none of those named"


def _source(held: tuple[RawArticle, Article], identity: Identity) -> Iterator[Told]:
    source, article = held
    yield True, f"its text is that of {source.where}"
    if identity.source:
        same = article.source_sha256 == identity.source
        yield True, f"its source bytes are {'' if same else 'not '}those of {source.where}"


def _as_named(held: tuple[RawArticle, Article], identity: Identity) -> Article:
    """The article with what was said beside its text when the file was made."""
    source, article = held
    said = {
        name: value
        for name in ("title", "publisher", "url")
        if (value := getattr(identity, name)) != getattr(article, name)
    }
    day = date.fromisoformat(identity.published) if identity.published else None
    own = day if day != article.published else source.published
    again = article_of(replace(source, published=own, **said))
    return replace(again, source_sha256=article.source_sha256)


def _read_again(
    path: Path, content: bytes, article: Article, identity: Identity, own: Corrections, why: str
) -> Iterator[Told]:
    knowledge = shared_knowledge(rules_alone=identity.reader == RULES)
    analysis = corrected(analyse(article, knowledge), own, knowledge).analysis
    notices: list[str] = []
    selection = selection_of(
        analysis, view_of(identity.view, notices.append), areas=knowledge.areas
    )
    if (signed := identity_of(analysis).signed) != identity.signed:
        yield False, f"read again it is signed by {signed or 'nobody'}"
    with reading_as(reader_for(analysis, selection.view, gazetteer=knowledge.gazetteer)):
        name, again = _made_again(path, content, selection)
    if again == content:
        yield True, f"read again, {name} is the same to the byte"
        return
    try:
        found = list(differences(content, again, name=name))
    except ValueError as error:
        yield False, f"it is no {name} ({error})"
        return
    yield not found, f"read again, {name} differs in {len(found):,} rows or cells, since {why}"
    yield from ((False, line) for line in found)


def _made_again(path: Path, content: bytes, selection: Selection) -> tuple[str, bytes]:
    """Of the files of its ending the one that is the same; else the one with most of its columns."""
    names = (*TABLES, ANALYSIS, *(one.file for one in FORMATS if one.is_sealed))
    own = [name for name in names if Path(name).suffix == path.suffix.lower()]
    made = [(name, file_of(name, selection)) for name in own]
    if not made:
        raise EmptyInput(
            f"A file that ends in {path.suffix!r} is none of this program's.",
            where=str(path),
            way_out="Give it the ending with which it was taken away.",
        )
    if path.suffix.lower() == ".csv":
        head = _columns(content)
        return max(made, key=lambda one: (one[1] == content, _alike(one[1], head)))
    return next((one for one in made if one[1] == content), made[0])


def _columns(table: bytes) -> set[str]:
    return set(next(csv.reader(StringIO(table.decode("utf-8", "replace").split("\n")[0])), ()))


def _alike(table: bytes, head: set[str]) -> float:
    own = _columns(table)
    return len(own & head) / len(own | head)
