"""From triggers to events: places, actors, time, speaker, modality and figures of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from components.core.records import (
    DRAWN_ROLES,
    ENGLISH,
    Actor,
    Article,
    Attribution,
    Event,
    EventTime,
    Modality,
    PlaceLink,
)
from components.events.clusters import Cluster
from components.events.codes import codes_of
from components.events.context import Context
from components.events.learned import modality_read
from components.events.modality import modality_of_all
from components.events.quantities import extent_of, quantities_of
from components.events.sameness import EventDraft
from components.events.triggers import Trigger
from components.language.english.actors import agents_of, find_actor, patients_of
from components.language.english.attribution import attributions_of, stance_for
from components.language.english.predicates import governor, is_passive, subjects
from components.language.english.prepositions import prepositions
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    clause,
    dependents,
    function_of,
    own_subjects,
)
from components.language.english.time import PAST, is_report, time_of
from components.language.english.words import is_a
from components.language.parse import without_blanks

CONTROL_FAMILY = "control"
UNDER_WAY = "advance"
"""The kind that a capture under way counts as."""
VERB_CONFIDENCE, NOUN_CONFIDENCE = 0.9, 0.8
Links = Mapping[int, tuple[PlaceLink, ...]]


def draft_of(cluster: Cluster, links: Links, context: Context) -> EventDraft:
    """The event that the triggers of one clause tell. ``links`` by token of the trigger."""
    token = cluster.main.token
    event = _event(cluster, links, context)
    pointing = any(_points_back(member.token, context) for member in cluster.members)
    return EventDraft(
        event=event,
        kind=cluster.main.kind,
        token=token,
        words=frozenset(member.token.lemma_.lower() for member in cluster.members),
        is_headline=context.is_headline(token),
        is_definite=pointing,
        news=cluster.main.word.news if cluster.main.word else None,
    )


def _points_back(token: Token, context: Context) -> bool:
    """ "The blast", "their attack", "the attack killed": it may mean an event told before."""
    if token.pos_ == "VERB":
        deeds = context.lexicon.triggers
        tellers = (noun for noun in own_subjects(token) if (noun.lemma_.lower(), "NOUN") in deeds)
        return any(_points_back(noun, context) for noun in tellers)
    return token.pos_ == "NOUN" and any(is_a(child, "told before") for child in token.lefts)


def _event(cluster: Cluster, links: Links, context: Context) -> Event:
    token = cluster.main.token
    modality = _modality(cluster, context)
    # "are taking the town" is fighting for it, not yet its capture.
    under_way = (
        modality == "ongoing"
        and cluster.main.kind.family == CONTROL_FAMILY
        and cluster.main.kind.has("gain")
        and cluster.main.kind.name != "control held"
    )
    kind = context.lexicon.kinds[UNDER_WAY] if under_way else cluster.main.kind
    time = _time(cluster, modality, context)
    if modality == "done" and _is_ahead(time, context.article):
        modality = "planned"
    agents, patients = _people(cluster, context, first=True), _people(cluster, context, first=False)
    said = _attributions(cluster, agents, context)
    event = Event(
        id=f"{context.article.short_id}-{token.idx}",
        kind=kind.name,
        label=kind.label,
        codes=kind.codes,
        trigger=cluster.main.span,
        sentence=without_blanks(token.sent),
        time=_done_by_report(time, said, modality),
        reported=next(
            (one.reported for one in said if one.reported and one.scope == "direct"),
            context.article.published,
        ),
        modality=modality,
        actors=agents,
        targets=tuple(one for one in patients if one not in agents and not _is_deed(one, cluster)),
        attributions=said,
        quantities=quantities_of([member.token for member in cluster.members], context),
        extractor=f"{'data/model' if cluster.main.is_learned else 'triggers.csv'}:{kind.name}:{token.lemma_.lower()}",
    )
    return _at_places(event, cluster, links, context)


def placed_anew(
    draft: EventDraft, cluster: Cluster, *, links: Links, context: Context
) -> EventDraft:
    """The draft with other ``links``; what does not hang on its places stays as it is."""
    return replace(draft, event=_at_places(draft.event, cluster, links, context))


def _at_places(event: Event, cluster: Cluster, links: Links, context: Context) -> Event:
    places = _places(cluster, links)
    return replace(
        event,
        codes=codes_of(
            cluster.main,
            context.lexicon.kinds[event.kind],
            modality=event.modality,
            actors=event.actors,
            links=places,
            kinds=[member.kind for member in cluster.members],
            context=context,
        ),
        links=places,
        targets=tuple(one for one in event.targets if not _is_site(one, places)),
        extent=extent_of(cluster.main.token, places, context),
        confidence=_confidence(cluster.main, places),
    )


def _modality(cluster: Cluster, context: Context) -> Modality:
    """By the rules, or by the model where it is sure; what has days that are over does not go on.
    Where no grammar is known, as the language model of a person says."""
    if context.article.language != ENGLISH and cluster.main.word:
        return cluster.main.word.status
    members = [member.token for member in cluster.members]
    by_rules = modality_of_all(cluster.main.token, members, context)
    if cluster.main.kind.family == CONTROL_FAMILY:
        return by_rules
    read, published = modality_read(by_rules, cluster.main.word), context.article.published
    last = _time(cluster, by_rules, context).last_day if read == "ongoing" else None
    return by_rules if last and published and last < published else read


def _is_ahead(time: EventTime, article: Article) -> bool:
    """Whether its days lie wholly after the day of publication: "the July event"."""
    first, published = time.first_day, article.published
    return first is not None and published is not None and first > published


def _places(cluster: Cluster, links: Links) -> tuple[PlaceLink, ...]:
    """The places of all members, each once a role, in text order."""
    found: dict[object, PlaceLink] = {}
    for member in cluster.main_first:
        for link in links.get(member.token.i, ()):
            found.setdefault((link.resolution.toponym.span, link.role in DRAWN_ROLES), link)
    return tuple(sorted(found.values(), key=lambda link: link.resolution.toponym.span.start))


def _people(cluster: Cluster, context: Context, *, first: bool) -> tuple[Actor, ...]:
    """The people of the verb before those of the noun: "they meet at the organisation's summit"."""
    read = agents_of if first else patients_of
    for member in sorted(cluster.members, key=lambda one: one.token.pos_ not in VERBAL):
        if found := read(member.token, context.actors, on=context.article.published):
            return found
    return _taker(cluster.main.token, context) if first else ()


def _is_deed(actor: Actor, cluster: Cluster) -> bool:
    """ "declared a state of emergency" is done to no state."""
    return actor.span is not None and actor.span.start in {
        member.token.idx for member in cluster.members
    }


def _is_site(actor: Actor, places: Sequence[PlaceLink]) -> bool:
    """A town that was taken or shelled is where it happened, nobody to whom it was done."""
    sites = (link.resolution.toponym.span for link in places if link.role in DRAWN_ROLES)
    return (
        not actor.side
        and actor.span is not None
        and any(site.overlaps(actor.span) for site in sites)
    )


def _taker(token: Token, context: Context) -> tuple[Actor, ...]:
    """ "the town fell to the rebels"; "tanks are in control of the town"."""
    on = context.article.published
    if token.pos_ == "VERB" and any(context.is_place(noun) for noun in subjects(token)):
        nouns = (noun for words, noun in prepositions(token) if words == "to")
        return tuple(actor for noun in nouns if (actor := find_actor(noun, context.actors, on=on)))
    verb = governor(token)
    carries = is_a(verb, "carrying") and verb.pos_ in VERBAL and not is_passive(token)
    return agents_of(verb, context.actors, on=on) if carries else ()


def _attributions(
    cluster: Cluster, agents: Sequence[Actor], context: Context
) -> tuple[Attribution, ...]:
    """Who says so; a side that speaks of its own loss acknowledges it."""
    found = attributions_of(
        cluster.main.token,
        lexicon=context.actors,
        times=context.times,
        on=context.article.published,
    )
    side = next((actor.side for actor in agents if actor.side), "")
    return tuple(
        replace(
            said,
            stance=stance_for(said.stance, said.side, side, is_loss=cluster.main.kind.has("loss")),
        )
        for said in found
    )


def _time(cluster: Cluster, modality: Modality, context: Context) -> EventTime:
    """The time of the first member that has words for it, else the main trigger's."""
    tokens = [member.token for member in cluster.main_first]
    carriers = [
        verb
        for token in tokens
        for verb in _carriers(token)
        if verb not in tokens and not is_a(verb, "court")
    ]
    found = [
        time_of(
            token,
            times=context.times,
            published=context.article.published,
            modality=modality,
        )
        for token in (*tokens, *carriers)
    ]
    return next((time for time in found if time.text), found[0])


