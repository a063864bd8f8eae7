"""The articles on the page: one is open, others stand beside it. What is asked for is read in the
next run and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import RerunException, StopException

from components.core.errors import DatelineError, ModelError, NotEnglish, TooLarge
from components.core.faults import reading_of
from components.core.records import ENGLISH, Article
from components.core.safe_html import element
from components.llm.server import Server
from components.panels import history, request_context, view_state
from components.panels.fetching import ListedFeed, article_or_feed, list_feed
from components.panels.reading import CARRIED, HELD, ArticleRequest, OnStep, Reading, examples, read
from components.sources.article.html import is_html
from components.sources.article.read import language_name
from components.wording.provenance import headline

MOST_ARTICLES = 12
"""The open one and those beside it: what a person can look through; ``corpus`` on the command line
takes any number."""

WITH_MODEL = ", or have a language model of your own read it"
FROM_HTML = (
    "You pasted the HTML of a web page. Its running text was read; menus and other parts of the "
    "page were left out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedArticle:
    """An article that is to be read, and whether it is to be opened or to stand beside."""

    request: ArticleRequest
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedArticle:
    """An article that waits for its day of publication, with what was found of it."""

    asked: QueuedArticle
    number: int
    """Of all that waited in this session, from 0."""
    called: str
    """ "Shells fall on Kherson (b.html)": its headline, with the name of its file or its address."""
    evidence: str


@dataclass(slots=True, kw_only=True)
class ArticlesState:
    """The articles of a session, and what is still to be done for any of them."""

    known: dict[str, ArticleRequest]
    """What the address may name, and what was read, by name."""
    read: dict[str, Reading] = field(default_factory=dict)
    """By the id of the article, in the order in which they came."""
    open: Reading | None = None
    queue: list[QueuedArticle] = field(default_factory=list)
    waiting: list[UndatedArticle] = field(default_factory=list)
    waited: int = 0
    """How many articles waited for their day so far."""
    errors: list[DatelineError] = field(default_factory=list)
    """Of what was asked for last."""
    foreign: list[QueuedArticle] = field(default_factory=list)
    """Of what was asked for last, articles that a language model alone could read, and none did."""
    model: Server | None = None
    """The person's own language model, which reads what is not in English; off at first."""
    taken: set[bool] = field(default_factory=set)
    """Of which forms the article was read: True is the one that opens an article, False the one
    that adds it."""


def session_articles() -> ArticlesState:
    """Those of this session; at first the examples are known."""
    state = st.session_state
    if "on_page" not in state:
        known = {name: ArticleRequest(kind="example", name=name) for name in examples()}
        state.on_page = ArticlesState(known=known)
    found: ArticlesState = state.on_page
    return found


def register(request: ArticleRequest) -> None:
    """Have an article that the address may name, beside the examples."""
    session_articles().known[request.name] = request


def is_known(name: str) -> bool:
    """Whether the address may name an article."""
    return name in session_articles().known


def current() -> Reading | None:
    return session_articles().open


def require_open() -> Reading:
    """The open article, where there is one."""
    if (found := current()) is None:
        raise LookupError("no article is open")
    return found


def readings() -> tuple[Reading, ...]:
    """All articles, in the order in which they came."""
    return tuple(session_articles().read.values())


def beside_open() -> tuple[Reading, ...]:
    """The articles beside the open one."""
    return tuple(one for one in readings() if one is not current())


def is_example(name: str) -> bool:
    """Whether the article of that name is bundled, or in the corpus, so that the address can carry
    it to another browser."""
    known = session_articles().known
    return name in known and known[name].kind in CARRIED


def article_name() -> str:
    """Name of the example that is open, or is to be opened; empty for an article of one's own."""
    for asked in session_articles().queue:
        if asked.opens:
            return asked.request.name if asked.request.kind == "example" else ""
    found = current()
    return found.name if found else ""


def ask(request: ArticleRequest) -> None:
    """Have the next run open an article in the place of the open one."""
    enqueue([QueuedArticle(request=request, opens=True)])


def add(requests: Iterable[ArticleRequest]) -> None:
    """Have the next run read articles that are to stand beside the open one."""
    enqueue([QueuedArticle(request=request, opens=False) for request in requests])


def has_submitted() -> bool:
    """Whether an article that a person gave was read, so that its form is done with."""
    return bool(session_articles().taken)


def submitted_forms() -> frozenset[bool]:
    """Of which forms, since the last time it was asked."""
    done, session_articles().taken = frozenset(session_articles().taken), set()
    return done


def room() -> int:
    """How many more articles may stand on the page, when all that were asked for are there."""
    here = session_articles()
    return max(0, MOST_ARTICLES - len(here.read) - len(here.queue) - len(here.waiting))


def enqueue(asked: Sequence[QueuedArticle]) -> None:
    """What was asked for before and is not read yet stays; of two that are to be opened the later
    one is."""
    here, again = session_articles(), {_undated(one.request) for one in asked}
    # Another article is to be opened in the place of one that can be named again.
    opens = any(other.opens for other in asked)
    queue = [one for one in here.queue if not (opens and one.opens and one.request.kind in HELD)]
    here.errors, here.foreign, here.queue = [], [], [*queue, *asked]
    here.waiting = [one for one in here.waiting if _undated(one.asked.request) not in again]


def _undated(request: ArticleRequest) -> ArticleRequest:
    return replace(request, published="")


