"""The map of packed events in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from components.map.assets import asset_folders, url
from components.map.base import base_map
from components.map.canvas import Order, Window, many_events
from components.map.packing import Packed
from tests.map.opening import DESK, LISTEN, READY, Open, Page
from tests.map.served import page_of, served


@pytest.fixture
def open_many(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a map of packed events and waits until they are drawn; no dialog may open and no
    request leave the machine."""
    dialogs: list[str] = []
    requests: list[str] = []
    with ExitStack() as stack:

        def opened(
            file: Packed,
            *,
            shown: bytes | None = None,
            window: Window = (None, None),
            options: dict[str, Any] = DESK,
            parts: bool = True,
        ) -> Page:
            (tmp_path / "events.bin").write_bytes(file.data)
            (tmp_path / "sheets.bin").write_bytes(file.sheets or b"")
            order = Order(
                url=url("packed", "events.bin"),
                sheets=url("packed", "sheets.bin"),
                file=file.name,
                shown=shown,
                undated=True,
                window=window,
            )
            html = page_of(base_map(many=True), [many_events(order)])
            address = stack.enter_context(
                served(html, asset_folders() | {"packed": tmp_path}, parts=parts)
            )
            context = chromium.new_context(**options)
            stack.callback(context.close)
            page = context.new_page()
            page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
            page.on("request", lambda request: requests.append(request.url))
            page.goto(address)
            page.wait_for_function(READY)
            page.evaluate(LISTEN)
            return page

        yield opened
        assert dialogs == []
        assert [
            one for one in requests if not one.startswith(("http://127.0.0.1:", "data:", "blob:"))
        ] == []
