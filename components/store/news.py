"""What changed in a store since the last time: events that are new, changed, contradicted or
withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from components.linking.decisions import Key
from components.linking.differences import EventReport, cell_text, differences, places
from components.store import rows
from components.store.database import Store
from components.wording.phrases import LISTED_LAST, Row, row_dicts, value

What = Literal["new", "contradicted", "changed", "withdrawn", "told again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNews:
    """An event with news.

    new: no earlier article reports it. contradicted: another publisher reports it differently, or
    denies it. changed: the same publisher reported it differently before. withdrawn: the article is
    gone, or no longer reports it; ``tellings`` are then the old reports. told again: without a
    difference.
    """

    what: What
    tellings: tuple[EventReport, ...]
    """The new reports, each as the rows of one event."""
    before: tuple[EventReport, ...] = ()
    """The earlier reports that differ."""
    differs: tuple[str, ...] = ()
    """What differs: place, day, side, figure, kind, denial."""
    publishers: int = 1
    """That report it, in the whole store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedArticles:
    """Ids of the articles of earlier sheets; of ``replaced`` ones a newer version was read at the
    same address."""

    articles: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()


def seen_now(store: Store, seen: ReportedArticles) -> ReportedArticles:
    """All articles of the store, after a sheet was made of them."""
    now = documents(store)
    fresh = {*rows.addresses(store, now - seen.articles).values()}
    older = rows.addresses(store, seen.articles - seen.replaced)
    replaced = {doc_id for doc_id, url in older.items() if url in fresh}
    return ReportedArticles(articles=now, replaced=seen.replaced | replaced)


def documents(store: Store) -> frozenset[str]:
    """Ids of the articles that were read."""
    return frozenset(store.ask("SELECT doc_id FROM documents WHERE status = 'read'")["doc_id"])


def news(
    store: Store, seen: ReportedArticles, *, gone: Collection[str] = ()
) -> tuple[EventNews, ...]:
    """All news since then. ``gone`` are addresses whose articles no longer exist.

    Articles with the same address are versions of one article. Statements, which take no pin by
    their kind, are left out.
    """
    fresh_ids = documents(store) - seen.articles
    standing = seen.articles - seen.replaced
    urls = {*rows.addresses(store, fresh_ids).values()}
    older = rows.addresses(store, standing) if urls or gone else {}
    fresh = _reports(rows.of_documents(store, fresh_ids))
    before, left = (
        _reports(rows.of_documents(store, [one for one, url in older.items() if url in asked]))
        for asked in (urls, {*gone})
    )
    dropped = (one for one in before if not any(_is_version(two, one) for two in fresh))
    return (
        *_event_news(store, fresh, before, standing=standing),
        *(EventNews(what="withdrawn", tellings=(one,)) for one in (*dropped, *left)),
    )


def _reports(table: pd.DataFrame) -> list[EventReport]:
    own = table[~table["display_group"].isin(LISTED_LAST)]
    return [row_dicts(one) for _, one in own.groupby(["doc_id", "event_id"], sort=False)]


def _event_news(
    store: Store,
    fresh: Sequence[EventReport],
    older: Sequence[EventReport],
    *,
    standing: Collection[str],
) -> Iterator[EventNews]:
    """One piece of news for each event of the new articles; reports of one story count as one."""
    stories: dict[str, list[EventReport]] = {}
    for one in fresh:
        earlier = next((other for other in older if _is_version(one, other)), None)
        if earlier is None:
            own = f"{cell_text(one, 'doc_id')} {cell_text(one, 'event_id')}"
            stories.setdefault(cell_text(one, "story_id") or own, []).append(one)
        elif differ := differences((earlier, one)):
            yield _news("changed", [one], before=[earlier], differs=differ)
    for tellings in stories.values():
        story = cell_text(tellings[0], "story_id")
        reports = _reports(rows.reports_of_story(store, story)) if story else []
        before = [one for one in reports if cell_text(one, "doc_id") in standing]
        apart = [(one, two) for one in tellings for two in before if differences((two, one))]
        if apart:
            other = [two for one, two in apart if _publisher(one) != _publisher(two)]
            yield _news(
                "contradicted" if other else "changed",
                tellings,
                before=other or [two for _, two in apart],
                differs=differences([*tellings, *before]),
            )
        elif before:
            yield _news("told again", tellings)
        else:
            differ = differences(tellings)
            many = len({_publisher(one) for one in tellings}) > 1
            yield _news("contradicted" if differ and many else "new", tellings, differs=differ)


def _news(
    what: What,
    tellings: Sequence[EventReport],
    *,
    before: Sequence[EventReport] = (),
    differs: tuple[str, ...] = (),
) -> EventNews:
    once = {(cell_text(one, "doc_id"), cell_text(one, "event_id")): one for one in before}
    return EventNews(
        what=what,
        tellings=tuple(tellings),
        before=tuple(once.values()),
        differs=differs,
        publishers=int(tellings[0][0]["publishers"]),
    )


def _is_version(one: EventReport, two: EventReport) -> bool:
    """Whether two reports are of one event in two versions of one article: the same words, the same
    story, or the same kind at the same place."""
    if not cell_text(one, "url") or cell_text(one, "url") != cell_text(two, "url"):
        return False
    if all(
        cell_text(one, name) == cell_text(two, name) for name in ("sentence", "trigger", "kind")
    ):
        return True
    if cell_text(one, "story_id") and cell_text(one, "story_id") == cell_text(two, "story_id"):
        return True
    return cell_text(one, "kind") == cell_text(two, "kind") and bool(
        {*places(one)} & {*places(two)}
    )


def _publisher(one: EventReport) -> str:
    return cell_text(one, "publisher").casefold()


def claims_of(store: Store, found: Collection[EventNews]) -> dict[Key, list[Row]]:
    """The claims (who holds or left what) by event of the news."""
    keys = {
        (cell_text(telling, "doc_id"), cell_text(telling, "event_id"))
        for one in found
        for telling in (*one.tellings, *one.before)
    }
    claims: dict[Key, list[Row]] = {}
    if keys:
        table = pd.DataFrame(sorted(keys), columns=["doc_id", "event_id"])
        for row in row_dicts(rows.claims(store, table)):
            claims.setdefault((value(row, "doc_id"), value(row, "event_id")), []).append(row)
    return claims
