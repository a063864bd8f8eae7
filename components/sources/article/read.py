"""Reads bytes or text into an Article: decoded, checked, with title, day and boilerplate.

A text is refused as not English only when that is sure, with the name of its language."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime
from functools import cache

from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from components.core import settings
from components.core.atomic_files import writing_temporary
from components.core.days import shift_day
from components.core.errors import BadDate, EmptyInput, NotEnglish, TooLarge, UnknownEncoding
from components.core.paragraphs import paragraphs
from components.core.records import ENGLISH, Article, Dropped
from components.core.settings import MIN_LETTERS_FOR_LANGUAGE
from components.sources.article.boilerplate import find_dropped, find_headlines, is_body, is_heading
from components.sources.article.encoding import HALF
from components.sources.article.formats import read_page
from components.sources.article.html import is_html, read_html
from components.sources.article.page import Page

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
DAY_LINE = re.compile(
    rf"\b{MONTH} {NUMBER},? (\d{{4}})\b|\b{NUMBER} {MONTH},? (\d{{4}})\b|\b(\d{{4}}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
MAX_DAY_LINE_WORDS = 12
MIN_TITLE_WORDS = 3


def read_bytes(
    data: bytes,
    *,
    name: str = "",
    published: date | None = None,
    title: str = "",
    publisher: str = "",
    url: str = "",
    doc_id: str = "",
    charset: str = "",
    any_language: bool = False,
) -> Article:
    """The article in a file or page. What is given goes before what the page says.

    ``name`` is the file's, ``charset`` the server's; ``any_language`` for a language model. Raises
    EmptyInput, BinaryInput, TooLarge, UnknownEncoding, NotAnArticle, NotEnglish."""
    if len(data) > settings.MAX_UPLOAD_BYTES:
        raise _too_large(len(data) / 1e6, settings.MAX_UPLOAD_BYTES / 1e6, unit="MB", where=name)
    if not data.strip():
        raise EmptyInput("There is no text in it.", where=name, way_out="Give the article's text.")
    page = read_page(data, name=name, url=url, charset=charset)
    given = Page(text=page.text, title=title, publisher=publisher, url=url, published=published)
    return _article(given, page, doc_id=doc_id, where=name, any_language=any_language)


def read_text(
    text: str,
    *,
    published: date | None = None,
    title: str = "",
    publisher: str = "",
    url: str = "",
    doc_id: str = "",
    any_language: bool = False,
    may_be_html: bool = False,
) -> Article:
    """The article in a plain text, or, where it ``may_be_html``, in a page that was pasted.

    Raises EmptyInput, TooLarge, UnknownEncoding, NotEnglish; of a page also NotAnArticle."""
    page = read_html(text) if may_be_html and is_html(text) else Page(text=text)
    given = Page(text=page.text, title=title, publisher=publisher, url=url, published=published)
    return _article(given, page, doc_id=doc_id, where="", any_language=any_language)


def parse_day(value: str) -> date:
    """A day written YYYY-MM-DD. Raises BadDate."""
    try:
        if ISO_DAY.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError as error:
        raise BadDate(
            f"{value!r} is no day of the calendar.", way_out="Write it as 2022-09-12."
        ) from error
    raise BadDate(f"{value!r} is no date.", way_out="Write it as 2022-09-12.")


def parse_published(value: str, *, today: date) -> date:
    """A day of publication, tomorrow at the latest, for time zones. Raises BadDate."""
    day = parse_day(value)
    if day > shift_day(today, 1):
        raise BadDate(
            f"{value!r} is in the future; nothing was published then.",
            way_out="Check the year.",
        )
    return day


def day_offered(reason: str) -> date | None:
    """The day in the reason why an article has none, to offer it to a person; else None."""
    for found in DAY_LINE.finditer(reason):
        month1, day1, year1, day2, month2, year2, whole = found.groups()
        words = whole or f"{day1 or day2} {month1 or month2} {year1 or year2}"
        try:
            return datetime.strptime(words, "%Y-%m-%d" if whole else "%d %b %Y").date()
        except ValueError:
            continue
    return None


def _article(given: Page, page: Page, *, doc_id: str, where: str, any_language: bool) -> Article:
    """What was given, and where nothing was given what the page says of itself."""
    text = given.text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.strip():
        raise EmptyInput("There is no text in it.", where=where, way_out="Give the article's text.")
    if len(text) > (most := settings.max_text_characters()):
        raise _too_large(len(text), most, unit="characters", where=where)
    if HALF.search(text):
        raise UnknownEncoding(
            "The text holds halves of characters.", where=where, way_out="Save it as UTF-8."
        )
    try:
        require_english(text, where=where)
        language = ENGLISH
    except NotEnglish as error:
        if not any_language:
            raise
        language = error.language
    dropped = find_dropped(text)
    title = given.title or page.title or _title_of(text, dropped)
    reason = "given" if given.published else f"stated by the page ({page.evidence})"
    published = given.published or page.published
    return Article(
        id=doc_id or hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=title,
        publisher=given.publisher or page.publisher,
        url=given.url or page.url,
        published=published,
        published_reason=reason if published else _why_undated(text, page.hint),
        language=language,
        headlines=find_headlines(text, title, dropped),
        dropped=dropped,
    )


def _too_large(size: float, limit: float, *, unit: str, where: str) -> TooLarge:
    what = f"It has {size:,.0f} {unit}; at most {limit:,.0f} are read."
    return TooLarge(what, where=where, way_out="Give one article, or cut it into parts.")


def _title_of(text: str, dropped: tuple[Dropped, ...]) -> str:
    """The first line if alone, read as a title and followed by running text; else empty."""
    gone = {other.span for other in dropped}
    kept = [span for span in paragraphs(text) if span not in gone][:2]
    lines = [" ".join(span.quote(text).split()) for span in kept]
    if len(lines) < 2 or not is_heading(lines[0]) or not is_body(lines[1]):
        return ""
    return lines[0] if sum(word.isalpha() for word in lines[0].split()) >= MIN_TITLE_WORDS else ""


def _why_undated(text: str, hint: str) -> str:
    """Why there is no day, with the line of the head, or the file's hint, that may state it."""
    lines = [span.quote(text) for span in paragraphs(text)]
    # Those before the first running paragraph.
    for line in lines[: next((at for at, line in enumerate(lines) if is_body(line)), 0)]:
        if len(line.split()) <= MAX_DAY_LINE_WORDS and DAY_LINE.search(line):
            return f"not given; the line “{line}” may state it"
    return f"not given; {hint}" if hint else "not given, and no line of the text states it"


