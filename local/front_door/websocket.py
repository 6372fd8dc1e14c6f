"""One WebSocket between a browser and the WebSocket API, as API Gateway carries it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import aiohttp
from aiohttp import WebSocketError, WSCloseCode, WSMsgType, web
from yarl import URL

from local.front_door import limits

CLOSE_SECONDS = 1.0
PASSED_ON = ("Origin", "User-Agent", "Cookie")
CLOSED_ABNORMALLY = 1006
NOT_TO_BE_SENT = (0, 1005, CLOSED_ABNORMALLY, 1015)  # codes that only say that none came


class WebSocketProxy:
    """Passes frames both ways until either side closes, and tells the other side with the same code.

    `on_large` gets every frame to the browser that API Gateway would bill as several, or not deliver.
    """

    def __init__(
        self, request: web.Request, session: aiohttp.ClientSession, target: str, on_large: Callable[[bytes], None]
    ) -> None:
        self._request = request
        self._session = session
        self._target = URL(target, encoded=True)
        self._on_large = on_large
        self._client = web.WebSocketResponse(
            # aiohttp refuses what is not smaller than its limit
            max_msg_size=limits.FRAME + 1,
            compress=False,
            timeout=CLOSE_SECONDS,
        )
        loop = asyncio.get_running_loop()
        self._leaving: asyncio.Future[int] = loop.create_future()
        self._idle = loop.call_later(limits.IDLE, self.leave)

    async def run(self) -> web.StreamResponse:
        """Serve the connection to its end. A refused handshake is answered as the API answered it."""
        headers = {name: self._request.headers[name] for name in PASSED_ON if name in self._request.headers}
        try:
            server = await self._session.ws_connect(self._target, headers=headers, max_msg_size=0)
        except aiohttp.WSServerHandshakeError as refusal:
            return web.json_response({"message": refusal.message}, status=refusal.status)
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"message": "Service Unavailable"}, status=503)
        code = CLOSED_ABNORMALLY
        try:
            await self._client.prepare(self._request)
            code = await self._pass_on(server)
        finally:
            await asyncio.gather(_close(server, code), _close(self._client, code))
        return self._client

    def leave(self) -> None:
        """Have the connection end: the stack stops, or the connection is too old, or idle for too long."""
        if not self._leaving.done():
            self._leaving.set_result(WSCloseCode.GOING_AWAY)

    async def _pass_on(self, server: aiohttp.ClientWebSocketResponse) -> int:
        """Copy both ways until one end closes; returns the code that it gave."""
        copies = [asyncio.create_task(self._inward(server)), asyncio.create_task(self._outward(server))]
        oldest = asyncio.get_running_loop().call_later(limits.CONNECTION, self.leave)
        try:
            done, _ = await asyncio.wait([*copies, self._leaving], return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        except OSError:
            return CLOSED_ABNORMALLY
        finally:
            oldest.cancel()
            self._idle.cancel()
            for copy in copies:
                copy.cancel()
            await asyncio.gather(*copies, return_exceptions=True)

    async def _inward(self, server: aiohttp.ClientWebSocketResponse) -> int:
        while isinstance(frame := await _next(self._client), str | bytes):
            self._used()
            await _send(server, frame)
        return frame

    async def _outward(self, server: aiohttp.ClientWebSocketResponse) -> int:
        while isinstance(frame := await _next(server), str | bytes):
            self._used()
            content = frame.encode() if isinstance(frame, str) else frame
            if len(content) > limits.FRAME:
                self._on_large(content)
            if len(content) > limits.MESSAGE:
                return WSCloseCode.MESSAGE_TOO_BIG
            await _send(self._client, frame)
        return frame

    def _used(self) -> None:
        self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(limits.IDLE, self.leave)


Side = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def _next(side: Side) -> str | bytes | int:
    """The next frame, or the code that the side closed with."""
    message = await side.receive()
    match message.type:
        case WSMsgType.TEXT | WSMsgType.BINARY | WSMsgType.CLOSE:
            return message.data
        case WSMsgType.ERROR if isinstance(message.data, WebSocketError):
            return message.data.code
        case _:
            return side.close_code or CLOSED_ABNORMALLY


async def _send(side: Side, frame: str | bytes) -> None:
    await (side.send_str(frame) if isinstance(frame, str) else side.send_bytes(frame))


async def _close(side: Side, code: int) -> None:
    with suppress(TimeoutError, OSError, RuntimeError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await side.close(code=WSCloseCode.OK if code in NOT_TO_BE_SENT else code)
