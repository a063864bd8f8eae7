"""The way from a toponym up the parse to the first trigger, and what is passed on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from components.core.records import STATEMENTS, Resolution
from components.events.context import Context
from components.events.triggers import Trigger
from components.language.english.persons import is_person
from components.language.english.syntax import (
    CLAUSES,
    PREMODIFIERS,
    SUBJECTS,
    VERBAL,
    children,
    clause,
    is_scheduled,
)
from components.language.english.words import is_a
from components.lexicon.senses import words_of

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"})
PAIRING = frozenset({"-", "–", "/"})
FINER = frozenset({"settlement", "district", "facility", "island"})
MAX_STEPS = 20


@dataclass(slots=True)
class Path:
    """What is passed between a toponym and its trigger."""

    trigger: Token
    """On the way, the word that was reached."""
    prepositions: tuple[str, ...] = ()
    """Innermost first."""
    argument: str = ""
    inside: Resolution | None = None
    """The other toponym in whose phrase this one stands: "Kherson in southern Ukraine"."""
    modifies: Token | None = None
    """The noun that the toponym stands before: "Kyiv officials", "the Kharkiv tower"."""
    measured: bool = False
    """Part of a measure or an address: "30 miles north of Izyum", "located in"."""
    carriers: tuple[Token, ...] = ()
    """The words that the prepositions hang on, innermost first."""
    holder: bool = False
    """Says whose or what sort of person or thing: "the leaders of Finland", "envoys from Oman",
    "the Benghazi-based warlord"."""
    loose: bool = False
    own: list[Resolution | None] = field(default_factory=list)
    """The toponym, and those that it is coordinated with."""
    apposed: bool = False


def climb(
    head: Token,
    context: Context,
    *,
    triggers: Mapping[int, Trigger],
    anchors: Mapping[int, Trigger],
) -> Path | None:
    """From the head of a toponym to its trigger, or to a verb that carries one (``anchors``); None
    where a clause ends first."""
    finer = (
        one
        for one in children(head, "appos")
        if context.place_at(head) and _is_finer(one, head, context)
    )
    walk = Path(
        _noun_before(head, context) or head,
        own=[context.places.get(head.i)],
        inside=next(map(context.place_at, finer), None) or _behind_part(head, context),
    )
    for _ in range(MAX_STEPS):
        target = triggers.get(walk.trigger.i) or anchors.get(walk.trigger.i)
        if target and walk.trigger != head and walk.trigger.i not in context.places:
            if walk.trigger.i not in triggers and _is_said_from(head, walk, context):
                return None
            walk.trigger = target.token
            return walk
        if walk.trigger.head == walk.trigger or not _step(walk, context, triggers):
            return _shared_subject(walk, {**anchors, **triggers}) or _fronted(
                walk, context, triggers
            )
    return None


def _is_said_from(head: Token, walk: Path, context: Context) -> bool:
    """ "The president, in X for a summit, condemned the attack": where he speaks is not where it
    happened."""
    verb = walk.trigger
    if not walk.prepositions or head.i > verb.i:
        return False
    rows = context.lexicon.triggers.get((verb.lemma_.lower(), "VERB"), ())
    return any(row.kind.codes.display_group == STATEMENTS for row in rows)


def _step(walk: Path, context: Context, triggers: Mapping[int, Trigger]) -> bool:
    """One step up; False where a clause ends."""
    node, above = walk.trigger, walk.trigger.head
    if node.dep_ in CLAUSES - {"ROOT", "pcomp"} or (node.dep_ == "conj" and node.pos_ in VERBAL):
        return _leave_clause(walk, triggers)
    if node.dep_ == "pobj" and above.pos_ in {"ADP", "SCONJ", "VERB", "ADV"}:
        _pass_preposition(walk, context)
        return True
    if paired := _is_paired(node, above, context):
        walk.own.append(context.places.get(above.i))
    if node.dep_ in PREMODIFIERS and not walk.prepositions and not paired:
        walk.modifies = walk.modifies or above
    if node.dep_ == "npadvmod" and above.dep_ == "amod":
        walk.holder = True
    if node.dep_ == "conj" or _is_listed(node, above, context):
        walk.own.append(context.places.get(above.i))
    if node.dep_ in ARGUMENTS:
        walk.argument = node.dep_
    # "Petrova, a critic of deeds in X": what stands beside a person's name tells of the
    # person.
    walk.holder = walk.holder or (
        node.dep_ == "appos"
        and above.ent_type_ == "PERSON"
        and not {node.i, above.i} & context.places.keys()
    )
    if node.dep_ == "appos" and _is_finer(node, above, context):
        walk.apposed = True
    elif node.dep_ == "appos" or node.dep_ in PREMODIFIERS:
        walk.inside = walk.inside or _other(context.place_at(above), walk)
    walk.trigger = above
    return True


def _behind_part(head: Token, context: Context) -> Resolution | None:
    """X of "in X, in the west of Y": Y only says where X lies, whatever the parse hangs it on."""
    prep = head.head
    if head.dep_ != "pobj" or prep.lower_ != "in" or prep.i < 2 or prep.nbor(-1).text != ",":
        return None
    part, whole = context.place_at(prep.nbor(-2)), context.place_at(head)
    if not (part and whole and part.place and whole.place):
        return None
    same_country = whole.place.kind == "country" and whole.place.country == part.place.country
    return part if same_country or whole.place.id == part.place.admin1_id else None


def _noun_before(head: Token, context: Context) -> Token | None:
    """The place noun of "the city of X", whatever the parse makes of the words behind the name."""
    start = head.sent.start
    first = next(
        index
        for index in range(head.i, -1, -1)
        if index == start or index - 1 not in context.places
    )
    if first < 2 or context.doc[first - 1].lower_ != "of":
        return None
    noun = context.doc[first - 2]
    return noun if noun.pos_ == "NOUN" and is_a(noun, "place") else None


def _leave_clause(walk: Path, triggers: Mapping[int, Trigger]) -> bool:
    """Only an address ("located north of"), a participle under an event's noun, and an infinitive
    let a place out."""
    node, above = walk.trigger, walk.trigger.head
    locating = is_a(node, "locating") and (node.lemma_ != "be" or node.dep_ == "relcl")
    if locating and node.dep_ in {"relcl", "acl", "advcl"}:
        walk.measured = True
    elif (
        not (node.dep_ in {"acl", "relcl"} and above.i in triggers)
        and not _is_origin(walk)
        and not is_scheduled(node)
    ):
        return False
    walk.trigger = above
    return True


def _is_origin(walk: Path) -> bool:
    """ "drones launched from X" came from X."""
    node = walk.trigger
    return node.dep_ == "acl" and walk.prepositions == ("from",) and is_a(node.head, "weapon")


def _pass_preposition(walk: Path, context: Context) -> None:
    """Over "in", "out of", "30 miles north of" to the word that the phrase hangs on."""
    prep, words = walk.trigger.head, walk.trigger.head.lower_
    while prep.dep_ in {"prep", "pcomp"} and prep.head.pos_ in {"ADP", "SCONJ"}:
        prep, words = prep.head, f"{prep.head.lower_} {words}"
    carrier = prep.head
    if is_a(carrier, "direction") and is_a(prep, "measured from"):
        words = f"{carrier.lower_} {words}"
        walk.measured = (
            walk.measured
            or _has_length(carrier)
            or (carrier.i > 0 and carrier.nbor(-1).text == ",")
        )
    if words == "of" and is_a(carrier, "outskirts"):
        words = f"{carrier.lower_} of"
    # "the leaders of Finland", "Ana Moreau, 21, of Lyon", "a native of Lyon".
    office = {words, *walk.prepositions} <= {"of", "from"} and (
        is_a(carrier, "office", "native")
        or (carrier.i not in context.places and is_person(carrier, context.actors))
    )
    if words == "of" and not office and _is_whole(carrier, context):
        walk.inside = walk.inside or (context.place_at(carrier))
        walk.trigger = carrier
        return
    if not walk.apposed:
        walk.prepositions += (words,)
        walk.carriers += (carrier,)
    walk.apposed = False
    onward = _is_onward(words, carrier)
    walk.inside = walk.inside or (None if onward else _other_place(walk, carrier, context))
    walk.holder = walk.holder or office
    walk.measured = walk.measured or _has_length(prep) or _is_opposite(prep)
    walk.trigger = _over_start(carrier) if onward else carrier


def _is_whole(noun: Token, context: Context) -> bool:
    """ "most of X", "three of X", "the town of X"."""
    return is_a(noun, "partitive") or noun.pos_ in {"NUM", "DET"} or context.is_place(noun)


def _other_place(walk: Path, carrier: Token, context: Context) -> Resolution | None:
    """The other toponym in whose phrase this one stands; "north of X near Y" and "into the country
    X near Y" speak of Y."""
    edge = is_a(carrier, "edge") or (carrier.dep_ == "pobj" and is_a(carrier.head.head, "edge"))
    found = context.place_at(carrier) or named_by(carrier, context)
    if walk.prepositions[-1:] == ("near",) and (edge or _is_point_beside(walk.own[0], found)):
        walk.own.append(found)
    return _other(found, walk)


