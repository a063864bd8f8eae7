"""Which place plays which role in which event: from each toponym up the parse to the first trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from components.events.anaphora import KINDS, pointed_at
from components.events.borrowed import hung_on, sharers
from components.events.context import Context
from components.events.lexicon import PlacePreposition
from components.events.paths import Path, climb
from components.events.syntax import DIRECTIONS
from components.events.triggers import Trigger, governor
from components.model import DRAWN_ROLES, PlaceLink, Resolution, Role

ORIGIN_FAMILIES = frozenset({"strike"})
NOT_AT_HOME = frozenset({"meeting", "agreement", "sanction", "aid", "exchange", "accession"})
"""Families in which a country before the noun takes part: "the Ukraine talks"."""

POINTS = frozenset({"settlement", "district", "facility", "position"})
"""Kinds of place that an event is at; it is in the others."""

MOVES = frozenset({"advance", "withdrawal", "control", "displacement", "shipping", "aid", "visit"})
"""Families that go somewhere: along the road from X to Y they go from X to Y; others are only somewhere on the way."""

BORROWED = 0.8
"""What having its place from the verb around it costs in confidence."""


def links_by_trigger(context: Context, triggers: Sequence[Trigger]) -> Mapping[int, tuple[PlaceLink, ...]]:
    """Index of the trigger's token to its places, in text order, each place once a role."""
    by_token = {trigger.token.i: trigger for trigger in triggers}
    anchors = _anchors(triggers)
    found: dict[int, list[PlaceLink]] = {}
    for head, resolution in _toponym_heads(context):
        path = climb(head, context, triggers=by_token, anchors=anchors)
        if path:
            trigger = by_token[path.trigger.i]
            found.setdefault(path.trigger.i, []).append(_link(resolution, path, trigger, context))
    for path, resolution in hung_on(triggers, context):
        _add(found, _link(resolution, path, by_token[path.trigger.i], context), path.trigger.i)
    for borrower, lender in sharers(triggers, by_token):
        if not _drawn(found.get(borrower.token.i, ())):
            found.setdefault(borrower.token.i, []).extend(_as_site(link) for link in _drawn(found.get(lender.token.i, ())))
    for index, links in found.items():
        start = pointed_at(by_token[index], context) if _is_without_start(links) else None
        if start and start.role == "from":
            links.append(start)
    return {index: _addresses_as_mentions(links) for index, links in found.items()}


def _is_without_start(links: Sequence[PlaceLink]) -> bool:
    """"fled from the city to X": the goal is named, the start only pointed at."""
    return any(link.role == "to" for link in links) and all(link.role != "from" for link in links)


def _add(found: dict[int, list[PlaceLink]], link: PlaceLink, index: int) -> None:
    links = found.setdefault(index, [])
    if all(link.resolution is not other.resolution for other in links):
        links.append(link)


def _drawn(links: Sequence[PlaceLink]) -> list[PlaceLink]:
    return [link for link in links if link.role in DRAWN_ROLES]


def _as_site(link: PlaceLink) -> PlaceLink:
    """The place that was left is where the shelling before was."""
    place, sure = link.resolution.place, link.resolution.confidence
    role: Role = "at" if place is not None and place.kind in POINTS else "in"
    return replace(link, role=role, resolution=replace(link.resolution, confidence=sure * BORROWED))


def _toponym_heads(context: Context) -> list[tuple[Token, Resolution]]:
    """The syntactic head of each toponym."""
    spans: dict[int, list[Token]] = {}
    for index, resolution in context.places.items():
        spans.setdefault(id(resolution), []).append(context.doc[index])
    tokens = list(spans.values())
    inside = [{token.i for token in group} for group in tokens]
    heads = [next((t for t in group if t.head.i not in within or t.head == t), group[-1])
             for group, within in zip(tokens, inside, strict=True)]
    return [(head, context.places[head.i]) for head in heads]


