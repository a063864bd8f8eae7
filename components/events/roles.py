"""Which place plays which role in which event: from each toponym up the parse to the first trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from components.events.context import Context
from components.events.syntax import CLAUSES, DIRECTIONS, PARTITIVES, children
from components.events.triggers import Trigger, governor
from components.model import DRAWN_ROLES, PlaceLink, Resolution, Role

PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"})
ORIGIN_FAMILIES = frozenset({"strike"})
NOT_AT_HOME = frozenset({"meeting", "agreement", "sanction", "aid", "exchange", "accession"})
"""Families in which a country before the noun takes part: "the Ukraine talks"."""


@dataclass(frozen=True, slots=True)
class Path:
    """What was passed between a toponym and its trigger."""

    trigger: Token
    prepositions: tuple[str, ...] = ()
    """Innermost first."""
    argument: str = ""
    inside: Resolution | None = None
    """The other toponym in whose phrase this one stands: "Kherson in southern Ukraine"."""
    modifies: Token | None = None
    """The noun that the toponym stands before: "Kyiv officials", "the Kharkiv tower"."""
    measured: bool = False
    """Part of a measure or an address: "30 miles north of Izyum", "located in"."""
    loose: bool = False


@dataclass(slots=True)
class _Walk:
    node: Token
    prepositions: list[str] = field(default_factory=list)
    argument: str = ""
    inside: Resolution | None = None
    modifies: Token | None = None
    measured: bool = False
    apposed: bool = False


def links_by_trigger(context: Context, triggers: Sequence[Trigger]) -> Mapping[int, tuple[PlaceLink, ...]]:
    """Index of the trigger's token to its places, in text order, each place once a role."""
    by_token = {trigger.token.i: trigger for trigger in triggers}
    anchors = _anchors(triggers)
    found: dict[int, list[PlaceLink]] = {}
    for head, resolution in _toponym_heads(context):
        path = _climb(head, context, by_token, anchors)
        if path:
            trigger = by_token[path.trigger.i]
            found.setdefault(path.trigger.i, []).append(_link(resolution, path, trigger, context))
    return {index: _addresses_as_mentions(links) for index, links in found.items()}


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
        if trigger.token.pos_ in {"NOUN", "PROPN"} and verb.pos_ in {"VERB", "AUX"} and verb.i not in taken:
            table.setdefault(verb.i, trigger)
    return table


def _climb(head: Token, context: Context, triggers: Mapping[int, Trigger], anchors: Mapping[int, Trigger]) -> Path | None:
    walk = _Walk(node=_noun_before(head, context) or head)
    for _ in range(20):
        target = triggers.get(walk.node.i) or anchors.get(walk.node.i)
        if target and walk.node != head and walk.node.i not in context.places:
            return Path(target.token, tuple(walk.prepositions), walk.argument, walk.inside, walk.modifies, walk.measured)
        if walk.node.head == walk.node or not _step(walk, context, triggers):
            return _fronted(walk, context, triggers)
    return None


def _step(walk: _Walk, context: Context, triggers: Mapping[int, Trigger]) -> bool:
    """One step up; False where a clause ends."""
    node, above = walk.node, walk.node.head
    if node.dep_ in CLAUSES - {"ROOT", "pcomp"} or (node.dep_ == "conj" and node.pos_ in {"VERB", "AUX"}):
        return _leave_clause(walk, context, triggers)
    if node.dep_ == "pobj" and above.pos_ in {"ADP", "SCONJ", "VERB", "ADV"}:
        _pass_preposition(walk, context)
        return True
    if node.dep_ in PREMODIFIERS and not walk.prepositions:
        walk.modifies = walk.modifies or above
    if node.dep_ in ARGUMENTS:
        walk.argument = node.dep_
    if node.dep_ == "appos" and _is_finer(node, above, context):
        walk.apposed = True
    elif node.dep_ == "appos" or node.dep_ in PREMODIFIERS:
        walk.inside = walk.inside or context.place_at(above)
    walk.node = above
    return True


def _noun_before(head: Token, context: Context) -> Token | None:
    """The place noun of "the city of X", whatever the parse makes of the words behind the name."""
    first = next(index for index in range(head.i, -1, -1) if index - 1 not in context.places)
    if first < 2 or context.doc[first - 1].lower_ != "of":
        return None
    noun = context.doc[first - 2]
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in context.lexicon.classes["place"] else None


def _is_finer(node: Token, above: Token, context: Context) -> bool:
    """"the last city in Luhansk, Lysychansk": the town is not in the address of the region."""
    small, big = context.place_at(node), context.place_at(above)
    kinds = {"settlement", "district", "facility", "island"}
    return bool(small and big and small.place and big.place and small.place.kind in kinds and big.place.kind not in kinds)