def _other(found: Resolution | None, walk: Path) -> Resolution | None:
    return None if any(found is one or _is_same_place(found, one) for one in walk.own) else found


def _is_same_place(one: Resolution | None, two: Resolution | None) -> bool:
    return one is not None and two is not None and one.place is not None and one.place == two.place


def named_by(noun: Token, context: Context, *beside: str) -> Resolution | None:
    """The toponym behind a place noun: "the city of Kherson" in "the city of Kherson in southern
    Ukraine"."""
    for prep in children(noun, "prep"):
        for inner in children(prep, "pobj") if prep.lower_ == "of" else ():
            if found := context.place_at(inner):
                return found
    return next(
        (
            found
            for one in children(noun, *(beside or ("appos", "compound")))
            if (found := context.place_at(one))
        ),
        None,
    )


def _shared_subject(walk: Path, triggers: Mapping[int, Trigger]) -> Path | None:
    """ "X lies on the river and has been under attack": the subject of a verb that tells nothing is
    that of the next one."""
    if walk.argument not in SUBJECTS or walk.prepositions:
        return None
    others = (
        verb
        for verb in children(walk.trigger, "conj")
        if verb.i in triggers and not children(verb, *SUBJECTS)
    )
    found = next(others, None)
    return (
        Path(triggers[found.i].token, argument=walk.argument, inside=walk.inside)
        if found is not None
        else None
    )


