"""One WebSocket between a browser and the WebSocket API, as API Gateway carries it."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import aiohttp
from aiohttp import WSCloseCode, WSMsgType, web
from yarl import URL

LARGEST_FRAME = 32_768
CLOSE_SECONDS = 1.0
PASSED_ON = ("Origin", "User-Agent", "Cookie")
NOT_TO_BE_SENT = (1005, 1006, 1015)  # codes that only say that none came


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

    async def run(self) -> web.StreamResponse:
        """Serve the connection to its end. A refused handshake is answered as the API answered it."""
        headers = {name: self._request.headers[name] for name in PASSED_ON if name in self._request.headers}
        try:
            server = await self._session.ws_connect(self._target, headers=headers, max_msg_size=0)
        except aiohttp.WSServerHandshakeError as refusal:
            return web.json_response({"message": refusal.message}, status=refusal.status)
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"message": "Service Unavailable"}, status=503)
        try:
            await self._client.prepare(self._request)
            ends = [
                asyncio.create_task(_copy(self._client, server)),
                asyncio.create_task(_copy(server, self._client)),
            ]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for end in ends:
                    end.cancel()
                await asyncio.gather(*ends, return_exceptions=True)
        finally:
            await self._finish(server)
        return self._client

    async def close(self) -> None:
        """End the connection: the stack stops."""
        await _close(self._client, WSCloseCode.GOING_AWAY)

    async def _finish(self, server: aiohttp.ClientWebSocketResponse) -> None:
        """Close both sides, each with the code that the other gave."""
        codes = self._client.close_code, server.close_code
        await _close(server, codes[0])
        await _close(self._client, codes[1])


async def _close(side: web.WebSocketResponse | aiohttp.ClientWebSocketResponse, code: int | None) -> None:
    with suppress(TimeoutError, OSError, RuntimeError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await side.close(code=WSCloseCode.OK if code is None or code in NOT_TO_BE_SENT else code)


async def _copy(
    source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
) -> None:
    async for message in source:
        if message.type is WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await target.send_bytes(message.data)