def _leave_clause(walk: _Walk, context: Context, triggers: Mapping[int, Trigger]) -> bool:
    """Only an address ("located north of"), a participle under an event's noun, and an infinitive let a place out."""
    node, above = walk.node, walk.node.head
    locating = node.lemma_ in context.lexicon.classes["locating"]
    if locating and node.dep_ in {"relcl", "acl", "advcl"}:
        walk.measured = True
    elif not (node.dep_ in {"acl", "relcl"} and above.i in triggers):
        return False
    walk.node = above
    return True


def _pass_preposition(walk: _Walk, context: Context) -> None:
    """Over "in", "out of", "30 miles north of" to the word that the phrase hangs on."""
    prep, words = walk.node.head, walk.node.head.lower_
    while prep.dep_ in {"prep", "pcomp"} and prep.head.pos_ in {"ADP", "SCONJ"}:
        prep, words = prep.head, f"{prep.head.lower_} {words}"
    carrier = prep.head
    if carrier.lower_ in DIRECTIONS:
        words = f"{carrier.lower_} {words}"
        walk.measured = walk.measured or _has_length(carrier)
    if words == "of" and (carrier.lemma_.lower() in PARTITIVES or carrier.pos_ in {"NUM", "DET"} or context.is_place(carrier)):
        walk.inside = walk.inside or (context.place_at(carrier))
        walk.node = carrier
        return
    if not walk.apposed:
        walk.prepositions.append(words)
    walk.apposed = False
    walk.inside = walk.inside or context.place_at(carrier) or _named_by(carrier, context)
    walk.measured = walk.measured or _has_length(prep)
    walk.node = carrier


def _named_by(noun: Token, context: Context) -> Resolution | None:
    """The toponym behind a place noun: "the city of Kherson" in "the city of Kherson in southern Ukraine"."""
    for prep in children(noun, "prep"):
        for inner in children(prep, "pobj") if prep.lower_ == "of" else ():
            if found := context.place_at(inner):
                return found
    return next((found for one in children(noun, "appos", "compound") if (found := context.place_at(one))), None)


def _has_length(token: Token) -> bool:
    """"30 miles" before a direction or "from"."""
    return any(child.dep_ in {"npadvmod", "nummod", "quantmod"} and any(one.like_num for one in child.subtree)
               for child in token.children)


def _fronted(walk: _Walk, context: Context, triggers: Mapping[int, Trigger]) -> Path | None:
    """A place before the subject of a clause that holds one event only: "In Sudan, officials said rebels attacked"."""
    verb = walk.node
    own = [index for index in triggers if index in {token.i for token in verb.subtree}]
    starts = walk.prepositions and walk.prepositions[-1] in {"in", "at", "near", "across"}
    subject = next((child.i for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), -1)
    first = context.doc[verb.sent.start]
    if verb.head == verb and starts and len(own) == 1 and first.lower_ == walk.prepositions[-1] and subject > first.i:
        return Path(triggers[own[0]].token, tuple(walk.prepositions), loose=True)
    return None


def _link(resolution: Resolution, path: Path, trigger: Trigger, context: Context) -> PlaceLink:
    table = context.lexicon.prepositions
    known = [table.get(words) or table.get(words.split()[-1]) for words in path.prepositions]
    directed = any(words.split()[0] in DIRECTIONS for words in path.prepositions)
    near = directed or any(one.near for one in known if one) or _is_outskirts(path)
    last = known[-1].role if known and known[-1] else None
    role = _role(resolution, path, trigger, by_preposition=last, context=context)
    shown = replace(resolution, confidence=resolution.confidence * 0.7) if path.loose else resolution
    within = any(one.role == "in" for one, words in zip(known, path.prepositions, strict=True) if one and words not in {"of", "over"})
    return PlaceLink(resolution=shown, role=role, near=near and role not in {"reference", "mention"}, within=within)


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
    if path.modifies is not None and not _is_located(path.modifies, resolution, context):
        return _modifier_role(resolution, path, trigger)
    if place is not None and place.kind == "country" and path.argument in {"nsubj", "nsubjpass"} and not path.prepositions:
        return "participant"
    return _drawn_role(trigger, resolution, path, by_preposition)


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


def _drawn_role(trigger: Trigger, resolution: Resolution, path: Path, role: Role | None) -> Role:
    """The preposition's role; at for a town and in for an area where the words only place the event."""
    if role in {"participant", "mention", "along", "to"}:
        return role
    if trigger.kind.family in ORIGIN_FAMILIES and role == "from":
        return "origin"
    if trigger.kind.name == "withdrawal" and role in {None, "in"} and path.argument in {"dobj", "nsubjpass", ""}:
        return "from"
    if role in {"from", "target"}:
        return role
    place = resolution.place
    return "at" if place is not None and place.kind in {"settlement", "district", "facility", "position"} else "in"


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
        return outer.role == "in"
    if big.kind == "country":
        return big.country == small.country and small.kind != "country"
    return big.kind == "admin1" and bool(big.id) and small.admin1_id == big.id and small.kind != "admin1"
