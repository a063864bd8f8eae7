"""Who does it and to whom it is done, for a verb or for a noun that reports an event: heads of
phrases, with passives, relatives, control and coordination put straight; and what else fills a slot
of its frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from spacy.tokens import Token

from components.language.english.labels import (
    FINITE,
    PATIENTS,
    PREMODIFIERS,
    SUBJECTS,
    arguments,
    child_words,
    children,
)
from components.language.english.mentions import mention_of, names_actor
from components.language.english.persons import is_person
from components.language.english.prepositions import core, prepositions, under
from components.language.english.syntax import NOUNS, VERBAL, antecedent, owners
from components.language.english.words import is_a
from components.lexicon.senses import words_of

STATES = frozenset({"oprd", "acomp", "amod", "xcomp", "ccomp", "conj"})
"""How "dead" and "wounded" stand after what they count: "left 10 people dead and 20 wounded"."""


def agent_nouns(trigger: Token) -> list[Token]:
    if is_a(trigger, "suffered") or _sufferers(trigger):
        return [core(noun) for noun in under(trigger, {"by"})]
    if trigger.pos_ in VERBAL:
        found = _agents_of_verb(trigger)
        if not found and is_passive(trigger):
            found = [noun for noun in objects(trigger) if _is_moved(noun, trigger)]
    else:
        found = _agents_of_noun(trigger)
    agents = []
    for noun in found:
        # "The Red Cross operating in the area said": the subject may depend on its participle.
        is_verb = noun.pos_ in VERBAL and noun.dep_ in SUBJECTS
        agents.append(core(next(iter(children(noun, "nsubj")), noun) if is_verb else noun))
    return agents


def patient_nouns(trigger: Token) -> list[Token]:
    if found := _sufferers(trigger):
        return [core(noun) for noun in found]
    towards = words_of("towards")
    if trigger.pos_ in VERBAL:
        acted_on = [noun for noun in objects(trigger) if not _is_moved(noun, trigger)]
        if is_a(trigger, "taking"):
            # "Recaptured the town from the rebels", wherever the parser attaches "from".
            taken = children(trigger, "dobj")
            held = [trigger, *taken, *(inner for one in taken for inner in under(one, {"of"}))]
            losers = [noun for one in held for noun in under(one, {"from"})]
            acted_on += [one for one in losers if is_a(one, "force") or names_actor(one)]
        # "Sent troops to the border": where the object is itself someone, nothing is done to
        # what stands after it.
        through = [
            noun
            for thing in acted_on
            if mention_of(thing) is None
            and not is_a(thing, "force", "organ", "crowd", "office", "movement")
            for noun in under(thing, towards | {"to"})
        ]
        beside = [noun for noun in under(trigger, towards) if not is_a(noun, "movement")]
        return [*acted_on, *through, *beside]
    of = under(trigger, {"of"})
    if is_a(trigger, "movement"):
        return [*(of if owners(trigger) else []), *under(trigger, towards)]
    of = [] if is_a(trigger, "organ") else [one for one in of if not is_a(one, "deed", "asset")]
    return [core(noun) for noun in [*of, *under(trigger, towards | {"to"})]]


def _sufferers(trigger: Token) -> list[Token]:
    """Those in a doer's position to whom it is done: "ten people died", "the reporter's arrest";
    but "Israel's killing of" and "the army's arrests" name who did it."""
    if is_a(trigger, "suffered"):
        is_verb = trigger.pos_ in VERBAL
        return _agents_of_verb(trigger) if is_verb else owners(trigger) or under(trigger, {"of"})
    if not is_a(trigger, "done to its owner") or under(trigger, {"of"}):
        return []
    return [
        noun
        for noun in owners(trigger)
        if is_person(noun) or not (mention_of(noun) or is_a(noun, "force", "organ"))
    ]


def _is_moved(noun: Token, verb: Token) -> bool:
    """Forces are not harmed by those who withdraw, send or deploy them."""
    return is_a(verb, "moving") and is_a(noun, "force", "asset", "crowd")


def is_passive(verb: Token) -> bool:
    """By its subject or auxiliary, or a bare participle: "was hit and damaged"."""
    if children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.tag_ != "VBN" or children(verb, "nsubj", "dobj", "aux"):
        return False
    return verb.dep_ in {"acl", "advcl"} or (verb.dep_ == "conj" and is_passive(verb.head))


def states(root: Token) -> Iterator[tuple[Token, list[Token]]]:
    """States below a word with those who are in them: "left 10 people dead and 20 wounded"."""
    for word in root.subtree:
        if word.tag_ not in {"JJ", "VBN"} or word.dep_ not in STATES:
            continue
        subject = children(word, *SUBJECTS, "nummod")
        if subject or word.dep_ == "conj":
            yield word, subject
        elif word.dep_ == "amod":
            yield word, [word.head]
        else:
            yield word, [noun for noun in children(word.head, "dobj") if noun.i < word.i]


def subjects(verb: Token) -> list[Token]:
    """Subject, agent of a passive, or a shared one: "ordered troops to withdraw" gives troops."""
    if is_passive(verb):
        return [noun for by in children(verb, "agent") for noun in arguments(by, "pobj")]
    if own := arguments(verb, "nsubj"):
        before = [noun for noun in own if noun.i < verb.i]
        return [antecedent(noun, verb) for noun in before or own]
    head = verb.head
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return arguments(head.head, *SUBJECTS) or subjects(head.head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [head]
    if head.pos_ not in VERBAL:
        return []
    if verb.dep_ == "xcomp":
        controlled = arguments(head, "dobj") if not is_passive(head) else []
        return controlled or arguments(head, "nsubjpass") or subjects(head)
    if verb.dep_ == "conj":
        if _is_clause_of_its_own(verb):
            return []
        if (own_noun := _subject_before(verb)) is not None:
            return [own_noun]
        return arguments(head, "nsubjpass") if is_passive(head) else subjects(head)
    is_shared = verb.dep_ == "advcl" and not _has_lost_subject(verb)
    return subjects(head) if is_shared or verb.dep_ == "pcomp" else []


def _is_clause_of_its_own(verb: Token) -> bool:
    """ "Said that what they saw was an attack"; and, wherever the parser attaches it, what is
    reported in the past after "say": "Authorities say he ran a man down and stabbed another"."""
    if verb.dep_ == "ccomp":
        return verb.tag_ in FINITE
    tags = (verb.head.tag_, verb.tag_)
    return tags in {("VBP", "VBD"), ("VBZ", "VBD")} and is_a(verb.head, "reported")


def _has_lost_subject(verb: Token) -> bool:
    """ "After Theresa May stepped down": a finite verb after "after" has its own subject, also
    where the parser attaches it to "after"."""
    return verb.tag_ in FINITE and bool(children(verb, "mark"))


def _subject_before(verb: Token) -> Token | None:
    """ "Troops took X and Ukraine struck Y": what the parser joins to X before a finite verb."""
    before = verb.i - 1
    while before > verb.head.i and verb.doc[before].head == verb:
        before -= 1
    noun = verb.doc[before]
    is_joined = before > verb.head.i and noun.dep_ == "conj" and noun.pos_ in NOUNS
    if verb.tag_ not in FINITE or not is_joined:
        return None
    return noun if noun.left_edge.nbor(-1).dep_ == "cc" else None


def objects(verb: Token) -> list[Token]:
    """Object, subject of a passive, noun of a relative or participle clause, or a shared one."""
    above = verb.head
    if is_passive(verb):
        found = arguments(verb, "nsubjpass") or ([above] if verb.dep_ == "acl" else [])
        found = found or _shared_with_passive(verb)
        if not found and verb.dep_ in {"pcomp", "advcl"}:
            found = subjects(above if verb.dep_ == "advcl" else above.head)
        if not found and verb.dep_ == "xcomp":
            found = arguments(above, *SUBJECTS)
    else:
        found, own = arguments(verb, "dobj", "dative"), arguments(verb, "nsubj")
        if not found and any(noun.i < verb.i for noun in own):
            # A second subject after its verb is an object: "forces retook Snihurivka".
            found = [noun for noun in own if noun.i > verb.i]
        beside = (later for later in children(verb, "conj") if later.pos_ == "VERB")
        found = found or _shared_with_passive(verb)
        found = found or [noun for later in beside for noun in arguments(later, "dobj")]
    return [core(antecedent(noun, verb)) for noun in found]


def _shared_with_passive(verb: Token) -> list[Token]:
    """ "Homes were shelled and burned": those of the passive that a participle is joined to."""
    is_joined = verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB"
    return objects(verb.head) if is_joined and is_passive(verb.head) else []


def governor(noun: Token) -> Token:
    """The verb or noun it depends on, over prepositions, coordination and "a round of"."""
    node = noun.head.head if noun.dep_ == "conj" else noun.head
    while node.head != node:
        # "Saw two days of riots"; not "the day of the attack", nor "after days of protests".
        is_stretch = node.dep_ in {"dobj", *SUBJECTS} and is_a(node, "stretch of time")
        is_stretch = is_stretch and "the" not in child_words(node, "det")
        if node.pos_ != "ADP" and not is_a(node, "partitive") and not is_stretch:
            break
        node = node.head
    return node


def is_gerund(token: Token) -> bool:
    """ "Shelling was reported", "there was shooting": a noun whatever the tagger makes of it."""
    is_noun = token.dep_ in {"nsubj", "nsubjpass", "csubj", "dobj", "pobj"}
    return token.tag_ == "VBG" and (is_noun or bool(children(token, "expl")))


def _agents_of_verb(verb: Token) -> list[Token]:
    found, head = _controller(verb), verb.head
    if found is None:
        found = subjects(verb)
    if not found and not is_passive(verb):
        # A coordinated or contained verb without a subject takes that of the verb above.
        is_led = verb.dep_ in {"conj", "xcomp", "ccomp", "dep"} and head.pos_ in VERBAL
        is_led = is_led and not _is_clause_of_its_own(verb)
        has_object = verb.tag_ == "VBN" and bool(children(verb, "dobj", "ccomp"))
        if is_led and head != verb:
            shared = arguments(head, "nsubjpass") if is_passive(head) else []
            found = shared or _agents_of_verb(head)
        elif verb.dep_ == "acl" and (verb.tag_ == "VBG" or has_object):
            found = [head]
    return [antecedent(noun, verb) for noun in found]


def _controller(verb: Token) -> list[Token] | None:
    """Who does a bare infinitive or gerund, where what is above decides; None elsewhere."""
    if children(verb, *SUBJECTS, "agent") or is_passive(verb) or _has_lost_subject(verb):
        return None
    head = verb.head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        # "Accused rebels of shelling" gives rebels, "after taking the town, they left" they.
        above = head.head
        if above.pos_ not in VERBAL:
            is_done = is_a(above, "intent", "deed", "movement")
            return agent_nouns(above) if is_done else [above]
        labels = PATIENTS if head.lower_ in {"of", "from", "for"} else {"nsubjpass"}
        return arguments(above, *labels) or _agents_of_verb(above)
    if verb.dep_ in {"xcomp", "advcl"} and head.pos_ in VERBAL:
        if passive := arguments(head, "nsubjpass"):
            return [antecedent(noun, head) for noun in passive]
        object_control = verb.dep_ == "xcomp" and not is_a(head, "subject control")
        controlled = arguments(head, "dobj") if object_control else []
        return controlled or _agents_of_verb(head)
    if verb.dep_ == "acl" and (verb.tag_ == "VB" or any(one.tag_ == "TO" for one in verb.children)):
        # "Reached an agreement to join": who reached it joins.
        is_object = head.dep_ == "dobj" and head.head.pos_ in VERBAL
        return agent_nouns(head) or (_agents_of_verb(head.head) if is_object else None)
    return None


def _agents_of_noun(noun: Token) -> list[Token]:
    """Possessor, "by", "from", demonym before; else the subject of a verb that carries it out."""
    deed, found = noun, owners(noun) or under(noun, {"by", "between"})
    while not found and (inner := under(deed, {"of"})):
        # "The capture of the town of X by Y": the parser attaches "by" to the town.
        deed, found = inner[0], under(inner[0], {"by"})
    if not found and is_a(noun, "deed"):
        # "Fire from rebel troops"; a place that it comes from does not act.
        sources = under(noun, {"from"})
        found = [one for one in sources if is_a(one, "force", "asset") or names_actor(one)]
    if not found and is_a(noun, "movement"):
        found = under(noun, {"of"})
    return found or named_before(noun) or _agents_above(noun)


def named_before(noun: Token) -> list[Token]:
    """ "The Russian withdrawal", "a PKK attack"; but "the Ukraine war" may be suffered."""
    found: list[Token] = []
    for modifier in arguments(noun, "amod", "compound", "nmod", "npadvmod"):
        mention = mention_of(modifier)
        if mention is None:
            found += named_before(modifier)
        elif mention.name.kind in {"actor", "demonym"} or (
            mention.name.kind == "country" and mention.text.isupper()
        ):
            found.append(modifier)
    return found


def _agents_above(noun: Token) -> list[Token]:
    """Those of "launched an attack", "held talks and a drill", "was launched by"; those blamed for
    it; those who travel."""
    above = noun.head
    is_joined = noun.dep_ == "conj" and above.dep_ == "dobj"
    verb = above.head if is_joined else above
    is_object = is_joined or noun.dep_ in PATIENTS
    carries = is_object and verb.pos_ in VERBAL and is_a(verb, "light")
    if carries and (found := _agents_of_verb(verb)):
        return found
    # "Blamed the attack on rebels", "blamed rebels for the attack".
    if noun.dep_ in PATIENTS and is_a(above, "blaming"):
        return under(above, {"on", "to"})
    if noun.dep_ != "pobj":
        return []
    verb = above.head
    if above.lower_ == "for" and is_a(verb, "blaming") and (found := objects(verb)):
        return found
    # "During a trip to X, the president said", "the president, on a trip to X".
    if not is_a(above, "on the way") or not is_a(noun, "visit"):
        return []
    if verb.pos_ in VERBAL:
        return arguments(verb, "nsubjpass") or _agents_of_verb(verb)
    return [verb] if verb.pos_ in NOUNS else []


def _told(token: Token) -> Iterator[Token]:
    """What somebody is said to have said: "he said that they must leave"."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    if verb.dep_ == "ccomp" and is_a(verb.head, "reported"):
        yield token


