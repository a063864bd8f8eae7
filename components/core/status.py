"""How well a statement is supported, in the words of rule 10 and no others."""

from __future__ import annotations

import re
from dataclasses import replace

from components.core.records import OWN_VOICE, Attribution, Event

REPORTED = "reported"
DISPUTED = "disputed"
LEFT = "withdrawal"
"""The kind of event in which those who act lose the place."""


WITHOUT_GAIN = frozenset({"election", "political congress", "summit", "meeting", "visit"})
"""Kinds of event that are nobody's gain or loss: who tells of them claims nothing."""

OWNER = re.compile(r"(?P<owner>[^'’]+?)(?P<rest>(?:['’]s|(?<=s)['’]) .+)")


NOT_STATED = "holder not stated"


def holding_in_words(holder: str, left_by: str) -> tuple[str, ...]:
    """("held by Ukraine",), ("left by Russia", "holder not stated"), or the latter alone."""
    if holder:
        return (f"held by {holder}",)
    return (f"left by {left_by}", NOT_STATED) if left_by else (NOT_STATED,)


def with_article(name: str) -> str:
    """ "the Institute for..." where small words join the name; of "X's spokesman" that of X."""
    if owned := OWNER.fullmatch(name):
        return with_article(owned["owner"]) + owned["rest"]
    if name.startswith("unnamed "):
        return f"an {name}"
    has_one = name.startswith(("a ", "an ", "the "))
    return (
        f"the {name}" if not has_one and any(word.islower() for word in name.split()[1:]) else name
    )


def status_of_attribution(
    attribution: Attribution,
    sides: frozenset[str] = frozenset(),
    losers: frozenset[str] = frozenset(),
) -> str:
    """Monitors assess, parties claim gains and acknowledge losses, others report.

    An official of one of ``sides`` speaks for a party; one of ``losers`` acknowledges."""
    if attribution.speaker_kind == "monitor":
        return f"assessed by {with_article(attribution.speaker)}"
    party = attribution.side or attribution.speaker
    is_party = attribution.speaker_kind == "party" or (
        attribution.speaker_kind == "official" and attribution.side in sides
    )
    if not is_party or not attribution.side:
        return REPORTED
    own_loss = attribution.side in losers and attribution.stance != "claims"
    return (
        f"acknowledged by {party}"
        if own_loss or attribution.stance == "acknowledges"
        else f"claimed by {party}"
    )


def status_of(event: Event) -> str:
    """The status of an event. A denial beside a speaker disputes it; inherited and unnamed speakers
    add nothing to named ones."""
    direct = [said for said in event.attributions if said.scope == "direct"]
    denied = [said for said in direct if said.stance == "denies"]
    if denied and len(denied) < len(direct):
        return DISPUTED
    sides = frozenset(actor.side for actor in (*event.actors, *event.targets))
    losers = frozenset(actor.side for actor in event.actors) if event.kind == LEFT else frozenset()
    if event.kind in WITHOUT_GAIN:
        direct = [replace(said, side="") for said in direct]
    spoken = dict.fromkeys(
        status_of_attribution(said, sides, losers) for said in direct if said.stance != "denies"
    )
    own = any(said.speaker == OWN_VOICE for said in direct)
    return " | ".join(status for status in spoken if status != REPORTED or own) or REPORTED
