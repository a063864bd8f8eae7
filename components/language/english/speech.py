"""Who is said to say what a sentence tells: over its clause, around its quotation, in the sentence
before; and who denies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from components.core.records import Stance
from components.language.english.clauses import is_definite, is_infinitive
from components.language.english.cues import (
    Cue,
    cue_at,
    cue_of,
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
from components.language.english.mentions import mention_of, once_a_doc
from components.language.english.persons import is_person, is_private
from components.language.english.predicates import is_passive
from components.language.english.syntax import NOUNS, VERBAL, clause, sentence_before
from components.language.english.words import is_a, report_row
from components.lexicon.people import VerbRow, actor_lexicon

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
MAX_QUOTE_TOKENS = 400
"""A longer one is a mark that was never closed."""

MIN_QUOTE_TOKENS = 3
"""Shorter ones are scare quotes, not speech: "regroup"."""

IN_NAMES = frozenset({"PROPN", "ADJ", "NOUN", "ADP", "DET", "PART"})
WHOLE_CLAUSE = frozenset({"ccomp", "parataxis", "dep"})
ASIDE = frozenset({"parataxis", "advcl", "ccomp", "dep"})
MAX_WORDS_OF_SPEAKER = 14
"""With title and office, between a comma and the verb of speech after it."""


def speech_and_denials(trigger: Token) -> tuple[Cue, ...]:
    """The innermost speaker first, those who deny it last."""
    found = _speech(trigger)
    denials = (cue for cue in _denials(trigger) if all(cue.word != one.word for one in found))
    return (*found, *denials)


def _speech(trigger: Token) -> tuple[Cue, ...]:
    """In the sentence, around the quotation or in the sentence before."""
    found = cues_over(trigger)
    if (around := speaker_of_quote(trigger)) is not None:
        start, end = _quotations(trigger.doc)[trigger.i]
        if all(cue.inherited for cue in found if not start < cue.word.i < end):
            return found if any(one.word == around.word for one in found) else (*found, around)
    if found:
        return found
    doc, start = trigger.doc, trigger.sent.start
    colon = next((word for word in trigger.sent[:12] if word.text == ":"), None)
    if colon is not None and start < colon.i < trigger.i:
        # "Ana Moreau: Troops left the town": a name and a colon at the head, no dateline.
        name = doc[colon.i - 1]
        only_a_name = all(word.pos_ in IN_NAMES for word in doc[start : colon.i])
        if only_a_name and is_person(name) and not is_private(name):
            return (Cue(word=colon, sources=(name,), stance="says"),)
    # "They also left the town." after "The ministry said ...".
    root = trigger.sent.root
    is_they = any(is_a(child, "third person") for child in children(root, *SUBJECTS))
    goes_on = is_they and any(is_a(child, "goes on") for child in root.children)
    earlier = sentence_before(trigger.sent) if goes_on else None
    cue = cue_of(earlier.root, "clause", "quote") if earlier is not None else None
    return () if cue is None else (replace(cue, inherited=True),)


@once_a_doc
def _quotations(doc: Doc) -> Mapping[int, tuple[int, int]]:
    """Each word inside of a quotation to the tokens of it, half-open, marks included."""
    found: dict[int, tuple[int, int]] = {}
    start: int | None = None
    for token in doc:
        is_too_long = start is not None and token.i - start > MAX_QUOTE_TOKENS
        if (token.is_space and token.dep_ != "dep") or is_too_long:
            start = None
        if start is None and _opens(token):
            start = token.i
        elif start is not None and (token.text in CLOSING or token.text == STRAIGHT):
            if token.i - start > MIN_QUOTE_TOKENS:
                found |= dict.fromkeys(range(start + 1, token.i + 1), (start, token.i + 1))
            start = None
    return found


def _opens(token: Token) -> bool:
    """A straight mark with blanks on both sides, as in tokenised text, may open."""
    apart = not token.whitespace_ or (token.i > 0 and bool(token.nbor(-1).whitespace_))
    return token.text in OPENING or (token.text == STRAIGHT and apart)


def speaker_of_quote(token: Token) -> Cue | None:
    """Who speaks the quotation around it: beside its ends, else (inherited) before it."""
    quotations, doc = _quotations(token.doc), token.doc
    if token.i not in quotations:
        return None
    start, end = span = quotations[token.i]
    sentences = [doc[end - 1].sent, doc[start].sent]
    if end < len(doc) and doc[end].is_lower and doc[end].is_alpha:
        # '"...?" he said.': the parser may begin a sentence after the closing mark.
        sentences.insert(1, doc[end].sent)
    for sentence in sentences:
        if (cue := _cue_outside(sentence, span)) is not None:
            return cue
    # The sentence before, over quotations of the same speaker.
    first = doc[start].sent
    earlier = sentence_before(first)
    while earlier is not None:
        if (cue := _cue_outside(earlier, (first.start, first.end))) is not None:
            return replace(cue, inherited=True)
        inside = earlier[0].i in quotations or _opens(earlier[0])
        earlier = sentence_before(earlier) if inside else None
    return None


def _cue_outside(sentence: Span, quote: tuple[int, int]) -> Cue | None:
    """The nearest verb of speech that stands, with its subject, outside of the quotation."""
    start, end = quote
    outside = [word for word in sentence if not start <= word.i < end]
    for verb in sorted(outside, key=lambda word: min(abs(word.i - start), abs(word.i - end))):
        if (row := verb_row(verb, "clause", "quote")) is not None:
            sources = (one for one in sources_of(verb) if not start <= one.i < end)
            if (cue := cue_at(verb, sources, row)) is not None:
                return cue
    return None


def cues_over(trigger: Token) -> tuple[Cue, ...]:
    """The innermost speaker first; that of a clause apart is inherited, where no other speaks."""
    found = list(_climb(trigger))
    direct = [cue for cue in found if not cue.inherited]
    if not direct:
        direct = [*_loose(trigger, found), *_behind_comma(trigger)]
    return tuple({cue.word.i: cue for cue in reversed(direct or found)}.values())[::-1]


def _climb(trigger: Token) -> Iterator[Cue]:
    """Cues on the way from the trigger to the root of its sentence and beside that way."""
    path, apart = [trigger], False
    while True:
        node = path[-1]
        for child in node.children:
            cue = _phrase(child) or _aside(child) if child not in path else None
            if cue is not None:
                yield replace(cue, inherited=apart)
        if node.head == node:
            return
        above = _verb_parted_from(node)
        row = verb_row(above or node.head)
        if row is not None and (above or _is_content(path, row)):
            whole = node.dep_ in WHOLE_CLAUSE
            for cue in _spoken(above or node.head, row, whole=whole):
                yield replace(cue, inherited=apart)
        elif (stance := _stance_of_noun(path)) is not None:
            yield Cue(word=node.head, sources=(node.head,), stance=stance, inherited=apart)
        else:
            apart = apart or _stands_apart(node)
        path.append(above or node.head)


def _verb_parted_from(verb: Token) -> Token | None:
    """The verb of "said, according to X, a state agency, that ...", whose clause the parser
    attaches to the last noun, and of "X said ...; Y said ...", where it attaches the first clause
    to the second verb: the nearest before that has no content before it."""
    above, start = verb.head, None
    if (
        (that := _that(verb))
        and verb.dep_ in {"relcl", "acl", "appos"}
        and above.pos_ not in VERBAL
    ):
        start = that[0] if that[0].i and that[0].nbor(-1).text == "," else None
    elif verb.dep_ == "ccomp" and verb.i < above.i and _is_parted(verb, above):
        start = verb.left_edge
    if start is None:
        return None
    for one in reversed(verb.doc[start.sent.start : start.i]):
        has_content = any(said.i < start.i for said in children(one, "ccomp"))
        if not has_content and verb_row(one, "clause") is not None:
            return one
    return None


def _stands_apart(node: Token) -> bool:
    """A clause that the speaker of the clause above may not cover: relative, "after ...", with a
    subject of its own, or with a verb of speech."""
    if node.dep_ == "pcomp":
        return is_a(node.head, "beside what is said")
    if node.dep_ != "advcl":
        return node.dep_ == "relcl"
    is_led = children(node, "mark", *SUBJECTS) or any(one.tag_ == "WRB" for one in node.children)
    return bool(is_led) or (node.tag_ == "VBG" and verb_row(node) is not None)


def _spoken(verb: Token, row: VerbRow, *, whole: bool) -> Iterator[Cue]:
    """The cue of a verb of speech, after those whom it cites."""
    # "..., Reuters reported, citing officials": the officials.
    for child in children(verb, "advcl", "prep", "acl"):
        cited = actor_lexicon().verbs.get(child.lemma_.lower())
        if cited is not None and "source" in cited.complements:
            named = tuple(arguments(child, "dobj", "pobj"))
            yield from (Cue(word=child, sources=named, stance=cited.stance),) if named else ()
    # "X said, and Y confirmed, that ...": the first verb, which has no content of its own.
    above, sources = verb.head, sources_of(verb)
    is_second = verb.dep_ == "conj" and verb.doc[above.i + 1 : above.i + 2].text == ","
    is_second = is_second and bool(children(verb, "nsubj"))
    if is_second and not children(above, "ccomp", "dobj", "xcomp"):
        first = cue_of(above)
        yield from () if first is None else (first,)
    # "Police said gunmen fled, adding that ...": the speaker of the first adds the second.
    adds = verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_a(verb, "going on")
    if adds and above.dep_ == "ccomp" and verb_row(above.head) is not None:
        sources = sources_of(above.head) or sources
    can = all(may_speak(source, row, whole=whole) for source in sources)
    if can and (sources or is_passive(verb)):
        yield Cue(word=verb, sources=sources, stance=row.stance)


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
    if node.dep_ == "dobj" and "clause" in wanted:
        # "X said people killed by police file suits": a clause that the parser takes for an object
        # of a verb that has none, or for a clause of its noun.
        inner = any(step.pos_ in VERBAL for step in path[:-1])
        is_clause = inner and "object" not in wanted and not children(verb, "ccomp")
        if is_clause or (len(path) > 1 and _is_that_clause(path[-2])):
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


def _has_other_content(node: Token, verb: Token, row: VerbRow) -> bool:
    """A loose clause is none beside a clause of the verb's own, one before it beside an object."""
    if node.dep_ in {"parataxis", "dep"}:
        return bool(children(verb, "ccomp"))
    takes_object = node.i < verb.i and "object" in row.complements
    return takes_object and bool(children(verb, "dobj")) and not is_inverted(verb)