NOUN_SLOTS = frozenset({"subj", "obj", "prep"})
"""Slots whose nouns count by what they name too."""
SLOTS: Mapping[str, Callable[[Token, Set[str]], Iterable[Token]]] = {
    "subj": lambda token, _: subjects(token),
    "obj": lambda token, _: objects(token),
    # After the prepositions, or after any where none is named.
    "prep": lambda token, wanted: (
        noun
        for words, noun in prepositions(token)
        if not wanted or wanted & {words, words.split()[0]}
    ),
    "mod": lambda token, _: (
        inner
        for one in children(token, *PREMODIFIERS)
        for inner in (one, *children(one, "compound", "amod", "nmod"))
    ),
    "governor": lambda token, _: (governor(token),),
    "prt": lambda token, _: children(token, "prt", "advmod", "prep"),
    "plural": lambda token, _: (token,) * ("Plur" in token.morph.get("Number", [])),
    "lemma": lambda token, _: (token,),
    "aux": lambda token, _: children(token, "aux"),
    "neg": lambda token, _: children(token, "neg"),
    "has": lambda token, _: token.children,
    # Clauses that the word governs: "threatened to leave", "insisted that it leave".
    "comp": lambda token, _: (
        child for child in children(token, "xcomp", "ccomp", "acl", "advcl") if child.i > token.i
    ),
    "told": lambda token, _: _told(token),
    "with": lambda token, _: (one for one in token.sent if one.ent_type_ != "DATE"),
}
"""The tokens in a slot, by the token of the predicate and the prepositions that a frame names; with
is any word of the sentence, but "on March 3" has no march."""
