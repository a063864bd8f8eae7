"""Who of several coders gets which articles: each ordinary one goes to so many of them, the gold
ones, of which the right answers are known, to all, in an order that does not show them."""

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
    """Coder to articles, by their ids, in the order of their work. The same seed deals alike.

    Ordinary articles go round, so that no coder gets two more than another, and every pair of
    neighbours shares some.
    """
    mixed = sorted(set(articles) - set(gold), key=lambda one: lot(one, seed))
    shares = {coder: set(gold) & set(articles) for coder in coders}
    for number, article in enumerate(mixed):
        for step in range(each):
            shares[coders[(number + step) % len(coders)]].add(article)
    return {
        coder: tuple(sorted(share, key=lambda one: lot(one, f"{seed} {coder}")))
        for coder, share in shares.items()
    }
