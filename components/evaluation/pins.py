"""Pins held against the gold by their places alone: the plain and the strict measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.core.protocols import Gazetteer
from components.evaluation.gold import GoldArticle, GoldEvent
from components.evaluation.matching import Pin, is_allowed, is_near, is_quoted_in
from components.evaluation.scores import NOTHING_COVERED, Coverage


@dataclass(frozen=True, slots=True)
class ByPlace:
    """The pins of one reading and the gold of its article."""

    gold: GoldArticle
    pins: Sequence[Pin]
    gazetteer: Gazetteer

    def plain(self) -> Coverage:
        right = sum(
            any(is_near(one, pin, self.gazetteer) for one in self.gold.pins) for pin in self.pins
        )
        wanted = [one for one in self.gold.pins if not one.is_optional]
        met = sum(any(is_near(one, pin, self.gazetteer) for pin in self.pins) for one in wanted)
        return Coverage(
            right=right, wrong=len(self.pins) - right, met=met, missed=len(wanted) - met
        )

    def strict(self) -> Coverage:
        if not self._has_sentences():
            return NOTHING_COVERED
        astray, not_met = len(self.astray()), len(self.not_met())
        wanted = sum(not one.is_optional for one in self.gold.pins)
        return Coverage(
            right=len(self.pins) - astray, wrong=astray, met=wanted - not_met, missed=not_met
        )

    def _has_sentences(self) -> bool:
        return all(one.sentence.span for one in self.gold.pins)

    def astray(self) -> list[Pin]:
        """The pins that are not right by the strict measure."""
        return [
            pin
            for pin in self.pins
            if self._has_sentences() and not any(self._is_right(one, pin) for one in self.gold.pins)
        ]

    def not_met(self) -> list[GoldEvent]:
        """The required pins of the gold that are not met by the strict measure."""
        return [
            one
            for one in self.gold.pins
            if self._has_sentences()
            and not one.is_optional
            and not any(self._is_right(one, pin) for pin in self.pins)
        ]

    def _is_right(self, one: GoldEvent, pin: Pin) -> bool:
        return (
            is_quoted_in(one, pin)
            and is_allowed(self.gold, pin)
            and is_near(one, pin, self.gazetteer)
        )
