"""The measures of texts whose events are marked as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from components.evaluation.calibration import calibration_error
from components.evaluation.marked_events import Measures
from components.evaluation.report import DRAWN_AGAIN, interval_table, printed, reliability_table
from components.evaluation.scores import NO_ANSWERS


def measures_report(found: Sequence[Measures]) -> str:
    """Measures with intervals, how far confidence can be trusted, and how much is wrong."""
    names = dict.fromkeys(name for one in found for name in one.scores)
    table = interval_table(
        {name: [one.scores.get(name, NO_ANSWERS) for one in found] for name in names}
    )
    parts = [
        f"{len(found)} article{'s' if len(found) != 1 else ''}",
        "",
        printed(table),
        DRAWN_AGAIN,
    ]
    return "\n".join([*parts, *_calibration(found), *_faults(found)])


def _calibration(found: Sequence[Measures]) -> Iterator[str]:
    verdicts = [verdict for one in found for verdict in one.drawn]
    if verdicts:
        yield from (
            "",
            f"Calibration of {len(verdicts)} events that are drawn, right where told so, there: "
            f"expected calibration error {calibration_error(verdicts):.3f}",
            reliability_table(verdicts),
        )


def _faults(found: Sequence[Measures]) -> Iterator[str]:
    counts = Counter(fault.what for one in found for fault in one.faults)
    if counts:
        yield from (
            "",
            "Wrong: " + ", ".join(f"{what} {number}" for what, number in counts.most_common()),
        )
