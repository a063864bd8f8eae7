"""A project: a folder under ``DATELINE_HOME/projects``. Begin here.

Parts are files named by their sha256 and never overwritten; ``log.jsonl`` says which of them belong
to the project. Parts are written first, then the log in one step. Writers hold a lock, and fail
where another has written since they opened the project."""

from __future__ import annotations

import fcntl
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from shlex import quote
from typing import Final

from pydantic import TypeAdapter, ValidationError

from components.control.references.records import ReferenceOptions
from components.core.atomic_files import PART, folder_at, locked, new_folder, replace_file, writing
from components.core.errors import BadProject, InputError, ProjectChanged
from components.core.records import Article
from components.core.settings import home_path
from components.corrections.files import read as read_corrections
from components.corrections.files import write as write_corrections
from components.corrections.records import Corrections, text_id
from components.projects.log import LINE, LogEntry, Part, broken_links, entries_of, lines_of, sha256
from components.sources.article.shared import write_shared
from components.sources.records import RawArticle, article_of
from components.store.checksums import recorded_draft, recorded_sums
from components.wording.provenance import headline

LOG, LAST, GONE = "log.jsonl", ".last", ".deleted-"
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,58}[A-Za-z0-9_-])?")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Reserved file names of some systems."""
ARTICLES, CORRECTIONS, REFERENCES = KINDS = ("articles", "corrections", "references")
"""Folders of parts."""
NOTHING = Corrections()
PLAIN = "A name has 1 to 60 letters from a to z, digits, spaces, - and _."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFiles:
    """Files of references that were loaded together, with their options."""

    files: tuple[tuple[str, Part], ...]
    """Name and part of each."""
    choices: ReferenceOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectReferences:
    """What the articles are compared with."""

    batches: tuple[ReferenceFiles, ...] = ()
    line: str = ""
    """The line of contact as WKT, longitude first."""


