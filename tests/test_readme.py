"""The README's commands are the ones that are run."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)


def test_two_commands_of_one_line_each() -> None:
    assert len(COMMANDS) == 2
    assert all("\n" not in command for command in COMMANDS)


def test_the_second_command_is_what_continuous_integration_runs() -> None:
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_first_command_starts_the_page() -> None:
    assert COMMANDS[0].endswith("streamlit run dashboard.py")
    assert (ROOT / "dashboard.py").exists()


def in_a_new_shell(command: str) -> subprocess.CompletedProcess[str]:
    """As somebody types it who has just opened a shell in the folder: no environment is active."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL"))
    }
    clean["PATH"] = "/usr/local/bin:/usr/bin:/bin"
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(
    sys.prefix == sys.base_prefix, reason="the tests run in no environment of their own"
)
def test_commands_work_in_a_new_shell_as_the_text_has_it() -> None:
    (activate,) = set(re.findall(r"`(\. \.venv/bin/activate)`", README))
    done = in_a_new_shell(
        f"{activate.replace('.venv', sys.prefix)} && python -m components columns"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "event_id" in done.stdout


@pytest.mark.skipif(
    not Path("/usr/bin/python3").exists(), reason="there is no Python beside the environment's"
)
def test_without_the_environment_one_line_says_how_to_use_it() -> None:
    done = in_a_new_shell("/usr/bin/python3 -S -m components read a.txt --out here")
    assert done.returncode == 1
    assert re.fullmatch(
        r"This Python, .*, has no package \w+\. Use .*: \. \.venv/bin/activate\n", done.stderr
    )


def documents() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in (
            ROOT / "README.md",
            ROOT / "data" / "README.md",
            *(ROOT / "components").rglob("README.md"),
        )
    )


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m (tests[.\w]+)", documents()))))
def test_a_script_that_is_named_can_be_started(module: str) -> None:
    assert callable(importlib.import_module(module).main)


def test_links_lead_to_files() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_length() -> None:
    assert len(README.splitlines()) <= 220