def enter(name: str, *, beside: Iterable[str]) -> None:
    """Have on the page what an address names, beside the articles of this session that no address
    can name."""
    here, wanted = session_articles(), set(beside)
    asked: list[QueuedArticle] = []
    if name in {one.name for one in beside_open()}:
        switch_to(name)
    elif (found := current()) is None or found.name != name:
        asked.append(QueuedArticle(request=here.known[name], opens=True))
    for one in beside_open():
        if is_example(one.name) and one.name not in wanted:
            remove(one.name)
    missing = wanted - {one.name for one in readings()} - {name}
    here.queue = [one for one in here.queue if one.request.kind not in HELD]
    enqueue(
        asked + [QueuedArticle(request=here.known[one], opens=False) for one in sorted(missing)]
    )


def will_open() -> bool:
    """Whether the next reading opens an article."""
    return any(asked.opens for asked in session_articles().queue)


def switch_to(name: str) -> tuple[Reading, Reading]:
    """Open an article that stands beside; gives it and the one before."""
    before, found = require_open(), next(one for one in beside_open() if one.name == name)
    session_articles().open = found
    return found, before


def apply_corrections() -> None:
    """Show every article as it is corrected now."""
    here = session_articles()
    here.read = {key: history.applied(one) for key, one in here.read.items()}
    if here.open:
        here.open = here.read[here.open.article.id]


def replace_open(found: Reading) -> None:
    """Have another reading of the open article stand on the page."""
    here = session_articles()
    here.read = {**here.read, found.article.id: found}
    here.open = found


def remove(name: str) -> None:
    """Take an article away that stands beside."""
    gone = {one.article.id for one in beside_open() if one.name == name}
    session_articles().read = {
        key: one for key, one in session_articles().read.items() if key not in gone
    }


def read_queued(
    place: DeltaGenerator, *, opened: Callable[[Reading, Reading | None], None]
) -> None:
    """Read what was asked for, one article after the other; an error leaves those that there are.

    A run that the person's next deed cuts short leaves the rest to the run that follows. ``place``
    is an empty slot, for the line that names what is being done. ``opened`` is told which article
    is open now, and which was before.
    """
    queue = session_articles().queue
    while queue:
        asked = queue.pop(0)
        try:
            with reading_of(asked.request.title or asked.request.name or "The article"):
                _read_one(asked, partial(_show_progress, place, len(queue)), opened)
        except DatelineError as error:
            session_articles().errors.append(error)
            if isinstance(error, NotEnglish | ModelError):
                session_articles().foreign.append(asked)
        except (RerunException, StopException):
            queue.insert(0, asked)
            raise
        place.empty()


def _show_progress(place: DeltaGenerator, waiting: int, words: str) -> None:
    """A plain line: ``st.status`` sleeps for a tenth of a second, which is longer than it takes to
    read a text again."""
    place.html(
        element(
            "p",
            f"{words} ({waiting} more to read)" if waiting else words,
            class_="dl-count",
            role="status",
        )
    )


def require_reader(article: Article, *, where: str) -> None:
    """Raises NotEnglish for an article that only a language model reads, where none is on."""
    if article.language != ENGLISH and session_articles().model is None:
        raise NotEnglish(
            f"The text is in {language_name(article.language)}; only English is read.",
            language=article.language,
            where=where,
            way_out=(
                "Give an English article or a translation"
                f"{WITH_MODEL * request_context.is_local()}."
            ),
        )


def _read_one(
    asked: QueuedArticle, step: OnStep, opened: Callable[[Reading, Reading | None], None]
) -> None:
    """Read one; an article without a day of publication waits until the person gives one."""
    if isinstance(came := article_or_feed(asked.request, step), ListedFeed):
        list_feed(came, opens=asked.opens)
        return
    here, asked, article = session_articles(), replace(asked, request=came[0]), came[1]
    require_reader(article, where=asked.request.name)
    if not asked.opens and article.id not in here.read and len(here.read) >= MOST_ARTICLES:
        raise TooLarge(
            f"There are {MOST_ARTICLES} articles on the page already.",
            where=article.title or asked.request.name,
            way_out="Remove one, or read any number with .venv/bin/python -m components corpus.",
        )
    if article.published is None:
        name = asked.request.name if asked.request.kind == "file" else asked.request.url
        called = f"{headline(article)} ({name})" if name else headline(article)
        evidence, number = article.published_reason, here.waited
        here.waited += 1
        here.waiting.append(
            UndatedArticle(asked=asked, number=number, called=called, evidence=evidence)
        )
        return
    found, before = (
        history.applied(read(asked.request, article, step, model=here.model)),
        current(),
    )
    here.known[found.name] = asked.request
    if asked.request.kind not in HELD:
        here.taken.add(asked.opens)
    opens = asked.opens or before is None or before.article.id == article.id
    _insert(found, in_place_of=before if opens else None)
    if opens:
        here.open = found
        opened(found, before)
    if asked.request.kind == "text" and is_html(asked.request.text):
        view_state.note(FROM_HTML)


def _insert(found: Reading, *, in_place_of: Reading | None) -> None:
    """Put a reading among the articles: in its own place, in that of the one it replaces, else at
    the end."""
    own, gone = found.article.id, in_place_of.article.id if in_place_of else ""
    kept = session_articles().read
    if own in kept:
        session_articles().read = kept | {own: found}
        return
    session_articles().read = {
        own if key == gone else key: found if key == gone else one for key, one in kept.items()
    } | {own: found}
