"""How many independent origins a story has: copies of one agency or speaker are one origin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

import pandas as pd

from components.core import settings
from components.lexicon.rows import rows
from components.lexicon.senses import words_of
from components.tables.rows import SEPARATOR

Sources = frozenset[str]
_SPELLED_ALIKE = {"defence": "defense", "centre": "center"}
_POSSESSIVE = re.compile(r"['’]s?\b")
BODIES = ("organ", "force", "public body")
"""Senses whose words make a name that of a body."""
DATELINE = r"\([^()]{2,40}\)\s*[-–—]"
"""As "(Reuters) –"."""
_SMALL = frozenset({"of", "the", "for", "and"})


@cache
def _agencies() -> tuple[Mapping[str, str], ...]:
    return tuple(rows(settings.LEXICON / "agencies.csv"))


@cache
def _agency_of_name() -> Mapping[str, str]:
    return {name: row["agency"] for row in _agencies() for name in row["names"].split("|")}


@cache
def _names() -> re.Pattern[str]:
    """Names of agencies, the longest first."""
    names = sorted(_agency_of_name(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _country_of() -> Mapping[str, str]:
    """Adjective and name of a country in small letters to its code: russian and russia to RUS."""
    demonyms = rows(settings.LEXICON / "demonyms.csv")
    found = {row["demonym"].lower(): row["country_iso3"] for row in demonyms}
    for row in rows(settings.LEXICON / "sides.csv"):
        if row["government_of"]:
            found.setdefault(row["side"].lower(), row["government_of"])
    return found


def agency_in(publisher: str, url: str, sentences: Iterable[str]) -> str:
    """The agency whose copy the article is, or "".

    By its publisher ("Fox News (AP)"), its address, or a dateline ("(Reuters) –")."""
    if found := _names().search(publisher):
        return _agency_of_name()[found.group()]
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for row in _agencies():
        if host and host in row["hosts"].split("|"):
            return row["agency"]
    datelines = (re.search(DATELINE, sentence) for sentence in sentences)
    names = (line.group()[1:].partition(")")[0] for line in datelines if line)
    return next((_agency_of_name()[name] for name in names if name in _agency_of_name()), "")


def agencies(events: pd.DataFrame) -> Mapping[str, str]:
    """doc_id to agency, for the articles that are an agency's copies."""
    first = events[["doc_id", "publisher", "url"]].drop_duplicates("doc_id")
    first = first.fillna({"publisher": "", "url": ""})
    is_lead = events["sentence"].str.contains(DATELINE, regex=True)
    leads = events[is_lead.fillna(False).to_numpy(dtype=bool)]
    datelines: dict[str, set[str]] = {}
    for doc, sentence in zip(leads["doc_id"], leads["sentence"], strict=True):
        datelines.setdefault(doc, set()).add(sentence)
    cells = (first[name] for name in ("doc_id", "publisher", "url"))
    found = {
        doc: agency_in(publisher, url, sorted(datelines.get(doc, ())))
        for doc, publisher, url in zip(*cells, strict=True)
    }
    return {doc: agency for doc, agency in found.items() if agency}


def speakers_of(cell: object) -> Sources:
    """Keys of named speakers in ``attributed_to``; "officials" has none."""
    names = str(cell).split(SEPARATOR) if isinstance(cell, str) else []
    return frozenset(key for name in names if (key := speaker_key(name)))


def speaker_key(name: str) -> str:
    """One key for the spellings of a name ("Russia's Defence Ministry", "Russian Defense
    Ministry"); "" where it names nobody.

    A person's key is the last name, that of a spokesperson is the body's."""
    name = re.split(r"\s+spokes\w+", name, maxsplit=1)[0] or name
    words = [_POSSESSIVE.sub("", word) for word in name.split()]
    tails = (" ".join(name.lower().split()[at:]) for at in range(len(words)))
    if known := next((_known_names()[tail] for tail in tails if tail in _known_names()), ""):
        return known
    codes = [_country_of().get(word.lower(), "") for word in words]
    is_body = any(_folded(word) in _bodies() for word in words)
    if not words or not any(word[:1].isupper() for word in words):
        return ""
    if is_body and (codes[-1] or _folded(words[-1]) in _bodies()):
        named = {code or _folded(word) for word, code in zip(words, codes, strict=True)}
        return " ".join(sorted(named - _SMALL))
    if words[-1][:1].isupper() and not codes[-1]:
        return re.sub(r"(yy|iy|ii|yi|y|i)$", "y", _folded(words[-1]))
    return codes[0] if len(words) == 1 else ""


@cache
def _known_names() -> Mapping[str, str]:
    """Names and other names of agencies and actors, in small letters, to one name of each."""
    found = {name.lower(): f"agency {agency}" for name, agency in _agency_of_name().items()}
    for row in rows(settings.LEXICON / "actors.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            found.setdefault(name.lower(), row["name"])
    return {name: known for name, known in found.items() if name}


@cache
def _bodies() -> frozenset[str]:
    return frozenset[str]().union(*map(words_of, BODIES))


def _folded(word: str) -> str:
    signs = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return _SPELLED_ALIKE.get(plain, plain)


def origins(members: Sequence[Sources]) -> int:
    """Number of groups that share an agency or a named speaker, directly or through others."""
    left, found = list(members), 0
    while left:
        known, found = set(left.pop()), found + 1
        while joined := [own for own in left if not known.isdisjoint(own)]:
            left = [own for own in left if known.isdisjoint(own)]
            known.update(*joined)
    return found
