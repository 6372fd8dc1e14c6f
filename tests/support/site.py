"""The functions as the gateway calls them, on moto's tables, with stand-ins for what lies outside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from snowfight.clock import SystemClock
from snowfight.models.records import Link
from tests.support.events import ORIGIN, claims, connection_event, frame_event, http_event
from tests.support.gateway import RecordingGateway
from tests.support.identity import FakeIdentity, FakeMail, secret_text
from tests.support.lambdas import Lambdas

GUARD = {"X-Requested-With": "snowfight", "Origin": ORIGIN}
PASSWORD = "correct horse"


@dataclass(frozen=True)
class Answer:
    """What a call got; `body` is JSON where there is one."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)

    @property
    def cookie(self) -> str:
        """The refresh token that the answer keeps, empty where it takes it away."""
        return self.headers["Set-Cookie"].partition(";")[0].removeprefix("refresh=")


@dataclass
class Site:
    """Calls and frames of anybody."""

    lambdas: Lambdas
    monkeypatch: pytest.MonkeyPatch
    identity: FakeIdentity = field(default_factory=FakeIdentity)
    mail: FakeMail = field(default_factory=FakeMail)
    gateway: RecordingGateway = field(default_factory=RecordingGateway)

    def __post_init__(self) -> None:
        wiring = self.lambdas.http_wiring
        claiming = wiring.claims()
        served = (wiring.accounts, wiring.sessions, wiring.verification, wiring.passwords, wiring.deletion, claiming)
        for target in served:
            self.monkeypatch.setattr(target, "_identity", self.identity)
        self.monkeypatch.setattr(claiming, "_pause", _at_once)
        self.monkeypatch.setattr(wiring.sign_up().keyed_hashes, "_read", secret_text)
        self.monkeypatch.setattr(wiring.verification._mails, "_mail", self.mail)
        for fanout in (wiring.groups._events._fanout, self.lambdas.message_wiring.fanout):
            self.monkeypatch.setattr(fanout, "_gateway", self.gateway)
        self.monkeypatch.setattr(self.lambdas.message_wiring.sending, "_fanout", self.lambdas.message_wiring.fanout)

    def call(self, method: str, path: str, body: Any = None, **parts: Any) -> Answer:
        """One HTTP call; `parts` as of `http_event`."""
        answer = self.lambdas.http(http_event(method, path, body, **parts), object())
        return Answer(answer["statusCode"], answer["headers"], answer["body"])

    def as_user(self, username: str, method: str, path: str, body: Any = None, **parts: Any) -> Answer:
        """One HTTP call with that user's token."""
        return self.call(method, path, body, caller=claims(username), **parts)

    def sign_up(self, username: str) -> str:
        """Make an account and sign it in; returns the refresh token."""
        body = {"username": username, "email": f"{username}@example.org", "password": PASSWORD}
        assert self.call("POST", "/api/auth/signup", body).status == 201
        login = self.call("POST", "/api/auth/login", {"username": username, "password": PASSWORD})
        assert login.status == 200
        return login.cookie

    def connect(self, username: str) -> Link:
        """Open a connection, as the gateway does after the authorizer."""
        link = Link(f"{username}-{len(self.gateway.open)}", username, SystemClock().now())
        assert self.lambdas.connect.handler(connection_event(link, "CONNECT"), object()) == {"statusCode": 200}
        self.gateway.open.add(link.connection_id)
        return link

    def say(self, link: Link, frame: Any) -> dict[str, Any] | None:
        """One frame over a connection; returns the reply."""
        answer = self.lambdas.message.handler(frame_event(link, frame), object())
        assert answer["statusCode"] == 200
        return json.loads(answer["body"]) if "body" in answer else None


def _at_once(_seconds: float) -> None:
    """Nobody waits in a test."""
