"""A film of the days: a frame for each day with an event, which shows all events until then.

An event appears on its last day; events without a day come last. The date and the new events are
written on the map."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
from PIL import Image

from components.core.errors import DatelineError
from components.export.geojson import marks
from components.export.paper import saved
from components.export.picture import picture
from components.export.selection import Selection, camera_of
from components.export.surround import SCREEN
from components.map.marks import Mark
from components.view.control_snapshot import snapshot_on
from components.view.grouping import groups, overview
from components.view.selection import View, drawn
from components.wording.phrases import Row, day_of, row_dicts
from components.wording.provenance import full_day
from components.wording.sentences import PLANNED, title_in_words

MOST_FRAMES = 40
"""With more days, several share a frame."""
MOST_NEW = 4
"""New events that are named in a frame; the rest is counted."""
SECONDS, SECONDS_A_LINE, SECONDS_AT_THE_END = 1.4, 0.8, 3.0
FRAMES_A_SECOND = 10
UNDATED = date.max
WEBP: Mapping[str, Any] = {"format": "WEBP", "lossless": True, "method": 4}
GIF: Mapping[str, Any] = {"format": "GIF", "disposal": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFrame:
    image: Image.Image
    seconds: float


def film_frames(selection: Selection) -> Iterator[FilmFrame]:
    """The frames; a single one with a notice where no event of the selection is on the map."""
    days, signs = days_of(selection), marks(selection)
    comes = [_day_shown(row) for row in row_dicts(selection.events)]
    for before, day in pairwise([date.min, *days]):
        new = selection.events[[before < one <= day for one in comes]]
        titles = [title_in_words(own) for _, own in drawn(new).groupby("event_id", sort=False)]
        caption = [_date_in_words(day, new), *titles[:MOST_NEW]]
        if len(titles) > MOST_NEW:
            caption.append(f"and {len(titles) - MOST_NEW} more")
        until = replace(_until(selection, day), view=_view_of(selection, new))
        seconds = SECONDS + SECONDS_A_LINE * (len(caption) - 1)
        if day == days[-1]:
            seconds += SECONDS_AT_THE_END
        yield FilmFrame(image=_drawn(until, signs, caption), seconds=seconds)
    if not days:
        yield FilmFrame(image=_drawn(selection, signs, ["No event with a place"]), seconds=SECONDS)


def _drawn(selection: Selection, signs: Sequence[Mark], caption: Sequence[str]) -> Image.Image:
    sheet = saved(picture(selection, SCREEN, signs_of=signs, caption=caption), "rgba")
    size = round(SCREEN.width), round(SCREEN.height)
    return Image.frombytes("RGBA", size, sheet).convert("RGB")


def _view_of(selection: Selection, new: pd.DataFrame) -> View:
    """The view of the frame; around new events where these are elsewhere."""
    latitude, longitude, zoom = camera_of(selection)
    main = next(iter(groups(selection.events, selection.claims)), None)
    there = overview(new)
    is_elsewhere = main and not {*main.event_ids} & {*new["event_id"]}
    if selection.view.zoom is None and there and is_elsewhere:
        latitude, longitude, zoom = there.latitude, there.longitude, there.zoom
    return replace(selection.view, latitude=latitude, longitude=longitude, zoom=zoom)


def _date_in_words(day: date, new: pd.DataFrame) -> str:
    if day == UNDATED:
        return "Without a day"
    is_ahead = set(drawn(new)["modality"]) <= {*PLANNED}
    return f"Planned: by {full_day(day)}" if is_ahead else full_day(day)


def days_of(selection: Selection) -> list[date]:
    """The days of frames, in order; ``UNDATED`` last where a drawn event has none."""
    found = sorted({_day_shown(row) for row in row_dicts(drawn(selection.events))})
    step = -(-len(found) // MOST_FRAMES) or 1
    return found[::-1][::step][::-1]


def _day_shown(row: Row) -> date:
    return day_of(row, "last_day") or day_of(row, "first_day") or UNDATED


def _until(selection: Selection, day: date) -> Selection:
    """The selection with the events until a day, and who is said to hold what on it."""
    events = selection.events[[_day_shown(row) <= day for row in row_dicts(selection.events)]]
    view = selection.view if day == UNDATED else replace(selection.view, last_day=day)
    standing = snapshot_on(selection.standing.timeline, view)
    has_claim = standing.states["claim_ids"].map(len) > 0
    return replace(
        selection,
        events=events,
        checks=selection.checks[selection.checks["event_id"].isin(events["event_id"])],
        standing=replace(standing, states=standing.states[has_claim]),
    )


def to_webp(selection: Selection) -> bytes:
    """Animated WebP, 1200 by 630 pixels, in a loop."""
    return animated(list(film_frames(selection)), WEBP)


def animated(found: Sequence[FilmFrame], how: Mapping[str, Any]) -> bytes:
    """The frames as one animated picture; ``how`` is ``WEBP`` or ``GIF``."""
    first, *others = (shot.image for shot in found)
    file = io.BytesIO()
    first.save(
        file,
        save_all=True,
        append_images=others,
        duration=[round(shot.seconds * 1000) for shot in found],
        loop=0,
        **how,
    )
    return file.getvalue()


def ffmpeg() -> str:
    """Its path; raises DatelineError where it is missing."""
    if found := shutil.which("ffmpeg"):
        return found
    raise DatelineError(
        "An MP4 needs ffmpeg, which is not installed.",
        way_out="Install ffmpeg, or name a file that ends in .webp or .gif.",
    )


def to_mp4(found: Sequence[FilmFrame]) -> bytes:
    """MP4 (H.264), written by ffmpeg; raises DatelineError where it is missing or fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "days.mp4"
        width, height = found[0].image.size
        source = f"-f rawvideo -pix_fmt rgb24 -s {width}x{height} -r {FRAMES_A_SECOND} -i -"
        target = "-c:v libx264 -pix_fmt yuv420p -movflags +faststart"
        done = subprocess.run(
            [ffmpeg(), "-loglevel", "error", *source.split(), *target.split(), str(path)],
            input=b"".join(
                shot.image.tobytes() * round(shot.seconds * FRAMES_A_SECOND) for shot in found
            ),
            capture_output=True,
            check=False,
        )
        if done.returncode:
            why = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
            raise DatelineError(
                f"ffmpeg wrote no MP4: {why[-1]}.",
                way_out="Name a file that ends in .webp or .gif.",
            )
        return path.read_bytes()
