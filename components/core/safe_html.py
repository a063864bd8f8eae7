"""The only writer of HTML. What an article says leaves here as text, whatever it says.

``text`` writes every character that means something in HTML, in an attribute or in a template
literal of JavaScript (backtick, ``${``, backslash) as an entity, so that it stays text where a
library pastes it into any of the three. Characters that no page may hold are shown as the
replacement character, and so are the marks that turn the direction of writing, which could make a
quoted sentence read otherwise than it stands.

Give the result to a sink that takes HTML; a sink that reads Markdown would read its signs in the
text as well.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping

_MEANT = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'`${}\\"}
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
)
_UNSHOWN = re.compile(f"(\u2068[^{_HIDDEN}]*\u2069)|[{_HIDDEN}]")
"""But words between a first strong isolate and its end: they turn nothing outside of them."""


def _words(row: str) -> frozenset[str]:
    return frozenset(row.split())


_NAMES = _words(
    "a abbr article b bdi blockquote br button caption cite code dd details div dl dt em "
    "figcaption figure footer h1 h2 h3 "
    "h4 header hr i img input label li main mark nav noscript ol p q section "
    "small span strong sub summary sup table tbody td th thead time tr ul "
    "svg g path circle ellipse line polygon polyline rect text title defs pattern"
)
_VOID = frozenset({"br", "hr", "img", "input"})
_ATTRIBUTES = _words(
    "class id title lang dir role datetime colspan rowspan scope tabindex type open style href "
    "rel target hidden "
    "disabled checked for min max value "
    "viewBox width height d cx cy r rx ry x y x1 x2 y1 y2 points transform fill fill-opacity "
    "stroke stroke-width "
    "stroke-dasharray stroke-linecap stroke-linejoin font-size font-weight text-anchor "
    "dominant-baseline focusable "
    "patternUnits patternTransform preserveAspectRatio opacity xmlns src alt"
)
_PREFIXES = ("aria-", "data-")
_STYLE = re.compile(r"(?:\s*[a-z-]+\s*:\s*[#\w\s.,%()+*/-]*;?)*", re.ASCII)
_PICTURE = re.compile(r"data:image/(?:svg\+xml|png);base64,[A-Za-z0-9+/=]*")
_ADDRESS = re.compile(r"(?:https?://|#)[^\s\x00-\x20]*", re.IGNORECASE)
_BESIDE = re.compile(r"(?:[a-z][\w-]*/)?[a-z][\w-]*\.[a-z]+", re.ASCII)
"""A file of ours that lies in the page's folder: "data/events.csv"."""


class Html(str):
    """Markup written here; anything else is text, and escaped as a child."""

    __slots__ = ()


def printable(value: object) -> str:
    """Plain text, with the replacement character for what no page and no XML may hold."""
    return _UNSHOWN.sub(lambda found: found[1] or "�", str(value))


def text(value: object) -> Html:
    """HTML text, safe in content, quoted attributes and JavaScript's template literals."""
    return Html(printable(value).translate(_MEANT))


def join(parts: Iterable[object], *, separator: object = "") -> Html:
    """Parts one after the other; what is not ``Html`` is escaped."""
    return Html(_child(separator).join(_child(part) for part in parts))


