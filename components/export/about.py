"""What every file says of itself: article, day, who checked it, the selection, and whose data it
has."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from components.core import settings
from components.export.identity import identity_of
from components.export.selection import Selection
from components.lexicon.rows import rows
from components.view.control_snapshot import ControlSnapshot
from components.view.facets import in_words
from components.view.selection import FIRST_LAYERS, OWN_LAYERS, View
from components.wording.provenance import as_of, days_in_words, full_day, headline, stamp_of

SOURCES = tuple(rows(settings.LEXICON / "data_sources.csv"))
"""Third-party data in the files: what, source, licence, address. data/README.md has the details."""
CREDITS = (
    "Map: Natural Earth; GSHHG rivers; GeoNames CC BY 4.0. Borders: no endorsement. Made "
    "with Dateline."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Plain texts; each may contain words of the article."""

    title: str
    as_of: str
    stamp: str
    publisher: str
    published: str
    url: str
    shown: str
    query: str
    identity: str = ""
    """The line of ``identity.py``, not sealed yet."""

    @property
    def provenance(self) -> str:
        """Day, source, and who has checked it, as sentences."""
        return f"{self.as_of}. {self.stamp}"


def about(selection: Selection) -> About:
    """The same text for every file."""
    article = selection.analysis.article
    shown = shown_in_words(
        selection.events, selection.all_events, standing=selection.standing, view=selection.view
    )
    return About(
        title=headline(article),
        as_of=as_of(article),
        stamp=stamp_of(selection.analysis),
        publisher=article.publisher,
        published=article.published.isoformat() if article.published else "",
        url=article.url,
        shown=shown,
        query=urlencode(selection.view.to_query()),
        identity=identity_of(
            selection.analysis, selection.view, beside=len(selection.other_reports)
        ).written(),
    )


def shown_in_words(
    events: pd.DataFrame, all_events: pd.DataFrame, *, standing: ControlSnapshot, view: View
) -> str:
    """ "7 of 9 events; 1 September 2022 to 12 September 2022; only: side Russia"."""
    shown, total = events["event_id"].nunique(), all_events["event_id"].nunique()
    missing = [
        words.lower() for name, words in OWN_LAYERS.items() if name in FIRST_LAYERS - view.layers
    ]
    control_day = standing.day if "control" in view.layers else None
    parts = [
        f"{shown} of {total} events",
        days_in_words(view.first_day, view.last_day),
        f"who holds what as of {full_day(control_day)}" if control_day else "",
        "" if view.show_undated else "only with a day",
        f"without {', '.join(missing)}" if missing else "",
        f"only: {in_words(view.filters)}" if view.filters else "",
    ]
    return "; ".join(part for part in parts if part)
