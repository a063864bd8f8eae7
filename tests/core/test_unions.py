"""Groups are those that pairs join, each by its smallest member, whatever the order of the
pairs."""

from __future__ import annotations

from hypothesis import given, strategies

from components.core.unions import Unions

MEMBERS = range(12)
PAIRS = strategies.lists(
    strategies.tuples(strategies.sampled_from(MEMBERS), strategies.sampled_from(MEMBERS)),
    max_size=20,
)


@given(PAIRS)
def test_each_member_goes_by_the_smallest_that_pairs_lead_to(pairs: list[tuple[int, int]]) -> None:
    unions = Unions[int]()
    for one, other in pairs:
        unions.join(one, other)
    groups = [{member} for member in MEMBERS]
    for pair in pairs:
        apart = [group for group in groups if group.isdisjoint(pair)]
        groups = [*apart, set[int]().union(*(group for group in groups if group not in apart))]
    assert {member: unions.first(member) for member in MEMBERS} == {
        member: min(group) for group in groups for member in group
    }
