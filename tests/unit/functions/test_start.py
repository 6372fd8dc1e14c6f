"""Given a page that opens, when it asks for all that it shows first at once, then it gets what four calls would say."""

from __future__ import annotations

import pytest

from tests.support.events import ORIGIN, claims
from tests.support.site import GUARD, Answer, Site

START = "/api/auth/start"
PUBLIC = "public-chat"


def start(site: Site, cookie: str, **query: str) -> Answer:
    """As the client asks."""
    return site.call("GET", START, headers=GUARD, cookies=[f"refresh={cookie}"], query=query)


def group(site: Site, admin: str, *others: str) -> str:
    """A group with something in it."""
    accounts = site.lambdas.http_wiring.account_rows
    for name in (admin, *others):
        accounts.verify_email(name)
    made = site.as_user(admin, "POST", "/api/chat/new", {"groupchat_name": "Fort"})
    name: str = made.body["chat"]["name"]
    if others:
        edited = site.as_user(admin, "POST", f"/api/chat/{name}/edit", {"add_members": list(others)})
        assert edited.status == 200
    sent = {"type": "message", "room": name, "client_id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "body": "hush"}
    site.say(site.connect(admin), sent)
    return name


def test_each_part_is_what_its_own_call_answers(site: Site) -> None:
    # Given somebody with a group in which something was said
    cookie = site.sign_up("ann")
    site.sign_up("bob")
    room = group(site, "bob", "ann")
    # When she opens its page
    answer = start(site, cookie, room=room)
    # Then
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    refreshed = site.call("POST", "/api/auth/refresh", headers=GUARD, cookies=[f"refresh={cookie}"])
    assert answer.body["session"] == refreshed.body
    assert answer.body["chats"] == site.as_user("ann", "GET", "/api/chats").body["chats"]
    assert answer.body["page"] == site.as_user("ann", "GET", f"/api/chat/{room}").body
    assert [message["body"] for message in answer.body["page"]["messages"]] == ["hush"]
    ticket = answer.body["ticket"]
    assert ticket["expires_in"] == 30
    issuer = site.lambdas.authorizer.ticket_issuer
    assert [issuer.admit(ticket["ticket"], ORIGIN) for _ in range(2)] == ["ann", None]


def test_a_script_gets_the_same_with_its_token_but_for_the_session_that_it_has(site: Site) -> None:
    cookie = site.sign_up("ann")
    with_cookie, with_token = start(site, cookie).body, site.as_user("ann", "GET", "/api/start").body
    assert with_token.keys() == with_cookie.keys() - {"session"}
    assert (with_token["chats"], with_token["page"]) == (with_cookie["chats"], with_cookie["page"])
    assert site.lambdas.authorizer.ticket_issuer.admit(with_token["ticket"]["ticket"], None) == "ann"


def test_the_public_chat_is_shown_first_unless_another_is_asked_for(site: Site) -> None:
    cookie = site.sign_up("ann")
    assert start(site, cookie).body["page"]["chat"]["name"] == PUBLIC
    assert start(site, cookie, room=PUBLIC).body["page"]["chat"]["name"] == PUBLIC


@pytest.mark.parametrize("room", ["", "new", "../me", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "🐒", "x" * 32_768])
def test_a_chat_that_is_none_of_theirs_costs_nobody_the_rest(site: Site, room: str) -> None:
    answer = start(site, site.sign_up("ann"), room=room)
    assert (answer.status, answer.body["page"]) == (200, None)
    assert [chat["name"] for chat in answer.body["chats"]] == [PUBLIC]
    assert answer.body["ticket"]["ticket"]


def test_of_a_group_that_they_are_not_in_or_in_no_more_nothing_is_told(site: Site) -> None:
    # Given a closed group that she was in
    cookie = site.sign_up("ann")
    site.sign_up("bob")
    room = group(site, "bob", "ann")
    assert site.as_user("ann", "POST", f"/api/chat/{room}/leave").status == 204
    # When, then
    answer = start(site, cookie, room=room)
    assert (answer.status, answer.body["page"]) == (200, None)
    assert room not in answer.text


def test_without_a_session_there_is_nothing_and_nothing_is_left_behind(site: Site) -> None:
    site.sign_up("ann")
    for cookies in ([], ["refresh=made-up"]):
        answer = site.call("GET", START, headers=GUARD, cookies=cookies)
        assert (answer.status, answer.body["code"]) == (401, "unauthorized")
    # A token is none either: whoever has one asks the other way.
    assert site.call("GET", START, headers=GUARD, caller=claims("ann")).status == 401


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": ORIGIN}, {**GUARD, "Origin": "https://evil.example"}, {**GUARD, "X-Requested-With": "other"}],
)
def test_another_sites_page_gets_nothing_by_the_cookie(site: Site, headers: dict[str, str]) -> None:
    cookie = site.sign_up("ann")
    answer = site.call("GET", START, headers=headers, cookies=[f"refresh={cookie}"])
    assert (answer.status, answer.body["code"]) == (403, "csrf")
