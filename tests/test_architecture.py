"""The shape of the project, read from its own source: who may import whom, homes of libraries,
names at the top."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMPONENTS = ROOT / "components"
MODULES = tuple(
    sorted(path for path in COMPONENTS.rglob("*.py") if "__pycache__" not in path.parts)
)
SOURCES = (*MODULES, ROOT / "dashboard.py")

SHELVES = (
    ("core",),
    ("lexicon", "tables"),
    ("language",),
    ("places", "sources"),
    ("llm",),
    ("control", "events"),
    ("reading",),
    ("wording",),
    ("linking",),
    ("corrections", "view"),
    ("store",),
    ("cards", "evaluation", "map", "projects"),
    ("export",),
    ("api", "panels"),
    ("commands",),
    ("__main__", "dashboard"),
)
"""The rooms of components/, shelf by shelf from the ground up. Imports only go down, and never to a
neighbour on the shelf.

``components/__init__.py`` prints this list: ``python -m tests.test_architecture`` writes it there
anew."""
SHELF = {room: number for number, shelf in enumerate(SHELVES, start=1) for room in shelf}
FRONT = COMPONENTS / "__init__.py"
DOOR = {"api", "places", "store"}
"""Rooms of which the front page offers something; it imports them when it is asked for that."""
PRINTED = re.compile(r"^1\. core$.*?(?=\n\n)", re.DOTALL | re.MULTILINE)

HOMES = {
    "streamlit": ("components/panels/", "dashboard.py"),
    "streamlit_folium": ("components/panels/map_frame.py",),
    "folium": (
        "components/api/article.py",
        "components/map/",
        "components/export/",
        "components/panels/map_frame.py",
        "components/panels/many_map.py",
    ),
    "spacy": (
        "components/language/",
        "components/places/",
        "components/events/",
        "components/reading/knowledge.py",
        "components/reading/analysis.py",
    ),
    "httpx": (
        "components/sources/article/fetch.py",
        "components/sources/named_server.py",
        "components/places/geocoder.py",
        "components/places/dumps.py",
        "components/llm/server.py",
    ),
    "asn1crypto": ("components/projects/time_stamp.py",),
    "cryptography": ("components/projects/time_stamp.py",),
    "requests": (),
    "mcp": ("components/commands/mcp.py",),
    "pydantic": (
        "components/api/",
        "components/corrections/",
        "components/llm/",
        "components/projects/",
        "components/store/checks.py",
    ),
    "geopandas": ("components/api/article.py", "components/export/"),
    "mgrs": ("components/places/coordinates.py",),
    "tqdm": ("components/commands/",),
    "trafilatura": ("components/sources/article/html.py",),
    "lxml": (
        "components/sources/article/html.py",
        "components/sources/article/docx.py",
        "components/export/contents.py",
        "components/export/kml.py",
    ),
    "docx": ("components/sources/article/docx.py",),
    "pypdf": ("components/sources/article/pdf.py",),
    "fontTools": ("components/export/fonts.py",),
    "PIL": ("components/export/film.py",),
    "matplotlib": ("components/export/",),
    "xlsxwriter": ("components/export/excel.py",),
    "py3langid": ("components/sources/article/read.py",),
    "dask": ("components/store/dask_run.py",),
    "distributed": ("components/store/dask_run.py",),
    "duckdb": ("components/store/database.py",),
    "datasketch": ("components/store/",),
    "dateparser": ("components/language/foreign.py",),
    "feedparser": ("components/sources/feeds.py",),
    "warcio": ("components/sources/warc.py",),
    "onnxruntime": ("components/language/",),
    "scipy": ("components/corrections/spot_check.py",),
    "protego": ("components/sources/polite.py",),
}
"""Third-party libraries and the only files and folders that import them. Two modules hold the
loaded language model."""

TOP_LEVEL = {"requirements.txt", "README.md", "dashboard.py", "data", "components", "tests"}
LABELS = "components.language.english.labels"
PARSER_TERMS = {"dep", "dep_", "tag_"}
"""Attributes of a word that hold a label or tag; others ask for functions, forms and clauses."""
MAX_POSITIONAL = 3


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def wrong_in(rule: Callable[[Path], Collection[object]]) -> dict[str, Collection[object]]:
    """Of each source file what breaks the rule, by the file's name; files that keep it are left
    out."""
    return {name_of(path): wrong for path in SOURCES if (wrong := rule(path))}


def part_of(path: Path) -> str:
    """The folder or module of components that a file belongs to, or dashboard."""
    return (
        path.relative_to(COMPONENTS).parts[0].removesuffix(".py")
        if COMPONENTS in path.parents
        else path.stem
    )


@cache
def imported(path: Path) -> frozenset[str]:
    """Full names of the modules that a file imports, inside of functions too."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import on line {node.lineno}"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def parts_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(path))
    return {name[1] for name in names if name[0] == "components" and len(name) > 1} - {
        part_of(path)
    }


