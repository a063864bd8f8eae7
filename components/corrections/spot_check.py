"""A random check: events drawn by a seed, answers right or wrong, and the interval of the wrong
share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from components.core.records import Analysis, Event, RandomCheck
from components.corrections.adding import target_of
from components.corrections.records import Corrections, DrawnEvent, SpotCheck, text_id
from components.corrections.signing import digest_of

SEED_CHARACTERS = 12
CONFIDENCE = 0.95


def seed_of(analysis: Analysis) -> str:
    """The seed where nobody gives one: from the text, so always the same."""
    return text_id(analysis.article)[:SEED_CHARACTERS]


def drawn_events(events: Iterable[Event], *, seed: str, most: int) -> tuple[Event, ...]:
    """Events with the smallest sha256 of seed and target: always the same for a seed."""

    def place_in_line(event: Event) -> str:
        one = target_of(event)
        return lot(f"{one.span.start} {one.span.end} {one.number}", seed)

    return tuple(sorted(events, key=place_in_line)[:most])


def lot(name: str, seed: str) -> str:
    """A sort key that gives the same random order for a seed on every machine."""
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()


def new_check(
    as_read: Analysis, now: Analysis, *, name: str, time: datetime, seed: str, most: int
) -> SpotCheck:
    """A check of the events as they are now, without answers."""
    text = now.article.text
    return SpotCheck(
        article=text_id(now.article),
        name=name,
        day=time.date(),
        time=time,
        seed=seed,
        events=len(now.events),
        reading=digest_of(as_read, Corrections()),
        drawn=tuple(
            DrawnEvent(span=target.span, number=target.number, quote=target.span.quote(text))
            for target in map(target_of, drawn_events(now.events, seed=seed, most=most))
        ),
    )


def answered(
    check: SpotCheck, one: DrawnEvent, *, is_right: bool, note: str, day: date, time: datetime
) -> SpotCheck:
    """The check with the answer on one of its events."""
    answer = replace(one, is_right=is_right, note=note.strip())
    return replace(
        check,
        day=day,
        time=time,
        drawn=tuple(answer if other.target == one.target else other for other in check.drawn),
    )


def checks_of(own: Corrections, as_read: Analysis) -> Iterator[SpotCheck]:
    """The checks of exactly this reading; ``own`` are those of the article."""
    if own.spot_checks:
        reading = digest_of(as_read, Corrections())
        yield from (one for one in own.spot_checks if one.reading == reading)


def results(own: Corrections, as_read: Analysis) -> tuple[RandomCheck, ...]:
    """The results of all finished checks, so that nobody shows only the best one."""
    changes = [one for one in own.in_force() if one.changes_reading]
    return tuple(
        replace(
            result_of(
                [bool(one.is_right) for one in check.drawn],
                events=check.events,
                name=check.name,
                day=check.day,
            ),
            corrected_since=sum(one.time > check.time for one in changes),
        )
        for check in checks_of(own, as_read)
        if check.next is None
    )


def result_of(right: Sequence[bool], *, events: int, name: str, day: date) -> RandomCheck:
    """The result of a check; ``right``: whether each of the drawn events is right."""
    wrong = len(right) - sum(right)
    return RandomCheck(
        name=name,
        day=day,
        events=events,
        checked=len(right),
        wrong=wrong,
        interval=None if len(right) == events else wilson(wrong, len(right)),
    )


def wilson(wrong: int, checked: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    from scipy.stats import binomtest  # takes a second to come

    found = binomtest(wrong, checked).proportion_ci(CONFIDENCE, method="wilson")
    return float(found.low), float(found.high)


def under_way(checks: Sequence[SpotCheck], name: str) -> SpotCheck | None:
    """The check that this person began last and has not finished."""
    return next((one for one in reversed(checks) if one.name == name and one.next), None)