def _anchors(triggers: Sequence[Trigger]) -> Mapping[int, Trigger]:
    """Verbs that only carry a noun trigger: "carried out an attack", "the summit is scheduled"."""
    taken = {trigger.token.i for trigger in triggers}
    table: dict[int, Trigger] = {}
    for trigger in triggers:
        verb = governor(trigger.token)
        is_noun = trigger.token.pos_ in {"NOUN", "PROPN"} or _is_gerund(trigger.token)
        if is_noun and verb.pos_ in {"VERB", "AUX"} and verb.i not in taken:
            table.setdefault(verb.i, trigger)
    return table


def _is_gerund(token: Token) -> bool:
    """"Shelling was reported": a noun whatever the tagger makes of it."""
    return token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _link(resolution: Resolution, path: Path, trigger: Trigger, context: Context) -> PlaceLink:
    table = context.lexicon.prepositions
    known = [table.get(words) or table.get(words.split()[-1]) for words in path.prepositions]
    directed = any(words.split()[0] in DIRECTIONS for words in path.prepositions)
    somewhere = _is_on_the_way(path) and trigger.kind.family not in MOVES
    near = directed or somewhere or any(one.near for one in known if one) or _is_outskirts(path)
    last = _said_role(path, known, trigger, is_leaving=_leaves(trigger, context))
    role = _role(resolution, path, trigger, by_preposition=last, context=context)
    shown = replace(resolution, confidence=resolution.confidence * 0.7) if path.loose else resolution
    said = [one for one, words in zip(known, path.prepositions, strict=True) if one and words not in {"of", "over"}]
    within = _is_inside(path, resolution) or any(one.role == "in" for one in said)
    return PlaceLink(resolution=shown, role=role, near=near and role not in {"reference", "mention"}, within=within)


def _is_inside(path: Path, resolution: Resolution) -> bool:
    """"the Kharkiv tower" is something in Kharkiv; "Kharkiv city" is Kharkiv itself."""
    if path.modifies is None or resolution.place is None:
        return False
    return resolution.place.kind not in KINDS.get(path.modifies.lemma_.lower(), ())


def _said_role(path: Path, known: Sequence[PlacePreposition | None], trigger: Trigger, *, is_leaving: bool) -> Role | None:
    """Of the innermost preposition where it gives a goal or a target; else of the one that stands at the trigger."""
    if is_leaving and path.prepositions == ("for",):
        return "to"
    if _is_on_the_way(path):
        return known[0].role if known and known[0] and trigger.kind.family in MOVES else "along"
    if not known or known[-1] is None:
        return None
    first, last = known[0], known[-1].role
    if first and (first.role == "target" or path.prepositions[0] in {"toward", "towards"}):
        return first.role
    return "in" if last == "participant" and first and first.role == "in" else last


def _is_on_the_way(path: Path) -> bool:
    """"along the road from X to Y", "on the highway to Y"."""
    return len(path.prepositions) > 1 and path.prepositions[0] in {"from", "to"} and path.prepositions[-1] in {"along", "on", "down"}


def _is_outskirts(path: Path) -> bool:
    return any(words in {"suburbs of", "outskirts of"} for words in path.prepositions)


def _role(resolution: Resolution, path: Path, trigger: Trigger, *, by_preposition: Role | None, context: Context) -> Role:
    use, place = resolution.toponym.use, resolution.place
    if path.measured:
        return "reference"
    if use in {"metonym", "demonym"}:
        return "actor"
    if use == "embedded":
        return "mention"
    if path.inside is not None:
        return "mention"
    if path.holder:
        return "participant" if trigger.kind.family in NOT_AT_HOME else "modifier"
    if path.modifies is not None and not _is_located(path.modifies, resolution, context):
        return _modifier_role(resolution, path, trigger)
    if place is not None and place.kind == "country" and path.argument in {"nsubj", "nsubjpass"} and not path.prepositions:
        return "participant"
    return _drawn_role(trigger, resolution, path, role=by_preposition, context=context)


