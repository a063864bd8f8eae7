"""Verbs of headlines that the parser takes for nouns are read as verbs, and names that it takes for
adverbs as names; nouns and adverbs stay what they are."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.core import settings
from components.core.records import UNMAPPED, Article
from components.language.english.tagging import headline_verbs
from components.language.parse import parse
from components.lexicon.rows import rows
from components.reading.knowledge import Knowledge
from tests.readings import read

ROWS = [
    (row["example"], row["base"], row["present"])
    for row in rows(settings.LEXICON / "headline_verbs.csv")
]
MORE = [
    (
        "Artillery pounds Kyiv and its suburbs and authorities tell residents to flee.",
        "pounds",
        "pound",
    ),
    ("Fighters in Mariupol surrender to Russian forces", "surrender", "surrender"),
    (
        "Fighters in the mill, the last in Mariupol, surrender to Russian forces after weeks of bombing.",
        "surrender",
        "surrender",
    ),
    ("Ukrainian forces battle Russian invaders in the north and east.", "battle", "battle"),
    ("Tens of thousands flee.", "flee", "flee"),
    ("Blast Injures Three in Abkhazia.", "Injures", "injure"),
    ("Bomb Kills Ten in Mosul.", "Kills", "kill"),
    ("Ukraine retook Kupiansk", "retook", "retake"),
    ("The army retook Kupiansk on Saturday.", "retook", "retake"),
    ("Ukraine retook three towns on Saturday.", "retook", "retake"),
    ("On Saturday Ukraine retook the town.", "retook", "retake"),
    ("Kyiv said that its troops retook Kupiansk.", "retook", "retake"),
    ("The troops who retook Kupiansk moved on.", "retook", "retake"),
]
NOUNS = [
    ("Missile strikes on Kyiv", "strikes"),
    ("Police raids in Lima", "raids"),
    ("Air strikes Monday", "strikes"),
    ("Two pounds a kilo in Kyiv", "pounds"),
    ("The army found shells in Homs.", "shells"),
    ("Drone attacks hit Moscow", "attacks"),
    ("The march in Lima", "march"),
    ("He was hit by a rock in Kabul.", "rock"),
]


@pytest.mark.parametrize(("text", "base", "present"), ROWS)
def test_a_headline_tells_an_event(
    text: str, base: str, present: str, knowledge: Knowledge
) -> None:
    events = [event for event in read(text, knowledge).events if event.kind != UNMAPPED]
    assert any(event.modality == "done" and event.links for event in events)
    assert {base, present} & set(text.split())


@pytest.mark.parametrize(("text", "word", "lemma"), MORE)
def test_read_as_a_verb(text: str, word: str, lemma: str, nlp: Language) -> None:
    doc = parse(Article(id="test", text=text), nlp)
    token = next(token for token in doc if token.text == word)
    assert (token.pos_, token.lemma_, doc.text) == ("VERB", lemma, text)
    assert any(child.dep_ == "nsubj" for child in token.children)


@pytest.mark.parametrize(("text", "word"), NOUNS)
def test_stays_a_noun(text: str, word: str, nlp: Language) -> None:
    doc = parse(Article(id="test", text=text), nlp)
    assert next(token for token in doc if token.text == word).pos_ in {"NOUN", "PROPN"}


def test_other_sentences_are_as_the_model_reads_them(nlp: Language) -> None:
    before, headline = "Rebels left Goma on Monday. ", "Artillery pounds Kyiv"
    one = parse(Article(id="test", text=before), nlp)
    both = parse(Article(id="test", text=before + "\n\n" + headline), nlp)
    assert [(t.head.i, t.dep_, t.tag_) for t in both][: len(one)] == [
        (t.head.i, t.dep_, t.tag_) for t in one
    ]
    assert [sentence.text for sentence in both.sents if sentence.text.strip()] == [
        before.strip(),
        headline,
    ]


def test_each_verb_has_its_three_forms() -> None:
    assert all(form.past not in headline_verbs() for form in headline_verbs().values())


@pytest.mark.parametrize(
    ("text", "word", "tag", "dep"),
    [
        ("Russian forces captured Bakhmut.", "Bakhmut", "NNP", "dobj"),
        (
            "Russia claims to have captured Bakhmut, but Ukraine denies it.",
            "Bakhmut",
            "NNP",
            "dobj",
        ),
        ("Russian forces failed to take Bakhmut.", "Bakhmut", "NNP", "dobj"),
        (
            "Russian forces continued their offensive operations around Bakhmut.",
            "Bakhmut",
            "NNP",
            "pobj",
        ),
        ("Russian forces moved again towards the town.", "again", "RB", "advmod"),
        ("Russia Strikes Again", "Again", "RB", "advmod"),
    ],
)
def test_a_name_is_no_adverb(text: str, word: str, tag: str, dep: str, nlp: Language) -> None:
    doc = parse(Article(id="test", text=text), nlp)
    token = next(token for token in doc if token.text == word)
    assert (token.tag_, token.dep_, doc.text) == (tag, dep, text)
