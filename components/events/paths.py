"""The way from a toponym up the parse to the first trigger, and what is passed on it; from a
relative or participle clause to the place that it speaks of: "X, which rebels seized", "X, where
shells fell"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from components.core.records import STATEMENTS, Resolution
from components.events.context import Context
from components.events.triggers import Trigger
from components.language.english.clauses import relative_gap
from components.language.english.persons import is_person
from components.language.english.prepositions import (
    carrier,
    hold_of,
    is_after_preposition,
    over_start,
    place_measured,
    preposition_over,
    under,
)
from components.language.english.syntax import (
    VERBAL,
    clause,
    dependents,
    function_of,
    heads_clause,
    is_scheduled,
    own_subjects,
)
from components.language.english.words import is_a
from components.lexicon.senses import words_of

ARGUMENTS = frozenset({"subject", "passive subject", "object", "predicate noun"})
MODIFYING = frozenset({"modifier", "compound", "owner"})
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
    """Its function where it depends directly on a verb: object, subject..."""
    inside: Resolution | None = None
    """The other toponym whose phrase includes this one: "Kherson in southern Ukraine"."""
    modifies: Token | None = None
    """The noun right after the toponym: "Kyiv officials", "the Kharkiv tower"."""
    measured: bool = False
    """Part of a measure or an address: "30 miles north of Izyum", "located in"."""
    carriers: tuple[Token, ...] = ()
    """The words that the prepositions depend on, innermost first."""
    holder: bool = False
    """Says whose or what sort of person or thing: "the leaders of Finland", "envoys from Oman",
    "the Benghazi-based warlord"."""
    loose: bool = False
    own: list[Resolution | None] = field(default_factory=list)
    """The toponym, and those that it is coordinated with."""
    apposed: bool = False

    @property
    def steps(self) -> Iterator[tuple[str, Token]]:
        """The prepositions with their carriers, where these were passed."""
        return zip(self.prepositions, self.carriers, strict=False)

    @property
    def is_on_the_way(self) -> bool:
        """ "along the road from X to Y", "on the highway to Y"."""
        words = self.prepositions
        is_way = len(words) > 1 and words[0] in {"from", "to"}
        return is_way and words[-1] in {"along", "on", "down"}

    def begins_with(self, *senses: str) -> bool:
        """Whether a preposition begins with a word of one of the senses."""
        first = {words.split()[0] for words in self.prepositions}
        return any(not first.isdisjoint(words_of(sense)) for sense in senses)


def climb(
    head: Token,
    context: Context,
    *,
    triggers: Mapping[int, Trigger],
    anchors: Mapping[int, Trigger],
) -> Path | None:
    """From the head of a toponym to its trigger, or to a verb that carries one (``anchors``); None
    where a clause ends first."""
    beside = dependents(head, "apposition") if context.place_at(head) else []
    finer = (context.place_at(one) for one in beside if _is_finer(one, head, context))
    walk = Path(
        _noun_before(head, context) or head,
        own=[context.places.get(head.i)],
        inside=next(finer, None) or _behind_part(head, context),
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
    function = function_of(node)
    if heads_clause(node) and function != "clause behind a preposition":
        return _leave_clause(walk, triggers)
    if preposition_over(node) and above.pos_ in {"ADP", "SCONJ", "VERB", "ADV"}:
        _pass_preposition(walk, context)
        return True
    one, two = context.place_at(node), context.place_at(above)
    if one and two and function in MODIFYING and node.doc[node.i + 1].text in PAIRING:
        # "The X-Y line", "the road X–Y": neither of the two names qualifies the other.
        walk.own.append(context.places.get(above.i))
    elif function in MODIFYING and not walk.prepositions:
        walk.modifies = walk.modifies or above
    if function == "adverbial noun" and function_of(above) == "modifier":
        walk.holder = True
    # "near X, Y, Z and W", where the parser makes Y an apposition.
    is_listed = function == "apposition" and one and two and one.kind == two.kind
    is_listed = is_listed and bool(dependents(node, "conjunct", "apposition"))
    if function == "conjunct" or is_listed:
        walk.own.append(context.places.get(above.i))
    if function in ARGUMENTS:
        walk.argument = function
    # "Petrova, a critic of deeds in X": what is beside a person's name tells of the
    # person.
    is_of_person = function == "apposition" and above.ent_type_ == "PERSON"
    if is_of_person and not {node.i, above.i} & context.places.keys():
        walk.holder = True
    if function == "apposition" and _is_finer(node, above, context):
        walk.apposed = True
    elif function == "apposition" or function in MODIFYING:
        walk.inside = walk.inside or _other(two, walk)
    walk.trigger = above
    return True


def _behind_part(head: Token, context: Context) -> Resolution | None:
    """X of "in X, in the west of Y": Y only says where X lies, whatever the parse says."""
    prep = head.head
    if not is_after_preposition(head, {"in"}) or prep.i < 2 or prep.nbor(-1).text != ",":
        return None
    part, whole = context.place_at(prep.nbor(-2)), context.place_at(head)
    if not (part and whole and part.place and whole.place):
        return None
    same_country = whole.place.kind == "country" and whole.place.country == part.place.country
    return part if same_country or whole.place.id == part.place.admin1_id else None


def _noun_before(head: Token, context: Context) -> Token | None:
    """The place noun of "the city of X", whatever the parse makes of the words after the name."""
    first = head.i
    while first > head.sent.start and first - 1 in context.places:
        first -= 1
    if first < 2 or context.doc[first - 1].lower_ != "of":
        return None
    noun = context.doc[first - 2]
    return noun if noun.pos_ == "NOUN" and is_a(noun, "place") else None


def _leave_clause(walk: Path, triggers: Mapping[int, Trigger]) -> bool:
    """Only an address ("located north of"), a participle under an event's noun, and an infinitive
    let a place out."""
    node, above, kind = walk.trigger, walk.trigger.head, function_of(walk.trigger)
    on_noun = kind in {"relative clause", "adnominal clause"}
    locating = is_a(node, "locating") and (node.lemma_ != "be" or kind == "relative clause")
    # "Drones launched from X" came from X.
    launched = kind == "adnominal clause" and walk.prepositions == ("from",)
    if locating and (on_noun or kind == "adverbial clause"):
        walk.measured = True
    elif not (
        (on_noun and above.i in triggers)
        or (launched and is_a(above, "weapon"))
        or is_scheduled(node)
    ):
        return False
    walk.trigger = above
    return True


def _pass_preposition(walk: Path, context: Context) -> None:
    """Over "in", "out of", "30 miles north of" to the word that the phrase depends on."""
    words, above, is_measured = hold_of(walk.trigger)
    walk.measured = walk.measured or is_measured
    # "the leaders of Finland", "Ana Moreau, 21, of Lyon", "a native of Lyon".
    office = {words, *walk.prepositions} <= {"of", "from"} and (
        is_a(above, "office", "native") or (above.i not in context.places and is_person(above))
    )
    # "Most of X", "three of X", "the town of X".
    whole = is_a(above, "partitive") or above.pos_ in {"NUM", "DET"} or context.is_place(above)
    if words == "of" and not office and whole:
        walk.inside = walk.inside or (context.place_at(above))
        walk.trigger = above
        return
    if not walk.apposed:
        walk.prepositions += (words,)
        walk.carriers += (above,)
    walk.apposed = False
    over = over_start(words, above)
    walk.inside = walk.inside or (_other_place(walk, above, context) if over is None else None)
    walk.holder = walk.holder or office
    walk.trigger = above if over is None else over


def _other_place(walk: Path, noun: Token, context: Context) -> Resolution | None:
    """The other toponym whose phrase includes this one; "north of X near Y" and "into the country
    X near Y" speak of Y."""
    edge = is_a(noun, "edge") or is_a(carrier(noun), "edge")
    names = (context.place_at(name) for name in dependents(noun, "compound"))
    found = context.place_at(noun) or named_by(noun, context) or next(filter(None, names), None)
    own = walk.own[0]
    point = own and found and found.place and own.kind in FINER and found.kind not in FINER
    if walk.prepositions[-1:] == ("near",) and (edge or point):
        walk.own.append(found)
    return _other(found, walk)