def _fronted(walk: Path, context: Context, triggers: Mapping[int, Trigger]) -> Path | None:
    """A place before the subject of a sentence that holds one event only: "In Sudan, officials said
    rebels attacked"."""
    verb, opening = walk.trigger, walk.prepositions[-1] if walk.prepositions else ""
    root = verb.head if verb.dep_ == "ccomp" else verb
    if (
        root.head != root
        or opening not in words_of("fronted")
        or context.doc[root.sent.start].lower_ != opening
    ):
        return None
    subject = next((child.i for child in verb.children if child.dep_ in SUBJECTS), -1)
    if subject <= root.sent.start:
        return None
    own = [index for index in range(root.left_edge.i, root.right_edge.i + 1) if index in triggers]
    if len({clause(context.doc[index]).i for index in own}) != 1:
        return None
    return Path(triggers[own[0]].token, walk.prepositions, loose=True)


def _is_onward(words: str, carrier: Token) -> bool:
    """Whether a goal hangs on the start: "from the city towards X", "fled the city for X"."""
    if carrier.dep_ == "dobj":
        return words in {*words_of("onward"), "for"} and is_a(carrier.head, "leaving")
    return (
        words in words_of("onward")
        and carrier.dep_ == "pobj"
        and carrier.head.lower_ in {"from", "of"}
    )


def _is_opposite(prep: Token) -> bool:
    """ "in X, across the river from Y" only says where X lies."""
    doc = prep.doc
    if prep.lower_ == "across":
        after = prep.right_edge.i + 1
        return (
            prep.i > 0
            and doc[prep.i - 1].text == ","
            and after < len(doc)
            and doc[after].lower_ == "from"
        )
    return prep.lower_ == "from" and any(
        _is_opposite(one) for one in prep.head.children if one.lower_ == "across"
    )


def _over_start(noun: Token) -> Token:
    """The word on which the phrase of a start hangs: "fled" over "from the city"."""
    prep = noun.head
    if noun.dep_ == "dobj":
        return prep
    return (
        prep.head.head.head if prep.lower_ == "of" and prep.head.head.dep_ == "prep" else prep.head
    )


def _has_length(token: Token) -> bool:
    """ "30 miles" before a direction or "from"; "not far from"; "a stone's throw from"."""
    if token.lower_ == "from" and token.i and token.nbor(-1).lower_ in {"far", "away", "throw"}:
        return True
    return any(
        child.dep_ in {"npadvmod", "nummod", "quantmod"}
        and any(one.like_num for one in child.subtree)
        for child in token.children
    )


def _is_listed(node: Token, above: Token, context: Context) -> bool:
    """ "near X, Y, Z and W", where the parser makes Y an apposition."""
    one, two = context.place_at(node), context.place_at(above)
    alike = one and two and one.kind == two.kind
    return bool(alike) and node.dep_ == "appos" and bool(children(node, "conj", "appos"))


def _is_paired(node: Token, above: Token, context: Context) -> bool:
    """ "the X-Y line", "the road X–Y": two names, neither of which qualifies the other."""
    alike = context.place_at(node) and context.place_at(above)
    return bool(alike) and node.dep_ in PREMODIFIERS and node.doc[node.i + 1].text in PAIRING


def _is_finer(node: Token, above: Token, context: Context) -> bool:
    """ "the last city in Luhansk, Lysychansk": the town is not in the address of the region,
    whatever else the name may mean."""
    small, big = context.place_at(node), context.place_at(above)
    if not (small and big and small.kind in FINER):
        return False
    over = (one for one in _nouns_over(above) if one.i not in context.places)
    return big.kind not in FINER or any(is_a(one, "town") for one in over)


def _is_point_beside(small: Resolution | None, big: Resolution | None) -> bool:
    """ "Syria near the town": a point and a country or unit."""
    if not (small and big and big.place):
        return False
    return small.kind in FINER and big.kind not in FINER


def _nouns_over(token: Token) -> Iterator[Token]:
    """The nouns of the phrase that a token stands in."""
    while token.head != token and token.head.pos_ not in VERBAL:
        token = token.head
        yield token
