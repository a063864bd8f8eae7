"""``python -m components geocode``: where a place lies, from the gazetteer, likeliest first."""

from __future__ import annotations

import argparse

from geopy.exc import GeopyError

from components.commands.options import Warn, add_number
from components.core import settings
from components.core.errors import InputError
from components.places.geocoder import OfflineGeocoder, nominatim


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "name",
        metavar="NAME",
        help="what it lies in may stand after a comma; with --reverse, latitude and longitude",
    )
    verb.add_argument(
        "--country",
        metavar="CODE",
        action="append",
        default=[],
        help="only places of this country, ISO 3166-1, two or three letters; may be repeated",
    )
    add_number(verb, "--limit", "the most places to print (1)", default=1)
    verb.add_argument(
        "--language", metavar="CODE", default="", help="names in the letters of this language"
    )
    verb.add_argument(
        "--reverse", action="store_true", help="the settlements nearest to a position"
    )
    verb.add_argument(
        "--online",
        action="store_true",
        help="ask OpenStreetMap's Nominatim, over the internet, for what the gazetteer lacks",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print a line per place (position, address, kind, id), with tabs. Raises InputError for
    none."""
    geocoder = OfflineGeocoder(online=nominatim(settings.home()) if options.online else None)
    query = {"exactly_one": False, "limit": options.limit, "language": options.language or False}
    try:
        found = (
            geocoder.reverse(options.name, **query)
            if options.reverse
            else geocoder.geocode(options.name, country_codes=options.country, **query)
        )
    except (GeopyError, ValueError) as error:
        raise InputError(f"{error}", where=options.name) from error
    if not found:
        raise InputError(
            "No place was found.",
            where=options.name,
            way_out=(
                "Check the spelling and the country, or add the country's villages with: "
                ".venv/bin/python -m components gazetteer fetch CODE"
            ),
        )
    for one in found:
        kind, place_id = one.raw.get("kind", ""), one.raw.get("id", "")
        print(f"{one.latitude:.5f}, {one.longitude:.5f}\t{one.address}\t{kind}\t{place_id}")
    return 0
