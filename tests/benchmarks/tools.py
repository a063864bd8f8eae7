"""Seconds that each tool of an assistant takes, over the SDK's own client:
``python -m tests.benchmarks.tools [STORE]``.

The server reads the example of Kharkiv and that of Kherson; the first call loads what is read once,
later ones are medians. Beside the clock stand seconds of the server's processor, and how many times
those of a bare spaCy pass over the first article in the same run: other programs on the machine
matter less there.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import anyio
import psutil
from mcp import Client, StdioServerParameters, stdio_client

from components.core.settings import ARTICLES, ROOT
from components.language.parse import load_language_model

ROUNDS = 5


async def measure(folder: Path, store: str) -> None:
    given = ["-m", "components", "mcp", "--folder", str(folder)]
    started = StdioServerParameters(
        command=sys.executable, args=[*given, *(["--store", store] if store else [])], cwd=ROOT
    )
    begun = time.perf_counter()
    text, language = (ARTICLES / "kharkiv-september-2022.txt").read_text(), load_language_model()

    def bare() -> float:
        begun = time.process_time()
        language(text)
        return time.process_time() - begun

    bare()
    async with Client(stdio_client(started)) as client:
        await client.list_tools()
        [server] = psutil.Process().children()

        def used() -> float:
            return sum(server.cpu_times()[:2])

        print(f"{'start':15}{time.perf_counter() - begun:9.2f} s")

        async def call(name: str, /, **arguments: object) -> dict[str, Any]:
            answer = await client.call_tool(name, arguments)
            if answer.is_error:
                sys.exit(f"{name}: {answer.content}")
            return answer.structured_content or {}

        read = [
            await call("read_article", file=path.name, published=day)
            for path, day in (
                (ARTICLES / "kharkiv-september-2022.txt", "2022-09-12"),
                (ARTICLES / "kherson-november-2022.txt", "2022-11-12"),
            )
            if (folder / path.name).write_bytes(path.read_bytes())
        ]
        one, two = (answer["article"] for answer in read)
        tools: list[tuple[str, dict[str, object]]] = [
            ("read_article", {"file": "kharkiv-september-2022.txt", "published": "2022-09-12"}),
            ("find_places", {"name": "Springfield"}),
            ("find_places", {"article": one}),
            ("who_holds", {"articles": [one, two]}),
            ("compare", {"articles": [one, two]}),
            ("get_sentence", {"article": one, "start": 900}),
            ("make_map", {"article": one, "file": "map-{}.html"}),
        ]
        if store:
            tools += [
                ("who_holds", {"place": "Kherson"}),
                ("search_store", {"find": "Kherson"}),
                ("search_store", {}),
            ]
        for name, arguments in tools:
            took, processor, passes = [], [], []
            for number in range(ROUNDS + 1):
                own = {
                    key: value.format(number) if isinstance(value, str) else value
                    for key, value in arguments.items()
                }
                passes.append(bare())
                begun, before = time.perf_counter(), used()
                await call(name, **own)
                took.append(time.perf_counter() - begun)
                processor.append(used() - before)
            clock, of_server, of_pass = (
                statistics.median(one[1:]) for one in (took, processor, passes)
            )
            print(
                f"{name:15}{clock:9.3f} s, first {took[0]:.2f} s, of the processor {of_server:.3f} s, "
                f"{of_server / of_pass:.2f} bare passes ({', '.join(arguments)})"
            )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        anyio.run(measure, Path(folder), sys.argv[1] if sys.argv[1:] else "")


if __name__ == "__main__":
    main()
