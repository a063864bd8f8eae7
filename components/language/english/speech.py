"""The cues over a trigger in its sentence: who says the clause it stands in, who denies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from components.language.english.clauses import is_definite, is_infinitive
from components.language.english.cues import (
    Cue,
    cue_at,
    is_inverted,
    may_speak,
    sources_of,
    sources_of_report,
    verb_row,
)
from components.language.english.labels import (
    FINITE,
    PATIENTS,
    SUBJECTS,
    arguments,
    child_words,
    children,
)
from components.language.english.mentions import mention_of
from components.language.english.predicates import is_passive
from components.language.english.syntax import NOUNS, VERBAL, clause
from components.language.english.words import is_a, report_row
from components.lexicon.people import ActorLexicon, VerbRow

WHOLE_CLAUSE = frozenset({"ccomp", "parataxis", "dep"})
ASIDE = frozenset({"parataxis", "advcl", "ccomp", "dep"})
MAX_WORDS_OF_SPEAKER = 14
"""With title and office, between a comma and the verb of speech behind it."""


def cues_over(trigger: Token, lexicon: ActorLexicon) -> tuple[Cue, ...]:
    """The innermost speaker first; that of a clause apart is inherited, where no other speaks."""
    found = list(_climb(trigger, lexicon))
    direct = [cue for cue in found if not cue.inherited]
    if not direct:
        direct = [*_loose(trigger, found, lexicon), *_behind_comma(trigger, lexicon)]
    return tuple({cue.word.i: cue for cue in reversed(direct or found)}.values())[::-1]


def _climb(trigger: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """Cues on the way from the trigger to the root of its sentence and beside that way."""
    path, apart = [trigger], False
    while True:
        node = path[-1]
        for child in node.children:
            cue = _phrase(child, lexicon) or _aside(child, lexicon) if child not in path else None
            if cue is not None:
                yield replace(cue, inherited=apart)
        if node.head == node:
            return
        above = _verb_parted_from(node, lexicon)
        row = verb_row(above or node.head, lexicon)
        if row is not None and (above or _is_content(path, row)):
            whole = node.dep_ in WHOLE_CLAUSE
            for cue in _spoken(above or node.head, row, lexicon, whole=whole):
                yield replace(cue, inherited=apart)
        elif (noun := _noun_row(path, lexicon)) is not None:
            yield Cue(word=node.head, sources=(node.head,), row=noun, inherited=apart)
        elif _stands_apart(node, lexicon):
            apart = True
        path.append(above or node.head)


def _verb_parted_from(verb: Token, lexicon: ActorLexicon) -> Token | None:
    """The verb of "said, according to X, a state agency, that ...", whose clause the parser hangs
    on the last noun, and of "X said ...; Y said ...", where it hangs the first clause on the second
    verb."""
    that, above = next(iter(_that(verb)), None), verb.head
    if that is not None and verb.dep_ in {"relcl", "acl", "appos"} and above.pos_ not in VERBAL:
        return _speaking_before(that, lexicon) if that.i and that.nbor(-1).text == "," else None
    if verb.dep_ == "ccomp" and verb.i < above.i and _is_parted(verb, above):
        return _speaking_before(verb.left_edge, lexicon)
    return None


def _speaking_before(word: Token, lexicon: ActorLexicon) -> Token | None:
    """The nearest verb of speech before it in the sentence that has no content before it."""
    for one in reversed(word.doc[word.sent.start : word.i]):
        has_content = any(said.i < word.i for said in children(one, "ccomp"))
        row = None if has_content else verb_row(one, lexicon)
        if row is not None and "clause" in row.complements:
            return one
    return None


def _stands_apart(node: Token, lexicon: ActorLexicon) -> bool:
    """A clause that the speaker of the clause above may not cover: relative, "after ...", with a
    subject of its own, or with a verb of speech."""
    if node.dep_ == "pcomp":
        return is_a(node.head, "beside what is said")
    if node.dep_ != "advcl":
        return node.dep_ == "relcl"
    is_led = children(node, "mark", *SUBJECTS) or any(one.tag_ == "WRB" for one in node.children)
    return bool(is_led) or (node.tag_ == "VBG" and verb_row(node, lexicon) is not None)


def _spoken(verb: Token, row: VerbRow, lexicon: ActorLexicon, *, whole: bool) -> Iterator[Cue]:
    """The cue of a verb of speech, behind those whom it cites."""
    # "..., Reuters reported, citing officials": the officials.
    for child in children(verb, "advcl", "prep", "acl"):
        cited = lexicon.verbs.get(child.lemma_.lower())
        is_source = cited is not None and "source" in cited.complements
        named = tuple(arguments(child, "dobj", "pobj")) if is_source else ()
        if cited is not None and named:
            yield Cue(word=child, sources=named, row=cited)
    # "X said, and Y confirmed, that ...": the first verb, which has no content of its own.
    above = verb.head
    above_row = verb_row(above, lexicon) if verb.dep_ == "conj" else None
    if (
        above_row is not None
        and children(verb, "nsubj")
        and not children(above, "ccomp", "dobj", "xcomp")
        and above.nbor(1).text == ","
    ):
        cue = cue_at(above, sources_of(above), lexicon, row=above_row)
        yield from () if cue is None else (cue,)
    sources = sources_of(verb)
    # "Police said gunmen fled, adding that ...": whoever said the first adds the second.
    adds = verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_a(verb, "going on")
    if adds and above.dep_ == "ccomp" and verb_row(above.head, lexicon) is not None:
        sources = sources_of(above.head) or sources
    can = all(may_speak(source, row, lexicon, whole=whole) for source in sources)
    if can and (sources or is_passive(verb)):
        yield Cue(word=verb, sources=sources, row=row)


def _is_content(path: list[Token], row: VerbRow) -> bool:
    """Whether the end of the way is what its verb of speech says, asks or denies."""
    node, verb = path[-1], path[-1].head
    wanted = row.complements
    if row.stance == "says" and wanted & {"infinitive", "for"} and _is_presupposed(path):
        return False
    if node.dep_ in WHOLE_CLAUSE:
        takes = wanted & {"clause", "quote"} and not _has_other_content(node, verb, row)
        asked = child_words(node, "mark") & {"whether", "if"}
        return bool(takes) and not asked and not _is_parted(node, verb)
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
    if node.dep_ in PATIENTS and not any(step.dep_ == "relcl" for step in path):
        through = {step.lower_ for step in path if step.dep_ == "prep" and step.head == node}
        return "object" in wanted or bool(through & wanted & {"of", "for"})
    return False


def _is_presupposed(path: list[Token]) -> bool:
    """Of what is asked for or promised "an investigation into the attack" or "of those who fled":
    nobody says that these happened."""
    if any(step.dep_ == "relcl" for step in path[:-1]):
        return True
    of_noun = any(step.pos_ in NOUNS for step in path[1:])
    return path[0].pos_ in NOUNS and of_noun and is_definite(path[0])


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
    if row.kind == "act" and sources_of_report(noun, lexicon) != (noun,):
        said |= (node.dep_ == "acl" and is_infinitive(node)) or node.lower_ == "for"
    of = node.dep_ == "prep" and node.lower_ == "of"
    if not said and not (of and (row.kind != "document" or row.stance == "reports")):
        return None
    return VerbRow(stance=row.stance, complements=frozenset())


def _has_other_content(node: Token, verb: Token, row: VerbRow) -> bool:
    """A loose clause is none beside a clause of the verb's own, one before it beside an object."""
    if node.dep_ in {"parataxis", "dep"}:
        return bool(children(verb, "ccomp"))
    takes_object = node.i < verb.i and "object" in row.complements
    return takes_object and bool(children(verb, "dobj")) and not is_inverted(verb)


