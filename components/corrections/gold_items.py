"""Gold items, with known answers, hidden among coders' tasks: who gets which articles, and how many
of the known answers each coder gave."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from components.corrections.agreement import NAMES, Coded, coders_of, units_of
from components.corrections.changes import SENT_BACK
from components.corrections.records import Corrections
from components.corrections.spot_check import lot, wilson
from components.tables.rows import aligned

GOLD = ""
"""The name of the coder with the right answers; no real coder has it."""
WHOLE = "whole item"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldScore:
    """A coder's gold ``items`` and how many are ``right`` in one field, or in all (``WHOLE``);
    ``left``: not looked at."""

    coder: str
    field: str
    items: int
    right: int
    left: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share that is right, 0 to 1; all of it without an item."""
        return wilson(self.right, self.items) if self.items else (0.0, 1.0)


def without_gold(
    files: Mapping[str, Corrections], gold: Corrections
) -> tuple[dict[str, Corrections], tuple[GoldScore, ...]]:
    """The files without ``gold`` articles, for agreement; and each coder's answers on those."""
    articles = {one.article for one in gold.corrections}
    others = {
        name: replace(
            held, corrections=tuple(one for one in held.corrections if one.article not in articles)
        )
        for name, held in files.items()
    }
    return others, tuple(_scores(files, gold))


def _scores(files: Mapping[str, Corrections], gold: Corrections) -> Iterator[GoldScore]:
    known = {one.part: one for one in gold.in_force() if one.change != SENT_BACK}
    for coder, own in coders_of(files).items():
        units = units_of({GOLD: known, coder: own})
        known_parts = {part: values for part, values in units.items() if GOLD in values}
        for field in NAMES:
            if of_field := [[one] for part, one in known_parts.items() if part[2] == field]:
                yield _score(coder, NAMES[field], of_field)
        items: dict[object, list[Coded]] = {}
        for part, values in known_parts.items():
            items.setdefault(part[:2], []).append(values)
        yield _score(coder, WHOLE, [*items.values()])


def _score(coder: str, field: str, items: Sequence[Sequence[Coded]]) -> GoldScore:
    """Of items with the values of their fields."""
    coded = [item for item in items if any(coder in values for values in item)]
    right = [item for item in coded if all(one.get(coder) == one[GOLD] for one in item)]
    return GoldScore(
        coder=coder, field=field, items=len(coded), right=len(right), left=len(items) - len(coded)
    )


def gold_report(scores: Sequence[GoldScore]) -> str:
    rows = [("coder", "field", "items", "right", "share", "95 % interval", "not coded")]
    for one in scores:
        low, high = one.interval
        share = f"{one.right / one.items:.2f}" if one.items else ""
        between = f"{low:.2f}–{high:.2f}" if one.items else ""
        counts = (f"{one.items}", f"{one.right}")
        rows.append((one.coder, one.field, *counts, share, between, f"{one.left}"))
    return "\n".join(["Answers on gold items, which the agreement leaves out", "", *aligned(rows)])


def dealt(
    articles: Collection[str], gold: Collection[str], *, coders: Sequence[str], each: int, seed: str
) -> Mapping[str, tuple[str, ...]]:
    """Coder to article ids in order of work; always the same for a seed.

    Ordinary articles are dealt in turn: shares differ by one at most, and neighbours have articles
    in common."""
    mixed = sorted(set(articles) - set(gold), key=lambda one: lot(one, seed))
    shares = {coder: set(gold) & set(articles) for coder in coders}
    for number, article in enumerate(mixed):
        for step in range(each):
            shares[coders[(number + step) % len(coders)]].add(article)
    return {
        coder: tuple(sorted(share, key=lambda one: lot(one, f"{seed} {coder}")))
        for coder, share in shares.items()
    }
