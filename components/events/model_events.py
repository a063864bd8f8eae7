"""The events of a language model's answer.

The quotes say which words; what they mean is read by the parts that read everything: the kind's
codes, the modality, the days, the sides and whether a name may be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from components.core.records import (
    CONTROL_GROUP,
    DRAWN_ROLES,
    ENGLISH,
    Actor,
    Article,
    Attribution,
    Event,
    PlaceLink,
    Resolution,
    Span,
)
from components.events.assembly import draft_of
from components.events.clusters import clusters
from components.events.context import Context, placing_role
from components.events.place_context import preposition_class
from components.events.place_model import NEAR
from components.events.roles import links_by_trigger
from components.events.sameness import EventDraft
from components.events.triggers import Trigger
from components.language.english.actors import actors_at
from components.language.english.attribution import UNNAMED, speakers, stance_for
from components.language.english.time import time_named
from components.language.event_words import EventWord
from components.language.foreign import days_named
from components.language.parse import without_blanks
from components.llm.answers import GroundedAnswer, GroundedEvent

EXTRACTOR = "language model:"
"""What is before the kind in the extractor of such an event."""
Quoted = Mapping[int, GroundedEvent]
"""By the token of the trigger, in text order."""


def drafts_of_answer(
    answer: GroundedAnswer, resolutions: Sequence[Resolution], context: Context
) -> list[EventDraft]:
    """One event a token, each with the places that it quotes: of two with the same trigger the
    first, with the places of both.

    The model's status counts as that of the learned words does: what the rules do not read as a
    fact it never makes one."""
    found: dict[int, GroundedEvent] = {}
    for one in answer.events:
        if (token := context.head_of(one.trigger)) is not None:
            first = found.setdefault(token.i, one)
            places = tuple(dict.fromkeys((*first.places, *one.places)))
            found[token.i] = replace(first, places=places)
    quoted, triggers = dict(sorted(found.items())), list[Trigger]()
    for index, event in quoted.items():
        word = EventWord(
            event=1.0,
            kind=event.kind,
            kind_probability=1.0,
            status=event.status,
            status_probability=1.0 if event.is_status_shown else 0.0,
            news=1.0,
            said=1.0 if event.speaker else 0.0,
        )
        kind = context.lexicon.kinds[event.kind]
        triggers.append(Trigger(context.doc[index], kind, word=word, is_learned=True))
    read = links_by_trigger(context, triggers)
    links = {
        one.token.i: tuple(_links(one, quoted, resolutions, read, context)) for one in triggers
    }
    drafts = (draft_of(cluster, links, context) for cluster in clusters(triggers))
    return [replace(one, event=_as_quoted(one, quoted, context)) for one in drafts]


def _links(
    trigger: Trigger,
    quoted: Quoted,
    resolutions: Sequence[Resolution],
    read: Mapping[int, Sequence[PlaceLink]],
    context: Context,
) -> Iterator[PlaceLink]:
    """The places that the model quotes, in the role that the rules ``read`` where they draw them;
    and the names that the rules see and do not draw."""
    by_rules = {link.resolution.toponym.span: link for link in read.get(trigger.token.i, ())}
    for resolution in resolutions:
        span = resolution.toponym.span
        link = by_rules.get(span)
        is_drawn = link is not None and link.role in DRAWN_ROLES
        is_quoted = any(span.overlaps(quote) for quote in quoted[trigger.token.i].places)
        if link is not None and is_quoted == is_drawn:
            yield link
        elif is_quoted:
            yield _quoted_link(trigger, resolution, context)


def _quoted_link(trigger: Trigger, resolution: Resolution, context: Context) -> PlaceLink:
    """The place is only said to be where it happened. Who takes, holds or leaves one does so only
    where the sentence itself names it (rule 9)."""
    span, sentence = resolution.toponym.span, trigger.token.sent
    head = context.head_of(span)
    is_here = sentence.start_char <= span.start < sentence.end_char
    of_control = trigger.kind.codes.display_group == CONTROL_GROUP
    return PlaceLink(
        resolution=resolution,
        role="mention" if of_control and not is_here else placing_role(resolution.kind),
        near=head is not None and preposition_class(head) in NEAR,
        within=True,
        evidence=None if is_here or head is None else without_blanks(head.sent),
    )


def _as_quoted(draft: EventDraft, quoted: Quoted, context: Context) -> Event:
    """The event with the days, people and speaker that the quotes of its triggers name. What the
    rules read of who says so stays; a speaker whom they have not comes first."""
    own = [quoted[one.token.i] for one in draft.cluster.main_first]
    days, said = [one.days for one in own if one.days], [one.speaker for one in own if one.speaker]
    event, on = draft.event, context.article.published
    event = replace(event, extractor=f"{EXTRACTOR}{event.kind}:{draft.token.lemma_.lower()}")
    if context.article.language != ENGLISH:
        return _in_its_language(event, context.article, days, said)
    if days and not (event.time.span and event.time.span.overlaps(days[0])):
        time = time_named(days[0], context.times, published=on, modality=event.modality)
        event = replace(event, time=time or event.time)
    quotes = (context.head_of(span) for one in own for span in one.actors)
    doers: dict[str, Actor] = {}
    for actor in (one for token in quotes if token for one in actors_at(token, on=on)):
        doers.setdefault(actor.name, actor)
    if doers:
        targets = tuple(one for one in event.targets if one.name not in doers)
        event = replace(event, actors=tuple(doers.values()), targets=targets)
    known = [one.span for one in event.attributions if one.span]
    source = context.head_of(said[0]) if said else None
    if source is None or any(span.overlaps(said[0]) for span in known):
        return event
    side, is_loss = next((one.side for one in event.actors if one.side), ""), draft.kind.has("loss")
    first = tuple(
        replace(one, stance=stance_for("says", one.side, side, is_loss=is_loss))
        for one in speakers(source, on=on)
    )
    return replace(event, attributions=(*first, *event.attributions))


def _in_its_language(
    event: Event, article: Article, days: Sequence[Span], said: Sequence[Span]
) -> Event:
    """Days as the language writes them. Whether a name is a private person's, whom nobody names
    (rule 11), cannot be told there: a speaker is one without a name, where the words stand."""
    time = days_named(days[0], article, modality=event.modality) if days else None
    unnamed = (Attribution(speaker=UNNAMED, speaker_kind="unnamed", span=one) for one in said[:1])
    return replace(event, time=time or event.time, attributions=tuple(unnamed))
