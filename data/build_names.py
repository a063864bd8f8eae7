"""Build data/lexicon/common_words.csv and person_names.csv from packages of the registries.

Needs, at build time only: symspellpy 6.10.1 (MIT; words by frequency), english-words 2.0.2 (MIT;
web2, public domain: tells common nouns from proper ones by their case), names 0.3.0 (MIT; names of
the 1990 US census, public domain) and Faker 40 (MIT; first names of other languages). Run
``python data/build_names.py``; the result is the same on every run.
"""

from __future__ import annotations

import csv
import importlib
import importlib.resources
from collections.abc import Iterable, Iterator
from pathlib import Path

LEXICON = Path(__file__).resolve().parent / "lexicon"
COMMON_WORDS = 14_000
"""Words by frequency that are kept; the last of them is met about once in a million words."""
FIRST_NAMES = {"dist.male.first": 1_219, "dist.female.first": 2_000}
SURNAMES = 6_000
LOCALES = (
    "cs_CZ da_DK de_DE en_GB en_IN en_KE en_NG es_ES es_MX et_EE fi_FI fr_FR ga_IE ha_NG hr_HR "
    "hu_HU id_ID ig_NG it_IT "
    "lt_LT lv_LV nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sl_SI sv_SE tr_TR vi_VN yo_NG zu_ZA"
).split()


def frequency_list() -> Iterator[str]:
    """English words, the most frequent first."""
    source = importlib.resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    for line in source.read_text(encoding="utf-8-sig").splitlines():
        yield line.split()[0]


def is_common(word: str, dictionary: set[str]) -> bool:
    """Whether the dictionary writes the word, or the singular or stem it is formed of, without a
    capital."""
    stems = [word]
    for ending, rest in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stems.append(word[: -len(ending)] + rest)
    return any(stem in dictionary for stem in stems)


def common_words() -> Iterator[tuple[str, int]]:
    words = importlib.import_module("english_words").get_english_words_set(["web2"], lower=False)
    kept = 0
    for rank, word in enumerate(frequency_list(), start=1):
        if word.isalpha() and len(word) > 1 and is_common(word, words):
            yield word, rank
            kept += 1
        if kept == COMMON_WORDS:
            return


def census(file: str, limit: int) -> Iterator[str]:
    source = importlib.resources.files("names") / file
    for line in source.read_text(encoding="ascii").splitlines()[:limit]:
        yield line.split()[0].capitalize()


def foreign_first_names() -> Iterator[str]:
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in ("first_names", "first_names_male", "first_names_female"):
            for name in getattr(provider, field, ()):
                if name.isalpha() and name.istitle() and len(name) > 2:
                    yield name


def person_names() -> Iterator[tuple[str, str]]:
    first = {name for file, limit in FIRST_NAMES.items() for name in census(file, limit)} | set(
        foreign_first_names()
    )
    last = set(census("dist.all.last", SURNAMES))
    yield from ((name, "first") for name in sorted(first))
    yield from ((name, "last") for name in sorted(last))


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with (LEXICON / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    write("common_words.csv", ("word", "rank"), common_words())
    write("person_names.csv", ("name", "part"), person_names())
