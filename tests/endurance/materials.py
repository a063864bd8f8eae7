"""What Dateline is made of, and what is known against it, by one command each:

``python -m tests.endurance.materials sbom FILE.json`` writes the bill of materials of this
environment (CycloneDX), with version, licence and address of each package.
``python -m tests.endurance.materials audit`` asks a database which packages of requirements.txt have
known holes (pip-audit); where none is reached, it says so.

Both install their tool into an environment of its own, which is kept beside what tests keep.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

from tests.conftest import KEPT, ROOT

TOOLS = {"cyclonedx-py": "cyclonedx-bom==7.5.0", "pip-audit": "pip_audit==2.10.1"}


def tool(name: str) -> Path:
    """Its program, installed where it is not there. Raises SystemExit where it cannot be had."""
    folder = KEPT / TOOLS[name]
    program = folder / "bin" / name
    if not program.exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install"]
        if subprocess.run([*pip, "--quiet", TOOLS[name]], check=False).returncode:
            raise SystemExit(f"Skipped: {TOOLS[name]} cannot be installed from here.")
    return program


def write_sbom(path: Path) -> None:
    here = sysconfig.get_path("data")
    subprocess.run(
        [tool("cyclonedx-py"), "environment", here, "--output-reproducible", "-o", path], check=True
    )
    bill = json.loads(path.read_text(encoding="utf-8"))
    bare = sorted(one["name"] for one in bill["components"] if not one.get("licenses"))
    print(f"{len(bill['components'])} packages, CycloneDX {bill['specVersion']}: {path}")
    print(f"Without a licence in what they say of themselves: {', '.join(bare) or 'none'}")


def audit() -> int:
    """1 where a hole is known."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "audit.json"
        asked = subprocess.run(
            [tool("pip-audit"), "-r", ROOT / "requirements.txt", "--require-hashes",
             "--disable-pip", "--progress-spinner", "off", "-f", "json", "-o", answer],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = json.loads(answer.read_text())["dependencies"] if answer.exists() else []
    known = [one for one in told if "skip_reason" not in one]
    if not known:
        why = "it answered for no package" if told else asked.stderr.strip().rpartition("\n")[2]
        print(f"Skipped: no database of known holes is reached from here ({why}).")
        return 0
    holes = [(one["name"], one["version"], hole["id"]) for one in known for hole in one["vulns"]]
    print(f"{len(known)} of {len(told)} packages are known there; {len(holes)} holes.")
    for hole in holes:
        print(*hole)
    return 1 if holes else 0


def main(what: str = "audit", path: str = "") -> None:
    if what == "sbom" and path:
        write_sbom(Path(path))
    elif what == "audit":
        raise SystemExit(audit())
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
