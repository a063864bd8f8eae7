"""A film of the days: one frame a day of what is told to have happened by then, the legend and the
stamp where they stand, what is new named on the map."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from components.__main__ import main
from components.core.records import Analysis, EventTime
from components.core.settings import ARTICLES
from components.export import film
from components.export.film import GIF, WEBP, FilmFrame, animated, days_of, film_frames, to_mp4
from tests import sample
from tests.export.given import chosen, hostile

HEAD = (0, 0, 1200, 125)
LEGEND = (880, 130, 1200, 330)
MAP = (27, 200, 870, 560)


@cache
def found() -> tuple[FilmFrame, ...]:
    return tuple(film_frames(chosen()))


def undated() -> Analysis:
    """The reading, its first event without a day."""
    first, *others = sample.analysis().events
    time = EventTime(first_day=None, last_day=None, kind="unknown")
    return replace(sample.analysis(), events=(replace(first, time=time), *others))


def differ(one: Image.Image, other: Image.Image, where: tuple[int, int, int, int]) -> bool:
    return ImageChops.difference(one.crop(where), other.crop(where)).getbbox() is not None


def test_each_day_on_which_something_happened_has_a_frame() -> None:
    days = days_of(chosen())
    assert days == [
        date(2022, 9, 9),
        date(2022, 9, 10),
        date(2022, 9, 11),
        date(2022, 9, 12),
        date(2022, 9, 16),
        date(2022, 10, 31),
    ]
    assert len(found()) == len(days)
    assert days_of(chosen(undated()))[-1] == film.UNDATED


def test_head_and_legend_stand_still_while_the_map_changes() -> None:
    first, *others = found()
    assert {shot.image.size for shot in found()} == {(1200, 630)}
    for shot in others:
        assert not differ(first.image, shot.image, HEAD)
        assert not differ(first.image, shot.image, LEGEND)
    for one, other in zip(found(), others, strict=False):
        assert differ(one.image, other.image, MAP)


def test_what_is_told_only_of_a_later_day_is_not_drawn_yet() -> None:
    selection = chosen()
    first = film._until(selection, date(2022, 9, 9))
    assert first.standing.states.empty
    assert list(first.events["event_id"]) == ["e4"]
    then = film._until(selection, date(2022, 9, 10))
    assert set(then.standing.states["place_name"]) == {"Balakliya", "Izyum"}
    assert {"e3", "e4"} == set(then.events["event_id"])


def test_a_longer_caption_stands_longer_and_the_last_frame_longest() -> None:
    seconds = [shot.seconds for shot in found()]
    assert min(seconds) >= 2
    assert seconds[-1] == max(seconds)


def test_days_past_the_most_share_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film, "MOST_FRAMES", 2)
    assert days_of(chosen()) == [date(2022, 9, 11), date(2022, 10, 31)]


@pytest.mark.parametrize("kind", [WEBP, GIF], ids=["webp", "gif"])
def test_animated_pictures_read_back(kind: dict[str, object]) -> None:
    read = Image.open(io.BytesIO(animated(found(), kind)))
    assert (read.size, getattr(read, "n_frames", 0)) == ((1200, 630), len(found()))
    assert read.info["loop"] == 0
    for number, shot in enumerate(found()):
        read.seek(number)
        read.load()
        assert read.info["duration"] == pytest.approx(shot.seconds * 1000, abs=10)


def test_nothing_chosen_and_hostile_text_still_make_a_film() -> None:
    assert len(list(film_frames(chosen(layers=frozenset())))) == 1
    assert len(list(film_frames(chosen(hostile())))) == len(found())


def test_mp4_reads_back(tmp_path: Path) -> None:
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        pytest.skip("no ffmpeg on this machine")
    path = tmp_path / "days.mp4"
    path.write_bytes(to_mp4(found()))
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(told.stdout) == pytest.approx(sum(shot.seconds for shot in found()), abs=0.5)


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("days.mp4", 1, "needs ffmpeg, which is not installed. Install ffmpeg, or name a file"),
        ("days.avi", 2, "does not end in .webp, .gif, .mp4"),
    ],
)
def test_what_cannot_be_written_is_told(
    loaded: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    code: int,
    told: str,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    article = str(ARTICLES / "kharkiv-september-2022.txt")
    done: Callable[[], int] = lambda: main(["film", article, "--out", str(tmp_path / name)])  # noqa: E731
    if code == 2:
        with pytest.raises(SystemExit) as ended:
            done()
        assert ended.value.code == 2
    else:
        assert done() == code
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
