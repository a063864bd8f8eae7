"""Short articles of invented events at real towns, any number of them, with what each tells known:
place, kind and day.

``python -m tests.generated COUNT --seed S --out FILE.jsonl [--truth FILE.jsonl]``. Document N is
the same whatever COUNT is. About one in six tells an event that an earlier one tells in other
words, and one in twenty is a copy under another paper's name.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

FIRST_DAY = date(2022, 3, 1)
DAYS = 730
MOST_WORDS = 80
RETOLD, COPIED = 0.16, 0.05
NEAR = 40
"""Documents back, at the most, that one is retold or copied from."""

TOWNS = (
    "Izyum UKR",
    "Kupiansk UKR",
    "Kramatorsk UKR",
    "Mariupol UKR",
    "Kherson UKR",
    "Zaporizhzhia UKR",
    "Mykolaiv UKR",
    "Odesa UKR",
    "Chernihiv UKR",
    "Sumy UKR",
    "Lviv UKR",
    "Vinnytsia UKR",
    "Belgorod RUS",
    "Kazan RUS",
    "Murmansk RUS",
    "Minsk BLR",
    "Tbilisi GEO",
    "Yerevan ARM",
    "Baku AZE",
    "Ankara TUR",
    "Gaziantep TUR",
    "Aleppo SYR",
    "Homs SYR",
    "Idlib SYR",
    "Mosul IRQ",
    "Basra IRQ",
    "Baghdad IRQ",
    "Tehran IRN",
    "Isfahan IRN",
    "Kabul AFG",
    "Kandahar AFG",
    "Herat AFG",
    "Quetta PAK",
    "Peshawar PAK",
    "Lahore PAK",
    "Mumbai IND",
    "Srinagar IND",
    "Mandalay MMR",
    "Khartoum SDN",
    "Omdurman SDN",
    "Goma COD",
    "Bukavu COD",
    "Kinshasa COD",
    "Bamako MLI",
    "Timbuktu MLI",
    "Niamey NER",
    "Maiduguri NGA",
    "Abuja NGA",
    "Mogadishu SOM",
    "Kismayo SOM",
    "Nairobi KEN",
    "Addis Ababa ETH",
    "Mekelle ETH",
    "Port-au-Prince HTI",
    "Bogota COL",
    "Caracas VEN",
    "Lima PER",
    "Quito ECU",
    "Tripoli LBY",
    "Benghazi LBY",
    "Tunis TUN",
    "Rabat MAR",
    "Warsaw POL",
    "Vilnius LTU",
    "Belgrade SRB",
    "Sarajevo BIH",
    "Geneva CHE",
    "Vienna AUT",
)
"""Name, and the country's ISO 3166-1 alpha-3 code."""

TOLD: dict[str, tuple[str, ...]] = {
    "peaceful protest": (
        "Thousands of people protested in {place} {day}",
        "Teachers held a rally in {place} {day}",
    ),
    "arrest": (
        "Police arrested {n} activists in {place} {day}",
        "Officers detained {n} people in {place} {day}",
    ),
    "meeting": (
        "The two ministers met in {place} {day}",
        "Officials held a meeting in {place} {day}",
    ),
    "negotiation": (
        "The two sides held talks in {place} {day}",
        "Envoys of both sides held peace talks in {place} {day}",
    ),
    "air/drone strike": (
        "A drone strike hit a depot in {place} {day}",
        "An air strike destroyed a warehouse in {place} {day}",
    ),
    "shelling/artillery/missile attack": (
        "Artillery shelled the outskirts of {place} {day}",
        "A missile hit a school in {place} {day}",
    ),
    "explosion": (
        "A bomb exploded at a market in {place} {day}",
        "A mine exploded on a road near {place} {day}",
    ),
    "armed clash": (
        "Rebels clashed with soldiers in {place} {day}",
        "Soldiers fought militants in {place} {day}",
    ),
    "attack": (
        "Gunmen killed {n} people in {place} {day}",
        "Armed men attacked a village school in {place} {day}",
    ),
    "abduction": (
        "Gunmen kidnapped {n} workers in {place} {day}",
        "Militants abducted {n} traders in {place} {day}",
    ),
    "violent demonstration": (
        "Crowds rioted in {place} {day}",
        "Rioters threw stones at police in {place} {day}",
    ),
    "aid": (
        "A convoy delivered food to {place} {day}",
        "The agency delivered medicine to {place} {day}",
    ),
    "visit": (
        "The foreign minister visited {place} {day}",
        "The president travelled to {place} {day}",
    ),
    "agreement": (
        "The two states signed an agreement in {place} {day}",
        "Both sides signed a deal in {place} {day}",
    ),
    "control taken": (
        "Rebels captured {place} {day}",
        "The militia seized the town of {place} {day}",
    ),
    "withdrawal": (
        "Government troops withdrew from {place} {day}",
        "The brigade pulled out of {place} {day}",
    ),
}
"""Kind to sentences that tell it, ours."""

