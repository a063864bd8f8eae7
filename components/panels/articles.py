"""The articles on the page: one is open, the others beside it. Requests are read in the next
run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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
"""Most articles on the page, which a person can look through; the command ``corpus`` takes any
number."""

WITH_MODEL = ", or have a language model of your own read it"
FROM_HTML = (
    "You pasted the HTML of a web page. Its running text was read; menus and other parts of the "
    "page were left out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedArticle:
    """A requested article, and whether it will be opened or added beside the open one."""

    request: ArticleRequest
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedArticle:
    """An article that waits for its day of publication."""

    asked: QueuedArticle
    number: int
    """Its number among all that waited in this session, from 0."""
    called: str
    """ "Shells fall on Kherson (b.html)": headline, and name of the file or address."""
    evidence: str


@dataclass(slots=True, kw_only=True)
class ArticlesState:
    """The articles of a session, and what still has to be done."""

    known: dict[str, ArticleRequest]
    """All articles that the address may name or that were read, by name."""
    read: dict[str, Reading] = field(default_factory=dict)
    """By article id, in the order in which they were read."""
    open: Reading | None = None
    queue: list[QueuedArticle] = field(default_factory=list)
    """What is not read yet, with what is being read."""
    waiting: list[UndatedArticle] = field(default_factory=list)
    waited: int = 0
    """How many articles have waited for their day."""
    errors: list[DatelineError] = field(default_factory=list)
    """Of the last requests."""
    foreign: list[QueuedArticle] = field(default_factory=list)
    """The last requests that only a language model could read, while none is on."""
    model: Server | None = None
    """The person's language model, which reads articles that are not in English; off at first."""
    taken: set[bool] = field(default_factory=set)
    """The forms whose article was read: True for the form that opens one, False for the one that
    adds one."""


def session_articles() -> ArticlesState:
    """The articles of this session; at first only the examples are known."""
    state = st.session_state
    if "on_page" not in state:
        known = {name: ArticleRequest(kind="example", name=name) for name in examples()}
        state.on_page = ArticlesState(known=known)
    found: ArticlesState = state.on_page
    return found


def register(request: ArticleRequest) -> None:
    """Add an article that the address may name."""
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
    """Whether the article is bundled or in the corpus, so that its name in an address is enough for
    another browser."""
    known = session_articles().known
    return name in known and known[name].kind in CARRIED


def article_name() -> str:
    """Name of the open article or of the example that will be opened; empty for another article
    that will be."""
    for asked in session_articles().queue:
        if asked.opens:
            return asked.request.name if asked.request.kind == "example" else ""
    found = current()
    return found.name if found else ""


def ask(request: ArticleRequest) -> None:
    """Let the next run open an article instead of the open one."""
    enqueue([QueuedArticle(request=request, opens=True)])


def add(requests: Iterable[ArticleRequest]) -> None:
    """Let the next run read articles beside the open one."""
    enqueue([QueuedArticle(request=request, opens=False) for request in requests])


def room() -> int:
    """How many more articles the page can take, after all requests."""
    here = session_articles()
    return max(0, MOST_ARTICLES - len(here.read) - len(here.queue) - len(here.waiting))


def enqueue(asked: Sequence[QueuedArticle]) -> None:
    """Add requests to those that are not read yet; of two that open an article the later one
    counts."""
    here, again = session_articles(), {_undated(one.request) for one in asked}
    # A request to open an article replaces an earlier one that can be made again by name.
    opens = any(other.opens for other in asked)
    queue = [one for one in here.queue if not (opens and one.opens and one.request.kind in HELD)]
    here.errors, here.foreign, here.queue = [], [], [*queue, *asked]
    here.waiting = [one for one in here.waiting if _undated(one.asked.request) not in again]


def _undated(request: ArticleRequest) -> ArticleRequest:
    return replace(request, published="")


def enter(name: str, *, beside: Iterable[str]) -> None:
    """Show the articles that an address names, beside those of this session that no address can
    name."""
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
    asked += [QueuedArticle(request=here.known[one], opens=False) for one in sorted(missing)]
    enqueue(asked)


def switch_to(name: str) -> tuple[Reading, Reading]:
    """Open another article on the page; gives it and the one open before."""
    before, found = require_open(), next(one for one in beside_open() if one.name == name)
    session_articles().open = found
    return found, before


def apply_corrections() -> None:
    """Show every article as it is corrected now."""
    here = session_articles()
    here.read = {key: history.applied(one) for key, one in here.read.items()}
    if here.open:
        here.open = here.read[here.open.article.id]


def remove(name: str) -> None:
    """Remove another article from the page."""
    here = session_articles()
    here.read = {key: one for key, one in here.read.items() if one is here.open or one.name != name}


def read_queued(
    place: DeltaGenerator, *, opened: Callable[[Reading, Reading | None], None]
) -> None:
    """Read the requests one after the other; an error keeps the articles that there are.

    A run that the person interrupts leaves what is not read to the next run. ``place`` is an empty
    slot for the progress line. ``opened`` is called with the article that is now open and the one
    before."""
    here = session_articles()

    def show(words: str) -> None:
        # A plain line: st.status sleeps for 0.1 s, longer than reading a text again takes.
        more = len(here.queue) - 1
        words += f" ({more} more to read)" if more else ""
        place.html(element("p", words, class_="dl-count", role="status"))

    while here.queue:
        asked = here.queue[0]
        try:
            with reading_of(asked.request.title or asked.request.name or "The article"):
                _read_one(asked, show, opened)
        except DatelineError as error:
            here.errors.append(error)
            if isinstance(error, NotEnglish | ModelError):
                here.foreign.append(asked)
        here.queue.remove(asked)
        place.empty()


def require_reader(article: Article, *, where: str) -> None:
    """Raises NotEnglish for an article that only a language model could read, if none is on."""
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
    found, before = history.applied(read(asked.request, article, step, model=here.model)), here.open
    here.known[found.name] = asked.request
    if asked.request.kind not in HELD:
        here.taken.add(asked.opens)
    opens = asked.opens or before is None or before.article.id == article.id
    # It takes its own earlier place, else that of the article that it replaces, else the last.
    gone = before.article.id if opens and before and article.id not in here.read else ""
    here.read = {
        article.id if key == gone else key: found if key == gone else one
        for key, one in here.read.items()
    } | {article.id: found}
    if opens:
        here.open = found
        opened(found, before)
    if asked.request.kind == "text" and is_html(asked.request.text):
        view_state.note(FROM_HTML)