LOADED: Final = TypeAdapter(ProjectReferences)
Files = Sequence[tuple[str, bytes]]
"""Names and contents."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project as it was opened or last written. Methods that change it return a new one; they
    raise ProjectChanged (another process wrote), BadProject (it is gone) and WriteError, with the
    disk unchanged."""

    folder: Path
    log: bytes
    corrections: Corrections = NOTHING
    problems: tuple[InputError, ...] = ()
    """Corrections that cannot be read."""

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def last(self) -> str:
        """sha256 of the log's last line, by which all entries before it can be checked later."""
        return sha256(lines_of(self.log)[-1])

    @cached_property
    def entries(self) -> tuple[LogEntry, ...]:
        return tuple(one for one in entries_of(self.log) if one)

    @cached_property
    def articles(self) -> Mapping[str, LogEntry]:
        """By the sha256 of their text, in the order in which they were added."""
        return {text: one for (kind, text), one in self._standing.items() if kind == ARTICLES}

    @cached_property
    def _standing(self) -> Mapping[tuple[str, str], LogEntry]:
        """The entries in force, by the folder of their parts and the article's text."""
        found: dict[tuple[str, str], LogEntry] = {}
        for one in self.entries:
            if one.did == "removed article":
                for kind in KINDS:
                    found.pop((kind, one.article), None)
            elif one.parts:
                found[one.parts[0].partition("/")[0], one.article] = one
        return found

    @property
    def needed(self) -> frozenset[str]:
        """Parts to keep, also of earlier corrections, but not of removed articles and
        references."""
        gone = {one.article: one.number for one in self.entries if one.did == "removed article"}
        references = self._standing.get((REFERENCES, ""))
        return frozenset(
            part
            for one in self.entries
            for part in one.parts
            if one.number > gone.get(one.article, 0)
            and (one is references or one.did != "set references")
        )

    def part(self, path: str) -> bytes:
        """The content of a part. Raises BadProject where it was changed."""
        try:
            content = (self.folder / path).read_bytes()
        except OSError as error:
            raise self._damaged(path, f"It cannot be read ({error.strerror}).") from error
        if (found := sha256(content)) != Path(path).stem:
            raise self._damaged(path, f"It was changed: its sha256 is {found}, not its name.")
        return content

    def _damaged(self, path: str, what: str) -> BadProject:
        return BadProject(
            what,
            where=str(self.folder / path),
            way_out="Put this file back from a copy of the project. Without one, give again what "
            "it held, on the page or with: .venv/bin/python -m components project add "
            f"{quote(self.name)} FILE",
        )

    def log_faults(self) -> list[str]:
        """What is wrong with the log, a sentence each."""
        if sha256(self.log) in recorded_sums(self.folder / LOG):
            return list(broken_links(self.log))
        last = entries_of(self.log)[-1]
        end = f"after {last}, or in it, something was changed or removed"
        return list(broken_links(self.log)) or [end]

    def given(self, text: str) -> RawArticle:
        """The article with this sha256 of its text, as it was added. Raises BadProject."""
        own = self.articles[text]
        content = self.part(own.parts[0])
        return RawArticle(where=f"{self.name}, “{own.what}”", name=own.parts[0], content=content)

    def article(self, text: str, *, any_language: bool = False) -> Article:
        """The same article, read, with the sha256 of its source. Raises InputError."""
        read = article_of(self.given(text), any_language=any_language)
        return replace(read, source_sha256=self.articles[text].source)

    def references(self) -> ProjectReferences:
        """Raises BadProject."""
        if (own := self._standing.get((REFERENCES, ""))) is None:
            return ProjectReferences()
        try:
            return LOADED.validate_json(self.part(own.parts[0]))
        except ValidationError as error:
            raise self._damaged(own.parts[0], "It does not say what was loaded.") from error

    def corrected(self) -> Project:
        """With its corrections; ``problems`` has those that cannot be read."""
        found, problems = NOTHING, list[InputError]()
        for (kind, _), one in self._standing.items():
            try:
                if kind == CORRECTIONS:
                    found = found.and_these(read_corrections(self.part(one.parts[0])))
            except InputError as error:
                problems.append(error)
        return replace(self, corrections=found, problems=tuple(problems))

    def with_articles(self, articles: Iterable[Article], *, time: datetime) -> Project:
        """With more articles; one that exists is not added again, but a damaged part of it is
        replaced."""
        entries, parts = list[LogEntry](), dict[str, bytes]()
        for text, one in {text_id(one): one for one in articles}.items():
            content = write_shared(one)
            entry = LogEntry(
                time=time,
                did="added article",
                what=headline(one),
                article=text,
                source=one.source_sha256,
                parts=(_path(ARTICLES, content),),
            )
            if text not in self.articles or self.articles[text].parts != entry.parts:
                entries.append(entry)
            parts[entry.parts[0]] = content
        return self._logged(entries, parts)

    def without(self, text: str, *, time: datetime) -> Project:
        """Without an article and its corrections, whose parts are deleted; the log keeps its
        entries."""
        what = self.articles[text].what
        entry = LogEntry(time=time, did="removed article", what=what, article=text)
        return self._logged([entry], {}).corrected()

    def with_corrections(self, now: Corrections, *, time: datetime) -> Project:
        """With these corrections instead: a part per changed article, and one for links between
        articles."""
        entries, parts = list[LogEntry](), dict[str, bytes]()
        for text in dict.fromkeys(("", *self.corrections.texts(), *now.texts())):
            before, own = (
                corrections.of(text) if text else Corrections(links=corrections.links)
                for corrections in (self.corrections, now)
            )
            if own == before:
                continue
            content = write_corrections(own).encode()
            known, is_signed = self.articles.get(text), len(own.sign_offs) > len(before.sign_offs)
            words = f"{len(own.corrections)} corrections" if text else f"{len(own.links)} pairs"
            words += f" of “{known.what}”" if known else ""
            entry = LogEntry(
                time=time,
                did="signed off" if is_signed else "corrected",
                what=f"{words}, by {own.sign_offs[-1].name}" if is_signed else words,
                article=text,
                parts=(_path(CORRECTIONS, content),),
            )
            entries.append(entry)
            parts[entry.parts[0]] = content
        return replace(self._logged(entries, parts), corrections=now)

    def with_references(
        self, loaded: Iterable[tuple[ReferenceOptions, Files]], *, line: str, time: datetime
    ) -> Project:
        """With these files and options in place of the earlier ones."""
        batches, parts = list[ReferenceFiles](), dict[str, bytes]()
        for choices, files in loaded:
            own = [(name, _path(REFERENCES, data, ending="")) for name, data in files]
            parts |= {path: data for (_, path), (_, data) in zip(own, files, strict=True)}
            batches.append(ReferenceFiles(choices=choices, files=tuple(own)))
        listed = LOADED.dump_json(ProjectReferences(batches=tuple(batches), line=line))
        parts = {_path(REFERENCES, listed): listed} | parts
        what = f"{len(parts) - 1} files{' and a line of contact' if line else ''}"
        entry = LogEntry(time=time, did="set references", what=what, parts=tuple(parts))
        before = self._standing.get((REFERENCES, ""))
        is_there = before.parts == entry.parts if before else not batches and not line
        return self if is_there else self._logged([entry], parts)

    def _logged(self, entries: Sequence[LogEntry], parts: Mapping[str, bytes]) -> Project:
        """Write the parts first, then the log, and delete the parts that no entry needs."""
        with _locked(self.folder):
            if (self.folder / LOG).read_bytes() != self.log:
                raise ProjectChanged(
                    "Another window or command has written to this project meanwhile.",
                    where=self.name,
                    way_out="Open it again; what you did here is then added to what is there.",
                )
            for path, content in parts.items():
                file = folder_at((self.folder / path).parent) / Path(path).name
                if not file.exists() or file.read_bytes() != content:
                    replace_file(file, content)
            now = replace(self, log=appended(self.log, entries))
            if entries:
                with recorded_draft(self.folder / LOG) as draft:
                    draft.write_bytes(now.log)
            own = {self.folder / path for path in now.needed}
            for file in (
                *self.folder.glob(f".*{PART}"),
                *(one for kind in KINDS for one in (self.folder / kind).glob("*")),
            ):
                if file not in own:
                    file.unlink()
        return now


