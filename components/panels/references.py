"""Reference maps: files that a person loads to compare with the article. They stay on this
machine."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import streamlit as st

from components.control.references.areas import joined_references
from components.control.references.load import load_references
from components.control.references.records import LoadedReferences, ReferenceOptions
from components.control.start_line import read_line
from components.core import settings
from components.core.atomic_files import writing
from components.core.errors import BadReference
from components.core.safe_html import element, join
from components.panels import articles, evidence
from components.panels.elements import error_notice, say
from components.panels.elements import label as plain
from components.panels.evidence import ReferencesState, ReferenceUpload
from components.wording.phrases import counted

ENDINGS = ("geojson", "json", "csv", "gz")
FIELDS: Mapping[str, tuple[str, str]] = {
    "status": (
        "Field with the holder",
        "The field that says who holds an area, if the file has several.",
    ),
    "date": ("Field with the day", "Empty: a field called “date”, or the day in the file's name."),
    "country": ("Keep one country only", "Its three-letter code, such as UKR."),
    "side": ("Holder of all areas", "If no field says who holds an area."),
    "outside": (
        "Who holds everything outside the areas",
        "Empty: nothing is said about what lies outside.",
    ),
    "key": (
        "Where the features are in the file",
        "Names of the levels with dots between them, such as data.features.",
    ),
    "name": ("Name", "Empty: the name in the file, or the name of the file."),
    "licence": ("Licence", "Empty: the one in the file. It is always shown with the reference."),
}
"""Fields of ReferenceOptions that a person can fill in, with their names and meaning."""
HINT = "Areas (GeoJSON), towns by day or events (CSV), one file or many. They stay on this machine."
NAMELESS = "loaded areas"
"""The name of a reference from files that are named by days only; they are one reference."""
LINE_HINT = "GeoJSON with a LineString: depths in the text are measured from it."
OPTION = re.compile(r"(?:with )?--(\w+)")
"""An option of the command line in a message."""


def references_panel() -> None:
    """The form for files, and what is loaded: name, days, licence, repairs, and errors."""
    read_uploads()
    state, held = st.session_state, evidence.references()
    shut = st.expander("Reference maps", key="reference_maps", on_change="rerun")
    with shut:
        if shut.open:
            _form()
        for error in (*held.line_problem, *held.problems):
            error_notice(error)
        for number, batch in enumerate(held.batches):
            if batch.open:
                _questions(number, batch)
        found = evidence.loaded()
        for reference in found.references:
            _listed(reference.in_words(), (*reference.guesses, *reference.notes))
        for one in found.incidents:
            _listed(f"{one.name}, {counted(len(one.table), 'event')}, {one.licence}", ())
        if held.line is not None:
            say("Line of contact: depths are measured from it.", look="dl-beside")
        if held.batches or held.line is not None:
            st.button(
                "Remove all references",
                key="remove_references",
                on_click=lambda: state.update(references=ReferencesState(kept=held.kept)),
            )


def _listed(words: str, notes: Iterable[str]) -> None:
    st.html(
        element(
            "div",
            element("p", words, class_="dl-beside"),
            join(element("p", note, class_="dl-hint") for note in notes),
        )
    )


def _form() -> None:
    with st.form("reference_form", border=False):
        say(HINT)
        st.file_uploader("Files", key=_files_key(), type=list(ENDINGS), accept_multiple_files=True)
        st.file_uploader(
            "Line of contact", key="start_line_file", type=list(ENDINGS), help=LINE_HINT
        )
        with st.expander("What the files do not say (optional)"):
            for name, (label, words) in FIELDS.items():
                st.text_input(label, key=f"reference_{name}", help=words, persist_state="session")
        st.form_submit_button(
            "Load as reference", type="primary", on_click=_add_files, width="stretch"
        )


def _questions(number: int, batch: ReferenceUpload) -> None:
    """Ask only what the files of a batch do not say."""
    key = f"reference_open_{number}"
    sides = evidence.world().words.side_names
    with st.form(key, border=True):
        for at, one in enumerate(batch.open):
            where = element("strong", f"{one.where}: ") if one.where else ""
            say(where, one.what, role="status")
            if one.asks == "day":
                st.text_input(
                    "Which day does it show?", key=f"{key}_{at}", placeholder="YYYY-MM-DD"
                )
            elif one.asks == "means":
                st.selectbox(
                    f"Who holds the areas marked “{plain(one.offered[0])}”?",
                    sides,
                    index=None,
                    key=f"{key}_{at}",
                    placeholder="Nobody: leave them out",
                )
            else:
                st.selectbox(
                    "Which property says who holds an area?",
                    one.offered,
                    index=None,
                    key=f"{key}_{at}",
                    placeholder="None of them",
                )
                st.selectbox("Or who holds all of them?", sides, index=None, key=f"{key}_{at}_side")
        st.form_submit_button(
            "Use these answers", on_click=_answer, args=(number,), key=f"{key}_ok"
        )


def _answer(number: int) -> None:
    """Read the files of a batch again with the answers."""
    state, key, held = st.session_state, f"reference_open_{number}", evidence.references()
    batches = list(held.batches)
    batch, said = batches[number], batches[number].choices
    for at, one in enumerate(batch.open):
        given = state.get(f"{key}_{at}") or ""
        if one.asks == "day":
            said = replace(said, day=given.strip())
        elif one.asks == "means":
            said = replace(said, means=(*said.means, (one.offered[0], given)))
        else:
            said = replace(said, status=given, side=state.get(f"{key}_{at}_side") or "")
    batches[number] = replace(batch, choices=said, open=())
    held.batches, held.read = tuple(batches), None


def _files_key() -> str:
    """The key of the field, a new one after each loading, so that it is empty again."""
    return f"reference_files_{len(evidence.references().batches)}"


def _add_files() -> None:
    """Keep the files and the line of contact; errors are reported, the rest is loaded."""
    state, held = st.session_state, evidence.references()
    files = tuple((one.name, one.getvalue()) for one in state.get(_files_key()) or ())
    said = {name: str(state.get(f"reference_{name}", "")).strip() for name in FIELDS}
    choices = ReferenceOptions(means=(), **said)
    line = state.get("start_line_file")
    if line:
        with _written([(line.name, line.getvalue())]) as [path]:
            try:
                held.line, held.line_problem = read_line(path), ()
            except BadReference as error:
                held.line_problem = tuple(_as_on_the_page([error], path.parent))
    elif not files:
        held.problems = (BadReference("No file was chosen.", way_out="Choose one or many."),)
        return
    if files:
        held.batches, held.read = (
            (*held.batches, ReferenceUpload(files=files, choices=choices)),
            None,
        )


def read_uploads() -> None:
    """Read the kept files once, and again when an article has other places."""
    held = evidence.references()
    places = frozenset(
        place for one in articles.readings() for place in one.events["place_id"].dropna()
    )
    if not held.batches or (held.read and places <= held.places):
        return
    with st.spinner("Reading the references"):
        parts = []
        for batch in held.batches:
            with _written(batch.files) as paths:
                part = load_references(paths, batch.choices, evidence.world(), place_ids=places)
                problems = tuple(_as_on_the_page(part.problems, paths[0].parent))
                parts.append(replace(part, problems=problems))
    held.places = places
    held.read = LoadedReferences(
        references=joined_references([one for part in parts for one in part.references]),
        incidents=tuple(one for part in parts for one in part.incidents),
    )
    held.problems = tuple(error for part in parts for error in part.problems if not error.asks)
    read = (
        (replace(batch, open=_open(part.problems)), part)
        for batch, part in zip(held.batches, parts, strict=True)
    )
    held.batches = tuple(
        batch for batch, part in read if part.references or part.incidents or batch.open
    )


def _open(problems: Iterable[BadReference]) -> tuple[BadReference, ...]:
    """The questions among them, each once: one answer serves all files of a batch."""
    questions: dict[tuple[str, ...], BadReference] = {}
    for one in problems:
        if one.asks:
            same = one.offered if one.asks == "means" else ()
            questions.setdefault((one.asks, *same), one)
    return tuple(questions.values())


@contextmanager
def _written(files: Sequence[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """The files in a temporary folder; files of the same name get a number."""
    home = settings.home()
    with writing(home), tempfile.TemporaryDirectory(dir=home) as above:
        folder = Path(above, NAMELESS)
        folder.mkdir()
        names = [Path(name).name for name, _ in files]
        paths = [
            folder / (name if names.index(name) == number else f"{number} {name}")
            for number, name in enumerate(names)
        ]
        for path, (_, data) in zip(paths, files, strict=True):
            path.write_bytes(data)
        yield paths


def _as_on_the_page(problems: Iterable[BadReference], folder: Path) -> Iterator[BadReference]:
    """Errors with the file's own name, and with fields of this page for command line options."""
    labels = {
        one.name: FIELDS[one.name][0] for one in fields(ReferenceOptions) if one.name in FIELDS
    }
    for error in problems:
        where = error.where.replace(f"{folder}/", "")
        way_out = OPTION.sub(
            lambda found: f"in the field “{labels.get(found[1], found[1])}”", error.way_out
        )
        yield BadReference(
            error.what.replace(f"{folder}/", ""),
            where=where,
            way_out=way_out,
            asks=error.asks,
            offered=error.offered,
        )
