"""The events of a language model's answer, as triggers and their places.

The quotes say which words; what they mean is read by the parts that read everything: the kind's
codes, the modality, the days, the sides and whether a name may be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
from components.events.clusters import Cluster
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
"""What stands before the kind in the extractor of such an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEvents:
    """``events`` are those of its answer, by the token of the trigger."""

    context: Context
    events: Mapping[int, GroundedEvent]

    @classmethod
    def of(cls, answer: GroundedAnswer, context: Context) -> ModelEvents:
        """One event a token: of two with the same trigger the first, with the places of both."""
        events: dict[int, GroundedEvent] = {}
        for one in answer.events:
            if (token := context.head_of(one.trigger)) is None:
                continue
            first = events.setdefault(token.i, one)
            places = tuple(dict.fromkeys((*first.places, *one.places)))
            events[token.i] = replace(first, places=places)
        return cls(context=context, events=dict(sorted(events.items())))

    @property
    def triggers(self) -> list[Trigger]:
        """In text order. The model's status counts as that of the learned words does: what the
        rules do not read as a fact it never makes one."""
        found = []
        for index, event in self.events.items():
            token = self.context.doc[index]
            kind = self.context.lexicon.kinds[event.kind]
            word = EventWord(
                event=1.0,
                kind=event.kind,
                kind_probability=1.0,
                status=event.status,
                status_probability=1.0 if event.is_status_shown else 0.0,
                news=1.0,
                said=1.0 if event.speaker else 0.0,
            )
            found.append(Trigger(token, kind, word=word, is_learned=True))
        return found

    def links(
        self, triggers: Sequence[Trigger], resolutions: Sequence[Resolution]
    ) -> Mapping[int, tuple[PlaceLink, ...]]:
        """By the token of the trigger: the places that the model quotes, in the role that the rules
        read where they draw them; and the names that the rules see and do not draw."""
        read = links_by_trigger(self.context, triggers)
        return {
            index: tuple(self._links(index, resolutions, read.get(index, ())))
            for index in self.events
        }

    def _links(
        self, index: int, resolutions: Sequence[Resolution], read: Sequence[PlaceLink]
    ) -> Iterator[PlaceLink]:
        by_rules = {link.resolution.toponym.span: link for link in read}
        quotes = self.events[index].places
        for resolution in resolutions:
            span = resolution.toponym.span
            link = by_rules.get(span)
            if any(span.overlaps(quote) for quote in quotes):
                is_drawn = link is not None and link.role in DRAWN_ROLES
                yield link if link and is_drawn else self._link(index, resolution)
            elif link is not None and link.role not in DRAWN_ROLES:
                yield link

    def _link(self, index: int, resolution: Resolution) -> PlaceLink:
        """The place is only said to be where it happened. Who takes, holds or leaves one does so
        only where the sentence itself names it (rule 9)."""
        span, trigger = resolution.toponym.span, self.context.doc[index]
        head = self.context.head_of(span)
        sentence = trigger.sent
        here = sentence.start_char <= span.start < sentence.end_char
        role = placing_role(resolution.kind)
        if (
            not here
            and self.context.lexicon.kinds[self.events[index].kind].codes.display_group
            == CONTROL_GROUP
        ):
            role = "mention"
        return PlaceLink(
            resolution=resolution,
            role=role,
            near=head is not None and preposition_class(head) in NEAR,
            within=True,
            evidence=None if here or head is None else without_blanks(head.sent),
        )

    def with_quotes(self, draft: EventDraft, cluster: Cluster) -> EventDraft:
        """The draft with the days, people and speaker that the quotes of its triggers name."""
        own = [self.events[one.token.i] for one in cluster.main_first]
        event = draft.event
        event = replace(
            event, extractor=f"{EXTRACTOR}{event.kind}:{cluster.main.token.lemma_.lower()}"
        )
        days = [one.days for one in own if one.days]
        said = [one.speaker for one in own if one.speaker]
        if self.context.article.language != ENGLISH:
            return replace(draft, event=_in_its_language(event, self.context.article, days, said))
        event = self._dated(event, days)
        event = self._with_actors(event, [span for one in own for span in one.actors])
        event = self._said(event, said, cluster.main)
        return replace(draft, event=event)

    def _dated(self, event: Event, quotes: Sequence[Span]) -> Event:
        own = event.time.span
        if not quotes or (own is not None and own.overlaps(quotes[0])):
            return event
        time = time_named(
            quotes[0],
            self.context.times,
            published=self.context.article.published,
            modality=event.modality,
        )
        return replace(event, time=time) if time else event

    def _with_actors(self, event: Event, quotes: Sequence[Span]) -> Event:
        on = self.context.article.published
        found: dict[str, Actor] = {}
        for quote in quotes:
            if token := self.context.head_of(quote):
                for actor in actors_at(token, self.context.actors, on=on):
                    found.setdefault(actor.name, actor)
        if not found:
            return event
        others = tuple(one for one in event.targets if one.name not in found)
        return replace(event, actors=tuple(found.values()), targets=others)

    def _said(self, event: Event, quotes: Sequence[Span], main: Trigger) -> Event:
        """What the rules read of who says so stays; a speaker whom they have not comes first."""
        known = [one.span for one in event.attributions if one.span]
        token = self.context.head_of(quotes[0]) if quotes else None
        if token is None or any(span.overlaps(quotes[0]) for span in known):
            return event
        own = next((actor.side for actor in event.actors if actor.side), "")
        said = tuple(
            Attribution(
                speaker=one.name,
                side=one.side,
                speaker_kind=one.kind,
                span=one.span,
                stance=stance_for("says", one.side, own, is_loss=main.kind.has("loss")),
            )
            for one in speakers(token, self.context.actors, on=self.context.article.published)
        )
        return replace(event, attributions=(*said, *event.attributions))


def _in_its_language(
    event: Event, article: Article, days: Sequence[Span], said: Sequence[Span]
) -> Event:
    """Days as the language writes them. Whether a name is a private person's, whom nobody names
    (rule 11), cannot be told there: a speaker is one without a name, where the words stand."""
    time = days_named(days[0], article, modality=event.modality) if days else None
    unnamed = (Attribution(speaker=UNNAMED, speaker_kind="unnamed", span=one) for one in said[:1])
    return replace(event, time=time or event.time, attributions=tuple(unnamed))
