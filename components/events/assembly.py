"""From triggers to events: places, actors, time, speaker, modality and figures of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from components.core.records import (
    DRAWN_ROLES,
    ENGLISH,
    Actor,
    Event,
    EventTime,
    Modality,
    PlaceLink,
)
from components.events.clusters import Cluster
from components.events.codes import codes_of
from components.events.context import Context
from components.events.learned import modality_read
from components.events.modality import modality_of
from components.events.quantities import extent_of, quantities_of
from components.events.sameness import EventDraft
from components.events.triggers import matches
from components.language.english.actors import agents_of, find_actor, patients_of
from components.language.english.attribution import (
    attributions_of,
    hedges_of,
    stance_for,
)
from components.language.english.predicates import governor, is_passive, subjects
from components.language.english.prepositions import (
    is_after_preposition,
    preposition_over,
    prepositions,
)
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    clause,
    dependents,
    function_of,
    own_subjects,
)
from components.language.english.time import PAST, is_saying, time_of
from components.language.english.words import is_a
from components.language.parse import without_blanks

CONTROL_FAMILY = "control"
UNDER_WAY = "advance"
"""The kind that a capture under way counts as."""
VERB_CONFIDENCE, NOUN_CONFIDENCE = 0.9, 0.8
Links = Mapping[int, tuple[PlaceLink, ...]]


def draft_of(cluster: Cluster, links: Links, context: Context) -> EventDraft:
    """The event that the triggers of one clause tell. ``links`` by token of the trigger."""
    main, token, published = cluster.main, cluster.main.token, context.article.published
    modality = _modality(cluster, context)
    # "are taking the town" is fighting for it, not yet its capture.
    takes = main.kind.family == CONTROL_FAMILY and main.kind.has("gain")
    under_way = modality == "ongoing" and takes and main.kind.name != "control held"
    kind = context.lexicon.kinds[UNDER_WAY] if under_way else main.kind
    time = _time(cluster, modality, context)
    # What lies wholly after the day of publication: "the July event".
    if modality == "done" and time.first_day and published and time.first_day > published:
        modality = "planned"
    agents, patients = _people(cluster, context, first=True), _people(cluster, context, first=False)
    # A side that speaks of its own loss acknowledges it.
    side, is_loss = next((one.side for one in agents if one.side), ""), main.kind.has("loss")
    said = tuple(
        replace(one, stance=stance_for(one.stance, one.side, side, is_loss=is_loss))
        for one in attributions_of(token, times=context.times, on=published)
    )
    told_on = [one.reported for one in said if one.reported and one.scope == "direct"]
    # "declared a state of emergency" is done to no state.
    deeds = {member.token.idx for member in cluster.members}
    event = Event(
        id=f"{context.article.short_id}-{token.idx}",
        kind=kind.name,
        label=kind.label,
        codes=kind.codes,
        trigger=main.span,
        sentence=without_blanks(token.sent),
        time=_done_by_report(time, min(told_on), modality) if told_on else time,
        reported=told_on[0] if told_on else published,
        modality=modality,
        actors=agents,
        targets=tuple(
            one
            for one in patients
            if one not in agents and (one.span is None or one.span.start not in deeds)
        ),
        attributions=said,
        hedges=() if said else hedges_of(token),  # else they are the speaker's
        quantities=quantities_of([member.token for member in cluster.members], context),
        extractor=f"{'data/model' if main.is_learned else 'triggers.csv'}:{kind.name}"
        f":{token.lemma_.lower()}",
    )
    draft = EventDraft(
        event=event,
        cluster=cluster,
        is_headline=context.is_headline(token),
        is_definite=any(_points_back(member.token, context) for member in cluster.members),
    )
    return at_places(draft, links, context)


def at_places(draft: EventDraft, links: Links, context: Context) -> EventDraft:
    """The draft with the places of all its triggers, each once a role, in text order, and what
    depends on them. The reading is as sure as the sort of the trigger, or what was learned of it,
    times the surest drawn place."""
    event, cluster, word = draft.event, draft.cluster, draft.cluster.main.word
    places: dict[object, PlaceLink] = {}
    for member in cluster.main_first:
        for link in links.get(member.token.i, ()):
            places.setdefault((link.resolution.toponym.span, link.role in DRAWN_ROLES), link)
    found = sorted(places.values(), key=lambda link: link.resolution.toponym.span.start)
    drawn = [link for link in found if link.role in DRAWN_ROLES]
    base = VERB_CONFIDENCE if draft.token.pos_ in VERBAL else NOUN_CONFIDENCE
    if cluster.main.is_learned and word is not None:
        base = min(base, word.kind_probability or base)
    sure = max((link.resolution.confidence for link in drawn), default=1.0)
    event = replace(
        event,
        links=tuple(found),
        targets=tuple(one for one in event.targets if not _is_site(one, drawn)),
        extent=extent_of(draft.token, drawn, context),
        confidence=round(base * sure, 3),
    )
    codes = codes_of(
        event,
        context.lexicon,
        kinds=[member.kind for member in cluster.members],
        fits=lambda frames: matches(draft.token, frames, context),
    )
    return replace(draft, event=replace(event, codes=codes))


def _is_site(actor: Actor, drawn: Sequence[PlaceLink]) -> bool:
    """A town that was taken or shelled is where it happened, nobody to whom it was done."""
    if actor.side or actor.span is None:
        return False
    return any(link.resolution.toponym.span.overlaps(actor.span) for link in drawn)


def _points_back(token: Token, context: Context) -> bool:
    """ "The blast", "their attack", "the attack killed": it may mean an event told before."""
    if token.pos_ == "VERB":
        deeds = context.lexicon.triggers
        tellers = (noun for noun in own_subjects(token) if (noun.lemma_.lower(), "NOUN") in deeds)
        return any(_points_back(noun, context) for noun in tellers)
    return token.pos_ == "NOUN" and any(is_a(child, "told before") for child in token.lefts)


def _modality(cluster: Cluster, context: Context) -> Modality:
    """By the rules, or by the model where it is sure; what has days that are over does not go on.
    Where no grammar is known, as the language model of a person says."""
    if context.article.language != ENGLISH and cluster.main.word:
        return cluster.main.word.status
    members = [member.token for member in cluster.members]
    by_rules = modality_of(cluster.main.token, members, context)
    if cluster.main.kind.family == CONTROL_FAMILY:
        return by_rules
    read, published = modality_read(by_rules, cluster.main.word), context.article.published
    last = _time(cluster, by_rules, context).last_day if read == "ongoing" else None
    return by_rules if last and published and last < published else read


def _people(cluster: Cluster, context: Context, *, first: bool) -> tuple[Actor, ...]:
    """The people of the verb before those of the noun: "they meet at the organisation's summit";
    who protests did no violence that is told beside it."""
    read = agents_of if first else patients_of
    is_violent = cluster.main.kind.has("violent")
    members = [one for one in cluster.members if one.kind.has("violent") or not is_violent]
    for member in sorted(members, key=lambda one: one.token.pos_ not in VERBAL):
        if found := read(member.token, on=context.article.published):
            return found
    return _taker(cluster.main.token, context) if first else ()


def _taker(token: Token, context: Context) -> tuple[Actor, ...]:
    """ "the town fell to the rebels"; "tanks are in control of the town"."""
    on = context.article.published
    if token.pos_ == "VERB" and any(context.is_place(noun) for noun in subjects(token)):
        nouns = (noun for words, noun in prepositions(token) if words == "to")
        return tuple(actor for noun in nouns if (actor := find_actor(noun, on=on)))
    verb = governor(token)
    carries = is_a(verb, "carrying") and verb.pos_ in VERBAL and not is_passive(token)
    # "The bank is closed due to the blast" is no deed of the bank.
    if verb.lemma_ == "be" and preposition_over(token):
        carries = carries and is_after_preposition(token, {"in"})
    return agents_of(verb, on=on) if carries else ()


def _time(cluster: Cluster, modality: Modality, context: Context) -> EventTime:
    """The time of the first member that has words for it, else the main trigger's."""
    tokens = [member.token for member in cluster.main_first]
    carriers = [verb for token in tokens for verb in _carriers(token)]
    carriers = [verb for verb in carriers if verb not in tokens and not is_a(verb, "court")]
    on = context.article.published
    found = [
        time_of(token, times=context.times, published=on, modality=modality)
        for token in (*tokens, *carriers)
    ]
    return next((time for time in found if time.text), found[0])


def _done_by_report(time: EventTime, told_on: date, modality: Modality) -> EventTime:
    """What is done had happened by the first day on which it was told; a day that the words give
    stays as it is."""
    first, last = time.first_day, time.last_day
    if modality not in PAST or last is None or last <= told_on or time.kind == "day":
        return time
    if first is not None and first > told_on:
        return time
    if time.text:
        return replace(time, last_day=told_on)
    since = f"{time.anchor}, " if first else ""
    kind = time.kind if first else "open"
    return replace(time, last_day=told_on, kind=kind, anchor=f"{since}said on {told_on}")


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
    while verb.pos_ in VERBAL and verb not in found and not is_saying(verb):
        words = (verb, *dependents(verb, "predicate adjective"))
        found += [verb, *(one for word in words for one in dependents(word, "open complement"))]
        if function_of(verb) != "open complement":
            break
        verb = verb.head
    return found
