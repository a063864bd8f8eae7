"""``gazetteer add, fetch, list, remove`` as a person calls them, with a server in the test's own
process."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from components.commands import gazetteer
from components.core import settings
from components.core.errors import InputError
from components.places.gazetteer import PACKED, open_gazetteer
from components.places.store import unpacked
from tests.places.test_adding import place_lines, zipped


class Server(httpx.BaseTransport):
    """Answers in place of GeoNames, and keeps what was asked."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        return self.answer(request)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, with the built-in gazetteer unpacked already."""
    shipped = unpacked(settings.GAZETTEER / PACKED, settings.home())
    home = tmp_path / "home"
    home.mkdir()
    (home / shipped.name).hardlink_to(shipped)
    monkeypatch.setenv("DATELINE_HOME", str(home))
    return home


def call(*arguments: str, server: Server | None = None) -> tuple[int, list[str]]:
    """The exit code and what went to stderr."""
    parser = argparse.ArgumentParser()
    gazetteer.add_options(parser)
    told: list[str] = []
    return gazetteer.run(parser.parse_args(arguments), warn=told.append, transport=server), told


def test_add_list_remove(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = zipped(tmp_path / "UA.zip", place_lines())
    assert call("list") == (0, [])
    assert "Nothing was added" in capsys.readouterr().out
    assert call("add", str(path)) == (0, [])
    assert "UA: 14 places of 17 rows, as of 2024-05-02" in capsys.readouterr().out
    assert open_gazetteer().lookup("Verkhnobazhane")
    call("add", str(path))
    assert "UA is there already" in capsys.readouterr().out
    call("list")
    *_, row = capsys.readouterr().out.splitlines()
    assert row.split()[:5] == ["UA", "places", "2024-05-02", "17", "14"]
    assert "CC BY 4.0, geonames.org" in row
    assert row.endswith("UA.zip")
    call("remove", "UA")
    assert not open_gazetteer().lookup("Verkhnobazhane")
    with pytest.raises(InputError, match="No gazetteer 'UA'"):
        call("remove", "UA")


def test_a_bad_file_does_not_stop_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "bad.txt", zipped(tmp_path / "UA.zip", place_lines())
    bad.write_text("no dump")
    code, told = call("add", str(tmp_path / "none.zip"), str(bad), str(good))
    assert code == 1
    assert told[0] == f"{tmp_path / 'none.zip'}: No such file or directory."
    assert told[1].startswith(f"{bad}, line 1: ")
    assert len(told) == 2
    assert "UA: 14 places" in capsys.readouterr().out


def test_historical_places_are_kept_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("add", str(zipped(tmp_path / "UA.zip", place_lines())), "--historical")
    assert "15 places of 17 rows" in capsys.readouterr().out
    call("list")
    assert "places, also former ones" in capsys.readouterr().out


def test_fetch_asks_geonames_once_and_adds_what_came(
    tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = zipped(tmp_path / "UA.zip", place_lines()).read_bytes()
    server = Server(
        lambda request: httpx.Response(
            200, content=content, headers={"Content-Type": "application/zip"}
        )
    )
    assert call("fetch", "UA", server=server) == (0, [])
    assert server.asked == ["https://download.geonames.org/export/dump/UA.zip"]
    assert "UA: 14 places of 17 rows" in capsys.readouterr().out
    assert open_gazetteer().lookup("Verkhnobazhane")
    assert not list(own_home.glob("fetching-*"))


def fail(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no network", request=request)


ANSWERS: tuple[tuple[str, Callable[[httpx.Request], httpx.Response], str], ...] = (
    ("UA", fail, "could not be fetched (no network)"),
    ("ZZ", lambda request: httpx.Response(404), "no such file"),
    ("UA", lambda request: httpx.Response(503), "answered 503"),
    (
        "UA",
        lambda request: httpx.Response(302, headers={"Location": "http://127.0.0.1/"}),
        "answered 302",
    ),
    ("UA", lambda request: httpx.Response(200, content=b"<html>Sorry</html>"), "no zip"),
)


@pytest.mark.parametrize(("name", "answer", "message"), ANSWERS)
def test_what_is_no_dump_is_told_with_the_way_out(
    name: str, answer: Callable[[httpx.Request], httpx.Response], message: str, own_home: Path
) -> None:
    code, told = call("fetch", name, server=Server(answer))
    assert code == 1
    assert message in told[0]
    assert f"https://download.geonames.org/export/dump/{name}.zip" in told[0]
    assert not list(own_home.glob("fetching-*"))


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ua", "UA"), ("SDN", "SD"), ("Ivory Coast", "UA"), ("South Sudan", "SS"), ("../UA", "UA")]
    + [(name, "UA") for name in ("UA.zip", "http://example.org/UA", "")],
)
def test_nothing_else_is_asked_for(name: str, meant: str) -> None:
    server = Server(lambda request: httpx.Response(200))
    code, told = call("fetch", name, server=server)
    assert code == 1
    assert "GeoNames has no dump" in told[0]
    assert f"two letters ({meant})" in told[0]
    assert server.asked == []


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_DUMP_BYTES", 1_000_000)
    code, told = call(
        "fetch", "UA", server=Server(lambda request: httpx.Response(200, content=b"PK" * 600_000))
    )
    assert code == 1
    assert "more than 1 MB" in told[0]
