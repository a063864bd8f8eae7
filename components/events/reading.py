"""The events of an article, step by step: words that report one, their places, the same event once,
and what of them is the news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from components.core.records import STATEMENTS, Article, Event, Resolution
from components.events.assembly import Links, at_places, draft_of
from components.events.clusters import clusters
from components.events.context import Context, context_of
from components.events.dated_places import by_days
from components.events.everyday import as_unmapped, is_everyday, is_of_public_order, is_private
from components.events.learned import with_learned
from components.events.merging import merge
from components.events.model_events import drafts_of_answer
from components.events.place_context import LearnedSignals, PlaceContext
from components.events.place_model import PlaceChoices, choices_of, judged
from components.events.roles import links_by_trigger
from components.events.sameness import EventDraft
from components.events.triggers import Trigger, find_triggers
from components.language.english.time import PAST, time_continued
from components.language.event_words import EventWords
from components.language.place_layers import PlaceLayers
from components.lexicon.events import EventLexicon, PlaceModel
from components.llm.answers import GroundedAnswer


def read_events(
    doc: Doc,
    *,
    article: Article,
    resolutions: tuple[Resolution, ...],
    lexicon: EventLexicon,
    event_words: EventWords | None = None,
    answer: GroundedAnswer | None = None,
) -> tuple[Event, ...]:
    """All events of an article in text order, those that are not drawn included. Without
    ``event_words`` the rules alone say which words tell one; the ``answer`` of a language model
    of the person's own takes the place of both."""
    context = context_of(doc, article=article, resolutions=resolutions, lexicon=lexicon)
    if answer is not None:
        drafts = drafts_of_answer(answer, resolutions, context)
        events = [draft.event for draft in drafts]
        place_context = PlaceContext(context=context, resolutions=resolutions, events=events)
        reading = UnplacedEvents(links={}, drafts=drafts, place_context=place_context)
        return final_events(reading, None)
    triggers = find_triggers(context)
    learned = LearnedSignals()
    if event_words is not None:
        encoded = event_words.encoded(doc)
        votes = {trigger.token.i: trigger.kind.name for trigger in triggers}
        headlines = {token.i for token in doc if context.is_headline(token)}
        words = event_words.read(doc, encoded, votes=votes, headlines=headlines)
        triggers = with_learned(triggers, context, words, learned=event_words.kinds)
        learned = LearnedSignals(words=words, encoded=encoded, places=event_words.places)
    reading = unplaced_events(context, resolutions, triggers=triggers, learned=learned)
    return final_events(reading, choices_of(reading.place_context.events, reading.place_context))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedEvents:
    """The events as the clauses tell them, in text order, before places are chosen."""

    links: Links
    drafts: Sequence[EventDraft]
    place_context: PlaceContext

    def with_place_model(self, model: PlaceModel, layers: PlaceLayers | None) -> UnplacedEvents:
        context = self.place_context.context
        lexicon = replace(context.lexicon, place_model=model)
        place_context = replace(
            self.place_context,
            context=replace(context, lexicon=lexicon),
            learned=replace(self.place_context.learned, places=layers),
        )
        return replace(self, place_context=place_context)

    def placed(self, choices: PlaceChoices) -> list[EventDraft]:
        """The drafts with the places that were chosen."""
        found = []
        for draft in self.drafts:
            if chosen := choices.links.get(draft.event.id):
                own = draft.token.i
                links = {**self.links, own: (*self.links.get(own, ()), *chosen)}
                found.append(at_places(draft, links, self.place_context.context))
            else:
                found.append(draft)
        return found

    def merged(self, choices: PlaceChoices) -> list[Event]:
        """The same event once, with the places that were chosen."""
        weights = self.place_context.context.lexicon.place_model.same
        return [draft.event for draft in merge(self.placed(choices), weights)]


def unplaced_events(
    context: Context,
    resolutions: Sequence[Resolution],
    *,
    triggers: Sequence[Trigger],
    learned: LearnedSignals,
) -> UnplacedEvents:
    """The first steps; no place is chosen yet."""
    links = links_by_trigger(context, triggers)
    drafts = [draft_of(cluster, links, context) for cluster in clusters(triggers)]
    events = [draft.event for draft in drafts]
    place_context = PlaceContext(
        context=context, resolutions=resolutions, events=events, learned=learned
    )
    return UnplacedEvents(links=links, drafts=drafts, place_context=place_context)


def final_events(reading: UnplacedEvents, choices: PlaceChoices | None) -> tuple[Event, ...]:
    """The events in text order; those of everyday life fit no kind, and a pin that is not likely to
    be news says so. Without ``choices`` a language model has chosen what is news, and where."""
    place_context, doc = reading.place_context, reading.place_context.context.doc
    lexicon, events = place_context.context.lexicon, reading.merged(choices or PlaceChoices())
    everyday = is_everyday(doc, events)
    kept, others = list[Event](), list[Event]()
    for event in events:
        unnoted = everyday and not is_of_public_order(event, doc, lexicon)
        is_other = unnoted or is_private(event, events, doc=doc)
        (others if is_other else kept).append(event)
    found = [*kept, *as_unmapped(others, lexicon)]
    found.sort(key=lambda event: event.trigger.start)
    if place_context.is_article and choices is not None:
        found = [judged(event, place_context, choices.before.get(event.id, ())) for event in found]
    carried = (_carried_on(event, place_context.context) for event in found)
    parts = (part for event in carried for part in by_days(event, place_context.context))
    return tuple(sorted(parts, key=lambda event: event.trigger.start))


def _carried_on(event: Event, context: Context) -> Event:
    """An act without words for its time takes the day of the narrative that it continues."""
    token = context.head_of(event.trigger)
    is_act = event.modality in PAST and event.codes.display_group != STATEMENTS
    if event.time.text or not is_act or token is None:
        return event
    found = time_continued(token, context.times)
    if found is None or (found.last_day or date.max) > (event.time.last_day or date.max):
        return event
    return replace(event, time=found)
