"""``timestamp``, and what ``verify`` says of it, against a small server on this machine."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from components.__main__ import main
from components.core.errors import AddressRefused
from components.core.extras import EXTRAS
from components.projects.project import open_project
from components.projects.time_stamp import StampServer, beside

Run = Callable[..., tuple[int, str, str]]
SIGNED = "CN=Example Stamper stamped it at 2026-12-01 09:30:00 UTC (certificate of CN=Example"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in a home of the test's own: exit code, what was printed, and what went wrong."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([*map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Russian troops left Izyum on Sunday.")
    return path


def without_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asn1crypto.tsp", None)


def stamping(**wrong: object) -> AbstractContextManager[Any]:
    """A server whose answers are wrong in these ways; imported here, for it needs the packages."""
    from tests.projects import stamping as made

    return made.stamping(**wrong)


needs_packages = pytest.mark.skipif(
    find_spec("asn1crypto") is None, reason=f"pip install -r {EXTRAS}"
)


@needs_packages
def test_a_file_is_stamped_by_its_sha256_alone_and_verified_offline(run: Run, file: Path) -> None:
    with stamping() as server:
        code, told, _ = run("timestamp", file, "--server", server.url)
        assert code == 0
        assert told.startswith(SIGNED)
        again = run("timestamp", file, "--server", server.url)
    assert (again[0], len(server.asked)) == (1, 1)
    assert "There is a time stamp already; an earlier one proves more" in again[2]
    own = hashlib.sha256(file.read_bytes()).digest()
    assert own in server.asked[0]
    assert len(server.asked[0]) < len(own) + 50
    for named in (file, beside(file), file.parent):
        code, told, _ = run("verify", named)
        assert code == 0
        assert f"{file}: a.txt.tsr: {SIGNED}" in told
    file.write_text("Russian troops took Izyum on Sunday.")
    code, told, _ = run("verify", file)
    assert code == 1
    assert (
        f"{file}: WRONG: a.txt.tsr: It is no time stamp of this: it stamps something else" in told
    )


@needs_packages
def test_a_flipped_byte_of_what_is_signed_is_told(run: Run, file: Path) -> None:
    with stamping() as server:
        run("timestamp", file, "--server", server.url)
    whole = beside(file).read_bytes()
    signed = whole.index(hashlib.sha256(file.read_bytes()).digest())
    for at in (signed, signed + 31, signed + 40, len(whole) - 10, 3):
        beside(file).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        code, told, _ = run("verify", file)
        assert code == 1, at
        assert "WRONG: a.txt.tsr: It is no time stamp of this" in told


@needs_packages
@pytest.mark.parametrize(
    ("wrong", "trusted", "words"),
    [
        ({}, "its own", "(certificate of CN=Example Office, sha256 "),
        ({}, "another", "No certificate that you trust stands behind it"),
        ({"is_authority": False}, "its own", "No certificate that you trust stands behind it"),
    ],
)
def test_a_stamp_leads_to_an_authority_that_the_person_trusts(
    wrong: dict[str, object], trusted: str, words: str, run: Run, file: Path
) -> None:
    with stamping(**wrong) as server, stamping() as another:
        run("timestamp", file, "--server", server.url)
    pem = file.with_name("CA.pem")
    pem.write_bytes((server if trusted == "its own" else another).root_pem)
    code, told, _ = run("verify", file, "--ca", pem)
    is_trusted = not wrong and trusted == "its own"
    assert (code, words in told) == (0 if is_trusted else 1, True)
    assert (", for which CN=Example Root vouches)" in told) == is_trusted
    if openssl := shutil.which("openssl"):
        given = ("-data", file, "-in", beside(file), "-CAfile", pem, "-no_check_time")
        ended = subprocess.run([openssl, "ts", "-verify", *given], check=False)
        assert (ended.returncode == 0) == is_trusted
    code, _, told = run("verify", file, "--ca", file)
    assert code == 1
    assert "There is no certificate in it that can be read. Give it as PEM" in told


@needs_packages
def test_a_stamp_without_its_file_is_told_and_the_rest_looked_at(run: Run, file: Path) -> None:
    with stamping() as server:
        run("timestamp", file, "--server", server.url)
    orphan = file.with_name("0.txt.tsr")
    shutil.copy(beside(file), orphan)
    for named in (orphan, file.parent):
        code, told, _ = run("verify", named)
        assert code == 1
        assert f"{orphan}: WRONG: the file that it stamps is missing." in told
    assert f"{file}: a.txt.tsr: {SIGNED}" in told


@needs_packages
def test_the_log_of_a_project_is_stamped_and_a_log_made_anew_is_told(run: Run, file: Path) -> None:
    add = ("project", "add", "Izium", file, "--published", "2022-09-12")
    run(*add)
    held = open_project("Izium")
    with stamping() as server:
        assert run("timestamp", "izium", "--server", server.url)[0] == 0
    assert bytes.fromhex(held.last) in server.asked[0]
    (stamp,) = (held.folder / "time-stamps").iterdir()
    assert stamp.name == f"{held.last}.tsr"
    more = file.with_name("b.txt")
    more.write_text("Rebels took Goma on Monday, the army said.")
    assert run("project", "add", "Izium", more, "--published", "2025-01-28")[0] == 0
    code, told, _ = run("verify", "Izium")
    assert code == 0
    assert f"{held.last}.tsr: {SIGNED}" in told
    stamps = stamp.read_bytes()
    shutil.rmtree(held.folder)
    run("project", "add", "Izium", more, "--published", "2025-01-28")
    stamp.parent.mkdir()
    stamp.write_bytes(stamps)
    code, told, _ = run("verify", "Izium")
    assert code == 1
    assert f"WRONG: the line of its log that {stamp} stamps is gone" in told


@needs_packages
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"status": 500}, "The server answered 500"),
        (
            {"granted": "rejection"},
            "The server refused (rejection). Ask again, or name another server.",
        ),
        ({"digest": b"\0" * 32}, "it stamps something else"),
        ({"nonce": 77}, "it answers another request"),
        ({"is_for_stamping": False}, "its certificate is not meant for time stamps"),
        ({"with_certificate": False}, "it lacks the certificate by which it is signed"),
        ({"bound": b"another"}, "it is bound to another certificate"),
        ({"told_way": "ed25519"}, "it is signed in a way that is not known here"),
        ({"told_way": "sha256_rsa"}, "it is signed in a way that is not known here"),
        ({"days_old": 9}, "its certificate was not valid then"),
    ],
)
def test_what_a_server_answers_wrongly_is_not_kept(
    wrong: dict[str, object], words: str, run: Run, file: Path
) -> None:
    with stamping(**wrong) as server:
        code, _, told = run("timestamp", file, "--server", server.url)
    assert code == 1
    assert words in told
    assert not beside(file).exists()


@needs_packages
@pytest.mark.parametrize("way", ["sha256_rsa", "rsassa_pkcs1v15", "rsassa_pss"])
def test_a_stamp_signed_by_rsa_is_taken_and_a_changed_one_is_not(
    way: str, run: Run, file: Path
) -> None:
    with stamping(way=way) as server:
        code, told, _ = run("timestamp", file, "--server", server.url)
    assert (code, told[: len(SIGNED)]) == (0, SIGNED)
    whole = beside(file).read_bytes()
    beside(file).write_bytes(whole[:-10] + bytes([whole[-10] ^ 1]) + whole[-9:])
    code, told, _ = run("verify", file)
    assert code == 1
    assert "its certificate did not sign it" in told


@needs_packages
def test_nothing_goes_to_another_machine_where_nobody_agrees(run: Run, file: Path) -> None:
    code, _, told = run("timestamp", file, "--server", "http://203.0.113.9/tsr")
    assert code == 1
    assert "One sha256 will leave this machine for 203.0.113.9, NOT encrypted" in told
    assert told.endswith("add --send-to 203.0.113.9.\n")


@needs_packages
def test_leave_is_asked_of_the_person_before_anything_is_sent() -> None:
    sent: list[int] = []
    heard: list[tuple[str, int]] = []
    with stamping() as server:

        def agrees(leaving: str) -> bool:
            heard.append((leaving, len(server.asked)))
            return is_agreed

        url = f"http://stamp.test:{server.port}/tsr"
        named = StampServer(url=url, resolve=lambda host, port: ("127.0.0.1", "192.0.2.1"))
        is_agreed = False
        with pytest.raises(AddressRefused, match="nobody agreed"):
            named.stamp(b"text", agrees=agrees)
        sent.append(len(server.asked))
        is_agreed = True
        named.stamp(b"text", agrees=agrees)
        sent.append(len(server.asked))
        named.stamp(b"text", send_to="stamp.test", agrees=agrees)
        sent.append(len(server.asked))
    assert f"for stamp.test:{server.port}, NOT encrypted" in heard[0][0]
    assert ([asked for _, asked in heard], sent) == ([0, 0], [0, 1, 2])


def test_a_missing_package_is_answered_with_its_command(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_packages(monkeypatch)
    install = f".venv/bin/pip install -r {EXTRAS}"
    code, _, told = run("timestamp", file, "--server", "http://127.0.0.1:1/tsr")
    assert code == 1
    assert install in told
    beside(file).write_bytes(b"0")
    code, told, _ = run("verify", file)
    assert code == 1, "what cannot be looked at is not verified"
    assert f"{file}: NOT CHECKED: a.txt.tsr: " in told
    assert "belongs together; not everything could." in told
    assert install in told
