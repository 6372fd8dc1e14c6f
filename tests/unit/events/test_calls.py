"""Subscriptions over HTTP: who may make and see them, what they get, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.rooms import AccountRow
from tests.support.event_sender import URL, FakeReceivers
from tests.support.site import Answer, Site

BODY = {"url": URL, "events": ["message", "change"]}


@pytest.fixture
def receivers(site: Site, monkeypatch: pytest.MonkeyPatch) -> FakeReceivers:
    receivers = FakeReceivers()
    monkeypatch.setattr(site.lambdas.event_routes.subscriptions, "_receivers", receivers)
    return receivers


@pytest.fixture
def chat(site: Site, receivers: FakeReceivers) -> Site:
    """Ann's group with Bob; Mod is a moderator."""
    for name in ("ann", "bob", "cat", "mod"):
        site.sign_up(name)
        site.lambdas.http_wiring.account_rows.verify_email(name)
    site.lambdas.http_wiring.database.update(account_row("mod"), [AccountRow.role.set("moderator")])
    return site


@pytest.fixture
def group(chat: Site) -> str:
    body = {"groupchat_name": "Fort"}
    name = chat.as_user("ann", "POST", "/api/chat/new", body).body["chat"]["name"]
    assert chat.as_user("ann", "POST", f"/api/chat/{name}/edit", {"add_members": ["bob"]}).status == 200
    return name


def make(chat: Site, room: str, who: str = "ann", **changes: Any) -> Answer:
    return chat.as_user(who, "POST", f"/api/chat/{room}/subscriptions", {**BODY, **changes})


def act(chat: Site, room: str, identity: str, deed: str, who: str = "ann") -> Answer:
    return chat.as_user(who, "POST", f"/api/chat/{room}/subscriptions/{identity}/{deed}")


def listed(chat: Site, room: str, who: str = "ann") -> Any:
    answer = chat.as_user(who, "GET", f"/api/chat/{room}/subscriptions")
    assert answer.status == 200
    return answer.body["subscriptions"]


def refused(answer: Answer) -> str:
    return f"{answer.status} {answer.body['code']}"


def test_the_secret_is_told_once(chat: Site, group: str) -> None:
    made = make(chat, group)
    assert made.status == 201
    assert set(made.body) == {"id", "url", "events", "secret"}
    assert (made.body["url"], made.body["events"]) == (URL, ["message", "change"])
    assert made.body["secret"].startswith("whsec_")
    assert listed(chat, group) == [
        {
            "id": made.body["id"],
            "url": URL,
            "events": ["message", "change"],
            "bots": False,
            "last_status": None,
            "failing_since": None,
            "disabled": False,
        }
    ]


def test_what_is_said_twice_counts_once(chat: Site, group: str) -> None:
    assert make(chat, group, events=["member", "message", "member"], bots=True).body["events"] == ["member", "message"]
    assert listed(chat, group)[0]["bots"] is True


def test_they_are_listed_in_the_order_of_making(chat: Site, group: str) -> None:
    made = [make(chat, group).body["id"] for _ in range(3)]
    assert [each["id"] for each in listed(chat, group)] == made


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": URL},
        {"events": ["message"]},
        {"url": URL, "events": []},
        {"url": URL, "events": ["messages"]},
        {"url": URL, "events": "message"},
        {"url": URL, "events": ["message"] * 4},
        {"url": "", "events": ["message"]},
        {"url": "https://example.org/" + "x" * 2048, "events": ["message"]},
        {"url": "https://example.org/\0", "events": ["message"]},
        {"url": 5, "events": ["message"]},
        {**BODY, "bots": "yes"},
        {**BODY, "secret": "whsec_mine"},
    ],
)
def test_what_does_not_fit_is_refused(chat: Site, group: str, body: Any) -> None:
    answer = chat.as_user("ann", "POST", f"/api/chat/{group}/subscriptions", body)
    assert refused(answer) == "422 invalid"
    assert listed(chat, group) == []


def test_an_address_that_is_not_sent_to_is_refused(chat: Site, group: str, receivers: FakeReceivers) -> None:
    receivers.bad.add(URL)
    answer = make(chat, group)
    assert refused(answer) == "422 bad_url"
    assert answer.body["errors"][0]["message"]
    assert listed(chat, group) == []


