"""Given a device that wants to call, when it asks by which servers it reaches others, then …"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from snowfight.domain.calls.ice import IceService
from snowfight.errors import CallsOff, RateLimited, Unauthorized, Unavailable
from snowfight.integrations.coturn import Coturn
from snowfight.integrations.turn import Relays, Turn
from snowfight.models.calls.ice import IceServer, IceServers
from tests.support.calls import call, http_event
from tests.support.chat import Chat
from tests.support.lambdas import Lambdas

STUN = ("stun:stun.example.org",)
TURN = ("turn:turn.example.org:3478", "turns:turn.example.org:443?transport=tcp")
PHONE, LAPTOP = str(UUID(int=1)), str(UUID(int=2))
SECRET = "a secret of coturn's"


@dataclass
class Lent:
    """Relays that know who asked for them."""

    fails: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def relays(self, username: str, device: str, now: datetime, /) -> Relays:
        self.asked.append((username, device))
        if self.fails:
            raise Unavailable
        server = IceServer(urls=list(TURN), username=f"{username} {device}", credential="x")
        return Relays((server,), now + timedelta(minutes=5))


@dataclass
class Asking:
    """Ann and Bob, who may ask."""

    chat: Chat

    def __post_init__(self) -> None:
        for name in ("ann", "bob"):
            self.chat.user(name, verified=True)

    def ask(
        self,
        username: str = "ann",
        device: str = PHONE,
        turn: Turn | None = None,
        *,
        calls: bool = True,
        stun_urls: tuple[str, ...] = STUN,
        relay_only: bool = False,
        signed_in: datetime | None = None,
    ) -> IceServers:
        chat = self.chat
        service = IceService(
            *(chat.accounts, chat.rate_limits, chat.clock),
            calls=calls,
            stun_urls=stun_urls,
            turn=turn,
            relay_only=relay_only,
        )
        return service.servers(username, device, signed_in or chat.clock.now())


@pytest.fixture
def asking(chat: Chat) -> Asking:
    return Asking(chat)


def told(answer: IceServers) -> dict[str, Any]:
    return answer.model_dump(mode="json")


def test_without_relays_it_is_told_of_stun_alone_and_nothing_expires(asking: Asking) -> None:
    assert told(asking.ask()) == {"ice_servers": [{"urls": [*STUN]}], "expires": None, "relay_only": False}
    assert told(asking.ask(stun_urls=())) == {"ice_servers": [], "expires": None, "relay_only": False}


def test_relays_come_with_what_lets_this_device_use_them_and_until_when(asking: Asking) -> None:
    relays = Lent()
    answer = asking.ask("bob", LAPTOP, relays, relay_only=True)
    assert relays.asked == [("bob", LAPTOP)]
    assert told(answer)["ice_servers"] == [
        {"urls": [*STUN]},
        {"urls": [*TURN], "username": f"bob {LAPTOP}", "credential": "x"},
    ]
    assert answer.expires == asking.chat.clock.now() + timedelta(minutes=5)
    assert answer.relay_only


def test_credentials_of_coturn_are_of_one_user_and_end_within_twelve_hours(asking: Asking) -> None:
    answer = asking.ask(turn=Coturn(TURN, "/turn", lambda _name: SECRET))
    [_, server] = answer.ice_servers
    assert answer.expires is not None
    assert server.username is not None
    assert server.username == f"{int(answer.expires.timestamp())}:ann"
    expected = hmac.new(SECRET.encode(), server.username.encode(), hashlib.sha1).digest()
    assert server.credential == base64.b64encode(expected).decode()
    assert timedelta(hours=1) < answer.expires - asking.chat.clock.now() <= timedelta(hours=12)


def test_where_calls_are_off_nobody_is_asked_for_relays(asking: Asking) -> None:
    relays = Lent()
    with pytest.raises(CallsOff):
        asking.ask(turn=relays, calls=False)
    assert not relays.asked


def test_who_has_no_account_or_a_session_that_is_over_gets_nothing(asking: Asking) -> None:
    relays = Lent()
    with pytest.raises(Unauthorized):
        asking.ask("nobody", turn=relays)
    asking.chat.accounts.end_sessions("ann", asking.chat.clock.now())
    with pytest.raises(Unauthorized):
        asking.ask("ann", turn=relays, signed_in=asking.chat.clock.now() - timedelta(seconds=1))
    assert not relays.asked


def test_relays_that_do_not_answer_are_a_failure_that_may_be_tried_again(asking: Asking) -> None:
    with pytest.raises(Unavailable):
        asking.ask(turn=Lent(fails=True))


def test_thirty_times_in_ten_minutes_on_all_devices_and_then_it_has_to_wait(asking: Asking) -> None:
    relays = Lent()
    for number in range(30):
        asking.ask(device=(PHONE, LAPTOP)[number % 2], turn=relays)
    with pytest.raises(RateLimited) as refusal:
        asking.ask(turn=relays)
    assert refusal.value.retry_after == pytest.approx(600, abs=1)
    assert len(relays.asked) == 30
    asking.ask("bob", turn=relays)
    asking.chat.clock.advance(seconds=601)
    asking.ask(turn=relays)


# Over HTTP, by the function that the gateway hands the call to.


@pytest.mark.usefixtures("asking")
def test_the_answer_is_as_the_contract_has_it(lambdas: Lambdas) -> None:
    answer = call(lambdas, "GET", "/api/calls/ice", "ann", query={"device": PHONE})
    assert (answer.status, answer.body) == (200, {"ice_servers": [], "expires": None, "relay_only": False})


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("query", [None, {"device": ""}, {"device": "phone"}, {"device": f"{PHONE}0"}])
def test_a_device_that_is_none_is_named(lambdas: Lambdas, query: dict[str, str] | None) -> None:
    answer = call(lambdas, "GET", "/api/calls/ice", "ann", query=query)
    assert (answer.status, answer.body["code"]) == (422, "invalid")
    assert [each["field"] for each in answer.body["errors"]] == ["device"]


@pytest.mark.usefixtures("asking")
def test_calls_that_are_off_are_told_as_that(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lambdas.calls_service.ice, "_calls", False)
    answer = call(lambdas, "GET", "/api/calls/ice", "ann", query={"device": PHONE})
    assert (answer.status, answer.body["code"]) == (503, "calls_off")


@pytest.mark.usefixtures("asking")
def test_too_much_is_told_with_when_to_ask_again(lambdas: Lambdas) -> None:
    event = http_event("GET", "/api/calls/ice", "ann", query={"device": PHONE})
    *answers, last = [lambdas.http(event) for _ in range(31)]
    assert [each["statusCode"] for each in answers] == [200] * 30
    assert (last["statusCode"], json.loads(last["body"])["code"]) == (429, "rate_limited")
    assert 590 < int(last["headers"]["Retry-After"]) <= 600
