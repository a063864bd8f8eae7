"""Which place plays which role in which event: from each toponym up the parse to the first
trigger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from components.core.precision import POINT_KINDS
from components.core.records import DRAWN_ROLES, PlaceKind, PlaceLink, Resolution, Role
from components.events.context import FINE_KINDS, Context, kinds_named, placing_role
from components.events.paths import Path, antecedents, climb
from components.events.triggers import Trigger
from components.language.english.predicates import governor, is_gerund
from components.language.english.prepositions import is_compared_with
from components.language.english.syntax import NOUNS, VERBAL
from components.language.english.words import is_a
from components.lexicon.events import PlacePreposition
from components.lexicon.senses import words_of

OUTER: frozenset[Role] = frozenset({"at", "in", "from", "to", "target"})
"""Roles of a place that may say only where another one lies."""
INNER: frozenset[PlaceKind] = frozenset({"settlement", "island", "facility", "admin1", "admin2"})
"""Kinds of place that lie in a sea or a region."""
WAY_FROM: frozenset[Role] = frozenset({"from", "along", "origin"})


def links_by_trigger(
    context: Context, triggers: Sequence[Trigger]
) -> Mapping[int, tuple[PlaceLink, ...]]:
    """Index of the trigger's token to its places, in text order, each place once a role; of what is
    only said none, and of what is only compared with none that is drawn."""
    by_token = {one.token.i: one for one in triggers if not one.is_statement}
    anchors = _anchors(by_token)
    found: dict[int, list[PlaceLink]] = {}
    fronted: dict[int, list[PlaceLink]] = {}
    for head, resolution in _toponym_heads(context):
        path = climb(head, context, triggers=by_token, anchors=anchors)
        if path:
            link = _link(resolution, path, by_token[path.trigger.i], context)
            (fronted if path.loose else found).setdefault(path.trigger.i, []).append(link)
    for path, resolution in antecedents(by_token.values(), context):
        links = found.setdefault(path.trigger.i, [])
        if all(resolution is not other.resolution for other in links):
            links.append(_link(resolution, path, by_token[path.trigger.i], context))
    for index, links in fronted.items():
        # "In Paris, officials said rebels shelled Goma": the place that opens the sentence counts
        # where nothing else is named.
        own = found.get(index, [])
        is_placed = any(link.role in DRAWN_ROLES for link in own)
        found[index] = [
            *(replace(link, role="mention") if is_placed else link for link in links),
            *own,
        ]
    table = {}
    for index, links in found.items():
        token = by_token[index].token
        is_compared = token.pos_ in NOUNS and is_compared_with(token)
        roles = ((link, _beside_others(link, links) or link.role) for link in links)
        table[index] = tuple(
            replace(link, role="mention" if is_compared and role in DRAWN_ROLES else role)
            for link, role in roles
        )
    return table


def _beside_others(link: PlaceLink, links: Sequence[PlaceLink]) -> Role | None:
    """Another role where another place of the event says more: an address, which only says where
    that lies ("Sudzha in the Kursk region"), or the point that it lies near to."""
    others = [other for other in links if other is not link]
    if any(_contains(link, other) for other in others):
        return "mention"
    is_beside_point = link.near and any(
        one.role in DRAWN_ROLES and not one.near and not one.within and not _contains(one, link)
        for one in others
    )
    return "reference" if is_beside_point else None


def _contains(outer: PlaceLink, inner: PlaceLink) -> bool:
    big, small = outer.resolution.place, inner.resolution.place
    if big is None or small is None or inner.role not in DRAWN_ROLES:
        return False
    # "entered the strip from the crossing": where the way began, not what the address names.
    is_first = outer.resolution.toponym.span < inner.resolution.toponym.span
    is_way_in = inner.role in WAY_FROM and outer.role in {"at", "in", "to"} and is_first
    if outer.role not in OUTER or big.id == small.id or is_way_in:
        return False
    if big.kind in {"water", "region"} and small.kind in INNER:
        return outer.role == "in" or outer.within
    if big.kind == "country":
        return big.country == small.country and small.kind != "country"
    in_unit = big.kind == "admin1" and small.kind != "admin1"
    return in_unit and bool(big.id) and small.admin1_id == big.id


def _toponym_heads(context: Context) -> Iterator[tuple[Token, Resolution]]:
    """The syntactic head of each toponym."""
    groups: dict[int, list[Token]] = {}
    for index, resolution in context.places.items():
        groups.setdefault(id(resolution), []).append(context.doc[index])
    for words in groups.values():
        tops = (word for word in words if word.head not in words or word.head == word)
        head = next(tops, words[-1])
        yield head, context.places[head.i]


def _anchors(triggers: Mapping[int, Trigger]) -> Mapping[int, Trigger]:
    """Verbs that only carry a noun trigger: "carried out an attack", "the summit is scheduled"."""
    table: dict[int, Trigger] = {}
    for trigger in triggers.values():
        verb = governor(trigger.token)
        is_noun = trigger.token.pos_ in NOUNS or is_gerund(trigger.token)
        if is_noun and verb.pos_ in VERBAL and verb.i not in triggers:
            table.setdefault(verb.i, trigger)
    return table


def _link(resolution: Resolution, path: Path, trigger: Trigger, context: Context) -> PlaceLink:
    table = context.lexicon.prepositions
    known = [table.get(words) or table.get(words.split()[-1]) for words in path.prepositions]
    somewhere = path.is_on_the_way and not trigger.kind.has("moves")
    near = path.begins_with("direction", "outskirts") or any(one.near for one in known if one)
    last = _said_role(path, known, trigger)
    role = _role(resolution, path, trigger, by_preposition=last, context=context)
    if path.loose:
        resolution = replace(resolution, confidence=resolution.confidence * 0.7)
    # "the Kharkiv tower" is something in Kharkiv; "Kharkiv city" is Kharkiv itself.
    within = bool(
        path.modifies and resolution.kind and resolution.kind not in kinds_named(path.modifies)
    )
    return PlaceLink(
        resolution=resolution,
        role=role,
        near=(near or somewhere) and role not in {"reference", "mention"},
        within=within or _is_put_into(path, known),
    )


def _is_put_into(path: Path, known: Sequence[PlacePreposition | None]) -> bool:
    """Whether a preposition puts something into the place: neither "the town of X" nor "control
    over X"."""
    carriers = path.carriers or (path.trigger,) * len(known)
    for one, words, carrier in zip(known, path.prepositions, carriers, strict=True):
        ruled = words == "over" and (is_a(carrier, "control") or carrier == path.trigger)
        if one and one.role == "in" and words != "of" and not ruled:
            return True
    return False


