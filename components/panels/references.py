"""Reference maps: files that a person loads to hold the article against. They stay on this machine."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path

import streamlit as st

from components.control.references.areas import joined_references
from components.control.references.load import load_references
from components.control.references.records import LoadedReferences, ReferenceOptions
from components.control.start_line import read_line
from components.core import settings
from components.core.drafts import writing
from components.core.errors import BadReference
from components.core.safe_html import element, join
from components.panels import articles, evidence
from components.panels.notices import error_notice
from components.panels.words import counted
from components.panels.words import label as plain

ENDINGS = ("geojson", "json", "csv", "gz")
FIELDS: Mapping[str, tuple[str, str]] = {
    "status": (
        "Field with the holder",
        "The field that says who holds an area, if the file has several.",
    ),
    "date": (
        "Field with the day",
        "Empty: a field called “date”, or the day in the file's name.",
    ),
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
"""Fields of Choices that a person may fill in, with their names and what they mean."""
HINT = "Areas (GeoJSON), towns by day or events (CSV), one file or many. They stay on this machine."
NAMELESS = "loaded areas"
"""What a reference is called whose files are named by their days alone; they make one reference."""
LINE_HINT = "GeoJSON with a LineString: depths in the text are measured from it."
OPTION = re.compile(r"(?:with )?--(\w+)")
"""What messages call an option of the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files that were loaded at once, and what the person said of them."""

    files: tuple[tuple[str, bytes], ...]
    choices: ReferenceOptions
    open: tuple[BadReference, ...] = ()
    """What the files leave open and a person can answer, each question once."""


def references_panel() -> None:
    """The files to load, and what is loaded: name, days and licence of each, what was repaired,
    what could not be read."""
    read_kept()
    state = st.session_state
    shut = st.expander("Reference maps", key="reference_maps", on_change="rerun")
    with shut:
        if shut.open:
            _form()
        for error in state.get("reference_problems", ()):
            error_notice(error)
        for number, batch in enumerate(state.get("reference_batches", ())):
            if batch.open:
                _questions(number, batch)
        found = evidence.loaded()
        for reference in found.references:
            _listed(reference.in_words(), (*reference.guesses, *reference.notes))
        for one in found.incidents:
            _listed(f"{one.name}, {counted(len(one.table), 'event')}, {one.licence}", ())
        if evidence.start_line() is not None:
            st.html(
                element("p", "Line of contact: depths are measured from it.", class_="dl-beside")
            )
        if state.get("reference_batches") or evidence.start_line() is not None:
            st.button("Remove all references", key="remove_references", on_click=_remove)


def _listed(told: str, notes: Iterable[str]) -> None:
    st.html(
        element(
            "div",
            element("p", told, class_="dl-beside"),
            join(element("p", note, class_="dl-hint") for note in notes),
        )
    )


def _form() -> None:
    with st.form("reference_form", border=False):
        st.html(element("p", HINT, class_="dl-hint"))
        st.file_uploader("Files", key=_files_key(), type=list(ENDINGS), accept_multiple_files=True)
        st.file_uploader(
            "Line of contact", key="start_line_file", type=list(ENDINGS), help=LINE_HINT
        )
        with st.expander("What the files do not say (optional)"):
            for name, (label, words) in FIELDS.items():
                st.text_input(label, key=f"reference_{name}", help=words, persist_state="session")
        st.form_submit_button("Load as reference", type="primary", on_click=_take, width="stretch")


def _questions(number: int, batch: Batch) -> None:
    """Ask what the files of a batch leave open, and nothing else."""
    key = f"reference_open_{number}"
    sides = evidence.world().words.side_names
    with st.form(key, border=True):
        for at, one in enumerate(batch.open):
            where = element("strong", f"{one.where}: ") if one.where else ""
            st.html(element("p", where, one.what, class_="dl-hint", role="status"))
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
    state, key = st.session_state, f"reference_open_{number}"
    batches: list[Batch] = list(state.reference_batches)
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
    state.reference_batches = tuple(batches)
    state.pop("references", None)


def _files_key() -> str:
    """Another one after each loading, so that the field is empty again."""
    return f"reference_files_{len(st.session_state.get('reference_batches', ()))}"


def _take() -> None:
    """Keep the files; what could not be read is told, the others are loaded."""
    state = st.session_state
    files = tuple((one.name, one.getvalue()) for one in state.get(_files_key()) or ())
    said = {name: str(state.get(f"reference_{name}", "")).strip() for name in FIELDS}
    choices = ReferenceOptions(means=(), **said)
    line = state.get("start_line_file")
    if line:
        _take_line(line.name, line.getvalue())
    elif not files:
        state.reference_problems = (
            BadReference("No file was chosen.", way_out="Choose one or many."),
        )
        return
    if files:
        state.reference_batches = (
            *state.get("reference_batches", ()),
            Batch(files=files, choices=choices),
        )
        state.pop("references", None)


def _take_line(name: str, data: bytes) -> None:
    """Keep the line of contact; what is none is told."""
    state = st.session_state
    with _written([(name, data)]) as [path]:
        try:
            state.start_line, state.reference_problems = read_line(path), ()
        except BadReference as error:
            state.reference_problems = tuple(_as_on_the_page([error], path.parent))


def _remove() -> None:
    for name in (
        "reference_batches",
        "reference_problems",
        "reference_places",
        "references",
        "start_line",
    ):
        st.session_state.pop(name, None)


def read_kept() -> None:
    """Read the kept files, once, and again when an article comes that names other places."""
    state = st.session_state
    batches: tuple[Batch, ...] = state.get("reference_batches", ())
    places = frozenset(
        place for one in articles.on_page() for place in one.events["place_id"].dropna()
    )
    if not batches or ("references" in state and places <= state.reference_places):
        return
    with st.spinner("Reading the references"):
        parts = [_read(batch, places) for batch in batches]
    state.reference_places = places
    state.references = LoadedReferences(
        references=joined_references([one for part in parts for one in part.references]),
        incidents=tuple(one for part in parts for one in part.incidents),
    )
    state.reference_problems = tuple(
        error for part in parts for error in part.problems if not error.asks
    )
    read = (
        (replace(batch, open=_open(part.problems)), part)
        for batch, part in zip(batches, parts, strict=True)
    )
    state.reference_batches = tuple(
        batch for batch, part in read if part.references or part.incidents or batch.open
    )


def _open(problems: Iterable[BadReference]) -> tuple[BadReference, ...]:
    """The questions among them, each once: one day and one property serve all files of a batch."""
    questions: dict[tuple[str, ...], BadReference] = {}
    for one in problems:
        if one.asks:
            same = one.offered if one.asks == "means" else ()
            questions.setdefault((one.asks, *same), one)
    return tuple(questions.values())


def _read(batch: Batch, places: Collection[str]) -> LoadedReferences:
    with _written(batch.files) as paths:
        found = load_references(paths, batch.choices, evidence.world(), place_ids=places)
        return replace(found, problems=tuple(_as_on_the_page(found.problems, paths[0].parent)))


@contextmanager
def _written(files: Sequence[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """The files in a folder of ours for as long as they are read. Of several of one name each gets
    a number."""
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
    """The file by the name that the person knows, and the fields of this page for options of the
    command line."""
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
