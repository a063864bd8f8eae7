"""Readers on a public server of components/panels/server, over Streamlit's own protocol, each with a
session and an address of his own: ``python -m tests.endurance.load [READERS] [MINUTES]``.

A reader does one thing every 20 seconds: in ten of them one pastes an article with a word that no
other has, the others filter, search, open an event or turn to another pane. Told are how long each
takes from the click to the end of the page's run, what went wrong, whether any reader was sent
another's word, and the memory of each process of the page, each minute. What takes longer than
``LIMITS`` is a fault. The readers run on the same machine; each process was open once before they
come. Where nginx is not installed they ask the processes themselves.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import quantiles

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from components.core.settings import ARTICLES
from tests.conftest import free_port
from tests.endurance.served import NAME, NGINX, PAGES, SITE, pages, served

READERS, MINUTES, SECONDS_BETWEEN, PASTES_ONE_IN = 50, 5.0, 20.0, 10
LIMITS = {"filter": 1.0, "paste": 5.0}
"""Seconds in which 95 of 100 are to be done."""
MOST_SECONDS = 120.0
"""A reader who waits longer than this has met an error."""
FIRST_SECONDS = 600.0
"""The same of the first one, for whom a process of the page loads what it needs."""
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
WORD = "Qx{:03d}zy"
"""The word of a reader, in each text that he pastes."""
WORDS = re.compile(rb"Qx\d{3}zy")
DONE = ForwardMsg.FINISHED_SUCCESSFULLY
KEPT_RUNS = 30
"""For which a browser keeps a long message that is not sent again; .streamlit/config.toml has it."""
Door = Callable[[int], connect]
"""The connection of a reader, by his number."""


@dataclass(slots=True)
class Told:
    """What all readers met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    bytes_sent: int = 0

    @property
    def deeds(self) -> int:
        return sum(map(len, self.seconds.values()))


class Reader:
    """One browser: what it was shown, and what its widgets hold."""

    def __init__(
        self, number: int, socket: ClientConnection, told: Told, *, patience_s: float = MOST_SECONDS
    ) -> None:
        self.number, self.word = number, WORD.format(number)
        self._patience_s = patience_s
        self._socket, self._told = socket, told
        self._shown: dict[str, Element] = {}
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        """Long messages by their hashes, each with the run that had it last."""
        self._runs = 0
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
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        self._values |= {one.id: one for one in changes if not one.trigger_value}
        asked.rerun_script.widget_states.widgets.extend(self._values.values())
        asked.rerun_script.widget_states.widgets.extend(one for one in changes if one.trigger_value)
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._patience_s):
                await self._socket.send(asked.SerializeToString())
                while not self._take(await self._socket.recv(decode=False)):
                    pass
        except TimeoutError:
            raise LookupError(f"{deed} took over {self._patience_s:g} s") from None
        self._told.seconds[deed].append(time.perf_counter() - started)

    def _take(self, sent: bytes) -> bool:
        """Take over what the page says; whether its run is at its end."""
        self._told.bytes_sent += len(sent)
        for word in set(WORDS.findall(sent)) - {self.word.encode()}:
            self._told.crossed.append(f"reader {self.number} was sent {word.decode()}")
        message = ForwardMsg.FromString(sent)
        if message.WhichOneof("type") == "ref_hash":
            message, _ = self._kept[message.ref_hash]
        if message.metadata.cacheable:
            self._kept[message.hash] = message, self._runs
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._shown = {}
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._show(message.delta.new_element)
        elif kind == "script_finished" and message.script_finished == DONE:
            self._runs += 1
            self._kept = {
                key: (one, run)
                for key, (one, run) in self._kept.items()
                if self._runs - run <= KEPT_RUNS
            }
            return True
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


async def reading(number: int, door: Door, told: Told, *, ends: float) -> None:
    """One reader, from his first click to the end."""
    await asyncio.sleep(number / READERS * SECONDS_BETWEEN)
    try:
        async with door(number) as socket:
            reader = Reader(number, socket, told)
            await reader.open()
            for turn in count():
                if (due := time.monotonic() + SECONDS_BETWEEN) > ends:
                    return
                await reader.act(turn)
                await asyncio.sleep(max(0.0, due - time.monotonic()))
    except (LookupError, OSError, WebSocketException) as error:
        told.errors.append(f"reader {number} gave up: {error!r}")


async def opened_once(port: int) -> None:
    """Have a process load what it needs: of a server that starts the first reader waits for that."""
    url = f"ws://{NAME}/_stcore/stream"
    async with connect(
        url, host="127.0.0.1", port=port, max_size=None, proxy=None, ping_interval=None
    ) as socket:
        first = Reader(0, socket, Told(), patience_s=FIRST_SECONDS)
        await first.open()
        await first.act(0)