@cache
def functions(path: Path) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    return tuple(
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return [name for name in names if name not in {"self", "cls"}]


def goes_up(path: Path) -> set[str]:
    """The rooms that a file imports and may not."""
    own = part_of(path)
    if own == "__init__":
        return parts_imported(path) - DOOR
    return {part for part in parts_imported(path) if SHELF[part] >= SHELF[own]}


def with_shelves(text: str) -> str:
    """The text of the front page of components/ with the list of shelves as it is here."""
    said = "\n".join(
        f"{number}. {', '.join(shelf)}" for number, shelf in enumerate(SHELVES, start=1)
    )
    return PRINTED.sub(said, text, count=1)


def test_every_room_has_a_shelf_and_nothing_else_stands_at_the_top_of_components() -> None:
    rooms = {part_of(path) for path in SOURCES} - {"__init__"}
    assert rooms == set(SHELF)
    assert {path.name for path in MODULES if path.parent == COMPONENTS} == {
        "__init__.py",
        "__main__.py",
    }


def test_the_front_page_prints_these_shelves() -> None:
    text = FRONT.read_text(encoding="utf-8")
    assert PRINTED.search(text)
    assert text == with_shelves(text), (
        "Stale: python -m tests.test_architecture writes the list anew."
    )


def test_imports_go_down_the_shelves() -> None:
    assert wrong_in(goes_up) == {}


def test_the_parts_import_each_other_without_a_cycle() -> None:
    graph: dict[str, set[str]] = {}
    for path in SOURCES:
        graph.setdefault(part_of(path), set()).update(parts_imported(path))
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


def test_the_modules_import_each_other_without_a_cycle() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES}
    graph = {}
    for path in SOURCES:
        found = {name if name in names else name.rpartition(".")[0] for name in imported(path)}
        graph[".".join(path.relative_to(ROOT).with_suffix("").parts)] = found & names
    assert set(TopologicalSorter(graph).static_order()) == names


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_at_home(library: str) -> None:
    users = {
        name_of(path)
        for path in SOURCES
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert {user for user in users if not user.startswith(HOMES[library])} == set()


def wide_functions(path: Path) -> dict[str, int]:
    counts = {
        node.name: len(positional(node))
        for node in functions(path)
        if not node.name.startswith("_")
    }
    return {name: count for name, count in counts.items() if count > MAX_POSITIONAL}


def test_public_functions_take_at_most_three_positional_parameters() -> None:
    assert wrong_in(wide_functions) == {}


def swallowed(path: Path) -> set[str]:
    """What a file's handlers catch that they should let go. A handler of all exceptions may clean
    up, if it raises again."""
    handlers = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler))
    swallowing = (
        node
        for node in handlers
        if not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    )
    caught = {ast.unparse(node.type) if node.type else "everything" for node in swallowing}
    return caught & {"everything", "Exception", "BaseException"}


def test_no_handler_swallows_everything() -> None:
    assert wrong_in(swallowed) == {}


def sums_of_days(path: Path) -> list[str]:
    """Sums with a timedelta or relativedelta, which fail where they leave the calendar."""
    sums = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.BinOp | ast.AugAssign))
    return [
        told
        for node in sums
        if isinstance(node.op, ast.Add | ast.Sub) and "delta(" in (told := ast.unparse(node))
    ]


def labels_read(path: Path) -> set[str]:
    """What a file reads of the parse in the parser's own terms."""
    if COMPONENTS / "language" in path.parents:
        return set()
    read = (node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute))
    taken = {name for name in imported(path) if name.startswith(LABELS)}
    return {name for name in read if name in PARSER_TERMS} | taken


def test_only_the_language_room_reads_labels_of_the_parser() -> None:
    assert wrong_in(labels_read) == {}


def test_days_are_moved_by_the_one_function_that_keeps_to_the_calendar() -> None:
    assert wrong_in(sums_of_days) == {}


def test_the_shell_is_short_and_has_no_class() -> None:
    source = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert source.count("\n") <= 100
    assert not any(isinstance(node, ast.ClassDef) for node in ast.walk(ast.parse(source)))


def test_only_the_fixed_names_stand_at_the_top() -> None:
    names = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and path.name != "__pycache__"
    }
    assert names <= TOP_LEVEL


def test_tests_mirror_the_components() -> None:
    folders = {
        path.name
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and not path.name.startswith(("_", "."))
    }
    parts = {path.name for path in COMPONENTS.iterdir() if path.is_dir()}
    assert folders - {"data", "golden", "browser", "benchmarks", "endurance", "hostile"} <= parts


if __name__ == "__main__":
    FRONT.write_text(with_shelves(FRONT.read_text(encoding="utf-8")), encoding="utf-8")
