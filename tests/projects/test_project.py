"""A project is written whole or not at all, tells what was done to it from outside, and takes no
name that could be another one."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.control.references.records import ReferenceOptions
from components.core.errors import BadProject, NotEnglish, ProjectChanged
from components.core.records import Signature
from components.corrections.records import Corrections, SignOff, text_id
from components.projects.corpus import Checked, checked_in, corpus_of
from components.projects.project import (
    LOG,
    Project,
    delete,
    faults,
    folder_of,
    last_opened,
    make,
    names,
    open_project,
    remember,
)
from components.sources.article.read import read_text
from tests import sample
from tests.conftest import ROOT
from tests.llm.foreign import ARTICLES
from tests.projects.given import NOW, article, corrected

NAME = "Izium front"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def project(home: Path) -> Project:
    """With one article that is corrected."""
    held = make(NAME, time=NOW).with_articles([article(0)], time=NOW)
    return held.with_corrections(corrected(0), time=NOW)


def did(project: Project) -> list[str]:
    return [one.did for one in project.entries]


def test_the_store_of_all_articles_says_what_persons_did(project: Project) -> None:
    read = sample.analysis()
    signed = Signature(name="A. Coder", day=NOW.date())
    for own, told in (
        (read, ""),
        (replace(read, corrections="0" * 64), "Of 1 article, a person corrected 1"),
        (replace(read, signed=signed), "Of 1 article, a person signed off 1"),
    ):
        path = corpus_of(project, lambda _, own=own: own, program=told)
        assert checked_in(path).in_words(1) == told
    assert checked_in(path) == Checked(signed={read.article.id: signed})
    both = Checked(corrected=frozenset("ab"), signed={"a": signed})
    assert both.in_words(3) == "Of 3 articles, a person corrected 2 and signed off 1"


def test_what_was_kept_is_there_when_it_is_opened_again(project: Project) -> None:
    text = text_id(article(0))
    signed = SignOff(article=text, name="A. Coder", day=NOW.date(), time=NOW, digest="0" * 64)
    held = project.with_corrections(project.corrections.signed(signed), time=NOW)
    held = held.with_references(
        [(ReferenceOptions(means=()), [("a.csv", b"x"), ("b.csv", b"y")])], line="", time=NOW
    )
    again = open_project(NAME.lower())
    assert did(again) == ["made", "added article", "corrected", "signed off", "set references"]
    assert again.entries[3].what == "1 corrections of “News 0”, by A. Coder"
    assert again.corrections == held.corrections
    assert (again.article(text).text, again.article(text).published) == (
        article(0).text,
        article(0).published,
    )
    [batch] = again.references().batches
    assert [(name, again.part(path)) for name, path in batch.files] == [
        ("a.csv", b"x"),
        ("b.csv", b"y"),
    ]
    assert list(faults(again.folder)) == []


def test_no_other_user_of_the_machine_may_read_it(project: Project) -> None:
    assert project.folder.parent.stat().st_mode & 0o077 == 0


def test_an_article_in_another_language_is_kept_and_read_for_whom_a_model_reads(
    project: Project,
) -> None:
    kept = read_text(ARTICLES["uk"][0], published=NOW.date(), any_language=True, may_be_html=True)
    held = project.with_articles([kept], time=NOW)
    text = text_id(kept)
    assert held.article(text, any_language=True).language == "uk"
    with pytest.raises(NotEnglish):
        held.article(text)


def test_what_is_there_already_is_no_entry(project: Project) -> None:
    again = project.with_articles([article(0)], time=NOW).with_corrections(corrected(0), time=NOW)
    assert again.with_references([], line="", time=NOW).log == project.log


def test_a_removed_article_leaves_its_line_and_no_text(project: Project) -> None:
    left = project.without(text_id(article(0)), time=NOW)
    assert did(left)[-1] == "removed article"
    assert (left.articles, left.corrections) == ({}, Corrections())
    held = [one.read_text() for one in left.folder.rglob("*") if one.is_file()]
    assert not [one for one in held if article(0).text in one]
    assert list(faults(left.folder)) == []
    assert open_project(NAME).with_articles([article(0)], time=NOW).articles


def test_the_second_of_two_windows_is_told_and_nothing_is_lost(project: Project) -> None:
    other = open_project(NAME)
    project.with_articles([article(1)], time=NOW)
    with pytest.raises(ProjectChanged, match="Open it again"):
        other.with_articles([article(2)], time=NOW)
    again = open_project(NAME).with_articles([article(2)], time=NOW)
    assert [one.what for one in again.articles.values()] == ["News 0", "News 1", "News 2"]


def test_of_many_who_write_at_once_one_does(project: Project) -> None:
    def write(number: int) -> bool:
        try:
            project.with_articles([article(1 + number % 2)], time=NOW)
        except ProjectChanged:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 1
    assert list(faults(project.folder)) == []


def test_who_reads_while_another_writes_sees_a_whole_project(project: Project) -> None:
    def write() -> None:
        held = project
        for number in range(40):
            kind = ("advance", "withdrawal")[number % 2]
            held = held.with_corrections(corrected(0, kind=kind), time=NOW)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        while not writing.done():
            assert len(open_project(NAME).corrections.corrections) == 1
            assert list(faults(project.folder)) == []
        writing.result()
    assert len(open_project(NAME).entries) >= 42


def files_of(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file() and one.name[0] != ".")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_one_changed_byte_of_any_file_is_told(project: Project, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files_of(project.folder)))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    path.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
    try:
        assert list(faults(project.folder))
    finally:
        path.write_bytes(whole)
    assert list(faults(project.folder)) == []


@pytest.mark.parametrize("cut", [1, 2])
def test_lines_that_are_gone_from_the_end_are_told(project: Project, cut: int) -> None:
    lines = project.log.splitlines(keepends=True)
    (project.folder / LOG).write_bytes(b"".join(lines[:-cut]))
    [fault] = faults(project.folder)
    assert f"after entry {len(lines) - cut} " in fault
    with pytest.raises(BadProject, match="Put the folder back from a copy") as raised:
        open_project(NAME)
    assert "project add NEW-NAME" in str(raised.value)


@pytest.mark.parametrize("kind", ["articles", "corrections"])
def test_a_damaged_part_is_named_and_the_rest_opens(project: Project, kind: str) -> None:
    held = project.with_articles([article(1)], time=NOW)
    part = held.entries[1 if kind == "articles" else 2].parts[0]
    (held.folder / part).write_text("{}")
    assert str(held.folder / part) in next(faults(held.folder))
    again = open_project(NAME)
    assert again.article(text_id(article(1))).text == article(1).text
    if kind == "corrections":
        assert "Put this file back" in str(again.problems[0])
        return
    with pytest.raises(BadProject, match="project add 'Izium front' FILE"):
        again.article(text_id(article(0)))
    healed = again.with_articles([article(0)], time=NOW)
    assert (list(faults(healed.folder)), healed.log) == ([], again.log)


@pytest.fixture(scope="module")
def ended() -> dict[str, dict[str, int]]:
    """What ``tests.projects.killed`` prints where nothing was lost: how often a run ended how."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.projects.killed"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    lines = (line.split() for line in run.stdout.splitlines())
    pairs = {name: (one.split(":") for one in told) for name, *told in lines}
    return {name: {end: int(times) for end, times in told} for name, told in pairs.items()}


