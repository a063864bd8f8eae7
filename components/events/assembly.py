"""From triggers to events: places, actors, time, speaker, modality and figures of each, then the
same event once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from components.core.records import (
    DRAWN_ROLES,
    STATEMENTS,
    Actor,
    Article,
    Attribution,
    Event,
    EventTime,
    Modality,
    PlaceLink,
    Resolution,
    Span,
)
from components.events.anaphora import pointed_at
from components.events.clusters import Cluster, clusters
from components.events.codes import codes_of
from components.events.context import Context, context_of, span_of
from components.events.draft import Draft
from components.events.everyday import as_unmapped, is_everyday, is_of_public_order, is_private
from components.events.extent import extent_of
from components.events.learned import with_learned
from components.events.merging import merge
from components.events.modality import modality_of_all
from components.events.place_model import is_wanting, judged, places_for
from components.events.place_scene import Scene, scene_of
from components.events.quantities import quantities_of
from components.events.roles import links_at_verbs, links_by_trigger
from components.events.triggers import Trigger, find_triggers, governor
from components.events.unmapped import unmapped
from components.language.english.actors import agents_of, find_actor, patients_of
from components.language.english.attribution import attributions_of, stance_for
from components.language.english.syntax import children, clause, objects, prepositions, subjects
from components.language.english.time import PAST, is_report, time_carried_on, time_of
from components.language.event_words import EventWords
from components.lexicon.events import EventLexicon, Kind
from components.lexicon.people import ActorLexicon

UNDER_WAY = "advance"
"""The kind that a capture under way counts as."""
CARRYING = frozenset({"be", "have", "exercise", "hold", "keep"})
POINTING = frozenset({"the", "this", "its", "their"})
LOSS_FAMILIES = frozenset({"withdrawal", "surrender"})
VERB_CONFIDENCE, NOUN_CONFIDENCE = 0.9, 0.8
Links = Mapping[int, tuple[PlaceLink, ...]]


def read_events(
    doc: Doc,
    *,
    article: Article,
    resolutions: tuple[Resolution, ...],
    lexicon: EventLexicon,
    actors: ActorLexicon,
    event_words: EventWords | None = None,
) -> tuple[Event, ...]:
    """All events of an article in text order, those that are not drawn included. Without
    ``event_words`` the rules alone say which words tell one."""
    context = context_of(
        doc, article=article, resolutions=resolutions, lexicon=lexicon, actors=actors
    )
    triggers = find_triggers(context)
    if event_words is not None:
        triggers = with_learned(triggers, context, event_words)
    links = links_by_trigger(context, [trigger for trigger in triggers if not trigger.is_statement])
    groups = clusters(triggers)
    drafts = [_draft(cluster, links, context) for cluster in groups]
    scene = scene_of(context, resolutions, [draft.event for draft in drafts])
    told = [draft.event for draft in merge(_placed(groups, drafts, links, scene))]
    everyday = is_everyday(doc, told, lexicon)
    kept, others = list[Event](), list[Event]()
    for event in told:
        unnoted = everyday and not is_of_public_order(event, doc, lexicon)
        (others if unnoted or is_private(event, told, doc=doc, lexicon=lexicon) else kept).append(
            event
        )
    told = [*kept, *as_unmapped(others, lexicon)]
    told = [*told, *_without_kind(context, triggers, told)]
    told.sort(key=lambda event: event.trigger.start)
    if scene.is_article:
        told = [judged(event, scene, lexicon.place_model) for event in told]
    return tuple(_carried_on(event, context) for event in told)


def _carried_on(event: Event, context: Context) -> Event:
    """What is done and has no words for its time takes the day of the tale that it goes on with."""
    at = event.trigger
    words = context.doc.char_span(at.start, at.end, alignment_mode="expand")
    is_act = event.modality in PAST and event.codes.display_group != STATEMENTS
    if event.time.text or not is_act or words is None:
        return event
    found = time_carried_on(words.root, context.times)
    if found is None or (found.last_day or date.max) > (event.time.last_day or date.max):
        return event
    return replace(event, time=found)


def _placed(
    groups: Sequence[Cluster], drafts: Sequence[Draft], links: Links, scene: Scene
) -> Sequence[Draft]:
    """The drafts; those which also after merging have no pin are drafted anew with the place that
    the model chooses."""
    if not scene.is_article:
        return drafts
    wanting = {draft.event.id for draft in merge(drafts) if is_wanting(draft.event)}
    placed = list(drafts)
    for number, (cluster, draft) in enumerate(zip(groups, drafts, strict=True)):
        found = places_for(draft.event, scene) if draft.event.id in wanting else ()
        if found:
            own = cluster.main.token.i
            placed[number] = _draft(
                cluster, {**links, own: (*links.get(own, ()), *found)}, scene.context
            )
    return placed


def _without_kind(
    context: Context, triggers: Sequence[Trigger], told: Sequence[Event]
) -> list[Event]:
    """What happened at a place that no event takes, in words that fit no kind: each passage an
    event of its own."""
    taken = {
        link.resolution.toponym.span
        for event in told
        for link in event.links
        if link.role in DRAWN_ROLES
    }
    others = unmapped(context, triggers)
    links = links_at_verbs(context, others, taken=taken)
    events = [
        _event(Cluster(one, (one,)), links, context) for one in others if one.token.i in links
    ]
    return [event for event in events if event.modality != "hypothetical"]


def _draft(cluster: Cluster, links: Links, context: Context) -> Draft:
    token = cluster.main.token
    event = _event(cluster, links, context)
    pointing = any(_points_back(member.token, context) for member in cluster.members)
    return Draft(
        event=event,
        family=cluster.main.kind.family,
        priority=cluster.main.kind.priority,
        is_headline=context.is_headline(token),
        is_definite=pointing,
        thing=_thing(token),
    )


def _thing(token: Token) -> str:
    things = (noun.lemma_.lower() for noun in objects(token) if noun.pos_ == "NOUN")
    return next(things, "") if token.pos_ == "VERB" else ""


def _points_back(token: Token, context: Context) -> bool:
    """ "The blast", "their attack", "the attack killed": it may mean an event told before."""
    if token.pos_ == "VERB":
        deeds = (
            noun
            for noun in children(token, "nsubj")
            if (noun.lemma_.lower(), "NOUN") in context.lexicon.triggers
        )
        return any(_points_back(noun, context) for noun in deeds)
    return token.pos_ == "NOUN" and any(
        child.lower_ in POINTING for child in children(token, "det", "poss")
    )


def _event(cluster: Cluster, links: Links, context: Context) -> Event:
    token = cluster.main.token
    modality = modality_of_all(token, [member.token for member in cluster.members], context)
    kind = _kind(cluster.main, modality, context)
    places = _places(cluster, links, context)
    agents, patients = _people(cluster, context, first=True), _people(cluster, context, first=False)
    said = _attributions(cluster, agents, context)
    families = [member.kind.family for member in cluster.members]
    return Event(
        id=f"{context.article.short_id}-{token.idx}",
        kind=kind.name,
        label=kind.label,
        codes=codes_of(
            cluster.main,
            kind,
            modality=modality,
            actors=agents,
            links=places,
            families=families,
            context=context,
        ),
        trigger=cluster.main.span,
        sentence=_sentence(token),
        time=_by_the_day_told(_time(cluster, modality, context), said, modality),
        reported=next(
            (one.reported for one in said if one.reported and one.scope == "direct"),
            context.article.published,
        ),
        modality=modality,
        links=places,
        actors=agents,
        targets=tuple(
            one
            for one in patients
            if one not in agents and not _is_site(one, places) and not _is_deed(one, cluster)
        ),
        attributions=said,
        extent=extent_of(token, places, context),
        quantities=quantities_of([member.token for member in cluster.members], context),
        confidence=_confidence(cluster.main, places),
        extractor=f"{_source(cluster.main)}{kind.name}:{token.lemma_.lower()}",
    )


def _kind(trigger: Trigger, modality: Modality, context: Context) -> Kind:
    """ "are taking the town" is fighting for it, not yet its capture."""
    under_way = (
        trigger.kind.family == "control"
        and modality == "ongoing"
        and trigger.kind.name != "control held"
    )
    return context.lexicon.kinds[UNDER_WAY] if under_way else trigger.kind


def _sentence(token: Token) -> Span:
    """The sentence without the blanks around it."""
    words = [word for word in token.sent if not word.is_space]
    return span_of(words[0], words[-1])


def _places(cluster: Cluster, links: Links, context: Context) -> tuple[PlaceLink, ...]:
    """The places of all members, the main trigger's first; where none is drawn, one that the words
    point back at."""
    members = sorted(cluster.members, key=lambda member: member is not cluster.main)
    found: dict[object, PlaceLink] = {}
    for member in members:
        for link in links.get(member.token.i, ()):
            found.setdefault((link.resolution.toponym.span, link.role in DRAWN_ROLES), link)
    if not any(link.role in DRAWN_ROLES and link.resolution.place for link in found.values()):
        pointed = next((one for member in members if (one := pointed_at(member, context))), None)
        return (*found.values(), pointed) if pointed else tuple(found.values())
    return tuple(sorted(found.values(), key=lambda link: link.resolution.toponym.span.start))


def _people(cluster: Cluster, context: Context, *, first: bool) -> tuple[Actor, ...]:
    """The people of the verb before those of the noun: "they meet at the organisation's summit"."""
    read = agents_of if first else patients_of
    for member in sorted(cluster.members, key=lambda one: one.token.pos_ not in {"VERB", "AUX"}):
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
    return (
        agents_of(verb, context.actors, on=on)
        if verb.lemma_ in CARRYING and verb.pos_ in {"VERB", "AUX"}
        else ()
    )


def _attributions(
    cluster: Cluster, agents: Sequence[Actor], context: Context
) -> tuple[Attribution, ...]:
    """Who says so; a side that speaks of its own loss acknowledges it."""
    found = attributions_of(
        cluster.main.token,
        doc=context.doc,
        lexicon=context.actors,
        times=context.times,
        on=context.article.published,
    )
    side = next((actor.side for actor in agents if actor.side), "")
    is_loss = cluster.main.kind.family in LOSS_FAMILIES or cluster.main.kind.name in LOSS_FAMILIES
    return tuple(
        replace(said, stance=stance_for(said.stance, said.side, side, is_loss=is_loss))
        for said in found
    )


def _time(cluster: Cluster, modality: Modality, context: Context) -> EventTime:
    """The time of the first member that has words for it, else the main trigger's."""
    members = sorted(cluster.members, key=lambda one: one is not cluster.main)
    tokens = [member.token for member in members]
    court = context.lexicon.classes["court"]
    carriers = [
        verb
        for token in tokens
        for verb in _carriers(token)
        if verb not in tokens and verb.lemma_ not in court
    ]
    found = [
        time_of(
            token,
            times=context.times,
            doc=context.doc,
            published=context.article.published,
            modality=modality,
        )
        for token in (*tokens, *carriers)
    ]
    return next((time for time in found if time.text), found[0])