def _done_by_report(time: EventTime, said: Sequence[Attribution], modality: Modality) -> EventTime:
    """What is done had happened by the first day on which it was told; a day that the words give
    stays as it is."""
    told = min(
        (one.reported for one in said if one.reported and one.scope == "direct"), default=None
    )
    if told is None or modality not in PAST or time.last_day is None or time.last_day <= told:
        return time
    if time.kind == "day" or (time.first_day is not None and time.first_day > told):
        return time
    if time.text:
        return replace(time, last_day=told)
    since = f"{time.anchor}, " if time.first_day else ""
    return replace(
        time,
        last_day=told,
        kind=time.kind if time.first_day else "open",
        anchor=f"{since}said on {told}",
    )


def _carriers(token: Token) -> list[Token]:
    """The verbs over a noun trigger within its clause, and those that go on about it: their time is
    its time. The day on which it was told is not."""
    if token.pos_ not in NOUNS:
        return []
    verb = clause(token)
    found = [
        one
        for one in dependents(token, "relative clause", "adnominal clause")
        if one.pos_ in VERBAL
    ]
    while verb.pos_ in VERBAL and verb not in found and not is_report(verb):
        words = (verb, *dependents(verb, "predicate adjective"))
        found += [verb, *(one for word in words for one in dependents(word, "open complement"))]
        if function_of(verb) != "open complement":
            break
        verb = verb.head
    return found


def _confidence(trigger: Trigger, places: Sequence[PlaceLink]) -> float:
    """How sure the reading is: the trigger's sort, or what was learned of it, times the surest
    drawn place."""
    base = VERB_CONFIDENCE if trigger.token.pos_ in VERBAL else NOUN_CONFIDENCE
    if trigger.is_learned and trigger.word is not None:
        base = min(base, trigger.word.kind_probability or base)
    drawn = [link.resolution.confidence for link in places if link.role in DRAWN_ROLES]
    return round(base * (max(drawn) if drawn else 1.0), 3)
