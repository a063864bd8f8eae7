"""README and manuals: their commands are the ones that are run, and their links lead somewhere."""

from __future__ import annotations

import importlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from components.__main__ import COMMANDS, main, parser

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
MANUALS = [
    *sorted((ROOT / "components").rglob("README.md")),
    *sorted((ROOT / "data").rglob("README.md")),
]
PAGES = [README, *MANUALS]
PROGRAM = ".venv/bin/python -m components"
BLOCK = re.compile(r"^```sh\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
FIRST, SECOND, *_ = BLOCK.findall(README.read_text(encoding="utf-8"))


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> list[str]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def test_the_first_command_makes_the_environment_and_opens_the_page() -> None:
    assert FIRST.startswith("python3 -m venv .venv && ")
    assert FIRST.endswith("streamlit run dashboard.py")
    assert (ROOT / "dashboard.py").exists()


def test_the_second_command_is_what_continuous_integration_runs() -> None:
    assert SECOND in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


EXAMPLES = [
    line
    for line in dict.fromkeys(
        line for page in PAGES for block in blocks(page) for line in block.split("\n")
    )
    if line not in (FIRST, SECOND)
]
MANY = [line for line in EXAMPLES if line.startswith(f"{PROGRAM} corpus ")]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([line for line in EXAMPLES if line not in MANY], id="one article"),
        pytest.param(MANY, id="many articles", marks=pytest.mark.workers),
    ],
)
def test_each_example_runs_as_it_stands(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: None
) -> None:
    """One after the other, with ``~`` an empty folder, in this process, which holds the knowledge
    already; ``test_commands_work_in_a_new_shell`` has what a shell does with their first words."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("HOME", str(tmp_path))
    for line in lines:
        typed, _, command = line.rpartition(" | ")
        if typed:
            echo, document = shlex.split(typed)
            assert echo == "echo"
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(document.encode())))
        assert command.startswith(f"{PROGRAM} ")
        words = shlex.split(command.removeprefix(PROGRAM))
        assert main([os.path.expanduser(word) for word in words]) == 0, line


COMMANDS_IN_TEXT = sorted(
    {
        command
        for page in PAGES
        for command in INLINE.findall(page.read_text(encoding="utf-8"))
        if command.startswith(f"{PROGRAM} ")
    }
)


@pytest.mark.parametrize("command", COMMANDS_IN_TEXT)
def test_a_command_in_the_text_is_one_that_the_program_takes(command: str) -> None:
    """Those that need a file of one's own, or the network: their verb and options are right."""
    words = shlex.split(command.removeprefix(PROGRAM))
    assert parser(words[0]).parse_args(words).verb == words[0]


def test_no_command_is_left_out() -> None:
    typed = " ".join([*COMMANDS_IN_TEXT, *(block for page in PAGES for block in blocks(page))])
    assert set(re.findall(rf"{re.escape(PROGRAM)} ([\w-]+)", typed)) == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_start_with_a_python_that_has_the_packages(page: Path) -> None:
    """``python`` and ``streamlit`` alone are not there, or have none, where no environment is
    active."""
    bare = re.findall(
        r"(?<!bin/)\b(?:python3?(?: -m (?!venv)| \S+\.py)|streamlit run|pip install).*",
        page.read_text(encoding="utf-8"),
    )
    assert bare == []


MODULES = {
    module
    for page in PAGES
    for module in re.findall(
        r"\.venv/bin/python -m (tests[.\w]+)", page.read_text(encoding="utf-8")
    )
}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_script_that_is_named_can_be_started(module: str) -> None:
    assert callable(importlib.import_module(module).main)


def in_a_new_shell(command: str) -> subprocess.CompletedProcess[str]:
    """As somebody types it who has just opened a shell in the folder: no environment is active."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL"))
    }
    clean["PATH"] = "/usr/local/bin:/usr/bin:/bin"
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(
    sys.prefix == sys.base_prefix, reason="the tests run in no environment of their own"
)
def test_commands_work_in_a_new_shell() -> None:
    done = in_a_new_shell(f"{PROGRAM.replace('.venv', shlex.quote(sys.prefix))} columns")
    assert (done.returncode, done.stderr) == (0, "")
    assert "event_id" in done.stdout


@pytest.mark.skipif(
    not Path("/usr/bin/python3").exists(), reason="there is no Python beside the environment's"
)
def test_without_the_environment_one_line_says_how_to_use_it() -> None:
    done = in_a_new_shell("/usr/bin/python3 -S -m components read a.txt --out here")
    assert done.returncode == 1
    assert re.fullmatch(
        rf"This Python, .*, has no package \w+\. .*: {re.escape(PROGRAM)}\n", done.stderr
    )


OTHERS = ((3, 9), (3, 14))


@pytest.mark.parametrize("version", OTHERS)
def test_of_another_python_the_program_says_in_one_line_which_it_needs(
    version: tuple[int, int],
) -> None:
    """This Python, which says that it is another."""
    code = (
        f"import sys; sys.version_info = {(*version, 0, 'final', 0)}; "
        "import runpy; runpy.run_module('components', run_name='__main__')"
    )
    done = in_a_new_shell(f"{shlex.quote(sys.executable)} -c {shlex.quote(code)}")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r".*3\.11, 3\.12 or 3\.13.*-m venv --clear \.venv.*\n", done.stderr)


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ('python_version < "3.11" or python_version > "3.13"', None),
        ('python_version < "3.99" or python_version > "3.99"', "3.11, 3.12 or 3.13"),
    ],
)
def test_of_another_python_pip_says_in_one_line_which_is_needed(
    bounds: str, told: str | None, tmp_path: Path
) -> None:
    """The line of requirements.txt that only another Python is asked for; other bounds make this
    one another."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith("dateline-needs-another-python"))
    kept = 'python_version < "3.11" or python_version > "3.13"'
    assert kept in line
    (tmp_path / "requirements.txt").write_text(line.replace(kept, bounds), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--dry-run", "--no-index", "-r", str(tmp_path / "requirements.txt")],
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stderr.strip()
    assert (done.returncode == 0, said == "") == (told is None, told is None)
    if told:
        assert told in said
        assert "-m venv --clear .venv" in said
        assert "\n" not in said


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for path, heading in re.findall(
        r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")
    ):
        target = page.parent / path if path else page
        assert target.exists(), path
        if heading:
            titles = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            marks = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert heading in marks, f"{path}#{heading}"


def test_every_manual_is_found_from_the_readme() -> None:
    linked = {
        (README.parent / path).resolve()
        for path in re.findall(r"\]\(([^)#]+)", README.read_text(encoding="utf-8"))
    }
    assert {page for page in MANUALS if page.parent.parent == ROOT / "components"} <= linked


def test_the_readme_shows_figures_of_the_manual() -> None:
    """A figure that the README has for a measure stands in the same words in the whole table."""
    manual = (ROOT / "components" / "evaluation" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .*\d.* \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    measured = [row.split(" | ", 1)[1] for row in rows]
    assert len(measured) > 5
    assert [row for row in measured if row not in manual] == []


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 150