def _phrase(prep: Token, lexicon: ActorLexicon) -> Cue | None:
    """ "According to X", "per X"."""
    is_according = prep.lower_ == "according"
    row = lexicon.verbs.get("according to" if is_according else prep.lower_)
    if row is None or "preposition" not in row.complements:
        return None
    inner = children(prep, "prep") if is_according else [prep]
    sources = tuple(
        noun for to in inner for noun in arguments(to, "pobj") or _name_behind(to, lexicon)
    )
    if is_according and sources:
        return Cue(word=prep, sources=sources, row=row)
    return cue_at(prep, sources, lexicon, row=row)


def _name_behind(preposition: Token, lexicon: ActorLexicon) -> list[Token]:
    """A name of a row right behind that the parser misreads ("Save the Children")."""
    behind = preposition.doc[preposition.i + 1 : preposition.i + 2]
    named = [mention for word in behind if (mention := mention_of(word, lexicon)) is not None]
    return [preposition.doc[mention.end - 1] for mention in named]


def _aside(verb: Token, lexicon: ActorLexicon) -> Cue | None:
    """ "..., X said, ...", "as X confirmed": a verb of speech with no clause of its own."""
    row = verb_row(verb, lexicon) if verb.dep_ in ASIDE else None
    if row is None or "clause" not in row.complements or children(verb, "ccomp", "dobj", "xcomp"):
        return None
    marked_as = "as" in child_words(verb, "mark", "advmod")
    if not marked_as and (verb.dep_ != "parataxis" or children(verb, "mark")):
        return None
    if marked_as and not children(verb, "nsubj"):
        agents = (noun for by in children(verb, "agent") for noun in arguments(by, "pobj"))
        return cue_at(verb, agents, lexicon, row=row)
    return cue_at(verb, sources_of(verb), lexicon, row=row)


