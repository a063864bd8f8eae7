"""How far a long work is, as a person sees it: on a terminal, in a file of messages, and the
figures themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from components.__main__ import complain
from components.commands.progress import Pace, Progress, WorkDone, time_left
from tests.commands.terminal import terminal

STEPS = strategies.lists(
    strategies.tuples(
        strategies.floats(0.1, 500), strategies.integers(0, 40), strategies.integers(0, 40)
    ),
    min_size=1,
)


class Clock:
    """Time that passes when it is told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@given(STEPS)
def test_the_share_never_falls_and_ends_at_one(steps: list[tuple[float, int, int]]) -> None:
    whole, done, passed, share = sum(a + b for _, a, b in steps), 0, 0, 0.0
    clock = Clock()
    pace = Pace(clock=clock)
    for seconds, fresh, known in steps:
        clock.seconds += seconds
        done, passed = done + fresh, passed + known
        far = WorkDone(documents=done, done=done, passed=passed, whole=whole)
        per_second, left = pace.at(far)
        assert share <= (far.share or 0.0) <= 1
        assert per_second >= 0
        assert left is None or left >= 0
        share = far.share or 0.0
    assert share == (1 if whole else 0)


@given(
    a_second=strategies.integers(1, 100),
    known=strategies.integers(0, 10**6),
    seconds=strategies.integers(1, 200),
)
def test_at_an_even_pace_the_time_left_is_exact_whatever_was_skipped(
    a_second: int, known: int, seconds: int
) -> None:
    """Whole seconds of work, of which the last is yet to be done; what is known already is passed
    at the start."""
    clock = Clock()
    pace = Pace(clock=clock)
    whole = known + (seconds + 1) * a_second * 10
    pace.at(WorkDone(passed=known, whole=whole))
    for _ in range(seconds):
        clock.seconds += 1
        done = int(clock.seconds) * a_second
        per_second, left = pace.at(
            WorkDone(documents=done, done=done * 10, passed=known, whole=whole)
        )
    assert per_second == pytest.approx(a_second)
    assert left == pytest.approx(1)


def test_the_pace_is_that_of_the_last_minute() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    for clock.seconds in range(1, 601):
        quick = clock.seconds > 300
        done = clock.seconds - 300 if quick else 0
        per_second, left = pace.at(WorkDone(documents=done, done=done, whole=1_000))
        assert (left is None) == (not quick)
    assert (per_second, left) == (1, 700)


def test_a_terminal_shows_a_bar_and_lines_between_stay_whole() -> None:
    with terminal() as seen, Progress("Reading") as progress:
        progress.show(0.25, "40 documents, 1 failed" + time_left(3_723))
        progress.say(lambda: complain("a.txt: It has no text."))
    assert seen[:2] == ["Reading: begun", "a.txt: It has no text."]
    assert seen[2].startswith("Reading:  25%|")
    assert seen[2].endswith("| 40 documents, 1 failed, 1:02:03 left")


def test_the_last_words_of_a_stage_are_seen() -> None:
    with terminal() as seen, Progress("Reading") as progress:
        progress.show(0.5, "1 document")
        progress.show(1.0, "2 documents")
        progress.show(0.0, "0 of 3 steps", doing="Linking")
        progress.show(1.0, "3 of 3 steps")
        progress.show(None, "done", doing="End")
    assert [line.split("|")[-1].strip() for line in seen] == [
        "Reading: begun",
        "2 documents",
        "3 of 3 steps",
    ]


def test_a_file_of_messages_has_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with Progress("Reading", clock=clock) as progress:
        for clock.seconds in range(150):
            progress.show(
                clock.seconds / 200 if clock.seconds < 100 else None, f"{clock.seconds} documents"
            )
    assert capsys.readouterr().err == "Reading: 30%, 60 documents\nReading: 120 documents\n"