def _other(found: Resolution | None, walk: Path) -> Resolution | None:
    """None where it is the same place."""
    if found is None:
        return None
    same = (one is found or (one and one.place and one.place == found.place) for one in walk.own)
    return None if any(same) else found


def named_by(noun: Token, context: Context) -> Resolution | None:
    """The toponym after a place noun: "the city of Kherson" in "the city of Kherson in southern
    Ukraine"."""
    names = (*under(noun, {"of"}), *dependents(noun, "apposition"))
    return next(filter(None, map(context.place_at, names)), None)


def _shared_subject(walk: Path, triggers: Mapping[int, Trigger]) -> Path | None:
    """ "X lies on the river and has been under attack": the subject of a verb that tells nothing is
    that of the next one."""
    if walk.argument not in {"subject", "passive subject"} or walk.prepositions:
        return None
    others = (verb for verb in dependents(walk.trigger, "conjunct") if not own_subjects(verb))
    found = next((triggers[verb.i] for verb in others if verb.i in triggers), None)
    return Path(found.token, argument=walk.argument, inside=walk.inside) if found else None


def _fronted(walk: Path, context: Context, triggers: Mapping[int, Trigger]) -> Path | None:
    """A place before the subject of a sentence that holds one event only: "In Sudan, officials said
    rebels attacked"."""
    verb, opening = walk.trigger, walk.prepositions[-1] if walk.prepositions else ""
    root = verb.head if function_of(verb) == "complement clause" else verb
    first = root.sent.start
    subjects = own_subjects(verb)
    if root.head != root or not subjects or subjects[0].i <= first:
        return None
    if opening not in words_of("fronted") or context.doc[first].lower_ != opening:
        return None
    own = [index for index in range(root.left_edge.i, root.right_edge.i + 1) if index in triggers]
    if len({clause(context.doc[index]).i for index in own}) != 1:
        return None
    return Path(triggers[own[0]].token, walk.prepositions, loose=True)