def family(pid: int) -> Iterator[psutil.Process]:
    """A process of the page and those that read for it."""
    page = psutil.Process(pid)
    yield from (page, *page.children(recursive=True))


def memory_mb(pid: int) -> float:
    """What they share is counted once."""
    return sum(one.memory_full_info().pss for one in family(pid)) / 1e6


def processor_s(pid: int) -> float:
    """Of them, and of those that read for it and have ended."""
    own, *others = (one.cpu_times() for one in family(pid))
    ended = own.children_user + own.children_system
    return sum((one.user + one.system for one in (own, *others)), ended)


async def watching(processes: Mapping[int, int], *, ends: float) -> None:
    """Their memory each minute."""
    minute = 0
    while time.monotonic() + 60 <= ends:
        await asyncio.sleep(60)
        minute += 1
        told = ", ".join(f"{memory_mb(pid):,.0f}" for pid in processes.values())
        print(f"{minute} min: {told} MB, load {os.getloadavg()[0]:.1f}", flush=True)


def lines(told: Told) -> Iterator[str]:
    slow = 0
    for deed, seconds in sorted(told.seconds.items()):
        cut = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 19
        most = LIMITS.get(deed)
        is_slow = most is not None and cut[18] > most
        slow += is_slow
        yield (
            f"{deed}: {len(seconds)}, p50 {cut[9]:.2f} s, p95 {cut[18]:.2f} s, longest "
            f"{max(seconds):.2f} s{f': p95 is over {most:g} s' if is_slow else ''}"
        )
    yield from dict.fromkeys(told.errors[:10] + told.crossed[:10])
    deeds, faults = told.deeds, len(told.errors) + len(told.crossed) + slow
    yield (
        f"{deeds} deeds, {faults} faults: {slow} limits of time, {len(told.crossed)} words of "
        f"another reader, {len(told.errors)} other"
    )


async def held(door: Door, processes: Mapping[int, int], readers: int, *, minutes: float) -> Told:
    """All readers at once."""
    for port in processes:
        await opened_once(port)
    told, ends = Told(), time.monotonic() + minutes * 60
    before = {pid: processor_s(pid) for pid in processes.values()}
    async with asyncio.TaskGroup() as group:
        group.create_task(watching(processes, ends=ends))
        for number in range(readers):
            group.create_task(reading(number, door, told, ends=ends))
    used = [processor_s(pid) - start for pid, start in before.items()]
    shares = ", ".join(f"{one:.0f}" for one in used)
    print(
        f"{shares} s of processor, {sum(used) / told.deeds:.3f} s and "
        f"{told.bytes_sent / told.deeds / 1e3:.0f} kB a deed"
    )
    return told


@contextmanager
def server(folder: Path) -> Iterator[tuple[Door, Mapping[int, int]]]:
    """The way in for each reader, and the processes of the page by their ports."""
    site = SITE.read_text(encoding="utf-8")
    if NGINX:
        with served(folder, site) as here:
            trusted = here.trust()
            yield (
                lambda number: connect(
                    f"wss://{NAME}/_stcore/stream", host="127.0.0.1", port=here.port,
                    local_addr=(f"127.0.1.{number + 1}", 0), ssl=trusted, max_size=None,
                    origin=f"https://{NAME}", subprotocols=["streamlit"], proxy=None,
                    ping_interval=None,  # as of a browser
                ),
                here.pages,
            )  # fmt: skip
        return
    print("nginx is not installed: the readers ask the processes of the page themselves")
    ports = [free_port() for _ in PAGES.findall(site)]
    with pages(folder, ports) as found:
        yield (
            lambda number: connect(
                f"ws://{NAME}/_stcore/stream", host="127.0.0.1", port=ports[number % len(ports)],
                subprotocols=["streamlit"], max_size=None, proxy=None, ping_interval=None,
            ),
            found,
        )  # fmt: skip


def main(readers: int = READERS, minutes: float = MINUTES) -> None:
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (door, processes):
        print(
            f"{readers} readers, {minutes:g} minutes, {os.cpu_count()} cores, "
            f"{len(processes)} processes of the page, load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        told = asyncio.run(held(door, processes, readers, minutes=minutes))
    print(*(found := [*lines(told)]), sep="\n")
    if ", 0 faults" not in found[-1]:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*(kind(given) for kind, given in zip((int, float), sys.argv[1:3], strict=False)))
