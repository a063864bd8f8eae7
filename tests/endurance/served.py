"""The files of components/panels/server at work on loopback: the service's own command, a process
for each page that nginx.conf names, and nginx before them. Other than on a server are paths, ports
and the certificate alone."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import ssl
import stat
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.conftest import ROOT, free_port, home_with_gazetteer

FILES = ROOT / "components" / "panels" / "server"
UNIT, SITE = FILES / "dateline@.service", FILES / "nginx.conf"
NAME = "maps.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
PAGES = re.compile(r"server 127\.0\.0\.1:(\d+);")
"""A process of the page, in nginx.conf."""
NOBODY = 65534
WITHOUT_WRITABLE_CODE = (
    "import ctypes, os, sys; "
    "assert ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0, 'no MDWE'; "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""What MemoryDenyWriteExecute= asks of the kernel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server that runs. ``port`` is that of TLS, ``folder`` has its logs, ``pages`` are the
    processes of the page by their ports."""

    port: int
    plain_port: int
    folder: Path
    pages: Mapping[int, int]

    def trust(self) -> ssl.SSLContext:
        """In the certificate of the test."""
        return ssl.create_default_context(cafile=str(self.folder / "cert.pem"))

    def client(self, address: str = "127.0.0.1") -> httpx.Client:
        """One that comes from an address of this machine."""
        trusting = self.trust()
        trusting.check_hostname = False
        return httpx.Client(
            base_url=f"https://127.0.0.1:{self.port}",
            headers={"Host": NAME},
            transport=httpx.HTTPTransport(verify=trusting, local_address=address),
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
    """All of it, until the block ends. ``site`` is what nginx serves, as the file has it."""
    ports = {told: free_port() for told in PAGES.findall(site)}
    site = PAGES.sub(lambda line: f"server 127.0.0.1:{ports[line[1]]};", site)
    with pages(folder, ports.values()) as found, _nginx(folder, site) as (tls, plain):
        _wait_for(f"http://127.0.0.1:{plain}/")
        yield Served(port=tls, plain_port=plain, folder=folder, pages=found)


@contextmanager
def pages(folder: Path, ports: Iterable[int]) -> Iterator[Mapping[int, int]]:
    """The processes of the page by their ports, until the block ends; their logs stand in
    ``folder``."""
    folder.chmod(0o755)
    cache = folder / "cache"
    (cache / "dateline").mkdir(parents=True)
    home_with_gazetteer(cache / "dateline")
    unit = UNIT.read_text(encoding="utf-8").replace("/opt/dateline", str(ROOT))
    (command,) = settings_of(unit, "ExecStart")
    environment = dict(
        word.split("=", 1)
        for line in settings_of(unit, "Environment")
        for word in shlex.split(line.replace("%C", str(cache)))
    )
    found = {}
    with ExitStack() as ended:
        for port in ports:
            page = subprocess.Popen(
                _confined(command.replace("%i", str(port)), cache),
                cwd=ROOT,
                env={
                    "PATH": "/usr/bin:/bin",
                    "LANG": "C.UTF-8",
                    "PYTHONPATH": sysconfig.get_path("purelib"),
                    **environment,
                },
                stdout=ended.enter_context((folder / f"page{port}.log").open("wb")),
                stderr=subprocess.STDOUT,
            )
            ended.enter_context(page)
            ended.callback(page.terminate)
            found[port] = page.pid
        for port in found:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield found


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
def _nginx(folder: Path, site: str) -> Iterator[tuple[int, int]]:
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
