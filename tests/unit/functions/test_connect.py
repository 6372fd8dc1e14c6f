"""Given the WebSocket's door, when somebody knocks, comes in and leaves, then …"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from snowfight.errors import UnknownType
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.events import OPENED, ORIGIN, connection_event, handshake_event
from tests.support.lambdas import Lambdas
from tests.support.logs import logged

LINK = Link("c1", "ann", OPENED)


@pytest.fixture
def ticket(lambdas: Lambdas, chat: Chat) -> str:
    """A good ticket of ann's."""
    chat.user("ann")
    return lambdas.authorizer.ticket_issuer.issue("ann").ticket


def knock(lambdas: Lambdas, query: dict[str, str] | None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    return lambdas.authorizer.handler(handshake_event(query, headers), object())


def effect(answer: dict[str, Any]) -> str:
    [statement] = answer["policyDocument"]["Statement"]
    assert statement["Action"] == "execute-api:Invoke"
    assert statement["Resource"] == "arn:aws:execute-api:us-east-1:123456789012:abc123/ws/$connect"
    return statement["Effect"]


@pytest.mark.parametrize("headers", [None, {}, {"Origin": ORIGIN}, {"origin": ORIGIN}])
def test_a_ticket_lets_its_user_in_once(lambdas: Lambdas, ticket: str, headers: dict[str, str] | None) -> None:
    # When
    answer = knock(lambdas, {"ticket": ticket}, headers)
    # Then every later event will carry who it is, and since when
    assert effect(answer) == "Allow"
    assert answer["principalId"] == "ann"
    assert answer["context"]["username"] == "ann"
    assert answer["context"]["opened"].isdecimal()
    # When it comes again
    assert effect(knock(lambdas, {"ticket": ticket}, headers)) == "Deny"


@pytest.mark.parametrize("query", [None, {}, {"ticket": ""}, {"ticket": "x"}, {"ticket": "é"}, {"ticket": "x" * 5000}])
def test_without_a_good_ticket_nobody_comes_in(lambdas: Lambdas, query: dict[str, str] | None) -> None:
    answer = knock(lambdas, query)
    assert effect(answer) == "Deny"
    assert answer["context"]["username"] == ""


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", f"{ORIGIN}.evil.example"])
def test_another_sites_page_does_not_come_in_and_uses_no_ticket_up(lambdas: Lambdas, ticket: str, origin: str) -> None:
    assert effect(knock(lambdas, {"ticket": ticket}, {"Origin": origin})) == "Deny"
    assert effect(knock(lambdas, {"ticket": ticket}, {"Origin": ORIGIN})) == "Allow"


def test_the_ticket_is_not_logged(lambdas: Lambdas, ticket: str) -> None:
    with logged(lambdas.authorizer.logger) as log:
        knock(lambdas, {"ticket": ticket})
    assert [line["admitted"] for line in log.lines] == [True]
    assert ticket not in log.getvalue()
    assert hashlib.sha256(ticket.encode()).hexdigest() not in log.getvalue()


def test_a_connection_counts_from_its_opening_to_its_end(lambdas: Lambdas, database: Database) -> None:
    chat = Chat(database=database)
    assert lambdas.connect.handler(connection_event(LINK, "CONNECT"), object()) == {"statusCode": 200}
    assert chat.connections.users.links_of(["ann"], OPENED) == [LINK]
    for _ in range(2):
        assert lambdas.connect.handler(connection_event(LINK, "DISCONNECT"), object()) == {"statusCode": 200}
        assert chat.connections.users.links_of(["ann"], OPENED) == []


def test_a_connection_too_many_is_refused_in_the_handshake(
    lambdas: Lambdas, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snowfight.storage.presence.online_users.MAX_CONNECTIONS", 1)
    for link, status in ((LINK, 200), (replace(LINK, connection_id="c2"), 429)):
        assert lambdas.connect.handler(connection_event(link, "CONNECT"), object()) == {"statusCode": status}
    assert Chat(database=database).connections.users.links_of(["ann"], OPENED) == [LINK]


def test_a_frame_that_poses_as_one_of_our_routes_is_an_unknown_type(lambdas: Lambdas, database: Database) -> None:
    answer = lambdas.connect.handler(connection_event(LINK, "MESSAGE"), object())
    assert UnknownType.code in answer["body"]
    assert Chat(database=database).connections.users.links_of(["ann"], OPENED) == []
