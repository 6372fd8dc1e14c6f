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
NOT_TO_BE_SENT = {None, 1005, 1006, 1015}  # codes that only say that none came


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
        self._server: aiohttp.ClientWebSocketResponse | None = None

    async def run(self) -> web.StreamResponse:
        """Serve the connection to its end. A refused handshake is answered as the API answered it."""
        headers = {name: self._request.headers[name] for name in PASSED_ON if name in self._request.headers}
        try:
            self._server = await self._session.ws_connect(
                self._target, headers=headers, max_msg_size=0, timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_SECONDS)
            )
        except aiohttp.WSServerHandshakeError as refusal:
            return web.json_response({"message": refusal.message}, status=refusal.status)
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"message": "Service Unavailable"}, status=503)
        try:
            await self._client.prepare(self._request)
            ends = [
                asyncio.create_task(_copy(self._client, self._server)),
                asyncio.create_task(_copy(self._server, self._client)),
            ]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for end in ends:
                    end.cancel()
                await asyncio.gather(*ends, return_exceptions=True)
        finally:
            await self._finish()
        return self._client

    async def close(self) -> None:
        """End the connection: the stack stops."""
        with suppress(Exception):
            await asyncio.wait_for(self._client.close(code=WSCloseCode.GOING_AWAY), CLOSE_SECONDS)

    async def _finish(self) -> None:
        assert self._server is not None
        client_code, server_code = self._client.close_code, self._server.close_code
        for side, code in ((self._server, client_code), (self._client, server_code)):
            with suppress(Exception):
                await side.close(code=1000 if code in NOT_TO_BE_SENT else code or 1000)


async def _copy(
    source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
) -> None:
    async for message in source:
        if message.type is WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await target.send_bytes(message.data)
