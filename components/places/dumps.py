"""Fetches GeoNames' dumps from its server, only when a person asks for it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import httpx

from components.core import settings
from components.core.atomic_files import draft_of
from components.core.countries import alpha2_said
from components.core.errors import BadResponse, FetchError, InputError

ADDRESS: Final = "https://download.geonames.org/export/dump/"
NAME: Final = re.compile(r"[A-Z]{2}|allCountries|alternateNamesV2|cities(?:500|1000|5000|15000)")
"""A country's alpha-2 code or one of the large files; nothing else is fetched."""
HEADERS: Final = {"User-Agent": "Dateline (fetches one file on a person's request)"}
WAY_OUT: Final = (
    "Fetch it with a browser and run: .venv/bin/python -m components gazetteer add FILE"
)

Transport = httpx.BaseTransport
Progress = Callable[[int, int], object]
"""Called with the bytes received since the last call, and the total, 0 where unknown."""


def fetch_dump(
    name: str, folder: Path, *, progress: Progress, transport: Transport | None = None
) -> Path:
    """Downloads the zip of that name into ``folder``, complete or not at all.

    Raises InputError for a name without a dump, BadResponse and FetchError."""
    if not NAME.fullmatch(name):
        code = alpha2_said(name) or "UA"
        raise InputError(
            f"GeoNames has no dump {name!r}.",
            way_out=f"Give a country's code of two letters ({code}) or allCountries.",
        )
    url, path = f"{ADDRESS}{name}.zip", folder / f"{name}.zip"
    try:
        with (
            draft_of(path) as draft,
            httpx.Client(
                transport=transport, timeout=settings.DUMP_SECONDS, trust_env=False, headers=HEADERS
            ) as client,
            client.stream("GET", url, follow_redirects=False) as response,
        ):
            _write(response, draft, progress)
            if not zipfile.is_zipfile(draft):
                raise BadResponse("What came is no zip.", where=url, way_out=WAY_OUT)
    except httpx.RequestError as error:
        raise FetchError(
            f"It could not be fetched ({error}).", where=url, way_out=WAY_OUT
        ) from error
    return path


def _write(response: httpx.Response, path: Path, progress: Progress) -> None:
    where = str(response.url)
    if response.status_code == httpx.codes.NOT_FOUND:
        raise BadResponse(
            "The server has no such file.", where=where, way_out="Check the country's code."
        )
    if response.status_code != httpx.codes.OK:
        what = f"The server answered {response.status_code} {response.reason_phrase}".strip() + "."
        raise BadResponse(what, where=where, way_out=WAY_OUT)
    stated, came = response.headers.get("Content-Length", ""), 0
    whole = int(stated) if stated.isascii() and stated.isdecimal() else 0
    with path.open("wb") as file:
        for chunk in response.iter_bytes():
            came += len(chunk)
            if came > settings.MAX_DUMP_BYTES:
                what = f"It has more than {settings.MAX_DUMP_BYTES // 10**6:,} MB."
                raise BadResponse(what, where=where, way_out=WAY_OUT)
            file.write(chunk)
            progress(len(chunk), whole)
