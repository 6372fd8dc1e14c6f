"""The Django chat as it runs, an environment of its own, a Redis, one uvicorn; and its client."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import aiohttp

from bench.environment import environment
from bench.peers.chats import Chat, Guest
from bench.peers.servers import FOLDER, Missing, Servers, servers
from local.debian import unpack
from local.ministack import free_port

HERE = Path(__file__).resolve().parent
REDIS = FOLDER / "redis-server"
SERVER = REDIS / "usr/bin/redis-server"
PYTHON = FOLDER / "environment/bin/python"


def prepare() -> str:
    """Install what the chat needs, below .local, and return the command of a Redis; raises Missing."""
    environment(PYTHON.parents[1], HERE / "requirements.txt")
    if installed := shutil.which("redis-server"):
        return installed
    if not SERVER.exists():
        unpack("redis-server", REDIS)
    if not SERVER.exists():
        raise Missing("There is no redis-server, and none could be fetched: install Redis 6 or later, and try again.")
    return str(SERVER)


@contextmanager
def running() -> Generator[tuple[int, int, Servers]]:
    """Run the chat until the block ends; yields its port, Redis's, and both."""
    redis = prepare()
    with servers() as started:
        redis_port, port = free_port(), free_port()
        started.start(
            [redis, "--port", f"{redis_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            redis_port,
            {"LD_LIBRARY_PATH": os.pathsep.join(map(str, REDIS.glob("usr/lib/*")))},
        )
        command = [str(PYTHON), "-m", "uvicorn", "chat:application", "--port", f"{port}", "--log-level", "warning"]
        settings = {"DATABASE": f"{started.folder}/chat.sqlite3", "REDIS": f"redis://127.0.0.1:{redis_port}/0"}
        started.start([*command, "--app-dir", str(HERE / "server")], port, settings)
        yield port, redis_port, started


@dataclass(eq=False)
class Visitor(Guest):
    """A page of the Django chat. It neither sends again nor asks for what it missed."""

    http: aiohttp.ClientSession
    port: int
    socket: aiohttp.ClientWebSocketResponse = field(init=False)

    async def come_back(self) -> None:
        self.requests += 1
        self.socket = await self.http.ws_connect(f"ws://127.0.0.1:{self.port}/ws")

    async def leave(self) -> None:
        await self.socket.close()

    async def listen(self) -> None:
        async for message in self.socket:
            self.heard(message.data.encode())
            frame = message.json()
            self.show(f"{frame['id']}", frame["body"])

    async def say(self, text: str) -> None:
        await self.socket.send_json({"author": self.name, "body": text})


class Channels(Chat):
    """Django's."""

    changes = False

    def __init__(self, http: aiohttp.ClientSession, port: int, redis_port: int) -> None:
        self._http = http
        self._port = port
        self._redis_port = redis_port
        self._numbers = count()

    async def enter(self) -> Guest:
        visitor = Visitor(f"guest{next(self._numbers)}", self._http, self._port)
        await visitor.come_back()
        return visitor

    async def requests(self) -> tuple[int, int]:
        """How many SQL statements and commands to Redis there have been."""
        async with self._http.get(f"http://127.0.0.1:{self._port}/") as answer:
            queries = (await answer.json())["queries"]
        with socket.create_connection(("127.0.0.1", self._redis_port)) as redis:
            redis.sendall(b"INFO stats\r\n")
            info = redis.recv(65_536).decode()
        return queries, int(info.partition("total_commands_processed:")[2].split()[0])
