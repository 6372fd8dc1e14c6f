"""The one origin of the local stack: a reverse proxy that stands where the CDN's edge and its TLS are in the cloud.

Pages and `/api` go through the distribution that the stack deployed, so its behaviours, headers and page function are
the real ones. MiniStack's CDN does not carry WebSockets: `/ws` goes to the WebSocket API itself. The stand-in for
Cloudinary answers here too; to the site at localhost, its address at 127.0.0.1 is another origin, as Cloudinary's is.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import aiohttp
from aiohttp import web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from local import mailbox
from local.cloudinary.app import application
from local.settings import CLOUDINARY, Failure
from local.websocket import Relay

HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length")
)
LARGEST_BODY = 10 * 1024 * 1024  # API Gateway's
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
LOOPBACK = ("127.0.0.1", "::1")


class FrontDoor:
    """Listens at once, answers 503 until `open`, and passes requests on from then."""

    def __init__(self, port: int, files: Path) -> None:
        """`files` is the folder of the stand-in for Cloudinary."""
        self._port = port
        self._gateway = ""
        self._site = ""
        self._socket_api = ""
        self._session: aiohttp.ClientSession | None = None
        self._relays: set[Relay] = set()
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/_local/mailbox", self._mailbox)
        app.add_subapp(CLOUDINARY, application(files))
        app.router.add_get("/ws", self._websocket)
        app.router.add_route("*", "/{path:.*}", self._http)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2)

    async def listen(self) -> None:
        """Take the port. Raises Failure when somebody else has it."""
        await self._runner.setup()
        for host in LOOPBACK:
            try:
                await web.TCPSite(self._runner, host, self._port).start()
            except OSError as error:
                if host == "::1" and not _is_taken(error):
                    continue  # a machine without IPv6
                await self._runner.cleanup()
                reason = "in use" if _is_taken(error) else "not to be had"
                raise Failure(
                    f"Port {self._port} is {reason}: stop what uses it, or choose another, e.g. `make run PORT=8090`."
                ) from error
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=60),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    def open(self, gateway: str, outputs: Mapping[str, str]) -> None:
        """Pass requests on to what the stack's outputs name, at MiniStack's address."""
        self._site = outputs["SiteDomain"]
        self._socket_api = f"{gateway}/_aws/execute-api/{outputs['WebSocketApi']}"
        self._gateway = gateway

    @property
    def is_open(self) -> bool:
        return bool(self._gateway)

    async def close(self) -> None:
        """Close every connection, in time even where the other side does not answer."""
        self._gateway = ""
        for relay in self._relays:
            relay.leave()
        await self._runner.cleanup()
        if self._session:
            await self._session.close()

    async def _http(self, request: web.Request) -> web.StreamResponse:
        if not self._gateway or self._session is None:
            return _starting()
        headers = CIMultiDict(_passed_on(request.headers))
        headers["Host"] = self._site
        headers["X-Forwarded-Proto"] = "https"  # as far as the CDN is concerned, TLS ended here
        headers["X-Forwarded-For"] = _forwarded_for(request)
        try:
            async with self._session.request(
                request.method,
                URL(f"{self._gateway}{request.raw_path}", encoded=True),
                headers=headers,
                data=await request.read(),
                allow_redirects=False,
            ) as answer:
                return _response(request, answer, await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"message": "Service Unavailable"}, status=503)

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        if not self._gateway or self._session is None:
            return _starting()
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return web.json_response({"message": "Upgrade Required"}, status=426)
        relay = Relay(request, self._session, f"{self._socket_api}{request.raw_path}")
        self._relays.add(relay)
        try:
            return await relay.run()
        finally:
            self._relays.discard(relay)

    async def _mailbox(self, _: web.Request) -> web.StreamResponse:
        if not self._gateway or self._session is None:
            return _starting()
        return web.json_response(await mailbox.fetch(self._session, self._gateway))


def _forwarded_for(request: web.Request) -> str:
    """The CDN adds the browser's address to what it was told, and the gateway the CDN's, which is this machine."""
    told = request.headers.getall("X-Forwarded-For", [])
    return ", ".join([*told, request.remote or "", "127.0.0.1"])


def _starting() -> web.Response:
    return web.json_response({"status": "starting"}, status=503, headers={"Retry-After": "1"})


def _is_taken(error: OSError) -> bool:
    return error.errno == errno.EADDRINUSE


def _passed_on(headers: CIMultiDictProxy[str]) -> list[tuple[str, str]]:
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    return [(name, value) for name, value in headers.items() if name.lower() not in HOP_BY_HOP | named]


def _response(request: web.Request, answer: aiohttp.ClientResponse, body: bytes) -> web.Response:
    headers = CIMultiDict(_passed_on(answer.headers))
    with suppress(KeyError):
        del headers["Strict-Transport-Security"]  # a promise about TLS has no place on plain HTTP
    if request.method == "HEAD" and "Content-Length" in answer.headers:
        headers["Content-Length"] = answer.headers["Content-Length"]
    response = web.Response(status=answer.status, headers=headers, body=body or None)
    if _is_compressed_by_the_cdn(request, answer):
        response.enable_compression(web.ContentCoding.gzip)
    return response


def _is_compressed_by_the_cdn(request: web.Request, answer: aiohttp.ClientResponse) -> bool:
    """CloudFront compresses texts that it may cache, so never an API's; MiniStack's CDN compresses nothing."""
    asked = request.method == "GET" and "gzip" in request.headers.get("Accept-Encoding", "")
    cached = not request.path.startswith("/api/") and "Content-Encoding" not in answer.headers
    return asked and cached and answer.content_type.startswith(COMPRESSED)
