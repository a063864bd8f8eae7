"""Fit the weights of data/lexicon on the looked-at documents:
``python -m tests.benchmarks.fit_geoparsing``.

Writes toponym_weights.csv, place_weights.csv and confidence_weights.csv. The second pass of
recognition and the confidence are fitted on verdicts about documents that the verdict's own weights
were not fitted on. Weights move from the priors of place_cues.csv as far as the corpora say; cues
that corpora seldom show ("the city of X") keep theirs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from spacy.tokens import Doc, Span

from components.core.protocols import Gazetteer
from components.core.records import Place
from components.core.settings import LEXICON
from components.evaluation.corpora import CorpusText, GoldToponym
from components.evaluation.geoparsing import Judge, match_toponyms
from components.language.parse import load_language_model
from components.lexicon.names import NameLexicon, load_names
from components.lexicon.rows import rows
from components.places.context import (
    WeighedQuery,
    first_context,
    nearness_of,
    second_contexts,
    surroundings,
)
from components.places.gazetteer import open_gazetteer
from components.places.home import home_of
from components.places.judging import cues_of_all, later_cues, log_odds
from components.places.mentions import MentionFinder, PlaceMention
from components.places.queries import Query, queries
from components.places.reading import WordReading, read
from components.places.resolution import confidence_cues, read_all, resolve, weigh
from components.places.toponyms import find_toponyms
from tests.benchmarks.corpora import CORPORA, documents, is_looked_at, parsed, sentences
from tests.benchmarks.fitting import fit_choice, fit_yes_no

FOLDS = 5
RECOGNITION_STRICTNESS = 10.0
LATER_STRICTNESS = 5.0
LEAST_EXAMPLES = 5
PLACE_STRICTNESS = 2.0
FIRM_STRICTNESS = 40.0
"""Of what the words ask for outright: corpora of local papers seldom show it, and then with
noise."""
CONFIDENCE_STRICTNESS = 1.0
WORTH = {"sentences": 2.0, "relabelled": 1.0}
"""Our own sentences count double, or the villages of the news would drown in the corpora's
towns."""
SMALL = 0.03
"""Weights nearer to zero are not written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document with its mentions and the cues of their first pass."""

    item: CorpusText
    doc: Doc
    reading: WordReading
    mentions: tuple[PlaceMention, ...]
    cues: list[list[str]]


Weights = dict[str, float]


def see(item: CorpusText, doc: Doc, gazetteer: Gazetteer, names: NameLexicon) -> Seen:
    reading = read(doc, names)
    mentions = MentionFinder(reading, gazetteer).find()
    return Seen(item, doc, reading, mentions, cues_of_all(mentions, reading))


def relabelled(doc: Doc, chooser: Random) -> Doc:
    """The document with entity labels as the model may set them on names it does not know: lost, or
    of another kind."""
    copy = doc.copy()
    kept = []
    for entity in doc.ents:
        label = chooser.choice((entity.label_, "", "PERSON", "ORG", "GPE"))
        if label:
            kept.append(Span(copy, entity.start, entity.end, label=label))
    copy.set_ents(kept, default="outside")
    return copy


def yes_no(seen: Seen, cues: Sequence[Sequence[str]]) -> Iterable[tuple[Weights, bool, float]]:
    """Examples of recognition; demonyms and unannotated repeats are no examples."""
    gold = {gold.span for gold in seen.item.gold}
    spans = {(span.start, span.end) for span in gold}
    for mention, found in zip(seen.mentions, cues, strict=True):
        is_place = (mention.start, mention.stop) in spans
        if mention.source != "demonym" and (is_place or not seen.item.is_repeat(mention.name)):
            yield dict.fromkeys(found, 1.0), is_place, WORTH.get(seen.item.corpus, 1.0)


def fit_first(seen: Sequence[Seen]) -> Weights:
    examples = [example for one in seen for example in yes_no(one, one.cues)]
    return fit_yes_no(examples, strictness=RECOGNITION_STRICTNESS, least=LEAST_EXAMPLES)


def folds(seen: Sequence[Seen]) -> list[list[Seen]]:
    return [
        [one for number, one in enumerate(seen) if number % FOLDS == fold] for fold in range(FOLDS)
    ]


def fit_recognition(seen: Sequence[Seen]) -> tuple[Weights, Weights]:
    """Weights of both passes; the second's examples carry verdicts of weights that did not see
    their document."""
    examples = []
    for held_out in folds(seen):
        weights = fit_first([one for one in seen if one not in held_out])
        for one in held_out:
            later = later_cues(one.mentions, [log_odds(found, weights) for found in one.cues])
            examples += list(
                yes_no(one, [found + more for found, more in zip(one.cues, later, strict=True)])
            )
    second = fit_yes_no(examples, strictness=LATER_STRICTNESS, least=LEAST_EXAMPLES)
    return fit_first(seen), second


@dataclass(slots=True)
class Asked:
    """The gold toponyms of a document as queries, with the right places of each."""

    queries: list[Query]
    gold: list[list[GoldToponym]]
    item: CorpusText


def ask(seen: Seen, gazetteer: Gazetteer, names: NameLexicon) -> Asked:
    toponyms = seen.item.toponyms()
    golds: list[GoldToponym | None] = list(seen.item.gold)
    demonyms, _ = find_toponyms(seen.doc, gazetteer, names)
    for toponym in demonyms:
        if toponym.use == "demonym" and not any(
            toponym.span.overlaps(gold.span) for gold in seen.item.gold
        ):
            toponyms.append(toponym)
            golds.append(None)
    order = sorted(range(len(toponyms)), key=lambda number: toponyms[number].span)
    asked = queries([toponyms[number] for number in order], seen.reading, gazetteer=gazetteer)
    held = [[golds[order[number]] for number in query.toponyms] for query in asked]
    return Asked(
        asked,
        [[gold for gold in some if gold and gold.latitude is not None] for some in held],
        seen.item,
    )


def right_places(places: Sequence[Place], gold: GoldToponym, judge_: Judge) -> list[int]:
    """Positions of the very place, else of what counts as right, else of "none of these"."""
    exact = [number for number, place in enumerate(places) if place.id == gold.geonames_id]
    right = exact or [number for number, place in enumerate(places) if judge_.is_right(place, gold)]
    return right or [len(places)]


def fit_places(
    all_asked: Sequence[Asked], *, gazetteer: Gazetteer, names: NameLexicon, judge_: Judge
) -> tuple[Weights, Weights]:
    told = [(row["cue"], row["prior"], row["firm"]) for row in rows(LEXICON / "place_cues.csv")]
    prior = {cue: float(weight) for cue, weight, _ in told}
    strictness = {
        cue: FIRM_STRICTNESS if firm == "yes" else PLACE_STRICTNESS for cue, _, firm in told
    }
    first_examples: list[tuple[Sequence[Weights], Sequence[int]]] = []
    second_examples: list[tuple[Sequence[Weights], Sequence[int]]] = []
    prepared = []
    for asked in all_asked:
        around, near = surroundings(asked.queries), nearness_of(asked.queries)
        context = first_context(near, home_of(asked.item.article, gazetteer, names))
        prepared.append((asked, around, near, context))
        for query, gold, places in zip(asked.queries, asked.gold, around, strict=True):
            answer = weigh(query, query.places, around=places, context=context, weights={})
            first_examples += choice(answer, gold, judge_)
    first = fit_choice(first_examples, prior=prior, strictness=strictness)
    for asked, around, near, context in prepared:
        reads = [
            weigh(query, query.places, around=places, context=context, weights=first)
            for query, places in zip(asked.queries, around, strict=True)
        ]
        later = second_contexts(reads, near, context)
        for answer, gold, places, context in zip(reads, asked.gold, around, later, strict=True):
            again = weigh(answer.query, answer.places, around=places, context=context, weights={})
            second_examples += choice(again, gold, judge_)
    return first, fit_choice(second_examples, prior=prior, strictness=strictness)


def choice(
    answer: WeighedQuery, gold: Sequence[GoldToponym], judge_: Judge
) -> Iterable[tuple[Sequence[Weights], Sequence[int]]]:
    if gold and answer.places and not answer.query.fixed and not gold[0].is_demonym:
        yield answer.evidence, right_places(answer.places, gold[0], judge_)


def confidence_examples(
    seen: Sequence[Seen], *, gazetteer: Gazetteer, names: NameLexicon, judge_: Judge
) -> Iterable[tuple[Weights, bool, float]]:
    for one in seen:
        toponyms, _ = find_toponyms(one.doc, gazetteer, names)
        answers = resolve(
            toponyms, doc=one.doc, article=one.item.article, gazetteer=gazetteer, names=names
        )
        asked = queries(toponyms, one.reading, gazetteer=gazetteer)
        home = home_of(one.item.article, gazetteer, names)
        read_of = {
            toponyms[number].span: answer
            for answer in read_all(asked, home=home, weights=names.place_weights)
            for number in answer.query.toponyms
        }
        for resolution, gold in match_toponyms(one.item, answers):
            answer = read_of[resolution.toponym.span]
            if not answer.query.fixed and resolution.place is not None:
                is_right = gold is not None and judge_.is_right(resolution.place, gold)
                yield dict(confidence_cues(answer, resolution.toponym)), is_right, 1.0


def fitted(
    seen: Sequence[Seen], *, gazetteer: Gazetteer, names: NameLexicon, judge_: Judge
) -> NameLexicon:
    recognition = fit_recognition(seen)
    names = replace(names, toponym_weights=recognition)
    all_asked = [ask(one, gazetteer, names) for one in seen]
    return replace(
        names, place_weights=fit_places(all_asked, gazetteer=gazetteer, names=names, judge_=judge_)
    )


def fit_confidence(
    seen: Sequence[Seen], *, gazetteer: Gazetteer, names: NameLexicon, judge_: Judge
) -> Weights:
    examples = []
    for part in range(2):
        other = [one for number, one in enumerate(seen) if number % 2 != part]
        here = [one for number, one in enumerate(seen) if number % 2 == part]
        strange = fitted(other, gazetteer=gazetteer, names=names, judge_=judge_)
        examples += list(
            confidence_examples(here, gazetteer=gazetteer, names=strange, judge_=judge_)
        )
    return fit_yes_no(examples, strictness=CONFIDENCE_STRICTNESS)


def write(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    with (LEXICON / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def passes(both: Sequence[Weights], least: float) -> Iterable[tuple[object, ...]]:
    for number, weights in enumerate(both, start=1):
        for cue, weight in sorted(weights.items()):
            if abs(weight) >= least:
                yield number, cue, f"{weight:.3f}"


def main() -> None:
    nlp, gazetteer, names = load_language_model(), open_gazetteer(), load_names()
    judge_ = Judge(gazetteer)
    items = [
        item for corpus in CORPORA for item in documents(corpus) if is_looked_at(item)
    ] + sentences()
    pairs = parsed(items, nlp)
    chooser = Random(0)
    strange = [
        (replace(item, corpus="relabelled"), relabelled(doc, chooser))
        for item, doc in pairs
        if item.corpus == "sentences"
    ]
    seen = [see(item, doc, gazetteer, names) for item, doc in pairs + strange]
    names = fitted(seen, gazetteer=gazetteer, names=names, judge_=judge_)
    confidence = fit_confidence(seen, gazetteer=gazetteer, names=names, judge_=judge_)
    write(
        "toponym_weights.csv",
        ("pass", "cue", "weight"),
        passes([dict(w) for w in names.toponym_weights], SMALL),
    )
    write(
        "place_weights.csv",
        ("pass", "cue", "weight"),
        passes([dict(w) for w in names.place_weights], 0.0),
    )
    write(
        "confidence_weights.csv",
        ("cue", "weight"),
        ((cue, f"{value:.3f}") for cue, value in sorted(confidence.items())),
    )


if __name__ == "__main__":
    main()