def _is_parted(node: Token, verb: Token) -> bool:
    """ "X said this; Y said that": a semicolon parts what the parser joins."""
    return any(word.text == ";" for word in node.doc[min(node.i, verb.i) : max(node.i, verb.i)])


def _that(verb: Token) -> list[Token]:
    return [child for child in children(verb, "mark") if child.lower_ == "that"]


def _is_that_clause(verb: Token) -> bool:
    """A clause that says what a noun says: "the claim that ..."."""
    return verb.dep_ in {"acl", "ccomp", "relcl"} and bool(_that(verb))


def _stance_of_noun(path: list[Token]) -> Stance | None:
    """ "Russia's claim that ...", "reports of ...", "a statement by the mayor that ...": the stance
    of the noun of speech; "no claim of ..." has none."""
    node, noun = path[-1], path[-1].head
    row = report_row(noun)
    if row is None or any(is_a(child, "nobody") for child in noun.children):
        return None
    said = row.kind != "evidence" and _is_that_clause(node)
    if row.kind == "act" and sources_of_report(noun) != (noun,):
        said |= (node.dep_ == "acl" and is_infinitive(node)) or node.lower_ == "for"
    of = node.dep_ == "prep" and node.lower_ == "of"
    is_of = of and (row.kind != "document" or row.stance == "reports")
    return row.stance if said or is_of else None


