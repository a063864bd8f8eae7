"""What sort of word a noun or verb is, by the rows: an office, a force, a report..."""

from __future__ import annotations

from spacy.tokens import Token

from components.lexicon.people import ActorLexicon, ReportRow


def word_forms(token: Token) -> frozenset[str]:
    """The lemma and the written word, lower case; proper nouns keep their plural, so that is taken
    off too."""
    lower = token.lower_
    singular = lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
    return frozenset({lower, token.lemma_.lower(), singular})


def is_a(token: Token, lexicon: ActorLexicon, *kinds: str) -> bool:
    """Whether the word is one of these kinds of actor words."""
    forms = word_forms(token)
    return any(forms & lexicon.words[kind] for kind in kinds)


def report_row(token: Token, lexicon: ActorLexicon) -> ReportRow | None:
    """The row of a report, update, statement (``document``), of footage, data (``evidence``) or of
    a claim (``act``)."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    return next(
        (lexicon.report_nouns[form] for form in word_forms(token) if form in lexicon.report_nouns),
        None,
    )


def is_report_noun(token: Token, lexicon: ActorLexicon, *kinds: str) -> bool:
    row = report_row(token, lexicon)
    return row is not None and row.kind in (kinds or ("document", "evidence"))
