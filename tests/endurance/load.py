"""Readers on the page over Streamlit's own protocol, each with a session of its own:
``python -m tests.endurance.load [READERS] [MINUTES]``.

A reader does one thing every 20 seconds: in ten of them one pastes an article with a word that no
other has, the others filter, search, open an event or turn to another pane. Told are how long each
takes from the click to the end of the page's run, what went wrong, whether any reader was sent
another's word, and the memory of all processes of the page, each minute. The readers run on the
same machine.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import quantiles
from urllib.parse import urlsplit

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from components.core.settings import ARTICLES
from tests.conftest import home_with_gazetteer, page_running

READERS, MINUTES, SECONDS_BETWEEN, PASTES_ONE_IN = 50, 5.0, 20.0, 10
MOST_SECONDS = 120.0
"""A reader who waits longer than this has met an error."""
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
WORD = "Qx{:03d}zy"
"""The word of a reader, in each text that he pastes."""
WORDS = re.compile(rb"Qx\d{3}zy")
DONE = ForwardMsg.FINISHED_SUCCESSFULLY


@dataclass(slots=True)
class Told:
    """What all readers met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    bytes_sent: int = 0


class Reader:
    """One browser: what it was shown, and what its widgets hold."""

    def __init__(self, number: int, socket: ClientConnection, told: Told) -> None:
        self.number, self.word = number, WORD.format(number)
        self._socket, self._told = socket, told
        self._shown: dict[str, Element] = {}
        self._values: dict[str, WidgetState] = {}
        self._query = ""
        self._chance, self._pastes = Random(number), count()

    async def open(self) -> None:
        await self._measure("open", [])

    async def act(self, turn: int) -> None:
        """The next thing that this reader does. Raises LookupError where the page lacks what it
        takes."""
        if (turn + self.number) % PASTES_ONE_IN == 0:
            await self._paste()
            return
        deeds = [self._filter, self._search, self._event, self._pane]
        await self._chance.choice(deeds)()

    async def _paste(self) -> None:
        word = f"{self.word}{next(self._pastes)}x"
        text = f"{self._chance.choice(TEXTS)}\n\nOfficials named {word} said troops left Izyum on Sunday.\n"
        fields = [
            WidgetState(id=self._id("own_text"), string_value=text),
            WidgetState(id=self._id("own_day"), string_value="2022-09-12"),
        ]
        button = self._id("FormSubmitter:own-Read this article")
        before = self._query
        await self._measure("paste", [*fields, WidgetState(id=button, trigger_value=True)])
        if self._query == before:
            self._told.errors.append(f"reader {self.number}: the pasted text was not opened")

    async def _filter(self) -> None:
        await self._choose("filter", "-filter_")

    async def _search(self) -> None:
        words = self._chance.choice(["Izyum", "officials", "troops", "Kyiv", ""])
        await self._measure("search", [WidgetState(id=self._id("find"), string_value=words)])

    async def _event(self) -> None:
        buttons = [name for name in self._shown if "-open_" in name]
        if not buttons:
            return await self._search()
        chosen = self._chance.choice(buttons)
        await self._measure("event", [WidgetState(id=chosen, trigger_value=True)])

    async def _pane(self) -> None:
        await self._choose("pane", "-section", "-part_")

    async def _choose(self, deed: str, *keys: str) -> None:
        """One value of one of the widgets whose keys have such a part: buttons side by side, or a
        list to search."""
        offered: dict[str, list[str]] = {}
        for name, one in self._shown.items():
            if any(key in name for key in keys):
                pressed = [option.content for option in one.button_group.options]
                if options := [*pressed, *one.multiselect.options]:
                    offered[name] = options
        if not offered:
            return await self._search()
        state = WidgetState(id=self._chance.choice([*offered]))
        state.string_array_value.data.append(self._chance.choice(offered[state.id]))
        await self._measure(deed, [state])

    def _id(self, key: str) -> str:
        for name in self._shown:
            if name.endswith(f"-{key}"):
                return name
        raise LookupError(f"the page has no {key}")

    async def _measure(self, deed: str, changes: list[WidgetState]) -> None:
        """Send what the hand did with all that the widgets hold, and wait for the end of the run."""
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        self._values |= {one.id: one for one in changes if not one.trigger_value}
        asked.rerun_script.widget_states.widgets.extend(self._values.values())
        asked.rerun_script.widget_states.widgets.extend(one for one in changes if one.trigger_value)
        started = time.perf_counter()
        try:
            async with asyncio.timeout(MOST_SECONDS):
                await self._socket.send(asked.SerializeToString())
                while not self._take(await self._socket.recv(decode=False)):
                    pass
        except TimeoutError:
            raise LookupError(f"{deed} took over {MOST_SECONDS:g} s") from None
        self._told.seconds[deed].append(time.perf_counter() - started)

    def _take(self, sent: bytes) -> bool:
        """Take over what the page says; whether its run is at its end."""
        self._told.bytes_sent += len(sent)
        for word in set(WORDS.findall(sent)) - {self.word.encode()}:
            self._told.crossed.append(f"reader {self.number} was sent {word.decode()}")
        message = ForwardMsg.FromString(sent)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._shown = {}
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._show(message.delta.new_element)
        elif kind == "script_finished":
            return message.script_finished == DONE
        return False

    def _show(self, element: Element) -> None:
        kind = element.WhichOneof("type") or ""
        one = getattr(element, kind, None)
        if kind == "exception":
            self._told.errors.append(f"reader {self.number}: {element.exception.message}")
        if kind == "html" and "role='alert'" in element.html.body.replace('"', "'"):
            self._told.errors.append(f"reader {self.number}: {element.html.body[:300]}")
        if name := getattr(one, "id", ""):
            self._shown[name] = element
            if getattr(one, "set_value", False):
                self._values.pop(name, None)