def _phrase(prep: Token) -> Cue | None:
    """ "According to X", "per X"."""
    is_according = prep.lower_ == "according"
    row = actor_lexicon().verbs.get("according to" if is_according else prep.lower_)
    if row is None or "preposition" not in row.complements:
        return None
    sources: list[Token] = []
    for to in children(prep, "prep") if is_according else [prep]:
        # A name of a row right after may be misread by the parser: "Save the Children".
        behind = (mention_of(word) for word in to.doc[to.i + 1 : to.i + 2])
        named = [to.doc[mention.end - 1] for mention in behind if mention is not None]
        sources += arguments(to, "pobj") or named
    if is_according and sources:
        return Cue(word=prep, sources=tuple(sources), stance=row.stance)
    return cue_at(prep, sources, row)


def _aside(verb: Token) -> Cue | None:
    """ "..., X said, ...", "as X confirmed": a verb of speech with no clause of its own."""
    row = verb_row(verb, "clause") if verb.dep_ in ASIDE else None
    if row is None or children(verb, "ccomp", "dobj", "xcomp"):
        return None
    marked_as = "as" in child_words(verb, "mark", "advmod")
    if not marked_as and (verb.dep_ != "parataxis" or children(verb, "mark")):
        return None
    if marked_as and not children(verb, "nsubj"):
        agents = (noun for by in children(verb, "agent") for noun in arguments(by, "pobj"))
        return cue_at(verb, agents, row)
    return cue_at(verb, sources_of(verb), row)


