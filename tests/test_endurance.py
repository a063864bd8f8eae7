"""The script of the parts that take minutes: what each came to, and that one which does not end is
ended."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.endurance import parts
from tests.endurance.parts import PARTS, Outcome, Part, main, run, table

WAITS = "import signal; signal.pause()"
STARTS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WAITS!r}])"


def part(code: str) -> Part:
    return Part(tries="something", arguments=("-c", code))


@pytest.mark.parametrize(
    ("code", "told", "faults"),
    [
        ("print('12 kills of 3 stores'); print()", "12 kills of 3 stores", 0),
        ("print('40 runs, 3 faults'); raise SystemExit(1)", "40 runs, 3 faults", 3),
        ("print('2 failed, 9 passed in 1.2s'); raise SystemExit(1)", "2 failed, 9 passed", 2),
        ("print('9 deeds'); assert False, 'a store holds something else'", "something else", 1),
        ("import os; os.abort()", "it printed nothing", 1),
        (
            "print('SKIPPED [1] a.py:3: pip install x'); print('1 skipped in 0.1s')",
            "SKIPPED [1] a.py:3: pip install x",
            0,
        ),
        ("print('{minutes} {seed}')", "2 7", 0),
    ],
)
def test_the_last_line_and_the_code_say_what_came_of_a_part(
    code: str, told: str, faults: int
) -> None:
    found = run("one", part(code), minutes=2, seed=7)
    assert told in found.told
    assert found.faults == faults


def test_a_part_that_does_not_end_is_ended_with_its_processes_and_is_a_fault() -> None:
    found = run("one", part(STARTS), minutes=0, grace=0.02)
    assert (found.told, found.faults) == ("ended after 0 minutes, for it was not done", 1)
    assert found.seconds < 30


def test_the_table_has_a_line_for_each_part_and_the_code_tells_of_faults(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    own = {"calm": part("print('9 tried')"), "bad": part("print('8 tried, 2 faults')")}
    monkeypatch.setattr(parts, "PARTS", own)
    assert main([]) == 1
    lines = capfd.readouterr().out.split("\n\n")[-1].splitlines()
    assert [line.split()[0] for line in lines] == ["part", "calm", "bad"]
    assert [line.split()[-2] for line in lines] == ["faults", "0", "2"]
    assert main(["calm", "--minutes", "0.1"]) == 0
    with pytest.raises(SystemExit):
        main(["storm"])
    assert "there is no part 'storm'; there are calm, bad" in capfd.readouterr().err


def test_long_words_go_on_in_further_lines() -> None:
    one = Outcome(part="x", tries="a " * 60, told="b " * 90, faults=0, seconds=90)
    head, *lines = table([one])
    assert len(lines) == 3
    assert sum(line.count("a") for line in lines) == 60
    assert sum(line.count("b") for line in lines) == 90
    assert lines[0].rstrip().endswith("1.5")
    assert {len(line) for line in (head, lines[0])} == {len(head)}


def test_each_part_is_a_program_that_is_there() -> None:
    for one in PARTS.values():
        _, module, *_ = one.arguments
        assert find_spec(module)
