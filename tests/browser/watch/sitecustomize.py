"""Loaded by the Python of the running page: notes each address that the process resolves or
connects to."""

import os
import sys

LOG = os.environ["CONNECTIONS_LOG"]


def note(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo"}:
        with open(LOG, "a", encoding="utf-8") as log:
            print(event, *arguments[:2], file=log)


sys.addaudithook(note)