def _is_located(noun: Token, resolution: Resolution, context: Context) -> bool:
    """"the Kharkiv tower" stands in Kharkiv; "the Black Sea port" and "Kyiv officials" say no such thing."""
    place = resolution.place
    if place is None or place.kind not in {"settlement", "district", "admin1", "admin2", "facility", "island"}:
        return False
    return context.fits(noun, frozenset({"structure", "place"}))


def _modifier_role(resolution: Resolution, path: Path, trigger: Trigger) -> Role:
    """"the Istanbul talks" are in Istanbul; "the Ukraine talks" are not in Ukraine; "Kyiv officials" are no place."""
    place = resolution.place
    direct = path.trigger is trigger.token and not path.prepositions and not path.argument
    if place is None or not direct or (place.kind == "country" and trigger.kind.family in NOT_AT_HOME):
        return "modifier"
    return "at" if place.kind in {"settlement", "district", "facility"} else "in"


def _drawn_role(trigger: Trigger, resolution: Resolution, path: Path, *, role: Role | None, context: Context) -> Role:
    """The preposition's role; at for a town and in for an area where the words only place the event."""
    place = resolution.place
    if role in {"participant", "mention", "along", "to"}:
        return role
    if _is_aimed_at(trigger, path, context):
        return "target"
    if place is not None and place.kind == "river" and path.prepositions[:1] in {("across",), ("over",)}:
        return "along"
    if trigger.kind.family in ORIGIN_FAMILIES and role == "from":
        return "origin"
    from_home = trigger.kind.family == "displacement" and path.argument == "nsubj"
    if role in {None, "in"} and (from_home or _is_left(trigger, path, context)):
        return "from"
    if role in {"from", "target"}:
        return role
    return "at" if place is not None and place.kind in POINTS else "in"


def _is_left(trigger: Trigger, path: Path, context: Context) -> bool:
    """"left the port of X" started from X, whatever kind of leaving it is."""
    is_leaving = _leaves(trigger, context) or trigger.kind.name == "withdrawal"
    return is_leaving and path.argument in {"dobj", "nsubjpass", ""}


def _leaves(trigger: Trigger, context: Context) -> bool:
    return trigger.token.pos_ == "VERB" and trigger.token.lemma_ in context.lexicon.classes["leaving"]


def _is_aimed_at(trigger: Trigger, path: Path, context: Context) -> bool:
    """"fired rockets at X"."""
    aiming = trigger.token.lemma_ in context.lexicon.classes["aiming"]
    return aiming and trigger.kind.family in ORIGIN_FAMILIES and path.prepositions[-1:] == ("at",)


def _addresses_as_mentions(links: Sequence[PlaceLink]) -> tuple[PlaceLink, ...]:
    """A unit that contains another place of the event only says where that lies: "Sudzha in the Kursk region"."""
    return tuple(replace(link, role=role) if (role := _beside_others(link, links)) else link for link in links)


def _beside_others(link: PlaceLink, links: Sequence[PlaceLink]) -> Role | None:
    """Another role where another place of the event says more: an address, or the point that it lies near to."""
    if any(_contains(link, other) for other in links if other is not link):
        return "mention"
    named = any(other.role in DRAWN_ROLES and not other.near and not other.within for other in links if other is not link)
    return "reference" if link.near and named else None


def _contains(outer: PlaceLink, inner: PlaceLink) -> bool:
    big, small = outer.resolution.place, inner.resolution.place
    if big is None or small is None or inner.role not in {"at", "in", "from", "to", "target", "origin", "along"}:
        return False
    if outer.role not in {"at", "in", "from", "to", "target"} or big.id == small.id:
        return False
    if big.kind in {"water", "region"} and small.kind in {"settlement", "island", "facility", "admin1", "admin2"}:
        return outer.role == "in" or outer.within
    if big.kind == "country":
        return big.country == small.country and small.kind != "country"
    return big.kind == "admin1" and bool(big.id) and small.admin1_id == big.id and small.kind != "admin1"
