"""A terminal in the place of standard error, for what a person sees there while a command works."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from threading import Thread

END = "\x04"


@contextmanager
def terminal(*, columns: int = 100) -> Iterator[list[str]]:
    """What comes on a terminal that is standard error in the block; drawn anew from the start of
    its line at each item."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    seen: list[str] = []
    reader = Thread(target=_read, args=(leader, seen))
    reader.start()
    with os.fdopen(follower, "w", encoding="utf-8") as stream:
        try:
            with redirect_stderr(stream):
                yield seen
        finally:
            stream.write(END)
            stream.flush()
            reader.join()
    os.close(leader)


def _read(leader: int, seen: list[str]) -> None:
    data = b""
    while not data.endswith(END.encode()):
        data += os.read(leader, 65_536)
    lines = data[:-1].decode().replace("\n", "\r").split("\r")
    seen += [line.strip() for line in lines if line.strip()]
