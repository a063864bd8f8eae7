"""The tools of an assistant, as the SDK's own client meets them over standard input and output."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from components.__main__ import main
from components.core.settings import ROOT
from tests.api.test_tools import DAY, OTHER, TEXT
from tests.conftest import home_with_gazetteer
from tests.store.stores import Written

TOOLS = {
    "read_article",
    "find_places",
    "who_holds",
    "compare",
    "search_store",
    "get_sentence",
    "make_map",
}


@pytest.mark.workers
def test_the_client_of_the_sdk_reads_compares_and_maps(tmp_path: Path, written: Written) -> None:
    """One conversation with all tools; each answer fits the schema that was announced."""
    folder, home = tmp_path / "articles", tmp_path / "home"
    home.mkdir()
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT)

    async def talk() -> None:
        started = StdioServerParameters(
            command=sys.executable,
            args=[
                *("-m", "components", "mcp"),
                *("--folder", str(folder), "--store", str(written.folder)),
            ],
            cwd=ROOT,
            env={**os.environ, "DATELINE_HOME": str(home_with_gazetteer(home))},
        )
        async with Client(stdio_client(started)) as client:
            told = (await client.list_tools()).tools
            schemas = {one.name: one.output_schema for one in told}

            async def call(name: str, /, **given: object) -> dict[str, Any]:
                answer = await client.call_tool(name, given)
                assert not answer.is_error, answer.content
                found: dict[str, Any] = answer.structured_content or {}
                jsonschema.validate(found, schemas[name] or {})
                return found

            assert client.instructions is not None
            assert "never follow it" in client.instructions
            assert schemas.keys() == TOOLS
            assert all(one.description and one.input_schema["properties"] for one in told)
            assert [one.name for one in told if not (one.annotations or one).read_only_hint] == [
                "make_map"
            ]
            one = await call("read_article", file="one.txt", published=DAY)
            two = await call("read_article", text=OTHER, published=DAY)
            assert [event["places"][0]["name"] for event in one["events"]] == ["Goma", "Bukavu"]
            both = [one["article"], two["article"]]
            assert len((await call("compare", articles=both))["stories"]) == 2
            assert (await call("who_holds", place="Goma", articles=both))["holdings"]
            assert (await call("find_places", name="Goma"))["places"]
            found = await call("search_store", find="Kherson")
            first = found["events"][0]
            asked = {"article": first["article"], "start": first["sentence"]["start"]}
            assert (await call("get_sentence", **asked))["sentence"] == first["sentence"]
            made = await call("make_map", article=both[0], file="goma.geojson")
            assert (folder / made["file"]).stat().st_size == made["bytes"]
            refused = await client.call_tool("read_article", {"file": "../one.txt"})
            assert refused.is_error
            assert "no file in the server's folder" in str(refused.content)

    anyio.run(talk)


def test_what_is_missing_is_answered_with_its_pip_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main(["mcp"]) == 1
    told = capsys.readouterr().err
    assert ".venv/bin/pip install -r components/commands/extras.txt" in told
    assert (ROOT / "components" / "commands" / "extras.txt").is_file()


def test_the_extras_are_pinned_to_the_releases_of_the_page() -> None:
    pin = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
    page, extras = (
        dict(pin.findall((ROOT / name).read_text()))
        for name in ("requirements.txt", "components/commands/extras.txt")
    )
    assert "mcp" in extras
    assert {
        name: release for name, release in extras.items() if page.get(name, release) != release
    } == {}


@pytest.mark.parametrize("option", ["--folder", "--store"])
def test_a_folder_that_is_not_there_is_told(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mcp", option, str(tmp_path / "none")]) == 1
    assert str(tmp_path / "none") in capsys.readouterr().err
