"""Given a token whose session is over, when any call is made with it, then it is nobody's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from infra.contract.operations import OPERATIONS
from infra.contract.operations.operation import Auth, Operation
from snowfight.storage.accounts.accounts import Accounts
from tests.support.events import OPENED, claims
from tests.support.site import Site
from tests.support.tables import rows

GUARDED = [operation for operation in OPERATIONS if operation.auth is Auth.BEARER]
REPORT = "1769860800000-0123456789abcdef"
TABLES = ("rooms", "messages", "ephemeral")

BODIES = {
    "create_group": {"groupchat_name": "Snow"},
    "edit_group": {"groupchat_name": "Ice"},
    "upload": {"filename": "a.png", "size": 1, "content_type": "image/png"},
    "avatar": {"filename": "a.png", "size": 1, "content_type": "image/png"},
    "upload_emoji": {"filename": "a.png", "size": 1, "content_type": "image/png"},
    "add_emoji": {"name": "fort", "file": {}},
    "change_me": {"display_name": "Ann"},
    "subscribe": {"url": "https://receiver.example.org/", "events": ["message"]},
    "report": {"seq": 1, "reason": "spam"},
    "decide_report": {"decision": "none"},
    "delete_me": {"password": "correct horse"},
}
"""What each call would take, were the caller somebody."""


@pytest.fixture
def accounts(site: Site) -> Accounts:
    """With Ann, who has a group, a private chat and a file's number, and Bob."""
    for name in ("ann", "bob"):
        site.sign_up(name)
    accounts = site.lambdas.http_wiring.accounts._accounts
    accounts.verify_email("ann")
    return accounts


def calls(site: Site, room: str) -> list[tuple[str, str, Operation]]:
    """Method and path of every call, of a chat that is there and one that is not, by one who is there and one who is
    not."""
    found: dict[tuple[str, str], Operation] = {}
    for operation in GUARDED:
        for chat in (room, "public-chat", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "nowhere"):
            for other in ("bob", "nobody", "x"):
                names = {"{chatroom_name}": chat, "{username}": other, "{seq}": "1", "{name}": "fort", "{id}": REPORT}
                path = re.sub(r"{\w+}", lambda part, names=names: names[part[0]], operation.path)
                found[operation.method, path] = operation
    return [(method, path, operation) for (method, path), operation in found.items()]


def state_of_tables() -> dict[str, list[str]]:
    return {table: sorted(str(row) for row in rows(table)) for table in TABLES}


@pytest.mark.parametrize("end", ["the account is deleted", "the password is reset", "there never was an account"])
@pytest.mark.parametrize("body", ["nothing", "nonsense", "what fits"])
def test_no_call_serves_a_session_that_is_over(site: Site, accounts: Accounts, end: str, body: str) -> None:
    """Generated from the list of calls, which is held to the routes: a new one cannot forget it."""
    # Given
    room = site.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Snow"}).body["chat"]["name"]
    caller = "ann"
    match end:
        case "the account is deleted":
            accounts.delete("ann")
        case "the password is reset":
            accounts.end_sessions("ann", OPENED + timedelta(seconds=1))
        case _:
            caller = "cat"
    before = state_of_tables()
    # When, then
    for method, path, operation in calls(site, room):
        sent = {"nothing": None, "nonsense": {"no": "sense"}}.get(body, BODIES.get(operation.name))
        query = {"cursor": "no cursor"} if body == "nonsense" else None
        answer = site.call(method, path, sent, caller=claims(caller), query=query)
        assert (method, path, answer.status, answer.body["code"]) == (method, path, 401, "unauthorized")
    assert state_of_tables() == before


def test_the_calls_that_are_tried_are_all_that_there_are(site: Site) -> None:
    tried = {(operation.method, re.sub(r"{\w+}", "{}", operation.path)) for operation in OPERATIONS}
    assert tried == {(method, re.sub(r"<\w+>", "{}", path)) for method, path in site.lambdas.routes()}


def test_a_token_from_after_the_new_password_is_good(site: Site, accounts: Accounts) -> None:
    accounts.end_sessions("ann", OPENED)
    assert site.as_user("ann", "GET", "/api/chats").status == 200
