"""Finds the places of a document, with villages of the countries that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from components.core.protocols import Gazetteer
from components.core.records import ENGLISH, Article, Rejected, Resolution, Span, Toponym
from components.lexicon.names import NameLexicon
from components.places.packs import Packs, WithVillages
from components.places.reading import read
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms
from components.places.villages import villages_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesFound:
    """``gazetteer`` is the one that was used, with the villages that the document may mean."""

    resolutions: tuple[Resolution, ...]
    rejected: tuple[Rejected, ...]
    gazetteer: Gazetteer


def find_places(
    doc: Doc,
    *,
    article: Article,
    gazetteer: Gazetteer,
    names: NameLexicon,
    packs: Packs,
    quoted: Sequence[Span] = (),
) -> PlacesFound:
    """Reads with the gazetteer, then again with the villages of the document's countries.

    ``quoted`` are further names of places in the text, as a language model found them."""
    found = _found(doc, article, gazetteer, names=names, quoted=quoted)
    villages = villages_of(read(doc, names), found.resolutions, gazetteer=gazetteer, packs=packs)
    return (
        _found(doc, article, WithVillages(gazetteer, villages), names=names, quoted=quoted)
        if villages
        else found
    )


def _found(
    doc: Doc, article: Article, gazetteer: Gazetteer, *, names: NameLexicon, quoted: Sequence[Span]
) -> PlacesFound:
    is_english = article.language == ENGLISH
    toponyms, rejected = find_toponyms(doc, gazetteer, names) if is_english else ((), ())
    further: list[Span] = []
    for span in sorted(quoted, key=lambda one: one.start - one.end):
        if not any(span.overlaps(other) for other in (*(one.span for one in toponyms), *further)):
            further.append(span)
    more = [Toponym(span=one, text=one.quote(article.text), use="literal") for one in further]
    toponyms = tuple(sorted((*toponyms, *more), key=lambda one: one.span))
    resolutions = resolve(toponyms, doc=doc, article=article, gazetteer=gazetteer, names=names)
    if not is_english:
        # "None of these" was fitted to English text alone.
        resolutions = tuple(
            replace(
                one,
                place=one.candidates[0].place,
                method="best candidate",
                confidence=one.candidates[0].score,
                reason="",
            )
            if one.place is None and one.candidates
            else one
            for one in resolutions
        )
    return PlacesFound(
        resolutions=resolutions,
        rejected=tuple(
            one for one in rejected if not any(one.span.overlaps(span) for span in further)
        ),
        gazetteer=gazetteer,
    )