def _loose(trigger: Token, known: list[Cue]) -> Iterator[Cue]:
    """ "According to X" that the parser hung elsewhere: direct in the trigger's own clause or at
    the start of the sentence, inherited at its end."""
    sentence, seen = trigger.sent, {cue.word.i for cue in known}
    first = next((word.i for word in sentence if not word.is_space and not word.is_punct), -1)
    for token in sentence:
        cue = _phrase(token) if token.dep_ == "prep" and token.i not in seen else None
        if cue is None:
            continue
        rest = token.doc[token.right_edge.i + 1 : sentence.end]
        if clause(token.head) == clause(trigger) or token.i == first:
            yield cue
        elif all(word.is_punct or word.is_space or word.is_quote for word in rest):
            yield replace(cue, inherited=True)


def _behind_comma(trigger: Token) -> Iterator[Cue]:
    """Speakers at the end of the sentence, where the parser does not see that they speak."""
    doc, end = trigger.doc, trigger.sent.end
    # "Troops leave the town, Governor Ana Moreau says": the verb at a headline's end, which
    # the parser may take for a noun.
    last = [word for word in trigger.sent if not (word.is_space or word.is_punct)][-1]
    row, name = actor_lexicon().verbs.get(last.lemma_.lower()), doc[last.i - 1]
    is_named = name.pos_ == "PROPN" and any(one.text == "," for one in doc[trigger.i : last.i])
    is_verb = last.tag_ in {"NNS", "VBZ"} and row is not None and "clause" in row.complements
    if row is not None and is_verb and is_named:
        yield Cue(word=last, sources=(name,), stance=row.stance)
    for verb in doc[trigger.i + 1 : end]:
        finite = verb.tag_ in FINITE or (verb.tag_ == "VBN" and verb.nbor(-1).text == ",")
        row = verb_row(verb, "clause") if finite else None
        if row is None or children(verb, "ccomp", "mark"):
            continue
        source = _source_behind_comma(trigger, verb)
        if source is not None and (cue := cue_at(verb, (source,), row)) is not None:
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


def _denials(trigger: Token) -> tuple[Cue, ...]:
    """Denials after what they deny: later in the sentence (", a charge the army rejects"), else
    (inherited) at the head of the next one in the paragraph: "The ministry denied it"."""
    doc, end = trigger.doc, trigger.sent.end
    later = (_denial(word) for word in doc[trigger.i + 1 : end])
    found = tuple(cue for cue in later if cue is not None)
    if found or end >= len(doc) or doc[end].is_space:
        return found
    cue = _denial(doc[end].sent.root)
    return () if cue is None else (replace(cue, inherited=True),)


def _denial(verb: Token) -> Cue | None:
    """Of what was said before: "denied it", "denied the claim", "a claim the army denies"."""
    row, objects = verb_row(verb), children(verb, "dobj")
    if row is None or row.stance != "denies":
        return None
    if verb.dep_ != "relcl":
        points_back = any(is_a(one, "what was said") or _is_the_claim(one) for one in objects)
    else:
        is_said = report_row(verb.head) is not None or is_a(verb.head, "what was said")
        is_said = is_said or any(one.lower_ == "which" for one in objects)
        has_other = children(verb, "ccomp", "xcomp")
        is_alone = not has_other and all(one.tag_ in {"WDT", "WP"} for one in objects)
        points_back = is_said and is_alone
    return cue_at(verb, sources_of(verb), row) if points_back else None


def _is_the_claim(noun: Token) -> bool:
    definite = child_words(noun, "det") & {"the", "this", "that", "those", "these"}
    is_report = bool(definite) and report_row(noun) is not None
    return is_report and not children(noun, "acl", "relcl", "prep")
