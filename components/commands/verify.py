"""``python -m components verify``: whether text, program, corrections and files belong together.

Nothing is fetched. Prints a line for each part: source bytes, text, reading, corrections, sign-off,
file. A text that is given is read again, and rows that differ are listed."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from itertools import groupby
from pathlib import Path

from components.api.article import TABLES
from components.commands.choosing import corrected_selection, view_of
from components.commands.options import Warn, add_path
from components.commands.read import ANALYSIS, file_of
from components.core.errors import (
    BadCorrections,
    BadTimeStamp,
    DatelineError,
    EmptyInput,
    InstallationError,
)
from components.core.records import Article
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
from components.export.selection import Selection
from components.projects.project import faults, folder_named, is_project, open_at
from components.projects.time_stamp import (
    ENDING,
    Authorities,
    authorities_in,
    beside,
    stamped,
    stamps_of,
)
from components.reading.knowledge import shared_knowledge
from components.sources.opening import open_file
from components.sources.records import RawArticle, article_of
from components.store.checksums import (
    missing_parts,
    recorded_parts,
    unrecorded_in_words,
    unrecorded_parts,
)
from components.store.folder import ABOUT, LEARNED, RULES, require_store
from components.store.integrity import require_undamaged

AS_MADE = "every byte is as it was when it was made"
CHANGED = "it was changed after it was made"
UNSEALED = {one.file for one in FORMATS if not one.is_sealed}


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement about a file, a store or a project."""

    where: Path
    is_right: bool | None
    """None where it could not be checked."""
    words: str