def element(name: str, *children: object, **attributes: object) -> Html:
    """``<name ...>children</name>``; None and False attributes are left out, True stands alone.

    ``class_`` is class, an underscore a hyphen. Raises ValueError for elements, attributes and
    styles not listed above."""
    if name not in _NAMES:
        raise ValueError(f"{name!r} is no element that pages are built of")
    given = [(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items()]
    written = "".join(
        _attribute(key, value) for key, value in given if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def link(url: str, label: object, **attributes: object) -> Html:
    """A link that opens a new page; the bare label where ``url`` is not a web address or anchor."""
    if not _ADDRESS.fullmatch(url.strip()):
        return _child(label)
    outside = (
        {} if url.startswith("#") else {"target": "_blank", "rel": "noopener noreferrer nofollow"}
    )
    return element("a", label, href=url.strip(), **outside, **attributes)


def picture(svg: Html, *, dark: Mapping[str, str], **attributes: object) -> Html:
    """An ``svg`` element as an image in which nothing can run, and which says nothing that does not
    stand beside it; ``dark``: styles by selector for a dark page, never words of an article."""
    rules = "".join(f"{selector} {{ {rule} }}" for selector, rule in dark.items())
    style = f"<style>@media (prefers-color-scheme: dark) {{ {rules} }}</style>"
    code = base64.b64encode(svg.replace("</svg>", f"{style}</svg>").encode()).decode()
    return element("img", src=f"data:image/svg+xml;base64,{code}", alt="", **attributes)


def painted(png: bytes, *, alt: str, **attributes: object) -> Html:
    """A PNG that goes with the page, as an image."""
    return element(
        "img", src=f"data:image/png;base64,{base64.b64encode(png).decode()}", alt=alt, **attributes
    )


def embedding(address: str, *, title: str, height_px: int) -> Html:
    """The code that shows the page at ``address`` within another page."""
    return Html(
        f'<iframe src="{text(address)}" title="{text(title)}" width="100%" height="{height_px}" '
        'style="border:0" loading="lazy"></iframe>'
    )


def data_block(value: object, *, id: str) -> Html:
    """A value as JSON for a script of the page; no sign in it can end the block."""
    code = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for sign in "<>&":
        code = code.replace(sign, f"\\u{ord(sign):04x}")
    return Html(f'<script type="application/json" id="{text(id)}">{code}</script>')


def page(
    body: Html,
    *,
    title: str,
    tags: Mapping[str, str],
    styles: Iterable[str],
    scripts: Iterable[str],
) -> Html:
    """A page that runs the given scripts alone and asks for nothing, by its policy.

    ``styles`` and ``scripts`` are files of the program or packages, never words of an article;
    ``tags`` are for previews. Raises ValueError for one that would end its element."""
    sheets, codes = tuple(styles), tuple(scripts)
    policy = (
        "default-src 'none'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src {' '.join(map(_hash, sheets))}; script-src {' '.join(map(_hash, codes))}"
    )
    told = (
        f'<meta name="description" content="{text(tags["og:description"])}">'
        if "og:description" in tags
        else ""
    )
    about = told + "".join(
        f'<meta property="{text(name)}" content="{text(content)}">'
        for name, content in tags.items()
    )
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>{text(title)}</title>{about}' + inlined(styles=sheets)
    )
    code = inlined(scripts=codes)
    return Html(
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}{code}</body></html>\n'
    )


def inlined(*, styles: Iterable[str] = (), scripts: Iterable[str] = ()) -> Html:
    """Style sheets and scripts of the program or packages as elements, never words of an article.
    Raises ValueError for one that would end its element."""
    return Html(
        "".join(f"<style>{_whole(one)}</style>" for one in styles)
        + "".join(f"<script>{_whole(one)}</script>" for one in scripts)
    )


def page_within(whole: Html, *, title: str, height_px: int) -> Html:
    """A whole page inside of another: its scripts run there and reach nothing of the other."""
    code = whole.replace("&", "&amp;").replace('"', "&quot;")
    return Html(
        f'<iframe title="{text(title)}" srcdoc="{code}" sandbox="allow-scripts allow-popups" '
        f'style="width: 100%; height: {height_px}px; border: 0"></iframe>'
    )


def _whole(source: str) -> str:
    if re.search(r"</(script|style)|<!--", source, re.IGNORECASE):
        raise ValueError("a script or style holds what would end its element")
    return source


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _child(part: object) -> Html:
    return part if isinstance(part, Html) else text(part)


def _attribute(key: str, value: object) -> str:
    if key not in _ATTRIBUTES and not key.startswith(_PREFIXES):
        raise ValueError(f"{key!r} is no attribute that pages are built of")
    if key == "href" and not (_ADDRESS.fullmatch(str(value)) or _BESIDE.fullmatch(str(value))):
        raise ValueError("href takes web addresses, anchors and files beside the page")
    if key == "src" and not _PICTURE.fullmatch(str(value)):
        raise ValueError("src takes the pictures of picture() and painted() alone")
    if key == "style" and (not _STYLE.fullmatch(str(value)) or "url" in str(value).lower()):
        raise ValueError(f"style {value!r} holds more than plain values")
    return f" {key}" if value is True else f' {key}="{text(value)}"'