def _by_the_day_told(time: EventTime, said: Sequence[Attribution], modality: Modality) -> EventTime:
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
    if token.pos_ not in {"NOUN", "PROPN"}:
        return []
    verb, found = (
        clause(token),
        [child for child in children(token, "relcl", "acl") if child.pos_ in {"VERB", "AUX"}],
    )
    while verb.pos_ in {"VERB", "AUX"} and verb not in found and not is_report(verb):
        found += [
            verb,
            *(
                inner
                for word in (verb, *children(verb, "acomp"))
                for inner in children(word, "xcomp")
            ),
        ]
        if verb.dep_ != "xcomp":
            break
        verb = verb.head
    return found


def _source(trigger: Trigger) -> str:
    """The file that gave the kind; none for what fits no kind."""
    return "data/model:" if trigger.learned else "triggers.csv:" if trigger.row.lemmas else ""


def _confidence(trigger: Trigger, places: Sequence[PlaceLink]) -> float:
    """How sure the reading is: the trigger's sort, or what was learned of it, times the surest
    drawn place."""
    base = VERB_CONFIDENCE if trigger.token.pos_ in {"VERB", "AUX"} else NOUN_CONFIDENCE
    base = min(base, trigger.learned or base)
    drawn = [link.resolution.confidence for link in places if link.role in DRAWN_ROLES]
    return round(base * (max(drawn) if drawn else 1.0), 3)
