"""The deployment of components/panels/server, on loopback: its unit checked by systemd, its command
behind Debian's nginx with TLS, Chromium before both.

``.venv/bin/python -m pytest -q -rs tests/endurance/server.py``. What a machine lacks is named and
its tests are skipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import ConsoleMessage, expect, sync_playwright

from tests.browser.steps import DESK, FIRST_LOAD_MS, PATIENCE_MS, RUNS, Visit
from tests.conftest import ROOT
from tests.endurance.served import NAME, NGINX, SITE, UNIT, Served, served

ANALYZE = shutil.which("systemd-analyze")
SAFE = 1.5
"""Of the score of systemd-analyze, from 0 (nothing is exposed) to 10."""
STRANGER = "https://other.example"
MARKER = "Zwiebel"
"""A word of the text that is pasted, uploaded and searched for."""
ARTICLE = (
    "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left "
    f"Izyum on Sunday, a spokesman named {MARKER} said. The two presidents will meet at a summit in "
    "Samarkand on September 15-16."
)
OPENS = {
    "page": ["script-src 'unsafe-inline'", "script-src blob:", "style-src 'unsafe-inline'"],
    "map": [
        "script-src 'unsafe-inline'",
        "script-src 'unsafe-eval'",
        "style-src 'unsafe-inline'",
    ],
}
"""What the policy opens, by the documents that need it; README.md gives the reasons."""
FALLS_BACK = "wasm-eval"
"""Streamlit's reader of messages asks for it to count with 64 bits, and counts without where it is
stopped."""
TELL = """window.addEventListener('securitypolicyviolation', (one) => console.log('CSP ' + JSON.stringify(
  [one.disposition, one.originalPolicy, one.effectiveDirective, one.blockedURI, one.sample])));"""


def without(policy: str, opened: str) -> str:
    """A policy that does not have one of its words."""
    directive, word = opened.split(" ")
    kept = re.sub(rf"({directive} [^;]*?) {re.escape(word)}", r"\1", policy)
    assert kept != policy, f"{opened} is not in the policy"
    return kept


def expanded(site: str, *, is_map: bool) -> str:
    """The policy that nginx sends with a document."""
    found = re.search(r'Content-Security-Policy "(.*)" always;', site)
    assert found
    policy = found[1]
    for name, lines in re.findall(r"^map \$\S+ \$(dateline_\w+) \{\n(.*?)^\}", site, re.S | re.M):
        rows = dict(re.findall(r'^ +(\S+) +"(.*)";$', lines, re.M))
        policy = policy.replace(
            f"${name}", rows.get("~^/component/" if is_map else "default", rows.get("default", ""))
        )
    return policy


def asking_for_less(site: str) -> str:
    """The site with a policy for each of ``OPENS`` that lacks it: a browser reports what that would
    have stopped, and stops nothing."""
    less = {
        place: ", ".join(without(expanded(site, is_map=place == "map"), opened) for opened in opens)
        for place, opens in OPENS.items()
    }
    table = f'map $uri $dateline_less {{\n ~^/component/ "{less["map"]}";\n default "{less["page"]}";\n}}\n'
    header = "add_header Content-Security-Policy-Report-Only $dateline_less always;\n"
    return table + site.replace("    add_header Strict", f"    {header}    add_header Strict")


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    if not NGINX:
        pytest.skip("nginx is not installed: apt-get install nginx")
    with (
        tempfile.TemporaryDirectory() as folder,  # that of pytest is closed to other users
        served(Path(folder), asking_for_less(SITE.read_text(encoding="utf-8"))) as here,
    ):
        yield here


@pytest.fixture(scope="module")
def client(server: Served) -> Iterator[httpx.Client]:
    with server.client() as found:
        yield found


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """But for the paths, which are those of a server."""
    unit = tmp_path / UNIT.name.replace("@", "@8501")
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/dateline", str(ROOT)))
    checked = subprocess.run(
        [ANALYZE or "", "verify", "--man=no", "--recursive-errors=no", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
def test_the_unit_exposes_little() -> None:
    scored = subprocess.run(
        [ANALYZE or "", "security", "--offline=yes", "--no-pager", UNIT],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"exposure level for dateline@\S+\.service: ([\d.]+)", scored.stdout)
    assert found
    print(f"systemd-analyze security: {found[1]}")
    assert float(found[1]) <= SAFE


def test_the_health_check_answers(server: Served, client: httpx.Client) -> None:
    """Through nginx, and of each process on the server itself."""
    answer = client.get("/_stcore/health")
    assert (answer.status_code, answer.text) == (200, "ok")
    for port in server.pages:
        answer = httpx.get(f"http://127.0.0.1:{port}/_stcore/health")
        assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize(
    "path",
    [
        "metrics",
        "script-health-check",
        "agent/openapi.json",
        "agent/interact",
        "./metrics",
        "%6detrics",
    ],
)
def test_what_is_for_operators_is_closed(client: httpx.Client, path: str) -> None:
    assert client.get(f"/_stcore/{path}").status_code == 404


def test_the_page_is_asked_for_with_tls_alone(server: Served) -> None:
    answer = httpx.get(f"http://127.0.0.1:{server.plain_port}/?article=x", headers={"Host": NAME})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"https://{NAME}/?article=x")


@pytest.mark.parametrize(
    "path", ["/", "/component/streamlit_folium.st_folium/index.html", "/_stcore/metrics"]
)
def test_each_answer_has_its_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert {
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }.items() <= {name.title(): value for name, value in headers.items()}.items()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "nginx/" not in headers["Server"]
    assert "Access-Control-Allow-Origin" not in headers


def test_only_the_embedded_page_may_stand_in_a_frame_of_others(client: httpx.Client) -> None:
    for query, frames in (("", "'self'"), ("?embed=true", "https:"), ("?embed=true;x", "'self'")):
        policy = client.get(f"/{query}").headers["Content-Security-Policy"]
        assert policy.endswith(f"frame-ancestors {frames}")


def test_the_frame_of_the_map_is_a_sandbox(client: httpx.Client) -> None:
    frame = client.get("/component/streamlit_folium.st_folium/index.html")
    assert "; sandbox allow-scripts " in frame.headers["Content-Security-Policy"]


@contextmanager
def connected(client: httpx.Client, **headers: str) -> Iterator[int]:
    """The status of the answer to one that asks for a connection, which is held until the block
    ends."""
    asked = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol": "streamlit",
    }
    with client.stream("GET", "/_stcore/stream", headers=asked | headers) as answer:
        yield answer.status_code


def handshake(client: httpx.Client, **headers: str) -> int:
    with connected(client, **headers) as status:
        return status


def connections(server: Served) -> Counter[int]:
    """That the processes of the page hold, by their ports."""
    found = (psutil.Process(pid).net_connections() for pid in server.pages.values())
    return Counter(
        one.laddr.port for own in found for one in own if one.status == psutil.CONN_ESTABLISHED
    )


def test_an_address_meets_one_process_and_no_process_is_idle(server: Served) -> None:
    each, addresses = 3, [f"127.0.0.{number}" for number in range(2, 12)]
    with ExitStack() as held:
        for address in addresses:
            client, before = held.enter_context(server.client(address)), connections(server)
            for _ in range(each):
                status = held.enter_context(connected(client, Origin=f"https://{NAME}"))
                assert status == 101
            assert [*(connections(server) - before).values()] == [each]
        assert connections(server).keys() == server.pages.keys()


def test_a_connection_comes_from_the_page_itself(client: httpx.Client) -> None:
    assert handshake(client, Origin=f"https://{NAME}") == 101
    assert handshake(client, Origin=STRANGER) == 403
    assert handshake(client, Origin="null") == 403
    assert handshake(client, Host="127.0.0.1") == 421


def test_nothing_is_uploaded_without_the_token_of_the_page_or_beyond_the_limit(
    client: httpx.Client,
) -> None:
    place = "/_stcore/upload_file/session/file"
    assert client.put(place, files={"file": b"text"}).status_code in {400, 403}
    assert client.put(place, content=b"x" * 23_000_000).status_code == 413
    assert client.post("/", content=b"x" * 100_000).status_code == 413


def test_a_cookie_goes_with_tls_alone(client: httpx.Client) -> None:
    cookies = client.get("/_stcore/health").headers.get_list("Set-Cookie")
    cookies += client.get("/_stcore/host-config").headers.get_list("Set-Cookie")
    assert cookies
    assert all("secure" in cookie.lower() and "samesite" in cookie.lower() for cookie in cookies)


@pytest.fixture(scope="module")
def here(server: Served, chromium_path: str) -> Iterator[tuple[Visit, list[list[str]]]]:
    """The page through nginx, and what its policies stopped, or would have."""
    rule = f"--host-resolver-rules=MAP {NAME} 127.0.0.1:{server.port}"
    stopped: list[list[str]] = []

    def note(message: ConsoleMessage) -> None:
        if message.text.startswith("CSP "):
            stopped.append(json.loads(message.text[4:]))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=[rule])
        context = browser.new_context(viewport=DESK, ignore_https_errors=True)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(TELL)
        context.add_init_script(path=RUNS)
        page = context.new_page()
        page.on("console", note)
        visit = Visit(page, [], [])
        page.on("request", lambda request: visit.requests.append(request.url))
        page.goto(f"https://{NAME}/")
        expect(page.locator(".dl-headline")).to_be_visible(timeout=3 * FIRST_LOAD_MS)
        yield visit, stopped
        browser.close()


def test_the_page_works_under_its_policy_and_needs_what_it_opens(
    server: Served, here: tuple[Visit, list[list[str]]], tmp_path: Path
) -> None:
    """What a person does on it, in one go: the map, a pin, the panes, the search, a paste, an
    upload, a correction, files."""
    visit, stopped = here
    page = visit.page
    visit.click_feature("Izyum")
    expect(visit.card()).to_be_visible()
    for names in (("Article",), ("Walk",), ("Data", "Events"), ("Not on the map",), ("Review",)):
        visit.go(*names)
        visit.idle()
    visit.go("Download")
    with page.expect_download() as saved:
        page.get_by_role("button", name="GeoJSON").click()
    assert json.loads(saved.value.path().read_text(encoding="utf-8"))["features"]
    visit.read(ARTICLE)
    assert any("Kupiansk" in one["label"] for one in visit.features())
    page.get_by_role("textbox", name="Find").fill(MARKER)
    page.keyboard.press("Enter")
    visit.idle()
    file = tmp_path / f"{MARKER}.txt"
    file.write_text(ARTICLE.replace("Saturday", "Friday"), encoding="utf-8")
    page.get_by_text("Your own article", exact=True).click()
    page.get_by_text("File", exact=True).click()
    expect(page.get_by_text("Address", exact=True)).to_have_count(0)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name)).to_be_visible()
    page.get_by_role("textbox", name="Day of publication").fill("2022-09-12")
    page.get_by_role("button", name="Read this article").click()
    expect(page.locator(".dl-headline")).to_contain_text("Kupiansk")
    visit.idle()
    stopped_now = [one for one in stopped if one[0] == "enforce" and one[3] != FALLS_BACK]
    assert stopped_now == []
    told = {one[1] for one in stopped}
    site = SITE.read_text(encoding="utf-8")
    for place, opens in OPENS.items():
        whole = expanded(site, is_map=place == "map")
        idle = [opened for opened in opens if without(whole, opened) not in told]
        assert idle == [], f"{place} opens what nothing needs: {idle}"
    assert [
        one for one in visit.requests if NAME not in one and not one.startswith(("data:", "blob:"))
    ] == []


def test_no_log_holds_a_word_of_a_text_or_an_address_of_a_reader(
    server: Served, here: tuple[Visit, list[list[str]]]
) -> None:
    logs = server.logs()
    assert "/_stcore/stream" in logs
    assert MARKER not in logs
    assert "127.0.0.1 " not in logs


def test_a_reader_has_a_bounded_number_of_connections(client: httpx.Client) -> None:
    """Each holds one until it is answered: nginx has 40 of them for one address."""
    with ExitStack() as held:
        codes = [held.enter_context(connected(client, Origin=f"https://{NAME}")) for _ in range(45)]
    assert codes.count(101) <= 40
    assert set(codes) == {101, 503}
