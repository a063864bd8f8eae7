"""A store of a project's articles, as they are corrected: what its map of all is made of."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from components.core.drafts import new_folder
from components.core.records import Analysis
from components.projects.log import sha256
from components.projects.project import Project
from components.store.folder import begin
from components.store.parts import write_documents
from components.store.reading import document_of

FOLDER = "corpus"


def corpus_of(project: Project, read: Callable[[str], Analysis], *, program: str) -> Path:
    """Its folder, made anew when project or ``program`` changed; ``read`` gives a reading by the
    sha256 of its text. Raises WriteError."""
    state = sha256(f"{project.last} {program}".encode())[:16]
    path = project.folder / FOLDER / state / project.name
    if not path.exists():
        from components.store.whole import settle  # dask takes a second to come

        shutil.rmtree(project.folder / FOLDER, ignore_errors=True)
        told = [document_of(project.given(text), read(text)) for text in project.articles]
        with new_folder(path.parent) as draft:
            run = begin(draft / path.name, resume=False)
            write_documents(draft / path.name, told, run=run)
            settle(draft / path.name, run=run)
    return path
