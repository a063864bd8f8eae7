"""A store of a project's articles with their corrections, for its map of all articles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from components.core.atomic_files import new_folder
from components.core.records import Analysis, Signature
from components.projects.log import sha256
from components.projects.project import Project
from components.store.folder import begin
from components.store.parts import write_documents
from components.store.reading import document_of

FOLDER, CHECKED = "corpus", "checked.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The articles that persons have worked on, by id."""

    corrected: frozenset[str] = frozenset()
    signed: Mapping[str, Signature] = field(default_factory=dict)

    def in_words(self, articles: int) -> str:
        """ "Of 3 articles, a person corrected 2 and signed off 1"; empty where nobody did."""
        done = {"corrected": len(self.corrected), "signed off": len(self.signed)}
        words = " and ".join(f"{did} {number}" for did, number in done.items() if number)
        of = "1 article" if articles == 1 else f"{articles} articles"
        return f"Of {of}, a person {words}" if words else ""


TOLD: Final = TypeAdapter(Checked)


def corpus_of(project: Project, read: Callable[[str], Analysis], *, program: str) -> Path:
    """The folder of the store, made again when the project or ``program`` changed; ``read`` returns
    a reading by the sha256 of its text. Raises WriteError."""
    state = sha256(f"{project.last} {program}".encode())[:16]
    path = project.folder / FOLDER / state / project.name
    if not path.exists():
        from components.store.ingest import link_documents  # dask takes a second to import

        shutil.rmtree(project.folder / FOLDER, ignore_errors=True)
        read_so = {text: read(text) for text in project.articles}
        documents = [document_of(project.given(text), own) for text, own in read_so.items()]
        checked = Checked(
            corrected=frozenset(one.article.id for one in read_so.values() if one.corrections),
            signed={one.article.id: one.signed for one in read_so.values() if one.signed},
        )
        with new_folder(path.parent) as draft:
            run = begin(draft / path.name, resume=False)
            write_documents(draft / path.name, documents, run=run)
            link_documents(draft / path.name, run=run)
            (draft / CHECKED).write_bytes(TOLD.dump_json(checked))
    return path


def project_folder(path: Path) -> Path:
    """The folder of the project that such a store belongs to."""
    return path.parents[2]


def checked_in(path: Path) -> Checked:
    """The articles of such a store that persons have worked on."""
    return TOLD.validate_json((path.parent / CHECKED).read_bytes())
