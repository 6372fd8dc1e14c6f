"""A small HTTP server of a test's own, on a thread of its own: it answers as it is told and keeps what it was asked."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

Then = Literal["keep", "close", "reset", "hang"]


@dataclass(frozen=True)
class Asked:
    """A request: over which connection it came (from 0), its request line's parts, headers and body."""

    connection: int
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What the server writes, byte by byte as given, and what it does then.

    `slowly` lets each byte travel alone; `after` is how many seconds it takes to begin.
    """

    data: bytes = b""
    then: Then = "keep"
    slowly: bool = False
    after: float = 0.0

    @property
    def parts(self) -> list[bytes]:
        return [self.data[at : at + 1] for at in range(len(self.data))] if self.slowly else [self.data]


def reply(status: int, *, body: bytes = b"", headers: str = "", then: Then = "keep") -> Reply:
    """A whole answer with its length."""
    head = f"HTTP/1.1 {status} Whatever\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return Reply(head.encode() + body, then)


@dataclass
class Endpoint:
    """`answer` decides what each request gets."""

    answer: Callable[[Asked], Reply] = lambda _: reply(200)
    asked: list[Asked] = field(default_factory=list[Asked])
    busiest: int = 0
    """The most requests that were under way at once."""
    tls: ssl.SSLContext | None = None
    port: int = 0
    _connections: int = 0
    _open: dict[asyncio.StreamWriter, asyncio.Task[None]] = field(
        default_factory=dict[asyncio.StreamWriter, "asyncio.Task[None]"]
    )
    _under_way: int = 0

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/ws"

    def ids(self) -> list[str]:
        """The connection ids that were asked for, in order."""
        return [asked.path.rsplit("/", 1)[1] for asked in self.asked]

    async def start(self) -> asyncio.Server:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open[writer] = asyncio.get_running_loop().create_task(self._serve(self._connections, reader, writer))
        self._connections += 1

    async def _serve(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._one(number, reader, writer):
                pass
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        del self._open[writer]

    async def _one(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, path, _ = lines[0].split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:] if line)}
        asked = Asked(number, method, path, headers, await reader.readexactly(int(headers.get("content-length", 0))))
        self.asked.append(asked)
        self._under_way += 1
        self.busiest = max(self.busiest, self._under_way)
        given = self.answer(asked)
        await asyncio.sleep(given.after)
        self._under_way -= 1
        for part in given.parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        if given.then == "hang":
            await reader.read()
        if given.then == "reset":
            writer.transport.abort()
        return given.then == "keep"

    async def hang_up(self) -> None:
        """Close every connection, as a server does with idle ones."""
        ending = list(self._open.values())
        for writer in self._open:
            writer.transport.abort()
        await asyncio.gather(*ending)


@dataclass
class Running:
    """An endpoint and the loop that serves it."""

    endpoint: Endpoint
    loop: asyncio.AbstractEventLoop

    def hang_up(self) -> None:
        asyncio.run_coroutine_threadsafe(self.endpoint.hang_up(), self.loop).result()


@contextmanager
def serving(endpoint: Endpoint) -> Generator[Running]:
    """Serve on a free port of this machine until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(endpoint.start(), loop).result()
    running = Running(endpoint, loop)
    try:
        yield running
    finally:
        loop.call_soon_threadsafe(server.close)
        running.hang_up()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