def _is_finer(node: Token, above: Token, context: Context) -> bool:
    """ "the last city in Luhansk, Lysychansk": the town is not in the address of the region,
    whatever else the name may mean."""
    small, big = context.place_at(node), context.place_at(above)
    if not (small and big and small.kind in FINER):
        return False
    over, town = above, False
    while over.head != over and over.head.pos_ not in VERBAL:
        over = over.head
        town = town or (over.i not in context.places and is_a(over, "town"))
    return big.kind not in FINER or town


def antecedents(triggers: Iterable[Trigger], context: Context) -> Iterator[tuple[Path, Resolution]]:
    """Triggers of such clauses with the place over them."""
    for trigger in triggers:
        verb = clause(trigger.token)
        noun = verb.head
        if (path := _path(trigger, verb)) is None:
            continue
        if meant := _meant(noun, context):
            yield path, meant
        elif context.fits(noun, "structure", "place"):
            # "the Rafah crossing" is in Rafah.
            before = dependents(noun, "modifier", "compound", "owner")
            towns = (context.places.get(child.i) for child in before)
            if town := next((one for one in towns if one and one.kind == "settlement"), None):
                yield replace(path, modifies=noun), town


def _meant(noun: Token, context: Context) -> Resolution | None:
    """The place that a noun names, or that is beside the noun: "X, a town that"; not the point
    of a measure, and the town in "Lahore in Punjab, where", of which the province is the
    address."""
    noun = place_measured(noun)
    town = context.place_at(carrier(noun)) if is_after_preposition(noun, {"in"}) else None
    if town and town.kind == "settlement":
        noun = carrier(noun)
    function = function_of(noun)
    over = [noun.head] if function == "apposition" else []
    if function == "predicate noun":
        over = own_subjects(noun.head)
    found = (context.place_at(one) or named_by(one, context) for one in (noun, *over))
    return next(filter(None, found), None)


def _path(trigger: Trigger, verb: Token) -> Path | None:
    """The role of the noun's place in the clause: at, from or in it, or what is taken."""
    gap, is_own = relative_gap(verb), trigger.token == verb
    if gap in {"in", "from"}:
        return Path(trigger.token, (gap,))
    if gap in {"object", "passive subject"} and is_own:
        return Path(trigger.token, argument=gap)
    # "X, which fell to the rebels"; "X, which came under fire".
    if gap == "subject" and (trigger.kind.family == "control" or is_a(verb, "under attack")):
        return Path(trigger.token, argument=gap)
    return None