MIN_PROBABILITY = 0.4
MAX_PROBABILITY_OF_ENGLISH = 0.001
"""Measured on windows of 200 letters: of 5,200 of English news none was taken for another language;
lists of foreign names score under 0.37 for any one and over 0.002 for English; 17 other languages
over 0.52 and under 0.0001."""

MIN_LETTERS_OF_OTHER_SCRIPT = 20
"""Where most letters are not Latin no list of names can mislead, so few suffice."""

SAMPLE_CHARACTERS = 20_000


def require_english(text: str, *, where: str = "") -> None:
    """Raises NotEnglish with the language's name where the text is surely in another one."""
    sample = text[:SAMPLE_CHARACTERS]
    letters = [character for character in sample if character.isalpha()]
    foreign = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    is_other_script = 2 * foreign > len(letters)
    if len(letters) < (
        MIN_LETTERS_OF_OTHER_SCRIPT if is_other_script else MIN_LETTERS_FOR_LANGUAGE
    ):
        return
    ranking = dict(_identifier().rank(sample))
    language, probability = max(ranking.items(), key=lambda item: item[1])
    if (
        language == "en"
        or probability < MIN_PROBABILITY
        or ranking.get("en", 0.0) > MAX_PROBABILITY_OF_ENGLISH
    ):
        return
    raise NotEnglish(
        f"The text is in {language_name(language)}; only English is read.",
        language=language,
        where=where,
        way_out=(
            "Give an English article or a translation, or read it with a language model of yours "
            "(--model)."
        ),
    )


def language_name(code: str) -> str:
    """The English name of an ISO 639 code, or the code itself."""
    return str(Locale("en").languages.get(code, code))


@cache
def _identifier() -> LanguageIdentifier:
    with writing_temporary():  # where it is unpacked
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
