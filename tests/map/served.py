"""A map as the page's frame has it, served on loopback: the folders beside it under the addresses
that Streamlit gives them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import folium

from components.map.assets import MODULE, asset_folders

FRAME = "/component/streamlit_folium.st_folium/index.html"


def page_of(base: folium.Map, groups: Sequence[folium.FeatureGroup]) -> str:
    """The map as one HTML page, reachable for tests as ``window.map``."""
    for group in groups:
        group.add_to(base)
    html: str = base.get_root().render()
    return html.replace("</html>", f"<script>window.map = {base.get_name()};</script></html>")


@contextmanager
def served(
    html: str, folders: dict[str, Path] | None = None, *, parts: bool = True
) -> Iterator[str]:
    """The address of ``html`` while the block runs; every request that is made stands in the
    server's log of none."""
    roots = {
        f"/component/{MODULE}.{name}/": folder
        for name, folder in (folders or asset_folders()).items()
    }

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if path == FRAME:
                return self._send(html.encode(), "text/html; charset=utf-8")
            for root, folder in roots.items():
                file = folder / path.removeprefix(root)
                if path.startswith(root) and ".." not in path and file.is_file():
                    return self._send_file(file)
            return self.send_error(404)

        def _send(self, body: bytes, kind: str, *, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _send_file(self, file: Path) -> None:
            """The part that is asked for, where ``parts`` are given."""
            body, asked = file.read_bytes(), self.headers.get("Range", "")
            if parts and asked:
                first, last = map(int, asked.removeprefix("bytes=").split("-"))
                return self._send(body[first : last + 1], self.guess_type(str(file)), status=206)
            return self._send(body, self.guess_type(str(file)))

        def log_message(self, format: str, *args: object) -> None:
            """Tests say what went wrong; the log does not."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{FRAME}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
