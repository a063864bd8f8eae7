"""The words of speech around a trigger in its own sentence: who is named as saying the clause that
it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from components.language.english.clauses import is_definite, is_infinitive
from components.language.english.cue import Cue, is_inverted, may_speak, sources_of, verb_row
from components.language.english.marks import mark_of
from components.language.english.reports import owners_of
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    arguments,
    children,
    clause,
    is_passive,
)
from components.language.english.tails import tails
from components.language.english.words import is_a, report_row
from components.lexicon.people import ActorLexicon, VerbRow

WHOLE_CLAUSE = frozenset({"ccomp", "parataxis", "dep"})
ASIDE = frozenset({"parataxis", "advcl", "ccomp", "dep"})


def cues_over(trigger: Token, lexicon: ActorLexicon) -> tuple[Cue, ...]:
    """The innermost speaker first, then who carries it. A speaker of a clause apart is inherited,
    and only where no other covers the trigger."""
    found = list(_climb(trigger, lexicon))
    direct = [cue for cue in found if not cue.inherited]
    if not direct:
        direct = [*_loose(trigger, found, lexicon), *tails(trigger, lexicon)]
    return _once(direct or found)


def _once(cues: list[Cue]) -> tuple[Cue, ...]:
    return tuple({cue.word.i: cue for cue in reversed(cues)}.values())[::-1]


def _climb(trigger: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """Cues on the way from the trigger to the root of its sentence and beside that way."""
    path, apart = [trigger], False
    while True:
        node = path[-1]
        sidelong = [replace(cue, inherited=apart) for cue in _beside(node, path, lexicon)]
        yield from sidelong
        if node.head == node:
            return
        parted = _parted_from(node, lexicon)
        row = verb_row(parted or node.head, lexicon)
        if row is not None and (parted or _is_content(path, row)):
            yield from _spoken(
                parted or node.head, row, lexicon, apart=apart, whole=node.dep_ in WHOLE_CLAUSE
            )
        elif (noun := _noun_row(path, lexicon)) is not None:
            yield Cue(word=node.head, sources=(node.head,), row=noun, inherited=apart)
        elif _stands_apart(node) or (
            node.tag_ == "VBG" and node.dep_ == "advcl" and verb_row(node, lexicon)
        ):
            apart = True
        path.append(parted or node.head)


def _parted_from(clause_verb: Token, lexicon: ActorLexicon) -> Token | None:
    """The verb of "said, according to X, a state agency, that ...", whose clause the parser hangs
    on the last noun, and of "X said ...; Y said ...", where it hangs the first clause on the second
    verb."""
    mark = next(iter(_that(clause_verb)), None)
    if (
        mark is not None
        and clause_verb.dep_ in {"relcl", "acl", "appos"}
        and clause_verb.head.pos_ not in VERBAL
    ):
        return _speaking_before(mark, lexicon) if mark.i and mark.nbor(-1).text == "," else None
    if (
        clause_verb.dep_ == "ccomp"
        and clause_verb.i < clause_verb.head.i
        and _is_parted(clause_verb, clause_verb.head)
    ):
        return _speaking_before(clause_verb.left_edge, lexicon)
    return None


def _speaking_before(word: Token, lexicon: ActorLexicon) -> Token | None:
    """The nearest verb of speech before it in the sentence that has no content before it."""
    before = reversed(list(word.doc[word.sent.start : word.i]))
    verbs = (one for one in before if not any(said.i < word.i for said in children(one, "ccomp")))
    return next(
        (one for one in verbs if (row := verb_row(one, lexicon)) and "clause" in row.complements),
        None,
    )


def _stands_apart(node: Token) -> bool:
    """A clause that the speaker of the clause above may not cover: relative, "after ...", with a
    subject of its own."""
    if node.dep_ == "pcomp":
        return is_a(node.head, "beside what is said")
    led = any(
        child.dep_ in {"mark", "nsubj", "nsubjpass"} or child.tag_ == "WRB"
        for child in node.children
    )
    return node.dep_ == "relcl" or (node.dep_ == "advcl" and led)


def _spoken(
    verb: Token, row: VerbRow, lexicon: ActorLexicon, *, apart: bool, whole: bool
) -> Iterator[Cue]:
    """The cue of a verb of speech, behind those whom it cites."""
    yield from (replace(cue, inherited=apart) for cue in _cited(verb, lexicon))
    yield from (replace(cue, inherited=apart) for cue in _shared(verb, lexicon))
    sources = _of_going_on(verb, lexicon) or sources_of(verb)
    if (sources or is_passive(verb)) and all(
        may_speak(source, row, lexicon, whole=whole) for source in sources
    ):
        yield Cue(word=verb, sources=sources, row=row, inherited=apart)


def _shared(verb: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """ "X said, and Y confirmed, that ...": the first verb, which has no content of its own."""
    first, row = verb.head, verb_row(verb.head, lexicon) if verb.dep_ == "conj" else None
    own = children(first, "ccomp", "dobj", "xcomp")
    if row is None or own or not children(verb, "nsubj") or first.nbor(1).text != ",":
        return
    sources = sources_of(first)
    if sources and all(may_speak(source, row, lexicon) for source in sources):
        yield Cue(word=first, sources=sources, row=row)


def _of_going_on(verb: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """ "Police said gunmen fled, adding that ...": whoever said the first adds the second."""
    told = verb.head
    said = (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and told.dep_ == "ccomp"
        and is_a(verb, "going on")
    )
    return sources_of(told.head) if said and verb_row(told.head, lexicon) is not None else ()


def _is_content(path: list[Token], row: VerbRow) -> bool:
    """Whether the end of the way is what its verb of speech says, asks or denies."""
    node, verb = path[-1], path[-1].head
    wanted = row.complements
    if row.stance == "says" and wanted & {"infinitive", "for"} and _is_presupposed(path):
        return False
    if node.dep_ in WHOLE_CLAUSE:
        told = bool(wanted & {"clause", "quote"}) and not _has_other_content(node, verb, row)
        return told and not _is_asked(node) and not _is_parted(node, verb)
    if node.dep_ == "xcomp":
        form = "gerund" if node.tag_ == "VBG" else "infinitive"
        return ("subject" if is_passive(verb) else form) in wanted
    if node.dep_ == "advcl":
        return "infinitive" in wanted and is_infinitive(node) and not is_passive(verb)
    if node.dep_ == "conj":
        return "clause" in wanted and bool(_that(node))
    if node.dep_ == "prep":
        return node.lower_ in wanted
    if node.dep_ == "dobj" and "clause" in wanted and _is_misread_clause(path, row):
        return True
    if node.dep_ in {"dobj", "nsubjpass"} and not any(step.dep_ == "relcl" for step in path):
        through = {step.lower_ for step in path if step.dep_ == "prep" and step.head == node}
        return "object" in wanted or bool(through & wanted & {"of", "for"})
    return False


def _is_presupposed(path: list[Token]) -> bool:
    """Of what is asked for or promised "an investigation into the attack" or "of those who fled":
    nobody says that these happened."""
    below = path[:-1]
    of_noun = any(step.pos_ in NOUNS for step in path[1:])
    return any(step.dep_ == "relcl" for step in below) or (
        path[0].pos_ in NOUNS and of_noun and is_definite(path[0])
    )


def _is_asked(verb: Token) -> bool:
    return any(child.lower_ in {"whether", "if"} for child in children(verb, "mark"))


def _is_parted(node: Token, verb: Token) -> bool:
    """ "X said this; Y said that": a semicolon parts what the parser joins."""
    return any(word.text == ";" for word in node.doc[min(node.i, verb.i) : max(node.i, verb.i)])


def _is_misread_clause(path: list[Token], row: VerbRow) -> bool:
    """ "X said people killed by police file suits": a clause that the parser takes for an object of
    a verb that has none, or for a clause of its noun."""
    if len(path) > 1 and _is_that_clause(path[-2]):
        return True
    inner = any(step.pos_ in VERBAL for step in path[:-1])
    return inner and "object" not in row.complements and not children(path[-1].head, "ccomp")


def _that(verb: Token) -> list[Token]:
    return [child for child in children(verb, "mark") if child.lower_ == "that"]


def _is_that_clause(verb: Token) -> bool:
    """A clause that says what a noun says: "the claim that ..."."""
    return verb.dep_ in {"acl", "ccomp", "relcl"} and bool(_that(verb))


def _noun_row(path: list[Token], lexicon: ActorLexicon) -> VerbRow | None:
    """ "Russia's claim that ...", "reports of ...", "a statement by the mayor that ...": the noun
    as a word of speech; "no claim of ..." is none."""
    node, noun = path[-1], path[-1].head
    row = report_row(noun, lexicon)
    if row is None or any(is_a(child, "nobody") for child in noun.children):
        return None
    said = row.kind != "evidence" and _is_that_clause(node)
    of = (
        node.dep_ == "prep"
        and node.lower_ == "of"
        and (row.kind != "document" or row.stance == "reports")
    )
    if row.kind == "act" and owners_of(noun, lexicon) != (noun,):
        said |= (node.dep_ == "acl" and is_infinitive(node)) or node.lower_ == "for"
    return (
        VerbRow(lemma=noun.lemma_, stance=row.stance, complements=frozenset())
        if said or of
        else None
    )


def _has_other_content(node: Token, verb: Token, row: VerbRow) -> bool:
    """A loose clause is content only where the verb has no clause of its own, a clause before it
    where no object follows."""
    if node.dep_ in {"parataxis", "dep"}:
        return bool(children(verb, "ccomp"))
    return (
        node.i < verb.i
        and "object" in row.complements
        and bool(children(verb, "dobj"))
        and not is_inverted(verb)
    )


def _beside(node: Token, path: list[Token], lexicon: ActorLexicon) -> Iterator[Cue]:
    for child in node.children:
        if child not in path and not (len(path) > 1 and child == path[-2]):
            cue = _phrase(child, lexicon) or _aside(child, lexicon)
            if cue is not None:
                yield cue


def _phrase(prep: Token, lexicon: ActorLexicon) -> Cue | None:
    """ "according to X", "per X"."""
    if prep.lower_ == "according":
        inner, lemma = children(prep, "prep"), "according to"
    else:
        inner, lemma = [prep], prep.lower_
    row = lexicon.verbs.get(lemma)
    if row is None or "preposition" not in row.complements:
        return None
    sources = tuple(
        noun for to in inner for noun in arguments(to, ("pobj",)) or _name_behind(to, lexicon)
    )
    strict = lemma != "according to"
    if not sources or (strict and not all(may_speak(source, row, lexicon) for source in sources)):
        return None
    return Cue(word=prep, sources=sources, row=row)


def _name_behind(preposition: Token, lexicon: ActorLexicon) -> list[Token]:
    """A name of a row right behind, where the parser makes something else of it ("Save the
    Children")."""
    behind = preposition.doc[preposition.i + 1 : preposition.i + 2]
    named = [mark for word in behind if (mark := mark_of(word, lexicon)) is not None]
    return [preposition.doc[mark.end - 1] for mark in named]


def _aside(verb: Token, lexicon: ActorLexicon) -> Cue | None:
    """ "..., X said, ...", "as X confirmed", "as confirmed by X": a verb of speech with no clause
    of its own."""
    row = verb_row(verb, lexicon) if verb.dep_ in ASIDE else None
    if row is None or "clause" not in row.complements or children(verb, "ccomp", "dobj", "xcomp"):
        return None
    marked_as = any(child.lower_ == "as" for child in children(verb, "mark", "advmod"))
    if not marked_as and (verb.dep_ != "parataxis" or children(verb, "mark")):
        return None
    sources = (
        sources_of(verb)
        if not marked_as or children(verb, "nsubj")
        else tuple(noun for by in children(verb, "agent") for noun in arguments(by, ("pobj",)))
    )
    if not sources or not all(may_speak(source, row, lexicon) for source in sources):
        return None
    return Cue(word=verb, sources=sources, row=row)


def _cited(verb: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """ "..., Reuters reported, citing officials": the officials."""
    for child in children(verb, "advcl", "prep", "acl"):
        row = lexicon.verbs.get(child.lemma_.lower())
        if row is not None and "source" in row.complements:
            sources = tuple(arguments(child, ("dobj", "pobj")))
            if sources:
                yield Cue(word=child, sources=sources, row=row)


def _loose(trigger: Token, known: list[Cue], lexicon: ActorLexicon) -> Iterator[Cue]:
    """ "according to X" that the parser hung elsewhere: direct in the trigger's own clause or at
    the start of the sentence, inherited at its end."""
    seen = {cue.word.i for cue in known}
    for token in trigger.sent:
        cue = _phrase(token, lexicon) if token.dep_ == "prep" and token.i not in seen else None
        if cue is None:
            continue
        if clause(token.head) == clause(trigger) or token.i == _first_word(trigger):
            yield cue
        elif _closes_sentence(cue):
            yield replace(cue, inherited=True)


def _first_word(trigger: Token) -> int:
    return next(token.i for token in trigger.sent if not token.is_space and not token.is_punct)


def _closes_sentence(cue: Cue) -> bool:
    rest = cue.word.doc[cue.word.right_edge.i + 1 : cue.word.sent.end]
    return all(token.is_punct or token.is_space or token.is_quote for token in rest)
