"""Given the examples in docs/bots.md, when they are run as they stand there, then they do what the page says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import pytest

from tests.support.chat import Chat
from tests.support.served import served
from tests.support.site import Site

PAGE = Path(__file__).resolve().parents[3] / "docs" / "bots.md"
LINES = 40
SECONDS = 30.0


def example(language: str) -> str:
    """The page's only example in that language."""
    _, found, rest = PAGE.read_text("utf-8").partition(f"```{language}\n")
    assert found
    return rest.partition("```")[0]


@dataclass
class Talk:
    """A group of Ann's with her bot, on an address of this machine."""

    site: Site
    room: str
    environment: dict[str, str]
    turn: Lock

    def say(self, body: str) -> None:
        frame = {"type": "message", "room": self.room, "client_id": str(uuid4()), "body": body}
        with self.turn:
            assert self.site.say(self.site.connect("ann"), frame) is None

    def said(self) -> list[tuple[str, str]]:
        """By whom, and what."""
        with self.turn:
            answer = self.site.as_user("ann", "GET", f"/api/chat/older/{self.room}")
        return [(each["author"]["username"], each["body"]) for each in answer.body["messages"]]

    def wait_for(self, *said: tuple[str, str]) -> None:
        end = time.monotonic() + SECONDS
        while self.said() != list(said):
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)  # until a program of its own, which this cannot hear from, has done something


@pytest.fixture
def talk(site: Site, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    _ = site.lambdas.bots_writing
    monkeypatch.setattr(site.lambdas.bots_wiring.fanout, "_gateway", site.gateway)
    site.sign_up("ann")
    chat.accounts.verify_email("ann")
    made = site.as_user("ann", "POST", "/api/bots", {"username": "crab", "display_name": "Crab"}).body
    room = site.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Fort"}).body["chat"]["name"]
    assert site.as_user("ann", "POST", f"/api/chat/{room}/edit", {"add_members": ["crab"]}).status == 200
    with served(lambda event: site.lambdas.http(event, object())) as (address, turn):
        told = {"SITE": address, "TOKEN": made["token"], "ROOM": room}
        yield Talk(site, room, {**os.environ, **told}, turn)


@contextmanager
def running(program: str, environment: dict[str, str]) -> Generator[subprocess.Popen[Any]]:
    process = subprocess.Popen([sys.executable, "-S", "-c", program], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_the_python_example_answers_and_answers_once_however_often_it_is_started(talk: Talk) -> None:
    program = example("python")
    assert len(program.splitlines()) <= LINES
    talk.say("hello")
    talk.say("ping")
    with running(program, talk.environment):
        talk.wait_for(("ann", "hello"), ("ann", "ping"), ("crab", "pong"))
    # While it is away, and back again
    talk.say("ping")
    with running(program, talk.environment):
        talk.wait_for(("ann", "hello"), ("ann", "ping"), ("crab", "pong"), ("ann", "ping"), ("crab", "pong"))


def test_the_shell_example_says_what_it_says(talk: Talk) -> None:
    done = subprocess.run(
        ["sh", "-c", example("sh")], env=talk.environment, check=True, capture_output=True, text=True, timeout=SECONDS
    )
    assert json.loads(done.stdout)["seq"] == 1
    assert talk.said() == [("crab", "The build is green.")]