def _loose(trigger: Token, known: list[Cue], lexicon: ActorLexicon) -> Iterator[Cue]:
    """ "According to X" that the parser hung elsewhere: direct in the trigger's own clause or at
    the start of the sentence, inherited at its end."""
    sentence, seen = trigger.sent, {cue.word.i for cue in known}
    first = next((word.i for word in sentence if not word.is_space and not word.is_punct), -1)
    for token in sentence:
        cue = _phrase(token, lexicon) if token.dep_ == "prep" and token.i not in seen else None
        if cue is None:
            continue
        rest = token.doc[token.right_edge.i + 1 : sentence.end]
        if clause(token.head) == clause(trigger) or token.i == first:
            yield cue
        elif all(word.is_punct or word.is_space or word.is_quote for word in rest):
            yield replace(cue, inherited=True)


def _behind_comma(trigger: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """Speakers at the end of the sentence, where the parser does not see that they speak."""
    doc, end = trigger.doc, trigger.sent.end
    # "Troops leave the town, Governor Ana Moreau says": the verb at a headline's end, which
    # the parser may take for a noun.
    last = [word for word in trigger.sent if not (word.is_space or word.is_punct)][-1]
    row, name = lexicon.verbs.get(last.lemma_.lower()), doc[last.i - 1]
    is_named = name.pos_ == "PROPN" and any(one.text == "," for one in doc[trigger.i : last.i])
    is_verb = row is not None and last.tag_ in {"NNS", "VBZ"} and "clause" in row.complements
    if row is not None and is_verb and is_named:
        yield Cue(word=last, sources=(name,), row=row)
    for verb in doc[trigger.i + 1 : end]:
        finite = verb.tag_ in FINITE or (verb.tag_ == "VBN" and verb.nbor(-1).text == ",")
        row = verb_row(verb, lexicon) if finite else None
        if row is None or "clause" not in row.complements or children(verb, "ccomp", "mark"):
            continue
        source = _source_behind_comma(trigger, verb)
        if source is not None and (cue := cue_at(verb, (source,), lexicon, row=row)) is not None:
            yield cue


def _source_behind_comma(trigger: Token, verb: Token) -> Token | None:
    """ "Troops took the town, the Institute for Peace said in its report": a noun phrase between a
    comma and the verb, or an office and a name between commas: ", the mayor, X, said"."""
    commas = [word.i for word in trigger.doc[trigger.i : verb.i] if word.text == ","]
    if not commas:
        return None
    is_pair = commas[-1] + 1 == verb.i and len(commas) > 2
    start, end = (commas[-3] + 1, commas[-1]) if is_pair else (commas[-1] + 1, verb.i)
    phrase, own = trigger.doc[start:end], children(verb, "nsubj")
    if not 0 < len(phrase) <= MAX_WORDS_OF_SPEAKER or (own and own[-1].i < start):
        return None
    is_plain = not any(word.pos_ in VERBAL or word.is_quote for word in phrase)
    return phrase.root if is_plain and phrase.root.pos_ in NOUNS else None


def denials_of(trigger: Token, lexicon: ActorLexicon) -> tuple[Cue, ...]:
    """Denials behind what they deny: later in the sentence (", a charge the army rejects"), else
    (inherited) at the head of the next one in the paragraph: "The ministry denied it"."""
    doc, end = trigger.doc, trigger.sent.end
    later = (_denial(word, lexicon) for word in doc[trigger.i + 1 : end])
    found = tuple(cue for cue in later if cue is not None)
    if found or end >= len(doc) or doc[end].is_space:
        return found
    cue = _denial(doc[end].sent.root, lexicon)
    return () if cue is None else (replace(cue, inherited=True),)


def _denial(verb: Token, lexicon: ActorLexicon) -> Cue | None:
    row = verb_row(verb, lexicon)
    if row is None or row.stance != "denies" or not _points_back(verb, lexicon):
        return None
    return cue_at(verb, sources_of(verb), lexicon, row=row)


def _points_back(verb: Token, lexicon: ActorLexicon) -> bool:
    """Whether it was said before: "denied it", "denied the claim", "a claim the army denies"."""
    objects = children(verb, "dobj")
    if verb.dep_ != "relcl":
        return any(is_a(one, "what was said") or _is_the_claim(one, lexicon) for one in objects)
    if children(verb, "ccomp", "xcomp") or any(one.tag_ not in {"WDT", "WP"} for one in objects):
        return False
    is_said = report_row(verb.head, lexicon) is not None or is_a(verb.head, "what was said")
    return is_said or any(one.lower_ == "which" for one in objects)


def _is_the_claim(noun: Token, lexicon: ActorLexicon) -> bool:
    definite = child_words(noun, "det") & {"the", "this", "that", "those", "these"}
    is_report = bool(definite) and report_row(noun, lexicon) is not None
    return is_report and not children(noun, "acl", "relcl", "prep")
