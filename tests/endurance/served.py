"""The files of components/panels/server at work on loopback: the service's own command, and nginx
before it. Other than on a server are paths, ports and the certificate alone."""

from __future__ import annotations

import os
import shlex
import shutil
import ssl
import stat
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.conftest import ROOT, free_port, home_with_gazetteer

FILES = ROOT / "components" / "panels" / "server"
UNIT, SITE = FILES / "dateline.service", FILES / "nginx.conf"
NAME = "maps.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
NOBODY = 65534
WITHOUT_WRITABLE_CODE = (
    "import ctypes, os, sys; "
    "assert ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0, 'no MDWE'; "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""What MemoryDenyWriteExecute= asks of the kernel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server that runs. ``port`` is that of TLS, ``folder`` has its logs."""

    port: int
    plain_port: int
    folder: Path
    pid: int

    def client(self) -> httpx.Client:
        """One that trusts the certificate of the test."""
        context = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        context.check_hostname = False
        return httpx.Client(
            base_url=f"https://127.0.0.1:{self.port}", verify=context, headers={"Host": NAME}
        )

    def logs(self) -> str:
        return "".join(
            path.read_text(encoding="utf-8", errors="replace") for path in self.folder.glob("*.log")
        )


def settings_of(unit: str, name: str) -> list[str]:
    """The values of a setting of a unit, line after line."""
    return [line.partition("=")[2] for line in unit.splitlines() if line.partition("=")[0] == name]


@contextmanager
def served(folder: Path, site: str) -> Iterator[Served]:
    """Both, until the block ends. ``site`` is what nginx serves, as the file has it."""
    folder.chmod(0o755)
    cache = folder / "cache"
    (cache / "dateline").mkdir(parents=True)
    home_with_gazetteer(cache / "dateline")
    unit = UNIT.read_text(encoding="utf-8").replace("/opt/dateline", str(ROOT))
    (command,) = settings_of(unit, "ExecStart")
    port = free_port()
    command = command.replace("8501", str(port))
    environment = dict(
        word.split("=", 1)
        for line in settings_of(unit, "Environment")
        for word in shlex.split(line.replace("%C", str(cache)))
    )
    with (
        (folder / "page.log").open("wb") as log,
        subprocess.Popen(
            _confined(command, cache),
            cwd=ROOT,
            env={
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "PYTHONPATH": sysconfig.get_path("purelib"),
                **environment,
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as page,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            with _nginx(folder, site, port) as (tls, plain):
                _wait_for(f"http://127.0.0.1:{plain}/")
                yield Served(port=tls, plain_port=plain, folder=folder, pid=page.pid)
        finally:
            page.terminate()


def _wait_for(url: str) -> None:
    """Until it answers; between the attempts to connect the time doubles, from half a second."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=7)) as client:
        client.get(url)


def _python() -> str:
    """One that any user may start, for that of a virtual environment can lie in a private folder."""
    real = Path(sys.executable).resolve()
    if all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents):
        return str(real)
    return f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"


def _confined(command: str, cache: Path) -> list[str]:
    """The command under as much of the unit as can be had without systemd: nobody's user, no new
    privileges, no writable code, a /proc of its own processes alone."""
    program, *words = shlex.split(command)
    started = [_python(), "-c", WITHOUT_WRITABLE_CODE, "-m", Path(program).name, *words]
    if os.geteuid():
        return started
    for path in (cache, *cache.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    user = f"--reuid={NOBODY} --regid={NOBODY} --clear-groups --no-new-privs --bounding-set=-all"
    hidden = "mount -t proc -o subset=pid,hidepid=invisible proc /proc"
    confined = f"{hidden} && exec setpriv {user} {shlex.join(started)}"
    return ["unshare", "--mount", "sh", "-c", confined]


@contextmanager
def _nginx(folder: Path, site: str, port: int) -> Iterator[tuple[int, int]]:
    """The site as it stands, with the ports that it is given, between Debian's own settings."""
    tls, plain = free_port(), free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    for told, here in (
        ("listen 443 ", f"listen 127.0.0.1:{tls} "),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("127.0.0.1:8501", f"127.0.0.1:{port}"),
        (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", str(folder / "cert.pem")),
        (f"/etc/letsencrypt/live/{NAME}/privkey.pem", str(folder / "key.pem")),
        ("/var/log/nginx", str(folder)),
    ):
        assert told in site, told
        site = site.replace(told, here)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    around = Path("/etc/nginx/nginx.conf").read_text(encoding="utf-8")
    around = around.replace("/run/nginx.pid", str(folder / "nginx.pid"))
    around = around.replace("/etc/nginx/sites-enabled/*", str(folder / "site.conf"))
    (folder / "nginx.conf").write_text(
        around.replace("/var/log/nginx", str(folder)).replace(
            "include /etc/nginx/conf.d/*.conf;", ""
        ),
        encoding="utf-8",
    )
    with (
        (folder / "nginx.stderr.log").open("wb") as errors,
        subprocess.Popen(
            [NGINX or "", "-c", folder / "nginx.conf", "-g", "daemon off;"], stderr=errors
        ) as process,
    ):
        try:
            yield tls, plain
        finally:
            process.terminate()
