"""data/README.md lists all that requirements.txt installs, under the licence that the installed
package states. ``python -m tests.data.test_licences`` writes the list anew."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import metadata

import pytest

from components.core import settings

REQUIREMENTS = (settings.ROOT / "requirements.txt").read_text(encoding="utf-8")
PINS = re.findall(r"^([\w.-]+)==(\S+) (;)?", REQUIREMENTS, re.MULTILINE)
PINNED: dict[str, list[str]] = defaultdict(list)
for _name, _version, _ in PINS:
    PINNED[_name].append(_version)
ELSEWHERE = {name for name, _, condition in PINS if condition} - {
    one.name.replace("_", "-").lower() for one in metadata.distributions()
}
"""What only other systems and other Pythons than this one need."""
README = settings.DATA / "README.md"
TABLE = re.compile(r"(?<=\| licence \| packages \|\n\|---\|---\|\n)(?:\|.*\|\n)+")
ENTRY = re.compile(r"([\w.-]+) ([^,|]+?)(?=, | \|)")

IN_SHORT = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD": "BSD",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL OFL 1.1": "OFL-1.1",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "The MIT License (MIT)": "MIT",
}
"""What packages write, as SPDX has it; BSD without a number where they do not say which."""
NOT_STATED = {"streamlit-folium": "MIT", "colorama": "BSD-3-Clause"}
"""By the licence in the source of the package: the first does not state one where it is installed,
the second is installed on Windows alone."""


def licence_of(name: str) -> str:
    """As the installed package states it: the expression, else its words, else its classifier."""
    if name in NOT_STATED:
        return NOT_STATED[name]
    told = metadata.metadata(name)
    words = (told.get("License") or "").strip().splitlines()[:1]
    classifiers = [
        one.rpartition(" :: ")[2]
        for one in told.get_all("Classifier", [])
        if one.startswith("License :: ")
    ]
    stated = [told.get("License-Expression"), *words, *classifiers]
    known = (IN_SHORT.get(one, one) for one in stated if one)
    return next(one for one in known if re.fullmatch(r"[\w.-]+(?: (?:AND|OR) [\w.-]+)*", one))


def listed() -> dict[str, tuple[str, str]]:
    """By package, its licence and its version, as the table has them."""
    rows = TABLE.findall(README.read_text(encoding="utf-8"))
    cells = (line.split(" | ", 1) for line in rows[0].splitlines())
    return {
        name: (licence.removeprefix("| "), version)
        for licence, packages in cells
        for name, version in ENTRY.findall(packages)
    }


def table() -> str:
    found: dict[str, list[str]] = defaultdict(list)
    for name, versions in PINNED.items():
        found[licence_of(name)].append(f"{name} {' or '.join(versions)}")
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return "".join(f"| {licence} | {', '.join(names)} |\n" for licence, names in ordered)


def test_all_that_is_installed_is_listed_with_its_versions() -> None:
    assert {name: version for name, (_, version) in listed().items()} == {
        name: " or ".join(versions) for name, versions in PINNED.items()
    }


@pytest.mark.parametrize("name", sorted(PINNED.keys() - NOT_STATED.keys() - ELSEWHERE))
def test_the_installed_package_states_the_licence(name: str) -> None:
    assert metadata.version(name) in PINNED[name]
    assert listed()[name][0] == licence_of(name)


def test_nothing_is_under_the_gpl_alone() -> None:
    """Of a choice of licences the permissive one counts."""
    copyleft = re.compile(r"\bA?GPL")
    assert [
        name
        for name, (licence, _) in listed().items()
        if all(copyleft.search(one) for one in licence.split(" OR "))
    ] == []


def main() -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
