"""The Django chat as it runs: an environment of its own, a Redis, one uvicorn."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environment import environment
from infra.bundle.steps import ROOT

HERE = Path(__file__).resolve().parent
FOLDER = ROOT / ".local/peers"
REDIS = FOLDER / "redis"
PYTHON = FOLDER / "environment/bin/python"
DEBIANS = ("redis-tools", "libjemalloc2", "liblzf1")
PATIENCE = 30.0


class Missing(Exception):
    """Something that the comparison needs is not there; the message says what to do."""


def prepare() -> str:
    """Install what the chat needs, below .local, and return the command of a Redis; raises Missing."""
    environment(PYTHON.parents[1], HERE / "requirements.txt")
    return shutil.which("redis-server") or _debians_redis()


def _debians_redis() -> str:
    """Debian's packages, taken apart below .local: nothing is installed."""
    server = REDIS / "usr/bin/redis-server"
    if not server.exists():
        if not shutil.which("apt-get"):
            raise Missing("There is no redis-server: install Redis 6 or later, and try again.")
        with TemporaryDirectory() as folder:
            got = subprocess.run(["apt-get", "download", *DEBIANS], cwd=folder, check=False, capture_output=True)
            if got.returncode:
                raise Missing("There is no redis-server, and apt-get cannot fetch one: install Redis, and try again.")
            for package in Path(folder).glob("*.deb"):
                subprocess.run(["dpkg", "-x", str(package), str(REDIS)], check=True)
        server.symlink_to("redis-check-rdb")  # one program under several names
    return str(server)


@contextmanager
def running() -> Generator[tuple[int, int]]:
    """Run the chat until the block ends; yields its port and Redis's."""
    redis = prepare()
    with TemporaryDirectory() as folder, ExitStack() as stack:
        redis_port, port = _free_port(), _free_port()
        stack.enter_context(
            _process(
                [redis, "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
                redis_port,
                folder,
                {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(map(str, REDIS.glob("usr/lib/*")))},
            )
        )
        environment = {"DATABASE": f"{folder}/chat.sqlite3", "REDIS": f"redis://127.0.0.1:{redis_port}/0"}
        command = [str(PYTHON), "-m", "uvicorn", "chat:application", "--port", str(port), "--log-level", "warning"]
        stack.enter_context(
            _process([*command, "--app-dir", str(HERE / "server")], port, folder, {**os.environ, **environment})
        )
        yield port, redis_port


@contextmanager
def _process(command: list[str], port: int, folder: str, environment: dict[str, str]) -> Generator[None]:
    """Run something until the block ends; begins when it listens."""
    with (Path(folder) / "log").open("a") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(lambda: _listens(port) or process.poll() is not None)
            if process.poll() is not None:
                raise Missing(f"{command[0]} does not start:\n{(Path(folder) / 'log').read_text()[-2000:]}")
            yield
        finally:
            process.terminate()
            process.wait()


def _wait(over: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not over():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