@dataclass(slots=True)
class VerifyInputs:
    """The files of the command line, by what they are."""

    sealed: list[tuple[Path, bytes, FoundIdentity]] = field(default_factory=list)
    """Files that carry an identity."""
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
    """And the reason why they are not checked."""

    def add(self, path: Path) -> None:
        """Add a file, a store or a project."""
        if is_project(path):
            self._add_project(path)
        elif path.is_dir():
            self.stores.append(path)
        else:
            stamp = path if path.suffix == ENDING else beside(path)
            if stamp.exists():
                self.stamped[stamp.with_suffix("")] = None
            if stamp != path:
                self._add_file(path, path.read_bytes())

    def _add_file(self, path: Path, content: bytes) -> None:
        if found := identities_in(content):
            self.sealed += [(path, content, one) for one in found]
            return
        if path.name in UNSEALED:
            self.other.append((path, "no part of a chain: such files are for other programs"))
            return
        try:
            self.corrections.append((path, read_corrections(content, where=str(path))))
            return
        except BadCorrections as error:
            if path.suffix == ".json":
                self.other.append((path, f"no part of a chain ({error.what})"))
                return
        try:
            source = open_file(path)
            article = article_of(source)
            self.articles[text_id(article)] = source, article
        except DatelineError as error:
            self.other.append((path, f"no part of a chain ({error.what})"))

    def _add_project(self, path: Path) -> None:
        """Add the articles and corrections of a project; ``run`` reports what fails."""
        self.projects.append(path)
        with suppress(DatelineError):
            found = open_at(path)
            if found.corrections.texts():
                self.corrections.append((path, found.corrections))
            for text in found.articles:
                with suppress(DatelineError):
                    self.articles[text] = found.given(text), found.article(text, any_language=True)


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="files that were taken away, the article that they were read from, its corrections, "
        "in any order; a folder stands for its files, or is a store; or the name of a project",
    )
    add_path(
        verb,
        "--ca",
        "certificates of an authority that you trust: each time stamp has to lead to one",
        metavar="FILE.pem",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print each finding; 1 where one fails or could not be checked. Raises EmptyInput for nothing
    to verify."""
    given = VerifyInputs()
    for name in options.files:
        is_plain_folder = name.is_dir() and not (name / ABOUT).exists() and not is_project(name)
        for path in sorted(name.iterdir()) if is_plain_folder else (folder_named(name),):
            if not is_plain_folder or path.is_file():
                given.add(path)
    if options.ca:
        given.authorities = authorities_in(options.ca.read_bytes(), where=str(options.ca))
    if not (given.sealed or given.stores or given.projects or given.stamped):
        raise EmptyInput(
            "None of these files carries an identity.",
            where=", ".join(map(str, options.files)),
            way_out="Give files that this program made; a table without rows carries none.",
        )
    for path, why in given.other:
        print(f"{path}: {why}")
    findings = (*_projects(given), *_stores(given), *_files(given), *_stamps(given))
    for path, group in groupby(findings, key=lambda one: one.where):
        found = list(group)
        if right := [one.words for one in found if one.is_right]:
            print(f"{path}: {'; '.join(right)}.")
        for one in found:
            if not one.is_right:
                label = "NOT CHECKED" if one.is_right is None else "WRONG"
                print(f"{path}: {label}: {one.words}.")
    wrong = sum(one.is_right is False for one in findings)
    unseen = any(one.is_right is None for one in findings)
    belongs = (
        f"Everything that could be checked belongs together{'; not everything could' * unseen}."
    )
    print(f"{wrong:,} wrong." if wrong else belongs)
    return 1 if wrong or unseen else 0


def _projects(given: VerifyInputs) -> Iterator[Finding]:
    """Hash each part and each line of the log."""
    for path in given.projects:
        wrong = list(faults(path))
        yield from (Finding(path, False, fault) for fault in wrong)
        if not wrong:
            found = open_at(path)
            whole = (
                f"{len(found.needed):,} parts and {len(found.entries):,} entries of the log are as "
                f"they were written, the last one with the sha256 {found.last}"
            )
            yield Finding(path, True, whole)


def _stamps(given: VerifyInputs) -> Iterator[Finding]:
    """Compare each with what it stamps, without a server."""
    for file in given.stamped:
        if file.is_file():
            yield _stamp(file, file.read_bytes(), beside(file), given.authorities)
        else:
            yield Finding(beside(file), False, "the file that it stamps is missing")
    for project in given.projects:
        for stamp, line in stamps_of(project):
            if line is None:
                gone = f"the line of its log that {stamp} stamps is gone"
                yield Finding(project, False, gone)
            else:
                yield _stamp(project, line, stamp, given.authorities)


def _stamp(where: Path, content: bytes, stamp: Path, authorities: Authorities) -> Finding:
    try:
        words = stamped(content, stamp.read_bytes(), authorities=authorities)
        return Finding(where, True, f"{stamp.name}: {words}")
    except BadTimeStamp as error:
        return Finding(where, False, f"{stamp.name}: {error.what.rstrip('.')}")
    except InstallationError as error:
        return Finding(where, None, f"{stamp.name}: {str(error).rstrip('.')}")


def _stores(given: VerifyInputs) -> Iterator[Finding]:
    """Hash each part."""
    for store in given.stores:
        require_store(store)
        parts = sorted({*store.rglob("*.parquet"), *recorded_parts(store)})
        wrong = []
        for part in parts:
            try:
                require_undamaged(part)
            except DatelineError as error:
                wrong.append(str(error).rstrip("."))
        wrong += [f"{path} is gone" for path in missing_parts(store)]
        yield from (Finding(store, False, one) for one in wrong)
        if older := len(list(unrecorded_parts(store))):
            yield Finding(store, True, unrecorded_in_words(older).rstrip("."))
        if not wrong:
            yield Finding(store, True, f"{len(parts):,} files are as they were written")


def _files(given: VerifyInputs) -> Iterator[Finding]:
    for name in ("text", "corrections", "program", "data"):
        several = {getattr(one.identity, name) for _, _, one in given.sealed}
        if len(several) > 1:
            words = f"these files are of {len(several)} different values of {name}"
            yield Finding(given.sealed[0][0], False, words)
    for path, content, one in given.sealed:
        yield from _file(path, content, one, given)


def _file(
    path: Path, content: bytes, found: FoundIdentity, given: VerifyInputs
) -> Iterator[Finding]:
    identity = found.identity
    yield Finding(path, found.is_whole, AS_MADE if found.is_whole else CHANGED)
    same = (identity.program, identity.data) == (program_sign(), data_sign())
    by = "this one" if same else _other_program(identity)
    yield Finding(path, same, f"the program that made it is {by}")
    if identity.signed:
        yield Finding(path, True, f"it says that it was signed: {identity.signed}")
    named = given.articles.get(identity.text)
    if named is None and given.articles:
        yield Finding(path, False, f"its text {identity.text} is not among those given")
    elif named is None:
        words = f"its text {identity.text} was not given, so nothing is read again"
        yield Finding(path, True, words)
    where, own = next(
        (
            one
            for one in given.corrections
            if sum_of(one[1].of(identity.text)) == identity.corrections
        ),
        (None, Corrections()),
    )
    its_corrections = f"its corrections {identity.corrections or '(none)'}"
    if where is not None:
        yield Finding(path, True, f"its corrections are those of {where}")
    elif given.corrections:
        yield Finding(path, False, f"{its_corrections} are not among those given")
    elif identity.corrections:
        yield Finding(path, True, f"{its_corrections} were not given")
    if named is None or (identity.corrections and where is None):
        return
    source, article = named
    yield Finding(path, True, f"its text is that of {source.where}")
    if identity.source:
        are = "are" if article.source_sha256 == identity.source else "are not"
        yield Finding(path, True, f"its source bytes {are} those of {source.where}")
    if identity.reader not in {RULES, LEARNED}:
        words = f"it was read by {identity.reader}, so nothing is read again"
        yield Finding(path, True, words)
        return
    if not found.is_whole:
        why = CHANGED
    elif not same:
        why = "another program read it"
    elif identity.beside:
        why = "other articles stood beside it"
    else:
        why = "somebody else made and sealed it"
    article = _as_named(source, article, identity)
    for is_right, words in _read_again(path, content, article, identity, own, why):
        yield Finding(path, is_right, words)


def _other_program(identity: Identity) -> str:
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


def _as_named(source: RawArticle, article: Article, identity: Identity) -> Article:
    """The article with the metadata of the file."""
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
) -> Iterator[tuple[bool, str]]:
    """Each finding: whether it is right, and its words."""
    knowledge = shared_knowledge(rules_alone=identity.reader == RULES)
    view = view_of(identity.view, _unheard)
    with corrected_selection(article, own, knowledge, view=view, warn=_unheard) as selection:
        signed = identity_of(selection.analysis).signed
        name, again = _made_again(path, content, selection)
    if signed != identity.signed:
        yield False, f"read again it is signed by {signed or 'nobody'}"
    if again == content:
        yield True, f"read again, {name} is identical"
        return
    try:
        found = list(differences(content, again, name=name))
    except ValueError as error:
        yield False, f"it is no {name} ({error})"
        return
    yield not found, f"read again, {name} differs in {len(found):,} rows or cells, since {why}"
    yield from ((False, line) for line in found)


def _unheard(line: str) -> None:
    """Its warnings were given when the file was made."""


def _made_again(path: Path, content: bytes, selection: Selection) -> tuple[str, bytes]:
    """The identical one of the files with its ending, or else the one with most of its columns."""
    names = (*TABLES, ANALYSIS, *(one.file for one in FORMATS if one.is_sealed))
    own = [name for name in names if Path(name).suffix == path.suffix.lower()]
    made = [(name, file_of(name, selection)) for name in own]
    if not made:
        raise EmptyInput(
            f"This program makes no file that ends in {path.suffix!r}.",
            where=str(path),
            way_out="Give it the ending with which it was downloaded.",
        )
    if path.suffix.lower() != ".csv":
        return next((one for one in made if one[1] == content), made[0])
    head = _columns(content)

    def likeness(table: bytes) -> tuple[bool, float]:
        own = _columns(table)
        return table == content, len(own & head) / len(own | head)

    return max(made, key=lambda one: likeness(one[1]))


def _columns(table: bytes) -> set[str]:
    return set(next(csv.reader(StringIO(table.decode("utf-8", "replace").split("\n")[0])), ()))
