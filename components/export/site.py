"""A folder for a web host: map, preview picture, data, class sheet and embedding code, without
requests to other hosts."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from components.core.errors import InputError
from components.core.safe_html import element, embedding, join, page
from components.export.about import CREDITS, about
from components.export.fonts import font_faces
from components.export.formats import FORMATS
from components.export.questions import STYLE
from components.export.selection import Selection
from components.export.standalone import STORY, to_html

PAGE, EMBED = "index.html", "embed.txt"
BESIDE = {"csv": "data", "geojson": "data", "excel": "data", "questions": "", "png": ""}
"""Folder of the files beside the page, by the name of their format."""
NO_ADDRESS = "https://ADDRESS-OF-THIS-FOLDER/"
EMBED_HEIGHT_PX = 640


def folder_address(text: str) -> str:
    """A web address with a slash at its end; empty for empty text. Raises InputError."""
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and parts.hostname and not parts.query
    except ValueError:
        known = False
    if text and (not known or any(sign.isspace() for sign in text) or "#" in text):
        raise InputError(
            f"{text!r} is no address of a folder:",
            way_out="give it as https://example.org/kharkiv/",
        )
    return text.rstrip("/") + "/" if text else ""


def site(selection: Selection, *, address: str = "") -> Mapping[str, bytes]:
    """Files by path; ``address`` is that of the folder, "https://…/kharkiv/", for previews."""
    head = about(selection)
    beside = {
        f"{folder}/{one.file}".lstrip("/"): one
        for one in FORMATS
        if (folder := BESIDE.get(one.name)) is not None
    }
    tags = {
        "og:url": address,
        "og:image": f"{address}{next(path for path, one in beside.items() if one.name == 'png')}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"Map. {head.provenance}",
        "twitter:card": "summary_large_image",
    }
    links = join(
        (element("a", one.label, href=path) for path, one in beside.items()), separator=" · "
    )
    return {
        PAGE: to_html(selection, beside=links, tags=tags if address else {}),
        EMBED: embedding(
            f"{address or NO_ADDRESS}{PAGE}{STORY}",
            title=f"{head.title} – {head.as_of}",
            height_px=EMBED_HEIGHT_PX,
        ).encode()
        + b"\n",
        **{path: one.make(selection) for path, one in beside.items()},
    }


def contents_page(name: str, pages: Mapping[str, Selection]) -> bytes:
    """A page with links to those of several articles, by their paths below it."""
    rows = [
        element("li", element("a", head.title, href=path), element("p", head.provenance))
        for path, head in ((path, about(one)) for path, one in pages.items())
    ]
    body = element("main", element("h1", name), element("ol", join(rows)))
    return page(
        join((body, element("footer", element("p", CREDITS)))),
        title=name,
        tags={},
        styles=(font_faces(), STYLE.read_text(encoding="utf-8")),
        scripts=(),
    ).encode()