def test_killed_at_any_file_operation_it_is_as_before_or_after_a_step(
    ended: dict[str, dict[str, int]],
) -> None:
    steps = ended["kill_all"]
    assert set(steps) == {"0", "1", "2", "3"}
    assert sum(steps.values()) > 30


def test_a_full_disk_keeps_the_old_state(ended: dict[str, dict[str, int]]) -> None:
    assert set(ended["fill_all"]) == {"0", "28"}


HOSTILE = [
    "",
    " ",
    ".",
    "..",
    "../up",
    "/etc",
    "a/b",
    "a\\b",
    "-rf",
    " leads",
    ".last",
    "NUL",
    "com1",
    "Khark\u0456v",
    "\uff21",
    "a\u202eb",
    "a\nb",
    "a\0b",
    "na\u0308me",
    "a" * 61,
    "x.part",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_and_nothing_is_made(home: Path, name: str) -> None:
    for do in (folder_of, delete):
        with pytest.raises(BadProject):
            do(name)
    assert [one.name for one in home.iterdir()] in ([], ["projects"])
    assert names() == ()


@given(st.text())
def test_a_name_is_a_folder_of_its_own_or_refused(name: str) -> None:
    with suppress(BadProject):
        folder = folder_of(name)
        assert folder.resolve().parent == folder_of("other").resolve().parent
        assert folder.name == name


def test_a_name_that_differs_by_its_case_alone_is_taken(project: Project) -> None:
    with pytest.raises(BadProject, match="There is a project of this name already"):
        make(NAME.upper(), time=NOW)


def test_a_deleted_project_is_gone_with_all_it_holds(project: Project) -> None:
    make("Other", time=NOW)
    delete(NAME)
    assert names() == ("Other",)
    assert not list(project.folder.parent.rglob("*.json"))
    with pytest.raises(BadProject, match="There is no project of this name"):
        project.with_articles([article(1)], time=NOW)


def test_the_last_one_is_remembered_until_it_is_closed(home: Path) -> None:
    assert last_opened() == ""
    remember(NAME)
    assert last_opened() == NAME
    remember("")
    assert last_opened() == ""
