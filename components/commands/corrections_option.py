"""The option for a person's corrections, and its warnings."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection, Iterable

from components.commands.options import Warn, add_path
from components.corrections.applying import NotApplied
from components.corrections.files import read_file
from components.corrections.records import Corrections


def add_corrections(verb: argparse.ArgumentParser) -> None:
    add_path(verb, "--corrections", "a file of corrections, as the page gives it, to apply")


def given_corrections(options: argparse.Namespace) -> Corrections:
    """The corrections of the file, or none; raises OSError, BadCorrections, TooLarge."""
    return read_file(options.corrections) if options.corrections else Corrections()


def warn_not_applied(not_applied: Iterable[NotApplied], warn: Warn) -> None:
    """Warn of each correction that has no effect here."""
    for one in not_applied:
        warn(not_applied_in_words(one))


def not_applied_in_words(one: NotApplied) -> str:
    """ "Not applied: place of “Izyum” (characters 20 to 25) by A. Coder: other words there."."""
    its = one.correction
    characters = f"characters {its.span.start} to {its.span.end}"
    return (
        f"Not applied: {its.change.field} of “{its.quote}” ({characters}) by {its.coder}: "
        f"{one.reason}."
    )


def warn_unread(given: Corrections, read: Collection[str], warn: Warn) -> None:
    """Warn of each article with corrections that is not among those ``read`` (ids)."""
    for article, count in Counter(one.article for one in given.corrections).items():
        if article not in read:
            warn(f"Not applied: {count} of another article, whose text has the sha256 {article}.")