async def reading(number: int, address: str, told: Told, *, ends: float) -> None:
    """One reader, from his first click to the end."""
    url = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    await asyncio.sleep(number / READERS * SECONDS_BETWEEN)
    async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        reader = Reader(number, socket, told)
        try:
            await reader.open()
            for turn in count():
                if (due := time.monotonic() + SECONDS_BETWEEN) > ends:
                    return
                await reader.act(turn)
                await asyncio.sleep(max(0.0, due - time.monotonic()))
        except LookupError as error:
            told.errors.append(f"reader {number} gave up: {error}")


def memory_mb(pid: int) -> float:
    """Of the page and the processes that read for it; what they share is counted once."""
    page = psutil.Process(pid)
    return sum(one.memory_full_info().pss for one in (page, *page.children(recursive=True))) / 1e6


async def watching(pid: int, *, ends: float) -> list[float]:
    """Its memory each minute."""
    found = []
    while time.monotonic() + 60 <= ends:
        await asyncio.sleep(60)
        found.append(memory_mb(pid))
        print(f"{len(found)} min: {found[-1]:,.0f} MB, load {os.getloadavg()[0]:.1f}", flush=True)
    return found


def lines(told: Told) -> Iterator[str]:
    for deed, seconds in told.seconds.items():
        cut = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 19
        yield (
            f"{deed}: {len(seconds)}, p50 {cut[9]:.2f} s, p95 {cut[18]:.2f} s, longest {max(seconds):.2f} s"
        )
    yield f"sent: {told.bytes_sent / 1e6:,.0f} MB"
    yield from dict.fromkeys(told.errors[:10] + told.crossed[:10])
    deeds, faults = sum(map(len, told.seconds.values())), len(told.errors) + len(told.crossed)
    yield f"{deeds} deeds, {faults} faults, {len(told.crossed)} of them words of another reader"


async def held(address: str, pid: int, readers: int, *, minutes: float) -> Told:
    """All readers at once."""
    told, ends = Told(), time.monotonic() + minutes * 60
    async with asyncio.TaskGroup() as group:
        group.create_task(watching(pid, ends=ends))
        for number in range(readers):
            group.create_task(reading(number, address, told, ends=ends))
    return told


def main(readers: int = READERS, minutes: float = MINUTES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = home_with_gazetteer(Path(folder))
        with page_running("dashboard.py", DATELINE_HOME=str(home), DATELINE_PUBLIC="1") as (
            at,
            pid,
        ):
            print(f"{readers} readers, {minutes:g} minutes, {os.cpu_count()} cores")
            told = asyncio.run(held(at, pid, readers, minutes=minutes))
    print(*lines(told), sep="\n")
    if told.errors or told.crossed:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*(kind(given) for kind, given in zip((int, float), sys.argv[1:3], strict=False)))
