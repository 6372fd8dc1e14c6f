"""The HTTP API on a port of this machine, for programs that are run as they stand: functions behind Python's server."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.events import http_event

Serve = Callable[[dict[str, Any]], dict[str, Any]]


@contextmanager
def served(serve: Serve) -> Generator[tuple[str, Lock]]:
    """The address where calls go to `serve`, one at a time, and what is held meanwhile, which whoever calls besides
    takes."""
    turn = Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve("GET")

        def do_POST(self) -> None:
            self._serve("POST")

        def _serve(self, method: str) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            with turn:
                answer = serve(http_event(method, parts.path, text or None, headers=dict(self.headers), query=query))
            body = str(answer.get("body") or "").encode()
            self.send_response(answer["statusCode"])
            for name, value in {**answer["headers"], "Content-Length": len(body)}.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (named so in the class)
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", turn
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