def appended(log: bytes, entries: Iterable[LogEntry]) -> bytes:
    """The log with these entries at its end, numbered and chained."""
    for one in entries:
        lines = lines_of(log) if log else []
        before = sha256(lines[-1]) if lines else ""
        entry = replace(one, number=len(lines) + 1, before=before)
        log += LINE.dump_json(entry, exclude_defaults=True) + b"\n"
    return log


def _path(kind: str, content: bytes, *, ending: str = ".json") -> str:
    return f"{kind}/{sha256(content)}{ending}"


@contextmanager
def _locked(folder: Path, mode: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Lock the project: for a writer alone, or for readers together (``LOCK_SH``). Raises
    BadProject, WriteError."""
    require_project(folder)
    with locked(folder, mode):
        yield


def require_project(folder: Path) -> None:
    """Raises BadProject where the folder is no project."""
    if not is_project(folder):
        raise BadProject(
            "There is no project of this name.",
            where=folder.name,
            way_out="Those that are there: .venv/bin/python -m components project list",
        )


def is_project(folder: Path) -> bool:
    return (folder / LOG).is_file()


def root() -> Path:
    return home_path() / "projects"


def names() -> tuple[str, ...]:
    """All projects, sorted; also removes the remains of unfinished deletions."""
    for gone in root().glob(f"{GONE}*"):
        shutil.rmtree(gone, ignore_errors=True)
    return tuple(sorted((one.parent.name for one in root().glob(f"[!.]*/{LOG}")), key=str.lower))


def folder_of(name: str) -> Path:
    """The folder for a name, existing or not. Raises BadProject for unsafe names."""
    if not NAME.fullmatch(name) or RESERVED.fullmatch(name):
        sign = next((one for one in name if not re.match(r"[A-Za-z0-9 _-]", one)), "")
        why = (
            f" “{sign}” ({unicodedata.name(sign, 'a sign without a name')}) is none."
            if sign
            else ""
        )
        if RESERVED.fullmatch(name):
            why = " Some systems keep this one for themselves."
        raise BadProject(f"{name[:80]!r} cannot be the name of a project.", way_out=f"{PLAIN}{why}")
    return next((root() / one for one in names() if one.lower() == name.lower()), root() / name)


def folder_named(path: Path) -> Path:
    """The folder of the project with this name, where no such file exists."""
    found = (root() / one for one in names() if one.lower() == str(path).lower())
    return path if path.exists() else next(found, path)


def make(name: str, *, time: datetime) -> Project:
    """A new project, private to the user. Raises BadProject for a bad or taken name, WriteError."""
    folder = folder_of(" ".join(name.split()))
    if folder.exists():
        raise BadProject(
            "There is a project of this name already.",
            where=folder.name,
            way_out="Open it, or take another name.",
        )
    with writing(root()):
        folder_at(root()).chmod(0o700)
    with new_folder(folder) as draft, recorded_draft(draft / LOG) as log:
        log.write_bytes(appended(b"", [LogEntry(time=time, did="made", what=folder.name)]))
    return open_project(name)


def open_project(name: str) -> Project:
    """Raises BadProject where there is none, or where its log was changed."""
    return open_at(folder_of(" ".join(name.split())))


def open_at(folder: Path) -> Project:
    """The same, by folder."""
    with _locked(folder, fcntl.LOCK_SH):
        found = Project(folder=folder, log=(folder / LOG).read_bytes())
        for fault in found.log_faults():
            raise BadProject(
                f"Its log is not as it was written: {fault}.",
                where=folder.name,
                way_out="Put the folder back from a copy. Without one, make a new project of its "
                "articles and corrections: .venv/bin/python -m components project add NEW-NAME "
                f"{quote(str(folder))}/articles/* {quote(str(folder))}/corrections/*",
            )
        return found.corrected()


def delete(name: str) -> None:
    """Delete a project and its files. Raises BadProject and WriteError."""
    folder = folder_of(name)
    with _locked(folder):
        folder.rename(gone := root() / f"{GONE}{token_hex(8)}")
    shutil.rmtree(gone, ignore_errors=True)  # ``names`` removes what is left


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the log and with the parts of the project, a sentence each."""
    with _locked(folder, fcntl.LOCK_SH):
        found = Project(folder=folder, log=(folder / LOG).read_bytes())
        yield from found.log_faults()
        for path in sorted(found.needed):
            try:
                found.part(path)
            except BadProject as error:
                yield str(error).rstrip(".")


def last_opened() -> str:
    """The name of the project that was last open and not closed; empty where there is none."""
    path = root() / LAST
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def remember(name: str) -> None:
    """Open this project again next time; none where empty."""
    replace_file(folder_at(root()) / LAST, name)
