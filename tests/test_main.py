"""The command line: files and lines out, one line on stderr for what cannot be read, the exit
codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from components.__main__ import COMMANDS, main
from components.core.settings import ARTICLES, ROOT
from components.tables import columns

TEXT = (
    "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left Izyum on Sunday, "
    "the Russian Defense Ministry said. The two presidents will meet at a summit in Samarkand on September 15-16."
)
FRENCH = (
    "Les forces ukrainiennes ont repris la ville samedi, selon le ministère de la défense, qui a publié un communiqué "
    "dans la soirée. Les troupes russes se sont retirées de plusieurs villages de la région, et les habitants sont "
    "sortis dans les rues pour accueillir les soldats, a déclaré le gouverneur."
)
MENU = (
    "<html><body><nav><ul>"
    + "".join(f"<li><a href='/{n}'>Item {n}</a></li>" for n in range(30))
    + "</ul></nav></body></html>"
)
LAYOUTS = {
    "events.csv": (*columns.EVENTS, *columns.REVIEW),
    "places.csv": columns.PLACES,
    "claims.csv": columns.CLAIMS,
    "checks.csv": columns.CHECKS,
    "rejected.csv": columns.REJECTED,
}
STAMP = "Read by a program, not checked by a person. What one article of 12 September 2022 says; not the situation today."


Called = subprocess.CompletedProcess[str]


def run(*arguments: str, lines: str = "") -> Called:
    """One call of the command line as a person makes it, in a process of its own; each loads all
    that is known anew."""
    return subprocess.run(
        [sys.executable, "-m", "components", *arguments],
        cwd=ROOT,
        input=lines,
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, loaded: None
) -> Callable[..., Called]:
    """The same call in this process, which holds all that is known already."""

    def called(*arguments: str, lines: str = "") -> Called:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        code = main(arguments)
        told = capsys.readouterr()
        return Called(arguments, code, told.out, told.err)

    return called


@pytest.fixture(scope="module")
def read_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of its own, into which the first example was read twice."""
    folder = tmp_path_factory.mktemp("out")
    (folder / "notes.txt").write_text("mine")
    text = ARTICLES / "kharkiv-september-2022.txt"
    for _ in range(2):
        assert (
            main(
                [
                    "read",
                    str(text),
                    "--published",
                    "2022-09-12",
                    "--title",
                    "=1+1",
                    "--out",
                    str(folder),
                ]
            )
            == 0
        )
    return folder


