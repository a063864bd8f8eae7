"""The head of a page or file: headline, source and day, the stamp, the line over the map."""

from __future__ import annotations

from components.cards.marking import written_in
from components.core.records import Analysis, Article
from components.core.safe_html import Html, element, join, link
from components.wording.provenance import full_day, headline, stamp_of


def head(analysis: Analysis, line: str) -> Html:
    """Headline, byline, stamp and summary line."""
    article, signed = analysis.article, analysis.signed
    return join(
        (
            element("h1", headline(article), class_="dl-headline", **written_in(article.language)),
            element("p", byline(article), class_="dl-byline"),
            element(
                "p",
                stamp_of(analysis),
                class_="dl-stamp dl-checked" if signed else "dl-stamp",
            ),
            element(
                "p", line or "Nothing in this article takes a place on the map.", class_="dl-line"
            ),
        )
    )


def byline(article: Article) -> Html:
    """Publisher with a link where there is one, and the day of publication."""
    source = (
        link(article.url, article.publisher or article.url) if article.url else article.publisher
    )
    day = article.published
    dated = (
        element("time", f"{day:%A} {full_day(day)}", datetime=day.isoformat())
        if day
        else "day unknown"
    )
    return join((part for part in (source, dated) if part), separator=" · ")