def _role(
    resolution: Resolution,
    path: Path,
    trigger: Trigger,
    *,
    by_preposition: Role | None,
    context: Context,
) -> Role:
    use, kind = resolution.toponym.use, resolution.kind
    if path.measured:
        return "reference"
    if use in {"metonym", "demonym"}:
        return "actor"
    # "compared to that of X", "as in X".
    compared_to = words_of("to what it is compared")
    is_compared = any(
        words in compared_to and is_a(noun, "comparing") for words, noun in path.steps
    )
    if use == "embedded" or path.inside is not None or is_compared:
        return "mention"
    if path.holder:
        return "participant" if trigger.kind.has("taken part in") else "modifier"
    if path.modifies is not None and is_a(path.modifies, "way") and path.prepositions:
        return "along"
    # "the Kharkiv tower" is in Kharkiv; "the Black Sea port" and "Kyiv officials" say no such
    # thing.
    if path.modifies is not None and not (
        kind in FINE_KINDS and context.fits(path.modifies, "structure", "place", "street")
    ):
        # "the Istanbul talks" are in Istanbul; "the Ukraine talks" are not in Ukraine.
        direct = path.trigger is trigger.token and not path.prepositions and not path.argument
        part = kind == "country" and trigger.kind.has("taken part in")
        if not kind or not direct or part:
            return "modifier"
        return placing_role(kind)
    is_subject = path.argument in {"subject", "passive subject"}
    if kind == "country" and is_subject and not path.prepositions:
        return "participant"
    return _drawn_role(trigger, resolution, path, role=by_preposition)


def _drawn_role(trigger: Trigger, resolution: Resolution, path: Path, *, role: Role | None) -> Role:
    """The preposition's role; at for a town and in for an area where the words only place the
    event."""
    if role in {"participant", "mention", "along", "to"}:
        return role
    # "Fired rockets at X".
    at = path.prepositions[-1:] == ("at",)
    if at and trigger.kind.has("weapon") and is_a(trigger.token, "aiming"):
        return "target"
    if _is_crossed(trigger, path, resolution):
        return "along"
    if trigger.kind.has("weapon") and role == "from":
        return "origin"
    # "Left the port of X" started from X, whatever kind of leaving it is.
    left = _leaves(trigger) or trigger.kind.name == "withdrawal"
    left = left and path.argument in {"object", "passive subject", ""}
    from_home = trigger.kind.family == "displacement" and path.argument == "subject"
    if role in {None, "in"} and (from_home or left):
        return "from"
    if role in {"from", "target"}:
        return role
    return placing_role(resolution.kind)


def _said_role(
    path: Path, known: Sequence[PlacePreposition | None], trigger: Trigger
) -> Role | None:
    """Of the innermost preposition where it gives a goal or a target; else of the one that stands
    at the trigger."""
    if _leaves(trigger) and path.prepositions == ("for",):
        return "to"
    # "attended a conference for the reconstruction of X": what a noun is for; who "left for
    # X" goes there.
    if trigger.kind.has("subject") and any(
        words == "for" and noun.pos_ in NOUNS for words, noun in path.steps
    ):
        return "mention"
    if path.begins_with("outskirts") and not _leaves(trigger):
        return "in"
    first, last = (known[0], known[-1]) if known else (None, None)
    if path.is_on_the_way:
        return first.role if first and trigger.kind.has("moves") else "along"
    if last is None:
        return None
    if first and (first.role == "target" or path.prepositions[0] in {"toward", "towards"}):
        return first.role
    return "in" if last.role == "participant" and first and first.role == "in" else last.role


def _is_crossed(trigger: Trigger, path: Path, resolution: Resolution) -> bool:
    """ "fled across the bridge at X", "retreated across the river"; "advanced across the province"
    went on inside it."""
    kind = trigger.kind
    if path.prepositions[-1:] not in {("across",), ("over",)}:
        return False
    moves = kind.name == "withdrawal" or (kind.has("moves") and kind.family != "control")
    return moves and resolution.kind in {*POINT_KINDS, "river", ""}


def _leaves(trigger: Trigger) -> bool:
    return trigger.token.pos_ == "VERB" and is_a(trigger.token, "leaving")
