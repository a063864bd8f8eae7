"""Which coder gets which articles: ordinary ones by turns, gold ones (of known answers) to all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from components.corrections.spot_check import lot


def dealt(
    articles: Collection[str],
    gold: Collection[str],
    *,
    coders: Sequence[str],
    each: int,
    seed: str,
) -> Mapping[str, tuple[str, ...]]:
    """Coder to article ids in order of work; the same seed deals alike.

    Ordinary articles go round: shares differ by one at most, and neighbours share some."""
    mixed = sorted(set(articles) - set(gold), key=lambda one: lot(one, seed))
    shares = {coder: set(gold) & set(articles) for coder in coders}
    for number, article in enumerate(mixed):
        for step in range(each):
            shares[coders[(number + step) % len(coders)]].add(article)
    return {
        coder: tuple(sorted(share, key=lambda one: lot(one, f"{seed} {coder}")))
        for coder, share in shares.items()
    }
