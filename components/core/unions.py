"""Joined things as groups (union-find, Galler and Fischer 1964)."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T", int, str, tuple[str, str])


class Unions(Generic[T]):
    """Groups by their smallest member, in whatever order joined; single ones take no room."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def join(self, one: T, other: T) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._above[high] = low

    def first(self, member: T) -> T:
        """The smallest of the group, ``member`` itself if never joined; halves the way up."""
        above = self._above
        while (next_one := above.get(member, member)) != member:
            above[member] = member = above.get(next_one, next_one)
        return member
