"""The card of one event as HTML: the sentence, and all that was read from it, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from components.cards.facts import Fact, attribution_in_words, facts_of, located
from components.cards.marking import TRIGGER, TextMark, group_class, marked, written_in
from components.core.records import Analysis, Article, Attribution, Event
from components.core.safe_html import Html, element, join, link
from components.core.status import DISPUTED, status_of
from components.view.walkthrough import WalkStep
from components.wording.phrases import speaker_in_sentence
from components.wording.provenance import full_day, headline, stamp_of
from components.wording.sentences import event_in_words

HINT = "Point at a line, or go there with the Tab key, to see its words in the sentence."


def card(event: Event, analysis: Analysis, *, rows: pd.DataFrame, claims: pd.DataFrame) -> Html:
    """The whole card as HTML. ``rows`` are the event's rows of the events table."""
    facts = facts_of(event, analysis, rows)
    return event_described(
        (_row(fact, event, analysis.article.text) for fact in facts),
        lede=event_in_words(rows, claims),
        quote=_quote(event, facts, analysis),
        under=HINT,
        label=event.label,
    )


def event_described(
    lines: Iterable[Html], *, lede: str, quote: Html, under: Html | str, label: str
) -> Html:
    """The event in words, its sentence, what is shown ``under`` it, and a line for each part."""
    return element(
        "article",
        element("p", lede, class_="dl-lede"),
        quote,
        element("p", under, class_="dl-hint"),
        element("dl", join(lines), class_="dl-facts"),
        class_="dl-card",
        aria_label=label,
    )


def fact_line(fact: Fact, *, far: Html | str = "", is_shown: bool = False) -> Html:
    """A part; if its words are in the sentence, it can take the focus; ``far``: its words
    elsewhere."""
    return element(
        "div",
        element("dt", fact.name),
        element("dd", join(element("div", one) for one in fact.lines), far),
        class_=f"dl-fact dl-p-{fact.key}",
        tabindex="0" if is_shown else None,
    )


def _quote(event: Event, facts: Sequence[Fact], analysis: Analysis) -> Html:
    """The sentence with each part's words, and further sentences of the event or place."""
    text = analysis.article.text
    trigger = f"{TRIGGER} {group_class(event.codes.display_group)}"
    marks = [TextMark(event.trigger, trigger)]
    marks += [TextMark(span, f"dl-w dl-w-{fact.key}") for fact in facts for span in fact.spans]
    if is_disputed(event):  # mark the words of each speaker separately
        for number, said in enumerate(event.attributions):
            spans = (said.span,) if said.span else located([said.verb], event, text)
            marks += [TextMark(span, f"dl-w dl-w-says{number}") for span in spans]
    sentences = [element("p", marked(text, event.sentence, marks))]
    named_in = (link.evidence for link in event.links if link.evidence)
    for span in dict.fromkeys((*event.passages, *named_in)):
        if span != event.sentence:
            sentences.append(element("p", marked(text, span, marks), class_="dl-also"))
    return element("blockquote", join(sentences), **written_in(analysis.article.language))


def is_disputed(event: Event) -> bool:
    return status_of(event) == DISPUTED


def _row(fact: Fact, event: Event, text: str) -> Html:
    """A part, with its words in sentences that are not shown; of a dispute both sides."""
    passages = (event.sentence, *event.passages)
    far = [span for span in fact.spans if not any(passage.overlaps(span) for passage in passages)]
    quoted = ", ".join(dict.fromkeys(f"“{' '.join(span.quote(text).split())}”" for span in far))
    elsewhere = element("div", f"in another sentence: {quoted}", class_="dl-far") if quoted else ""
    if fact.key == "says" and is_disputed(event):
        both = element("dd", disputed(event), elsewhere)
        return element("div", element("dt", "Disputed"), both, class_="dl-fact")
    return fact_line(fact, far=elsewhere, is_shown=len(far) < len(fact.spans))


def disputed(event: Event) -> Html:
    """The speakers who say so and those who deny it, each with side, verb and hedges."""
    columns = []
    for heading, is_denial in (("Says so", False), ("Denies it", True)):
        speakers = (
            _speaker(said, number)
            for number, said in enumerate(event.attributions)
            if (said.stance == "denies") is is_denial
        )
        named = element("span", heading, class_="dl-column")
        columns.append(element("div", named, join(speakers)))
    return element("div", join(columns), class_="dl-disputed")


def _speaker(said: Attribution, number: int) -> Html:
    lines = (
        element("strong", said.side or "No side stated"),
        speaker_in_sentence(said.speaker) or "an unnamed source",
        attribution_in_words(said),
    )
    content = join((element("span", line) for line in lines if line), separator=element("br"))
    return element("p", content, class_=f"dl-fact dl-p-says{number}", tabindex="0")


def step_html(step: WalkStep, *, number: int, total: int) -> Html:
    """``number`` counts from 1."""
    return element(
        "section",
        element("p", f"Step {number} of {total}", class_="dl-hint"),
        element("h2", f"{step.what}: {step.where}", class_="dl-step-what"),
        element(
            "p",
            element("strong", step.status, class_="dl-status"),
            f" · {step.when}",
            class_="dl-step-status",
        ),
        element("blockquote", element("p", step.sentence), dir="auto"),
        class_="dl-step",
        aria_label=f"Step {number} of {total}",
    )


def head(analysis: Analysis, line: str) -> Html:
    article = analysis.article
    stamp_class = "dl-stamp dl-checked" if analysis.signed else "dl-stamp"
    line = line or "Nothing in this article takes a place on the map."
    return join(
        (
            element("h1", headline(article), class_="dl-headline", **written_in(article.language)),
            element("p", byline(article), class_="dl-byline"),
            element("p", stamp_of(analysis), class_=stamp_class),
            element("p", line, class_="dl-line"),
        )
    )


def byline(article: Article) -> Html:
    source: Html | str = article.publisher
    if article.url:
        source = link(article.url, article.publisher or article.url)
    dated: Html | str = "day unknown"
    if day := article.published:
        dated = element("time", f"{day:%A} {full_day(day)}", datetime=day.isoformat())
    return join((part for part in (source, dated) if part), separator=" · ")
