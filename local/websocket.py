"""One WebSocket between a browser and the WebSocket API, as API Gateway carries it."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import aiohttp
from aiohttp import WebSocketError, WSCloseCode, WSMsgType, web
from yarl import URL

LARGEST_FRAME = 32_768
CLOSE_SECONDS = 1.0
PASSED_ON = ("Origin", "User-Agent", "Cookie")
CLOSED_ABNORMALLY = 1006
NOT_TO_BE_SENT = (0, 1005, CLOSED_ABNORMALLY, 1015)  # codes that only say that none came


class Relay:
    """Passes frames both ways until either side closes, and tells the other side with the same code."""

    def __init__(self, request: web.Request, session: aiohttp.ClientSession, target: str) -> None:
        self._request = request
        self._session = session
        self._target = URL(target, encoded=True)
        self._client = web.WebSocketResponse(
            # aiohttp refuses what is not smaller than its limit
            max_msg_size=LARGEST_FRAME + 1,
            compress=False,
            timeout=CLOSE_SECONDS,
        )
        self._leaving: asyncio.Future[int] = asyncio.get_running_loop().create_future()

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
        """Have the connection end: the stack stops."""
        if not self._leaving.done():
            self._leaving.set_result(WSCloseCode.GOING_AWAY)

    async def _pass_on(self, server: aiohttp.ClientWebSocketResponse) -> int:
        """Copy both ways until one end closes; returns the code that it gave."""
        copies = [asyncio.create_task(_copy(self._client, server)), asyncio.create_task(_copy(server, self._client))]
        try:
            done, _ = await asyncio.wait([*copies, self._leaving], return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        except OSError:
            return CLOSED_ABNORMALLY
        finally:
            for copy in copies:
                copy.cancel()
            await asyncio.gather(*copies, return_exceptions=True)


async def _copy(
    source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
) -> int:
    while True:
        message = await source.receive()
        match message.type:
            case WSMsgType.TEXT:
                await target.send_str(message.data)
            case WSMsgType.BINARY:
                await target.send_bytes(message.data)
            case WSMsgType.CLOSE:
                return message.data
            case WSMsgType.ERROR if isinstance(message.data, WebSocketError):
                return message.data.code
            case _:
                return source.close_code or CLOSED_ABNORMALLY


async def _close(side: web.WebSocketResponse | aiohttp.ClientWebSocketResponse, code: int) -> None:
    with suppress(TimeoutError, OSError, RuntimeError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await side.close(code=WSCloseCode.OK if code in NOT_TO_BE_SENT else code)