def test_a_chat_has_five_at_most(chat: Site, group: str) -> None:
    made = [make(chat, group).body["id"] for _ in range(5)]
    assert refused(make(chat, group)) == "409 too_many_subscriptions"
    assert act(chat, group, made[2], "delete").status == 204
    assert make(chat, group).status == 201
    assert refused(make(chat, group)) == "409 too_many_subscriptions"


@pytest.mark.parametrize("deed", ["delete", "enable", "test"])
def test_an_unknown_one_is_none(chat: Site, group: str, deed: str) -> None:
    made = make(chat, group).body["id"]
    for identity in ("0123456789abcdef", "x", "%20", "🐒", "x" * 3000):
        assert refused(act(chat, group, identity, deed)) == "404 no_such_subscription"
    assert act(chat, group, made, "delete").status == 204
    assert refused(act(chat, group, made, deed)) == "404 no_such_subscription"


def test_another_chats_is_none(chat: Site, group: str) -> None:
    made = make(chat, group).body["id"]
    other = chat.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Other"}).body["chat"]["name"]
    assert refused(act(chat, other, made, "delete")) == "404 no_such_subscription"
    assert len(listed(chat, group)) == 1


@pytest.mark.parametrize(
    ("room", "who", "answer"),
    [
        ("group", "bob", "403 not_admin"),
        ("group", "cat", "404 no_such_chat"),
        ("group", "mod", "404 no_such_chat"),
        ("private", "ann", "403 not_admin"),
        ("private", "cat", "404 no_such_chat"),
        ("public-chat", "ann", "403 not_admin"),
        ("00000000-0000-0000-0000-000000000000", "ann", "404 no_such_chat"),
        ("nowhere", "ann", "404 no_such_chat"),
        ("group", "nobody_at_all", "401 unauthorized"),
    ],
)
def test_others_neither_make_them_nor_see_them(chat: Site, group: str, room: str, who: str, answer: str) -> None:
    made = make(chat, group).body["id"]
    if room == "private":
        room = chat.as_user("ann", "GET", "/api/chat/private/bob").body["chat"]["name"]
    name = group if room == "group" else room
    assert refused(make(chat, name, who)) == answer
    assert refused(chat.as_user(who, "GET", f"/api/chat/{name}/subscriptions")) == answer
    for deed in ("delete", "enable", "test"):
        assert refused(act(chat, name, made, deed, who)) == answer


def test_nobody_does_it_without_a_token(chat: Site, group: str) -> None:
    assert chat.call("GET", f"/api/chat/{group}/subscriptions").status == 401
    assert chat.call("POST", f"/api/chat/{group}/subscriptions", BODY).status == 401


def test_in_the_public_chat_moderators_make_them(chat: Site) -> None:
    made = make(chat, "public-chat", "mod")
    assert made.status == 201
    assert act(chat, "public-chat", made.body["id"], "delete", "mod").status == 204
    assert listed(chat, "public-chat", "mod") == []


def test_a_test_is_signed_and_tells_what_was_answered(chat: Site, group: str, receivers: FakeReceivers) -> None:
    made = make(chat, group).body["id"]
    for status in (204, 500, None):
        receivers.answer = lambda _post, status=status: status
        answer = act(chat, group, made, "test")
        assert (answer.status, answer.body) == (200, {"status": status})
    post = receivers.posts[0]
    assert (post.event["type"], post.event["data"]) == ("test", {"room": group})
    assert set(post.headers) == {"webhook-id", "webhook-timestamp", "webhook-signature"}
    [seen] = listed(chat, group)
    assert (seen["last_status"], seen["failing_since"], seen["disabled"]) == (None, None, False)


def test_nobody_has_us_call_addresses_all_the_time(chat: Site, group: str, receivers: FakeReceivers) -> None:
    made = make(chat, group).body["id"]
    answers = [act(chat, group, made, "test").status for _ in range(60)]
    assert answers == [200] * 59 + [429]
    assert len(receivers.posts) == 59


def test_nobody_has_us_call_by_enabling_all_the_time(chat: Site, group: str) -> None:
    made = make(chat, group).body["id"]
    assert [act(chat, group, made, "enable").status for _ in range(60)] == [204] * 59 + [429]
    assert act(chat, group, made, "test").status == 429


def test_enabling_is_fine_again_and_again(chat: Site, group: str) -> None:
    made = make(chat, group).body["id"]
    assert [act(chat, group, made, "enable").status for _ in range(2)] == [204, 204]
