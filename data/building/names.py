"""Which of an administrative unit's names is its English one, and what else it is called."""

from __future__ import annotations

from collections.abc import Iterable

from components.core.fold import fold

GENERICS = (
    "Oblast",
    "Krai",
    "Republic",
    "Governorate",
    "Province",
    "Region",
    "Prefecture",
    "Voivodeship",
    "Voivodship",
    "County",
    "Department",
    "State",
    "District",
    "Emirate",
    "Parish",
    "Municipality",
    "Canton",
    "Division",
    "Autonomous Okrug",
)
"""English words for a first-level unit, best first where several fit."""

TAKEN_GENERICS = ("Oblast", "Krai", "Governorate", "Province", "Prefecture", "Voivodeship")
"""Those that follow a name in English whatever the unit; a unit without any takes them where its
neighbours have one."""

ALSO_CALLED = {
    "Oblast": ("region", "province"),
    "Krai": ("region", "territory"),
    "Governorate": ("province",),
    "Region": ("state",),
    "Province": ("region",),
    "Voivodeship": ("province", "region"),
}
"""What English news calls a unit beside its own generic."""


def english_unit_name(name: str, aliases: Iterable[str], *, english: str) -> str:
    """A unit's English name: "Kharkiv" with a listed "Kharkiv Oblast" is "Kharkiv Oblast"; else
    ``english``; else ``name``."""
    listed = {
        fold(spelled): spelled
        for spelled in sorted({name, *aliases}, reverse=True)
        if spelled.isascii()
    }
    root = without_generic(english or name)
    for generic in GENERICS:
        if fold(f"{root} {generic}") in listed:
            return f"{root} {generic}"
    for generic in GENERICS:
        ending = sorted(
            (spelled for spelled in listed.values() if spelled.endswith(f" {generic}")), key=len
        )
        if ending:
            return ending[0]
    return english or name


def without_generic(name: str) -> str:
    for generic in GENERICS:
        if name.endswith(f" {generic}"):
            return name[: -len(generic) - 1]
    return name


def unit_spellings(name: str, aliases: Iterable[str]) -> set[str]:
    """All spellings of a unit: "Kharkiv Oblast" also as "Kharkiv", "Kharkiv region", "Kharkiv
    province"."""
    root = without_generic(name)
    if root == name:
        return {name, *aliases}
    words = ALSO_CALLED.get(name[len(root) + 1 :], ())
    return {name, *aliases, root, *(f"{root} {word}" for word in words)}
