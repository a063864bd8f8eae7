"""Every error that a person may see, as one tree.

Each message says what is wrong, where, and the way out; the facts stand in attributes for callers.
"""

from __future__ import annotations

MOST_CHARACTERS = 1_000
"""Of what was given that a message repeats: an address or a name may be of any length."""


def _cut(words: str) -> str:
    return words if len(words) <= MOST_CHARACTERS else f"{words[:MOST_CHARACTERS]}…"


class DatelineError(Exception):
    """Base of all. ``what`` is wrong, ``where`` it was met, ``way_out`` is what a person can do."""

    def __init__(self, what: str, *, where: str = "", way_out: str = "") -> None:
        self.what, self.where, self.way_out = what, where, way_out
        head = f"{_cut(where)}: {_cut(what)}" if where else _cut(what)
        super().__init__(f"{head} {way_out}".strip())


class InputError(DatelineError):
    """What was given cannot be read."""


class EmptyInput(InputError):
    """No text at all."""


class BinaryInput(InputError):
    """Bytes that are no text."""


class TooLarge(InputError):
    """More than the limit in settings."""


class UnknownEncoding(InputError):
    """Bytes in no encoding that could be told."""


class NotAnArticle(InputError):
    """Markup without running text: a menu, a list of links."""


class NotEnglish(InputError):
    """Text in a language that is not read; ``language`` is its ISO 639-1 code."""

    def __init__(self, what: str, *, language: str, where: str = "", way_out: str = "") -> None:
        super().__init__(what, where=where, way_out=way_out)
        self.language = language


class ReadingEnded(InputError):
    """Reading a text took longer than it may, or the process that read it was ended."""


class BadDate(InputError):
    """A date that is not a day of the calendar, or that is none of publication."""


class BadRecord(InputError):
    """A line of JSON that is not a document."""


class BadTable(InputError):
    """A CSV that lacks the columns of our tables, or a cell that is none of its column's values."""


class UnknownColumns(BadTable):
    """A table of articles whose text column is unclear; ``columns`` are those it has."""

    def __init__(
        self, what: str, *, columns: tuple[str, ...], where: str = "", way_out: str = ""
    ) -> None:
        super().__init__(what, where=where, way_out=way_out)
        self.columns = columns


class BadReference(InputError):
    """A file, feature or row of a reference that cannot be read.

    ``asks``: the field of ReferenceOptions that would settle it, or ""; ``offered``: the choices,
    or the unknown word."""

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        way_out: str = "",
        asks: str = "",
        offered: tuple[str, ...] = (),
    ) -> None:
        super().__init__(what, where=where, way_out=way_out)
        self.asks, self.offered = asks, offered


class BadCorrections(InputError):
    """A file of corrections that is none, is damaged, or was written by another version."""


class BadDecision(InputError):
    """A list of the events that a person keeps apart or joins which cannot be followed."""


class DumpError(InputError):
    """A file that was to be added to the gazetteer is not a dump of GeoNames, or a damaged one."""


class BadProject(InputError):
    """A name that no project has or may have, or a project of which something is damaged."""


class ProjectChanged(BadProject):
    """Somebody else wrote to the project since it was opened."""


class BadTimeStamp(InputError):
    """What a time-stamp server answered, or a file of it, that stamps something else or that its
    own certificate did not sign."""


class BadStore(InputError):
    """A folder that is not a store, has documents already, or is of another version."""


class ReadingFailed(DatelineError):
    """Reading a document met a fault of the program, not of what was given."""


class WriteError(DatelineError):
    """A file or a folder could not be written; ``where`` is its path."""


class RunError(DatelineError):
    """The processes or machines that share a corpus are gone, or do not see the store."""


class RunStopped(RunError):
    """What stopped the run may pass: the same command goes on later."""


class FetchError(DatelineError):
    """A page could not be fetched."""


class AddressRefused(FetchError):
    """A private, loopback or otherwise local address, or a scheme that is not http(s)."""


class BadResponse(FetchError):
    """The server answered with something that is not an article, too much, or too late."""


class ModelError(DatelineError):
    """A language model of the person's own gave no answer that can be used."""


class ModelAddressRefused(ModelError):
    """No web address, or one that the text may not be sent to."""


class ModelRefused(ModelError):
    """The server refuses what it is asked: the key, the address or the name of the model is
    wrong."""


class BadModelServer(ModelError):
    """The server does not answer, or with an error."""


class ModelBusy(BadModelServer):
    """The server is too busy, or was asked too often."""


class BadModelAnswer(ModelError):
    """An answer that is not of the form asked for."""


class AnswerCut(BadModelAnswer):
    """An answer that breaks off."""


class InstallationError(DatelineError):
    """A file of the program is missing or damaged."""
