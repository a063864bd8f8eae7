"""What a test of the canvas of many events opens, and waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

DESK: dict[str, Any] = {"viewport": {"width": 1000, "height": 600}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 600},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
READY = "() => map._datelineMany && map._datelineMany.found && (map._datelineMany.canvas.items || []).length > 0"
LISTEN = """() => {
  window.told = [];
  const base = Object.values(map._layers).find((one) => one instanceof dateline.BaseMap);
  base.on("click", (event) => event.layer && told.push(event.layer.toGeoJSON().properties));
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

Open = Callable[..., Page]
