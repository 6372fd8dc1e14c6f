"""The one origin of the local stack: a reverse proxy that stands where the CDN's edge and its TLS are in the cloud.

Pages and `/api` go through the distribution that the stack deployed, so its behaviours, headers and page function are
the real ones. MiniStack's CDN does not carry WebSockets: `/ws` goes to the WebSocket API itself. The stand-in for
Cloudinary answers here too; to the site at localhost, its address at 127.0.0.1 is another origin, as Cloudinary's is.
So does the one for push services, and what makes a user an owner, as an operator does.
"""

from __future__ import annotations

import asyncio
import errno
import json
from collections.abc import Mapping
from pathlib import Path

import aiohttp
from aiohttp import web
from yarl import URL

from local.cloudinary.app import application as cloudinary
from local.front_door import limits, mailbox, owners
from local.front_door.exchange import forwarded, refusal, response
from local.front_door.websocket import WebSocketProxy
from local.push.app import application as push
from local.settings import CLOUDINARY, PUSH, Failure

LARGEST_HEAD = 64 * 1024
"""What the front door reads of a request line or a header, so as to refuse it as AWS does."""
LARGE_FRAMES = "log/large-frames.jsonl"
"""Below a stack's folder: frames to browsers that are larger than `limits.FRAME`, a line each."""
LOOPBACK = ("127.0.0.1", "::1")


class FrontDoor:
    """Listens at once, answers 503 until `open`, and passes requests on from then."""

    def __init__(self, port: int, folder: Path) -> None:
        """`folder` is where the stand-in for Cloudinary keeps its files, and the log is."""
        self._port = port
        self._large_frames = folder / LARGE_FRAMES
        self._gateway = ""
        self._site = ""
        self._rooms = ""
        self._socket_api = ""
        self._session: aiohttp.ClientSession | None = None
        self._relays: set[WebSocketProxy] = set()
        app = web.Application(client_max_size=limits.BODY)
        app.router.add_get("/_local/mailbox", self._mailbox)
        app.router.add_post("/_local/owner", self._owner)
        app.add_subapp(CLOUDINARY, cloudinary(folder / "cloudinary"))
        app.add_subapp(PUSH, push())
        app.router.add_get("/ws", self._websocket)
        app.router.add_route("*", "/{path:.*}", self._http)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            shutdown_timeout=1,
            max_line_size=LARGEST_HEAD,
            max_field_size=LARGEST_HEAD,
        )

    async def listen(self) -> None:
        """Take the port. Raises Failure when somebody else has it."""
        self._large_frames.parent.mkdir(parents=True, exist_ok=True)
        self._large_frames.write_text("")
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
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=limits.WAIT),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    def open(self, gateway: str, outputs: Mapping[str, str]) -> None:
        """Pass requests on to what the stack's outputs name, at MiniStack's address."""
        self._site = outputs["SiteDomain"]
        self._rooms = outputs.get("RoomsTable", "")
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
        if refused := refusal(request):
            return refused
        try:
            async with self._session.request(
                request.method,
                URL(f"{self._gateway}{request.raw_path}", encoded=True),
                headers=forwarded(request, self._site),
                data=await request.read(),
                allow_redirects=False,
            ) as answer:
                return response(request, answer, await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"message": "Service Unavailable"}, status=503)

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        if not self._gateway or self._session is None:
            return _starting()
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return web.json_response({"message": "Upgrade Required"}, status=426)
        if len(request.raw_path) > limits.SOCKET_URL:
            return web.json_response({"message": "URI Too Long"}, status=414)
        relay = WebSocketProxy(request, self._session, f"{self._socket_api}{request.raw_path}", self._write_down)
        self._relays.add(relay)
        try:
            return await relay.run()
        finally:
            self._relays.discard(relay)

    def _write_down(self, frame: bytes) -> None:
        """Note a frame that is larger than any should be: its size and how it begins."""
        with self._large_frames.open("a") as file:
            file.write(json.dumps({"bytes": len(frame), "begins": frame[:200].decode(errors="replace")}) + "\n")

    async def _mailbox(self, _: web.Request) -> web.StreamResponse:
        if not self._gateway or self._session is None:
            return _starting()
        return web.json_response(await mailbox.fetch(self._session, self._gateway))

    async def _owner(self, request: web.Request) -> web.StreamResponse:
        if not self._gateway:
            return _starting()
        name = owners.username_of(await request.read())
        if name is None:
            return web.json_response({"code": "invalid", "detail": "username is missing"}, status=422)
        return await asyncio.to_thread(owners.make, self._gateway, self._rooms, name)


def _starting() -> web.Response:
    return web.json_response({"status": "starting"}, status=503, headers={"Retry-After": "1"})


def _is_taken(error: OSError) -> bool:
    return error.errno == errno.EADDRINUSE
