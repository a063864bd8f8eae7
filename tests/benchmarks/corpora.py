"""Geoparsing corpora with gold (JSON lines), and the rules by which an answer is right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from components.article.parse import parse
from components.model import Article, Gazetteer, Place, Resolution, Span, Toponym
from components.places.fold import fold
from components.places.lying import rough_km

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "geoparsing"
CORPORA = ("lgl", "trnews", "geovirus")
RIGHT_KM = 161.0
AREA_KINDS = frozenset({"country", "admin1", "admin2", "region"})


@dataclass(frozen=True, slots=True)
class Gold:
    span: Span
    text: str
    latitude: float | None
    longitude: float | None
    geonames_id: str
    page: str
    is_demonym: bool


@dataclass(frozen=True, slots=True)
class Document:
    corpus: str
    number: int
    article: Article
    gold: tuple[Gold, ...]
    first_only: bool
    """Whether only the first mention of a name is annotated."""

    @property
    def looked_at(self) -> bool:
        """Even-numbered documents are looked at and fitted to; the odd ones are only scored."""
        return self.number % 2 == 0

    def is_repeat(self, text: str) -> bool:
        return self.first_only and any(gold.text == text for gold in self.gold)


def documents(corpus: str) -> list[Document]:
    lines = (FOLDER / f"{corpus}.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [_document(corpus, number, json.loads(line)) for number, line in enumerate(lines)]


SENTENCES = Path(__file__).with_name("sentences.txt")
MARKED = re.compile(r"\[\[(.+?)\]\]")


def sentences() -> list[Document]:
    """Our own: places in double brackets, without positions. All are looked at and fitted to."""
    blocks = SENTENCES.read_text(encoding="utf-8").strip().split("\n\n")
    return [_marked(2 * number, block) for number, block in enumerate(blocks)]


def _marked(number: int, block: str) -> Document:
    text, gold, position = "", [], 0
    for match in MARKED.finditer(block):
        text += block[position : match.start()]
        span = Span(start=len(text), end=len(text) + len(match[1]))
        gold.append(Gold(span, match[1], None, None, "", "", is_demonym=False))
        text, position = text + match[1], match.end()
    article = Article(id=f"sentences-{number}", text=text + block[position:])
    return Document("sentences", number, article, tuple(gold), first_only=False)


def _document(corpus: str, number: int, record: dict[str, object]) -> Document:
    source = str(record.get("source", ""))
    is_page = source.startswith("http")
    article = Article(
        id=str(record["id"]),
        text=str(record["text"]),
        publisher="" if is_page else source,
        url=source if is_page else "",
    )
    toponyms = record["toponyms"]
    assert isinstance(toponyms, list)
    return Document(corpus, number, article, tuple(map(_gold, toponyms)), corpus == "geovirus")


def _gold(record: dict[str, object]) -> Gold:
    return Gold(
        span=Span(start=int(str(record["start"])), end=int(str(record["end"]))),
        text=str(record["text"]),
        latitude=_number(record["latitude"]),
        longitude=_number(record["longitude"]),
        geonames_id=f"geonames:{record['geonameid']}" if record.get("geonameid") else "",
        page=re.split(r"[,(]", str(record.get("page") or "").replace("_", " "))[0].strip(),
        is_demonym=bool(record["demonym"]),
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def parsed(items: Iterable[Document], nlp: Language) -> list[tuple[Document, Doc]]:
    return [(item, parse(item.article, nlp)) for item in items]


def gold_toponyms(item: Document) -> list[Toponym]:
    """The gold spans as toponyms, for resolution alone."""
    return [
        Toponym(span=gold.span, text=gold.text, use="demonym" if gold.is_demonym else "literal") for gold in item.gold
    ]


@dataclass(slots=True)
class Judge:
    """Whether a place is the gold's: within 161 km, or the same area."""

    gazetteer: Gazetteer
    names: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_near(self, place: Place, gold: Gold) -> bool:
        if gold.latitude is None or gold.longitude is None:
            return False
        return rough_km(place, gold) <= RIGHT_KM

    def is_right(self, place: Place, gold: Gold) -> bool:
        """Area-aware."""
        if self.is_near(place, gold):
            return True
        if place.kind not in AREA_KINDS or gold.latitude is None:
            return False
        return place.id == gold.geonames_id or (bool(gold.page) and fold(gold.page) in self._names(place))

    def _names(self, place: Place) -> frozenset[str]:
        if place.id not in self.names:
            self.names[place.id] = frozenset(map(fold, self.gazetteer.names(place.id)))
        return self.names[place.id]


@dataclass(slots=True)
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def add(self, other: Score) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


def recognition(item: Document, toponyms: Iterable[Toponym]) -> Score:
    """Exact spans of places; what touches only a demonym, and an unannotated repeat, counts neither way."""
    places = {gold.span for gold in item.gold if not gold.is_demonym}
    demonyms = [gold.span for gold in item.gold if gold.is_demonym]
    score = Score()
    found = [toponym for toponym in toponyms if toponym.use != "demonym"]
    for toponym in found:
        if toponym.span in places:
            score.right += 1
        elif not item.is_repeat(toponym.text) and not _only_touches(toponym.span, demonyms, places):
            score.wrong += 1
    score.missed = len(places - {toponym.span for toponym in found})
    return score


def _only_touches(span: Span, demonyms: Iterable[Span], places: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in demonyms) and not any(span.overlaps(other) for other in places)


def matched(item: Document, resolutions: Iterable[Resolution]) -> list[tuple[Resolution, Gold | None]]:
    """Each placed resolution that counts with the gold toponym it overlaps, one to one; None where it overlaps none."""
    free = [gold for gold in item.gold if not gold.is_demonym]
    neutral = [gold.span for gold in item.gold if gold.is_demonym or gold.latitude is None]
    found: list[tuple[Resolution, Gold | None]] = []
    for resolution in resolutions:
        span = resolution.toponym.span
        if resolution.place is None or resolution.toponym.use == "demonym":
            continue
        gold = next((gold for gold in free if gold.span == span), None) or next(
            (gold for gold in free if gold.span.overlaps(span)), None
        )
        if gold is not None:
            free.remove(gold)
            if gold.latitude is not None:
                found.append((resolution, gold))
        elif not item.is_repeat(resolution.toponym.text) and not any(span.overlaps(other) for other in neutral):
            found.append((resolution, None))
    return found


def end_to_end(item: Document, resolutions: Iterable[Resolution], judge: Judge, *, area: bool) -> Score:
    score = Score()
    hits = 0
    for resolution, gold in matched(item, resolutions):
        place = resolution.place
        is_right = (
            gold is not None
            and place is not None
            and (judge.is_right(place, gold) if area else judge.is_near(place, gold))
        )
        hits += is_right
        score.right += is_right
        score.wrong += not is_right
    score.missed = sum(not gold.is_demonym and gold.latitude is not None for gold in item.gold) - hits
    return score


@lru_cache(maxsize=1)
def are_there() -> bool:
    return FOLDER.is_dir()
