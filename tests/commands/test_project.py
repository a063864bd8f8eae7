"""``project``, and what ``verify`` and ``publish`` do with one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from components.__main__ import main
from components.core.settings import ARTICLES
from components.corrections.files import write
from components.projects.project import open_project
from tests.conftest import home_with_gazetteer
from tests.llm.foreign import ARTICLES as FOREIGN
from tests.llm.recorded import answer, recorded, whole
from tests.projects.given import article, corrected

ARTICLE = str(ARTICLES / "kharkiv-september-2022.txt")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in a home of the test's own: exit code, what was printed, and what went wrong."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("DATELINE_HOME", str(home_with_gazetteer(tmp_path / "home")))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([*map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def given_files(folder: Path) -> list[Path]:
    """An article, its corrections, and a file that is neither."""
    (folder / "a.txt").write_text(article(0).text)
    (folder / "c.json").write_text(write(corrected(0)))
    (folder / "n.json").write_text("{}")
    return [folder / name for name in ("a.txt", "c.json", "n.json")]


def test_articles_and_corrections_are_added_and_listed(run: Run, tmp_path: Path) -> None:
    *files, neither = given_files(tmp_path)
    code, told, wrong = run("project", "add", "Izium", *files, "--published", "2022-09-12")
    assert (code, wrong) == (0, "")
    assert told.startswith("Izium: 1 articles, 1 corrections; last entry 3 (corrected: ")
    assert run("project", "list") == (0, told, "")
    assert run("project", "add", "izium", *files, "--published", "2022-09-12") == (0, told, "")
    assert run("project", "add", "Izium", neither)[0] == 1
    code, _, wrong = run("project", "add", "New", tmp_path / "a.txt")
    assert code == 1
    assert "No day of publication" in wrong
    assert run("project", "list") == (0, told, "")


def test_verify_names_what_was_done_to_an_old_entry(run: Run, tmp_path: Path) -> None:
    run("project", "add", "Izium", *given_files(tmp_path)[:2], "--published", "2022-09-12")
    held = open_project("Izium")
    code, told, _ = run("verify", "Izium")
    assert code == 0
    assert "2 parts and 3 entries of the log are as they were written" in told
    assert held.last in told
    whole = held.log.splitlines(keepends=True)
    rewritten = json.dumps({**json.loads(whole[1]), "what": "Nothing"}).encode() + b"\n"
    for lines, words in (
        ([whole[0], rewritten, whole[2]], "entry 2 (added article: Nothing"),
        ([whole[0], whole[2]], "entry 2 was removed before entry 3 (corrected"),
        ([*whole[:2], rewritten, whole[2]], "entry 2 (added article: Nothing"),
    ):
        (held.folder / "log.jsonl").write_bytes(b"".join(lines))
        code, told, _ = run("verify", held.folder)
        assert code == 1
        assert f"Izium: WRONG: {words}" in told
        assert run("project", "list")[0] == 1
    (held.folder / "log.jsonl").write_bytes(held.log)
    (held.folder / held.entries[1].parts[0]).unlink()
    code, told, _ = run("verify", "izium")
    assert code == 1
    assert "It cannot be read (No such file or directory)" in told
    assert "project add Izium FILE" in told


def test_a_project_is_published_and_verified_with_its_files(
    loaded: None, run: Run, tmp_path: Path
) -> None:
    run("project", "add", "Two", ARTICLE)
    run("project", "add", "Two", *given_files(tmp_path)[:1], "--published", "2022-09-12")
    out = tmp_path / "site"
    code, told, _ = run("publish", "two", "--out", out, "--url", "https://example.org/two")
    assert code == 0
    front = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="article-1/index.html"' in front
    assert "Kharkiv front collapses" in front
    assert "https://example.org/two/article-2/map.png" in (
        out / "article-2" / "index.html"
    ).read_text(encoding="utf-8")
    assert {line.split(f"{out}/")[1] for line in told.splitlines()} == {
        one.relative_to(out).as_posix() for one in out.rglob("*") if one.is_file()
    }
    code, told, _ = run("verify", "Two", out / "article-1" / "data" / "events-shown.csv")
    assert code == 0, told
    assert "its source bytes are those of Two, “Kharkiv front collapses" in told
    assert "read again, events-shown.csv is identical" in told


def test_an_article_in_another_language_is_kept_listed_published_by_a_model_and_verified(
    loaded: None, run: Run, tmp_path: Path
) -> None:
    text, told_events, _ = FOREIGN["uk"]
    (tmp_path / "uk.txt").write_text(text, encoding="utf-8")
    code, told, wrong = run("project", "add", "Харків", tmp_path / "uk.txt")
    assert (code, "letter" in wrong) == (1, True)
    code, told, wrong = run(
        "project", "add", "Kharkiv", tmp_path / "uk.txt", "--published", "2022-09-12"
    )
    assert (code, wrong) == (0, "")
    assert told.startswith("Kharkiv: 1 articles, 0 corrections; last entry 2 (added article: ")
    assert run("project", "list") == (0, told, "")
    assert "2 entries of the log are as they were written" in run("verify", "Kharkiv")[1]
    out = tmp_path / "site"
    code, _, wrong = run("publish", "Kharkiv", "--out", out)
    assert code == 1
    assert "The text is in Ukrainian; only English is read." in wrong
    assert "--model" in wrong
    assert not out.exists()
    with recorded(whole(answer(*told_events))) as held:
        code, _, _ = run("publish", "Kharkiv", "--out", out, "--model", held.url, "recorded")
    assert code == 0
    table = out / "article-1" / "data" / "events-shown.csv"
    assert "Kharkiv" in table.read_text(encoding="utf-8")
    page = (out / "article-1" / "index.html").read_text(encoding="utf-8")
    assert '<blockquote lang="uk" dir="ltr">' in page
    assert "Read by the language model recorded (llama.cpp" in page
    code, told, _ = run("verify", "Kharkiv", table)
    assert code == 0, told
    assert "it was read by the language model recorded (llama.cpp" in told
    assert "its text is that of Kharkiv, “" in told
    table.write_bytes(table.read_bytes().replace(b"Kharkiv", b"Kharkov"))
    assert run("verify", "Kharkiv", table)[0] == 1


def test_a_project_without_articles_or_of_no_such_name_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(write(corrected(0)))
    run("project", "add", "Empty", tmp_path / "c.json")
    code, _, wrong = run("publish", "Empty", "--out", tmp_path / "site")
    assert (code, wrong.startswith("Empty: The project has no article.")) == (1, True)
    assert not (tmp_path / "site").exists()
    assert run("verify", "None of them")[0] == 1


def test_an_article_and_a_project_are_removed_by_who_means_it(run: Run, tmp_path: Path) -> None:
    run("project", "add", "Two", ARTICLE)
    run("project", "add", "Two", *given_files(tmp_path)[:2], "--published", "2022-09-12")
    before = run("project", "list")
    code, _, wrong = run("project", "remove", "two", "kharkiv front")
    assert (code, "“Kharkiv front collapses" in wrong, "--yes" in wrong) == (1, True, True)
    for words, told in (("No such headline", "No headline"), ("", "Several headlines")):
        code, _, wrong = run("project", "remove", "Two", words, "--yes")
        assert code == 1
        assert told in wrong
        assert all(one in wrong for one in open_project("Two").articles)
    assert run("project", "delete", "Two")[0] == 1
    assert run("project", "list") == before
    code, told, _ = run("project", "remove", "two", "kharkiv front", "--yes")
    assert code == 0
    assert told.startswith("Two: 1 articles, 1 corrections; last entry ")
    assert "(removed article: " in told
    (text,) = open_project("Two").articles
    assert run("project", "remove", "Two", text, "--yes")[1].startswith("Two: 0 articles, 0 ")
    assert run("project", "delete", "two", "--yes") == (0, "", "")
    for yes in ((), ("--yes",)):
        code, _, wrong = run("project", "delete", "two", *yes)
        assert (code, "There is no project of this name." in wrong) == (1, True)


def test_a_whole_headline_counts_before_those_that_it_begins_and_equal_ones_by_sha256(
    run: Run, tmp_path: Path
) -> None:
    texts = {
        "a": "Storm hits Izyum hard\n\nRussian troops shelled Izyum on Monday.",
        "b": "Storm hits Izyum hard again\n\nRussian troops shelled Izyum on Tuesday.",
        "c": "Storm hits Izyum hard\n\nRussian troops shelled Izyum on Friday.",
    }
    files = [tmp_path / f"{name}.txt" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    run("project", "add", "Two", *files[:2], "--published", "2022-09-12")
    assert run("project", "remove", "Two", "storm hits izyum hard", "--yes")[0] == 0
    assert [one.what for one in open_project("Two").articles.values()] == [
        "Storm hits Izyum hard again"
    ]
    run("project", "add", "Two", files[0], files[2], "--published", "2022-09-12")
    code, _, wrong = run("project", "remove", "Two", "Storm hits Izyum hard", "--yes")
    equal = [text for text, one in open_project("Two").articles.items() if one.what[-4:] == "hard"]
    assert (code, [one in wrong for one in equal]) == (1, [True, True])
    assert "hard again" not in wrong
    assert run("project", "remove", "Two", equal[0], "--yes")[0] == 0