def test_read_writes_its_files_and_leaves_others(read_folder: Path) -> None:
    assert {path.name for path in read_folder.iterdir()} == {*LAYOUTS, "analysis.json", "notes.txt"}
    assert (read_folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", LAYOUTS)
def test_read_writes_the_columns_of_the_data_dictionary(read_folder: Path, name: str) -> None:
    with open(read_folder / name, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == [*(column.name for column in LAYOUTS[name]), "stamp", "identity"]
    assert {row[-2] for row in rows} == {STAMP}
    assert len({row[-1] for row in rows}) == 1


def test_rows_quote_the_text(read_folder: Path) -> None:
    text = (ARTICLES / "kharkiv-september-2022.txt").read_text(encoding="utf-8")
    with open(read_folder / "events.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert text[int(row["char_start"]) : int(row["char_end"])] == row["sentence"]
        assert text[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]
        assert row["title"] == "'=1+1"


def test_analysis_is_json_with_nulls(read_folder: Path) -> None:
    analysis = json.loads((read_folder / "analysis.json").read_text(encoding="utf-8"))
    assert analysis["article"]["published"] == "2022-09-12"
    assert analysis["article"]["title"] == "=1+1"
    assert set(analysis) == {
        "article",
        "resolutions",
        "events",
        "claims",
        "checks",
        "rejected",
        "signed",
        "corrections",
        "by_rules",
        "stamp",
        "identity",
    }
    assert analysis["stamp"] == STAMP


def test_read_prints_a_summary(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    done = run(
        "read", str(article), "--published", "2022-09-12", "--out", str(tmp_path / "new" / "folder")
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "What one article of 12 September 2022 says" in done.stdout
    assert "Kupiansk" in done.stdout
    assert "Not on the map" in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "options", "message"),
    [
        ("empty.txt", b"", (), "no text"),
        ("blank.txt", b" \n\n ", (), "no text"),
        ("binary.txt", bytes(range(256)) * 40, (), "no text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, (), "picture"),
        ("long.txt", b"word " * 4_400_000, (), "more than 20 MB"),
        ("french.txt", FRENCH.encode(), (), "English"),
        ("menu.html", MENU.encode(), (), "menu.html"),
        ("date.txt", TEXT.encode(), ("--published", "2022-02-30"), "no day of the calendar"),
        ("words.txt", TEXT.encode(), ("--published", "yesterday"), "no date"),
        ("undated.txt", TEXT.encode(), ("--title", "x"), "--published"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else None,
)
def test_bad_input_is_one_line_and_code_1(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes,
    options: tuple[str, ...],
    message: str,
) -> None:
    (tmp_path / name).write_bytes(data)
    given = options or ("--published", "2022-09-12")
    code = main(["read", str(tmp_path / name), *given, "--out", str(tmp_path / "out")])
    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert message in told.err
    assert len(told.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_missing_file_is_one_line_and_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(
            [
                "read",
                str(tmp_path / "none.txt"),
                "--published",
                "2022-09-12",
                "--out",
                str(tmp_path),
            ]
        )
        == 1
    )
    assert capsys.readouterr().err.strip().endswith("none.txt: No such file or directory.")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["read"],
        ["read", "x.txt"],
        ["geoparse", "extra"],
        ["evaluate"],
        ["evaluate", "events"],
        ["evaluate", "weather", "x.json"],
        ["evaluate", "geoparsing", "x.jsonl", "--sample", "few"],
        ["evaluate", "geoparsing", "x.jsonl", "--sample", "0"],
        ["evaluate", "geoparsing", "x.jsonl", "--articles", "."],
    ],
)
def test_misspelt_command_is_code_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("verb", COMMANDS)
def test_each_command_tells_its_options(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([verb, "-h"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m components {verb} ")


def test_a_command_imports_no_other() -> None:
    """The dictionary of columns needs no language model, which takes seconds to import."""
    code = "import sys; from components.__main__ import main; main(['columns']); sys.exit('spacy' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    )


LINES = "\n".join(
    [
        json.dumps({"id": 7, "text": TEXT, "published": "2022-09-12"}),
        "no JSON",
        "",
        json.dumps({"id": "b", "text": ""}),
        json.dumps({"id": "c", "text": "Nothing happened near here."}),
    ]
)


@pytest.mark.parametrize(
    ("verb", "keys"), [("geoparse", {"id", "toponyms"}), ("events", {"id", "events", "rejected"})]
)
def test_lines_go_on_after_a_bad_one(
    verb: str, keys: set[str], call: Callable[..., Called]
) -> None:
    done = call(verb, lines=LINES)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [answer["id"] for answer in answers] == [7, "c"]
    assert all(set(answer) == keys for answer in answers)
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["line 2", "line 4"]


def test_geoparse_finds_places_at_their_offsets(call: Callable[..., Called]) -> None:
    answer = json.loads(call("geoparse", lines=json.dumps({"id": "a", "text": TEXT})).stdout)
    found = {toponym["text"]: toponym for toponym in answer["toponyms"]}
    assert {"Kupiansk", "Izyum", "Samarkand"} <= set(found)
    for toponym in found.values():
        assert TEXT[toponym["start"] : toponym["end"]] == toponym["text"]
    place = found["Izyum"]["place"]
    assert place["country"] == "UKR"
    assert place["id"].startswith("geonames:")
    assert isinstance(place["latitude"], float)


def test_events_have_the_columns_as_keys(call: Callable[..., Called]) -> None:
    answer = json.loads(
        call(
            "events", lines=json.dumps({"id": "a", "text": TEXT, "published": "2022-09-12"})
        ).stdout
    )
    assert answer["events"]
    for row in answer["events"]:
        assert list(row) == [column.name for column in LAYOUTS["events.csv"]]
        assert row["published"] == "2022-09-12"
        assert row["doc_id"] == "a"


def test_only_bad_lines_is_code_1(call: Callable[..., Called]) -> None:
    done = call("geoparse", lines="[]\n{}\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 2


SNIPPETS = "\n".join(
    [
        json.dumps(
            {"text": "Ukrainian forces retook the town of Kupiansk.", "kind": "control regained"}
        ),
        json.dumps({"text": "The mayor opened a bakery.", "kind": "withdrawal"}),
    ]
)
CORPUS = json.dumps(
    {
        "id": 1,
        "source": "example.org",
        "text": "The mayor of Lviv met her colleague from Kharkiv.",
        "toponyms": [
            {
                "start": 13,
                "end": 17,
                "text": "Lviv",
                "latitude": 49.84,
                "longitude": 24.02,
                "demonym": False,
            },
            {
                "start": 41,
                "end": 48,
                "text": "Kharkiv",
                "latitude": 0,
                "longitude": 0,
                "demonym": False,
            },
        ],
    }
)


@pytest.mark.parametrize(
    ("subject", "gold", "told", "wrong"),
    [
        ("events", SNIPPETS, "accuracy 0.500", [("label", "withdrawal")]),
        (
            "geoparsing",
            CORPUS,
            "recognition, exact spans      2      0       0",
            [("text", "Kharkiv"), ("what", "end to end")],
        ),
    ],
)
def test_evaluate_prints_its_tables_and_writes_the_errors(
    subject: str,
    gold: str,
    told: str,
    wrong: list[tuple[str, str]],
    tmp_path: Path,
    call: Callable[..., Called],
) -> None:
    (tmp_path / "gold.jsonl").write_text(gold, encoding="utf-8")
    done = call(
        "evaluate",
        subject,
        str(tmp_path / "gold.jsonl"),
        "--errors",
        str(tmp_path / "new" / "errors.jsonl"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert told in done.stdout
    error = json.loads(
        (tmp_path / "new" / "errors.jsonl").read_text(encoding="utf-8").splitlines()[0]
    )
    assert [(key, error[key]) for key, _ in wrong] == wrong


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        (("evaluate", "events"), "no JSON", "gold.jsonl, line 1: This is no JSON"),
        (("evaluate", "events"), '{"pins": [], "article": "none.txt"}', "--articles FOLDER"),
        (("evaluate", "geoparsing"), "[]", "gold.jsonl, line 1: This is no document of a corpus"),
        (("evaluate", "geoparsing"), None, "gold.jsonl: No such file or directory."),
        (("evaluate", "events"), None, "gold.jsonl: No such file or directory."),
    ],
)
def test_gold_that_cannot_be_read_is_one_line_and_code_1(
    arguments: tuple[str, ...],
    text: str | None,
    message: str,
    tmp_path: Path,
    call: Callable[..., Called],
) -> None:
    if text is not None:
        (tmp_path / "gold.jsonl").write_text(text)
    done = call(
        *arguments, str(tmp_path / "gold.jsonl"), "--errors", str(tmp_path / "errors.jsonl")
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "errors.jsonl").exists()


def test_read_writes_further_files_of_what_an_address_shows(
    tmp_path: Path, call: Callable[..., Called]
) -> None:
    text = ARTICLES / "kharkiv-september-2022.txt"
    address = "http://127.0.0.1:8501/?kind=diplomacy&from=2022-13-01&dates=iso&names=ru"
    result = call(
        "read",
        str(text),
        "--published",
        "2022-09-12",
        "--out",
        str(tmp_path),
        "--to",
        "csv",
        "geojson",
        "--view",
        address,
    )
    assert result.returncode == 0
    assert "from=2022-13-01, which cannot be read" in result.stderr
    with open(tmp_path / "events-shown.csv", encoding="utf-8", newline="") as file:
        groups = {row["display_group"] for row in csv.DictReader(file)}
    assert groups == {"diplomacy"}
    features = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["layer"] for one in features} == {"diplomacy"}
    assert [one["properties"]["said"].split(";")[0] for one in features] == [
        "Summit in Самарканд, planned. 2022-09-15 – 2022-09-16",
        "Party congress in Пекин, planned. Between 2022-10-01 and 2022-10-31",
    ]
    assert "events-shown.csv, events.geojson" in result.stdout