SAID = (
    "",
    "",
    ", officials said",
    ", witnesses said",
    ", local media reported",
    ", a spokesman said",
)
FILLERS = (
    "Shops in the centre opened late and most streets were quiet.",
    "Nobody gave further details.",
    "Residents spoke of a long and tiring week.",
    "The weather was cold and the roads were wet.",
    "It was not clear what would come next.",
    "Several families said that they had little news of relatives.",
    "Prices of bread and fuel have changed little this year.",
    "Trains ran as usual, with some delay.",
    "The local council gave no comment.",
    "Schools expect to open as usual.",
)
PAPERS = (
    "Example Times",
    "Example Post",
    "Example Herald",
    "Example Courier",
    "Example Mirror",
    "Example Gazette",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a document tells: one event."""

    place: str
    country: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A document as a source gives it, and the event that it tells."""

    doc_id: str
    title: str
    publisher: str
    published: date
    text: str
    truth: Truth

    def record(self) -> dict[str, str]:
        return {
            "id": self.doc_id,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published.isoformat(),
            "url": f"https://example.org/{self.doc_id}",
            "text": self.text,
        }


def generated(count: int, *, seed: int = 0) -> Iterator[Generated]:
    """The first ``count`` documents of a seed, as a stream."""
    return (_document(number, seed) for number in range(count))


def _random(*key: object) -> Random:
    return Random("/".join(map(str, key)))


def _document(number: int, seed: int) -> Generated:
    random = _random(seed, "document", number)
    copied = _earlier(number, random, COPIED)
    truth, published = _truth(_event_of(copied, seed), seed), _published(copied, seed)
    place, text = truth.place, _text(copied, seed)
    return Generated(
        doc_id=f"generated-{seed}-{number}",
        title=f"What was told of {place}",
        publisher=random.choice(PAPERS),
        published=published,
        text=text,
        truth=truth,
    )


def _earlier(number: int, random: Random, share: float) -> int:
    """A document shortly before ``number`` in that share of cases, else itself."""
    return (
        number - random.randint(1, min(NEAR, number))
        if number and random.random() < share
        else number
    )


def _event_of(number: int, seed: int) -> int:
    """An event goes by the number of the document that first tells it."""
    return _earlier(number, _random(seed, "event of", number), RETOLD)


def _truth(event: int, seed: int) -> Truth:
    random = _random(seed, "event", event)
    place, _, country = random.choice(TOWNS).rpartition(" ")
    return Truth(
        place=place,
        country=country,
        kind=random.choice(tuple(TOLD)),
        day=FIRST_DAY + timedelta(random.randrange(DAYS)),
    )


def _published(number: int, seed: int) -> date:
    return _truth(_event_of(number, seed), seed).day + timedelta(
        _random(seed, "published", number).randint(0, 4)
    )


def _text(number: int, seed: int) -> str:
    truth, random = _truth(_event_of(number, seed), seed), _random(seed, "text", number)
    number_of_day, month = truth.day.day, f"{truth.day:%B}"
    day = random.choice(
        (WEEKDAYS[truth.day.weekday()], f"{number_of_day} {month}", f"{month} {number_of_day}")
    )
    told = random.choice(TOLD[truth.kind]).format(
        place=truth.place, day=f"on {day}", n=random.randint(3, 19)
    )
    sentences = [f"{told}{random.choice(SAID)}.", *random.sample(FILLERS, random.randint(2, 4))]
    return " ".join(sentences) + f" This is report {number}."


def write(count: int, *, seed: int, out: Path, truth: Path | None = None) -> None:
    """The documents as JSON lines, and what each tells, if wanted."""
    with out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one.record()) + "\n" for one in generated(count, seed=seed))
    if truth:
        with truth.open("w", encoding="utf-8") as lines:
            for one in generated(count, seed=seed):
                told = {
                    "place": one.truth.place,
                    "country": one.truth.country,
                    "kind": one.truth.kind,
                }
                lines.write(
                    json.dumps({"id": one.doc_id, **told, "day": one.truth.day.isoformat()}) + "\n"
                )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.generated", description=__doc__.split("\n")[0]
    )
    parser.add_argument("count", metavar="COUNT", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", metavar="FILE.jsonl", type=Path, required=True)
    parser.add_argument("--truth", metavar="FILE.jsonl", type=Path)
    options = parser.parse_args()
    write(options.count, seed=options.seed, out=options.out, truth=options.truth)


if __name__ == "__main__":
    main()
