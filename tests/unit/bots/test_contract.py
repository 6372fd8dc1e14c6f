"""Given bots over HTTP, when they and their makers call, then each gets what the contract says, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from snowfight.clock import SystemClock, milliseconds
from snowfight.models.message import Message
from snowfight.storage.rows.rooms import AccountRow
from tests.support.bots import BotCaller
from tests.support.events import claims
from tests.unit.bots.conftest import Served

ID = str(UUID(int=7, version=4))
CALLS: dict[str, Any] = {
    "POST message": {"room": "public-chat", "body": "hello"},
    "POST react": {"room": "public-chat", "seq": 1, "emoji": "👍", "on": True},
    "POST edit": {"room": "public-chat", "seq": 1, "body": "hello"},
    "POST delete": {"room": "public-chat", "seq": 1},
    "POST ticket": None,
    "GET messages/public-chat": None,
    "GET changes/public-chat": None,
    "GET chats": None,
}


def test_a_bot_is_made_listed_renewed_and_deleted(served: Served) -> None:
    # When it is made
    made = served.create("Gull_2")
    assert made.status == 201
    bot = made.body["bot"]
    assert set(made.body) == {"bot", "token"}
    assert set(bot) == {"username", "display_name", "created", "last_used", "expires"}
    assert (bot["username"], bot["display_name"], bot["last_used"]) == ("gull_2", "Crab", None)
    assert re.fullmatch(r"msb_[0-9a-f]{16}_[\w-]{43}", made.body["token"])
    # Then it is listed, without its token, and for its maker alone
    listed = served.as_user("ann", "GET", "/api/bots")
    assert [each["username"] for each in listed.body["bots"]] == ["crab", "gull_2"]
    assert "msb_" not in listed.text
    assert served.as_user("bob", "GET", "/api/bots").body == {"bots": []}
    # And gets another token
    renewed = served.as_user("ann", "POST", "/api/bots/GULL_2/token", {"days": 1})
    assert (renewed.status, set(renewed.body)) == (201, {"token", "expires"})
    assert BotCaller(served.site, renewed.body["token"]).call("GET", "chats").status == 200
    # And is deleted, once
    assert served.as_user("ann", "POST", "/api/bots/gull_2/delete").status == 204
    assert served.as_user("ann", "POST", "/api/bots/gull_2/delete").body["code"] == "no_such_bot"
    assert BotCaller(served.site, renewed.body["token"]).call("GET", "chats").status == 401
    assert served.create("gull_2").body["code"] == "username_taken"


@pytest.mark.parametrize("body", [{"days": 0}, {"days": 366}, {"days": "1"}, {"day": 1}])
def test_a_token_is_good_for_a_day_to_a_year(served: Served, body: dict[str, Any]) -> None:
    assert served.as_user("ann", "POST", "/api/bots/crab/token", body).status == 422


def test_a_token_is_good_for_a_year_unless_told(served: Served) -> None:
    renewed = served.as_user("ann", "POST", "/api/bots/crab/token")
    assert renewed.status == 201
    [bot] = served.as_user("ann", "GET", "/api/bots").body["bots"]
    assert bot["expires"] == renewed.body["expires"]


@pytest.mark.parametrize("name", ["ab", "no name", "admin", "crab", "ann", "hook_abcdefgh"])
def test_names_are_as_those_of_people(served: Served, name: str) -> None:
    answer = served.create(name)
    expected = {"crab": 409, "ann": 409, "hook_abcdefgh": 409}.get(name, 422)
    assert answer.status == expected
    assert expected != 409 or answer.body["code"] == "username_taken"


def test_nobody_signs_up_by_the_name_of_a_bot_or_of_a_hook(served: Served) -> None:
    for name in ("crab", "hook_abcdefgh", "HOOK_x"):
        body = {"username": name, "email": "crab@example.org", "password": "a shell on the shore"}
        assert served.site.call("POST", "/api/auth/signup", body).body["code"] == "username_taken"


def test_who_has_no_proven_address_has_no_bots(served: Served) -> None:
    served.site.sign_up("cat")
    assert served.create("gull", "cat").body["code"] == "email_unverified"


def test_anothers_bot_is_none(served: Served) -> None:
    for call, name in [("token", "crab"), ("delete", "crab"), ("token", "nobody"), ("delete", "x"), ("token", "bob")]:
        answer = served.as_user("bob", "POST", f"/api/bots/{name}/{call}")
        assert (answer.status, answer.body["code"]) == (404, "no_such_bot")


@pytest.mark.parametrize("call", CALLS)
def test_without_a_bots_token_nobody_is_let_in(served: Served, call: str) -> None:
    method, path = call.split()
    good = served.crab.token
    for header in (None, "Bearer", "Bearer x", good, f"Basic {good}", f"Bearer {good}x", f"Bearer {good[:-1]}"):
        headers = {"Authorization": header} if header else {}
        answer = served.site.call(method, f"/api/bot/{path}", CALLS[call], headers=headers)
        assert (answer.status, answer.body["code"]) == (401, "unauthorized")
    # Nor with a user's, which the gateway does not look at here
    assert served.as_user("ann", method, f"/api/bot/{path}", CALLS[call]).status == 401
    headers = {"Authorization": "Bearer eyJraWQiOiJ4In0.e30.x"}
    answer = served.site.call(method, f"/api/bot/{path}", CALLS[call], headers=headers, caller=claims("ann"))
    assert answer.status == 401


def test_a_wrong_body_is_told_to_bots_alone(served: Served) -> None:
    nobody = BotCaller(served.site, "msb_x")
    for call in ("message", "react", "edit", "delete"):
        assert served.crab.call("POST", call, {"no": 1}).status == 422
        assert nobody.call("POST", call, {"no": 1}).status == 401


def test_a_message_is_stored_told_and_answered(served: Served) -> None:
    # Given Bob, who is there
    link = served.site.connect("bob")
    # When
    answer = served.crab.say(served.room, "  click  ", client_id=ID)
    # Then
    assert (answer.status, set(answer.body)) == (201, {"room", "seq", "created"})
    assert (answer.body["room"], answer.body["seq"]) == (served.room, 1)
    [frame] = served.site.gateway.frames(link.connection_id)
    assert (frame["type"], frame["message"]["body"]) == ("message_handler", "click")
    assert frame["message"]["author"] == {
        "username": "crab",
        "display_name": "Crab of the shore",
        "avatar_url": None,
        "bot": True,
    }
    # And again is the same
    again = served.crab.say(served.room, "  click  ", client_id=ID.upper())
    assert (again.status, again.body) == (201, answer.body)
    assert len(served.crab.call("GET", f"messages/{served.room}").body["messages"]) == 1


def test_without_a_client_id_each_message_is_one(served: Served) -> None:
    assert [served.crab.say(served.room).body["seq"] for _ in range(2)] == [1, 2]


def test_a_bot_replies_and_mentions_and_is_mentioned(served: Served) -> None:
    link = served.site.connect("bob")
    body = {"type": "message", "room": served.room, "client_id": ID, "body": "hello @crab"}
    served.site.say(link, body)
    # When it answers
    answer = served.crab.say(served.room, "hello @bob", reply_to=1)
    # Then
    said = served.crab.call("GET", f"messages/{served.room}", query={"after": "0", "limit": "200"}).body
    assert [each["mentions"] for each in said["messages"]] == [["crab"], ["bob"]]
    assert (said["messages"][1]["reply_to"], said["messages"][1]["seq"]) == (1, answer.body["seq"])
    assert set(said) == {"messages", "has_older", "has_newer", "rev"}
    assert set(said["messages"][0]) == set(Message.model_fields)
    [chat] = [each for each in served.crab.call("GET", "chats").body["chats"] if each["name"] == served.room]
    assert chat["unread"] == 0
    assert served.crab.say(served.room, reply_to=99).body["code"] == "no_such_message"


def test_a_bot_reacts_edits_and_deletes(served: Served) -> None:
    served.crab.say(served.room)
    at = {"room": served.room, "seq": 1}
    assert served.crab.call("POST", "react", {**at, "emoji": "👍", "on": True}).body == {"rev": 1}
    assert served.crab.call("POST", "edit", {**at, "body": "otherwise"}).body == {"rev": 2}
    assert served.crab.call("POST", "edit", {**at, "body": "once more"}).body == {"rev": 3}
    changed = served.crab.call("GET", f"changes/{served.room}", query={"after": "0"}).body
    [message] = changed["messages"]
    assert (message["body"], message["reactions"][0]["me"], changed["rev"]) == ("once more", True, 3)
    # By what it knows
    for known in (None, "2020-01-01T00:00:00.000Z"):
        answer = served.crab.call("POST", "edit", {**at, "body": "stale", "known": known})
        assert (answer.status, answer.body["code"]) == (409, "stale")
    edit = {**at, "body": "fresh", "known": message["edited"]}
    assert served.crab.call("POST", "edit", edit).body == {"rev": 4}
    assert served.crab.call("POST", "delete", at).body == {"rev": 5}
    assert served.crab.call("POST", "delete", at).body == {"rev": 5}
    assert served.crab.call("POST", "edit", {**at, "body": "x"}).body["code"] == "no_such_message"


def test_what_is_refused_is_refused_as_to_people(served: Served) -> None:
    link = served.site.connect("bob")
    served.site.say(link, {"type": "message", "room": served.room, "client_id": ID, "body": "mine"})
    bobs, none = {"room": served.room, "seq": 1}, {"room": served.room, "seq": 9}
    react = {"emoji": "👍", "on": True}
    wrong = [
        ("edit", {**bobs, "body": "yours"}, 403, "not_yours"),
        ("delete", bobs, 403, "not_yours"),
        ("edit", {**none, "body": "x"}, 404, "no_such_message"),
        ("react", {**none, **react}, 404, "no_such_message"),
        ("delete", none, 404, "no_such_message"),
        ("react", {**bobs, **react, "emoji": "x"}, 422, "bad_emoji"),
        ("react", {**bobs, **react, "emoji": ":nobody:"}, 422, "bad_emoji"),
        ("edit", {**bobs, "body": " "}, 422, "empty"),
        ("edit", {**bobs, "body": "x" * 301}, 422, "too_long"),
        ("edit", {**bobs, "body": "x", "known": "yesterday"}, 422, "invalid"),
        ("message", {"room": served.room, "body": ""}, 422, "empty"),
        ("message", {"room": served.room, "body": "x" * 301}, 422, "too_long"),
        ("message", {"room": served.room, "body": "x", "client_id": "x"}, 422, "invalid"),
        ("message", {"room": served.room, "body": "x\0"}, 422, "invalid"),
    ]
    for call, body, status, code in wrong:
        answer = served.crab.call("POST", call, body)
        assert (call, answer.status, answer.body["code"]) == (call, status, code)
        assert status != 422 or answer.body["errors"]


def test_a_bot_has_so_many_reactions_as_a_user(served: Served) -> None:
    served.crab.say(served.room)
    at = {"room": served.room, "seq": 1, "on": True}
    emoji = ["👍", "👎", "😀", "😁", "😂", "😃", "😄", "😅", "😆", "😇", "😈"]
    answers = [served.crab.call("POST", "react", {**at, "emoji": each}) for each in emoji]
    assert [answer.status for answer in answers] == [*[200] * 10, 422]
    assert answers[-1].body["code"] == "too_many_reactions"


def test_chats_that_a_bot_is_not_in_are_none_or_closed_to_it(served: Served) -> None:
    open_one = served.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Ice", "open": True})
    closed = served.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Ice"})
    rooms = [open_one.body["chat"]["name"], closed.body["chat"]["name"], "nowhere", str(UUID(int=1, version=4))]
    for room, expected in zip(rooms, ["not_a_member", *["no_such_chat"] * 3], strict=True):
        at = {"room": room, "seq": 1}
        answers = [
            served.crab.say(room),
            served.crab.call("POST", "react", {**at, "emoji": "👍", "on": True}),
            served.crab.call("POST", "edit", {**at, "body": "x"}),
            served.crab.call("POST", "delete", at),
            served.crab.call("GET", f"messages/{room}"),
            served.crab.call("GET", f"changes/{room}"),
        ]
        assert [answer.body["code"] for answer in answers] == [expected] * 6
        assert {answer.status for answer in answers} == {403 if expected == "not_a_member" else 404}


def test_its_budget_is_a_users(served: Served) -> None:
    first = served.crab.say(served.room, client_id=ID)
    # Given that it has said as much as one may
    spent = milliseconds(SystemClock().now() + timedelta(minutes=1))
    served.set("crab", AccountRow.budget.set(spent))
    # Then it waits, to say more and to change something
    react = {"room": served.room, "seq": 1, "emoji": "👍", "on": True}
    for answer in (served.crab.say(served.room), served.crab.call("POST", "react", react)):
        assert (answer.status, answer.body["code"]) == (429, "rate_limited")
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
    # But not for what it has said before, by this function or another
    assert served.crab.say(served.room, client_id=ID).body == first.body
    served.site.lambdas.bots_wiring.messages._receipts.clear()
    assert served.crab.say(served.room, client_id=ID).body == first.body


def test_in_the_public_chat_bots_of_moderators_alone_write(served: Served) -> None:
    at = {"room": "public-chat", "seq": 1}
    answer = served.crab.say("public-chat", client_id=ID)
    assert (answer.status, answer.body["code"]) == (403, "not_allowed")
    served.appoint("ann")
    assert served.crab.say("public-chat", client_id=ID).status == 201
    assert served.crab.call("POST", "react", {**at, "emoji": "👍", "on": True}).status == 200
    assert served.crab.call("GET", "messages/public-chat").body["messages"]
    # Whose maker is one no more, is told so again, but for what was stored before
    served.set("ann", AccountRow.role.remove())
    assert served.crab.say("public-chat", client_id=ID).status == 201
    for call, body in (
        ("message", {"room": "public-chat", "body": "x"}),
        ("react", {**at, "emoji": "👎", "on": True}),
        ("edit", {**at, "body": "x"}),
    ):
        assert served.crab.call("POST", call, body).body["code"] == "not_allowed"
    assert served.crab.call("POST", "delete", at).status == 200


def test_a_bot_connects_by_a_ticket_and_hears_what_is_said(served: Served) -> None:
    answer = served.crab.call("POST", "ticket")
    assert (answer.status, set(answer.body), answer.body["expires_in"]) == (200, {"ticket", "expires_in"}, 30)
    link = served.site.connect("crab")
    served.crab.say(served.room)
    assert [frame["type"] for frame in served.site.gateway.frames(link.connection_id)] == ["message_handler"]
    # And writes there as by HTTP
    frame = {"type": "message", "room": "public-chat", "client_id": ID, "body": "hello"}
    assert (served.site.say(link, frame) or {})["code"] == "not_allowed"


def test_a_bot_does_nothing_else_over_http(served: Served) -> None:
    """The gateway lets its token in nowhere else; a session that somebody got by its name elsewhere is none either."""
    for method, path in (
        ("GET", "/api/me"),
        ("GET", "/api/bots"),
        ("POST", "/api/chat/new"),
        ("POST", "/api/ws-ticket"),
    ):
        body = {"groupchat_name": "Ice"} if path == "/api/chat/new" else None
        assert served.as_user("crab", method, path, body).status == 401
    body = {"username": "gull", "display_name": "Gull"}
    assert served.as_user("crab", "POST", "/api/bots", body).status == 401
