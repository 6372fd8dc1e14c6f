"""Given the function that serves frames, when the gateway hands it one, then …"""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from snowfight.errors import Unavailable
from snowfight.models.records import Link
from snowfight.storage.accounts.budgets import Charge
from tests.support.logs import logged
from tests.support.site import Site

CLIENT_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
SEND = {"type": "message", "room": "public-chat", "client_id": CLIENT_ID, "body": "hush"}


def join(site: Site, link: Link) -> dict[str, Any]:
    """Open the public chat in a connection: its first join is answered by a post, before it is welcomed."""
    reply = site.say(link, {"type": "join", "room": "public-chat"})
    return reply or site.gateway.frames(link.connection_id, "joined")[-1]


def test_a_connection_is_welcomed_after_its_first_join_and_only_then(site: Site) -> None:
    site.sign_up("ann")
    ann = site.connect("ann")
    join(site, ann)
    kinds = [frame["type"] for frame in site.gateway.frames(ann.connection_id)]
    assert kinds == ["joined", "online_status_handler", "chat_indicators"]
    assert join(site, ann)["type"] == "joined"
    assert len(site.gateway.frames(ann.connection_id)) == len(kinds)


def test_a_welcome_says_the_same_after_a_join_as_after_a_word_of_presence(site: Site) -> None:
    # Given somebody with two pages, and something that was said
    site.sign_up("ann")
    shows, speaks = site.connect("ann"), site.connect("ann")
    site.say(site.connect("ann"), SEND)
    # When one shows the chat, and the other says that it is there
    join(site, shows)
    site.say(speaks, {"type": "presence", "state": "active"})
    # Then
    [first], [second] = (site.gateway.frames(link.connection_id, "chat_indicators") for link in (shows, speaks))
    assert first == second
    assert first["last_seqs"] == {"public-chat": 1}


def test_a_message_travels_from_one_to_the_other(site: Site) -> None:
    # Given two who show the public chat
    for name in ("ann", "bob"):
        site.sign_up(name)
    ann, bob = site.connect("ann"), site.connect("bob")
    for link in (ann, bob):
        joined = join(site, link)
        assert (joined["room"], joined["last_seq"], joined["members"]) == ("public-chat", 0, None)
    # When one sends
    assert site.say(ann, SEND) is None
    # Then it is acknowledged to her and told to both
    [ack] = site.gateway.frames(ann.connection_id, "ack")
    assert (ack["client_id"], ack["room"], ack["seq"]) == (CLIENT_ID, "public-chat", 1)
    for link in (ann, bob):
        [frame] = site.gateway.frames(link.connection_id, "message_handler")
        assert (frame["message"]["body"], frame["message"]["created"]) == ("hush", ack["created"])
    # And whoever was away finds it
    assert site.say(bob, {"type": "ping", "seqs": {"public-chat": 0}}) == {"type": "pong", "behind": {"public-chat": 1}}
    [message] = site.as_user("bob", "GET", "/api/chat/public-chat").body["messages"]
    assert (message["seq"], message["author"]["username"]) == (1, "ann")


def test_frames_without_an_answer_have_none(site: Site) -> None:
    site.sign_up("ann")
    ann = site.connect("ann")
    for frame in (
        {"type": "presence", "state": "inactive"},
        {"type": "read", "room": "public-chat", "seq": 0},
        {"type": "leave", "room": "public-chat"},
    ):
        assert site.say(ann, frame) is None


def test_every_refusal_names_the_message_it_is_of(site: Site) -> None:
    site.sign_up("ann")
    ann = site.connect("ann")
    for frame, code in (
        ({**SEND, "body": " "}, "empty"),
        ({**SEND, "body": "x" * 301}, "too_long"),
        ({**SEND, "room": "nowhere"}, "no_such_chat"),
        ({**SEND, "body": 7}, "bad_frame"),
        ({**SEND, "type": "shout"}, "unknown_type"),
    ):
        answer = site.say(ann, frame)
        assert answer is not None
        assert (answer["type"], answer["code"], answer["client_id"], answer["room"]) == (
            "error",
            code,
            CLIENT_ID,
            frame["room"],
        )
    assert site.as_user("ann", "GET", "/api/chat/public-chat").body["messages"] == []


@pytest.mark.parametrize("room", ["", " ", "nowhere", "PUBLIC-CHAT", "🐒", "x" * 5000])
def test_a_chat_that_cannot_be_is_no_such_chat_whatever_is_wanted_of_it(site: Site, room: str) -> None:
    site.sign_up("ann")
    ann = site.connect("ann")
    for frame in (SEND, {"type": "join"}, {"type": "read", "seq": 1}):
        assert (site.say(ann, {**frame, "room": room}) or {})["code"] == "no_such_chat"
    assert site.say(ann, {"type": "leave", "room": room}) is None
    assert site.say(ann, {"type": "ping", "seqs": {room: 0}}) == {"type": "pong", "behind": {}}


def test_a_sender_without_an_account_has_no_such_chat(site: Site) -> None:
    answer = site.say(site.connect("nobody"), SEND)
    assert (answer or {})["code"] == "no_such_chat"


def test_an_outage_is_internal_or_unavailable_and_neither_is_told_in_its_words_nor_logs_the_body(site: Site) -> None:
    # Given
    site.sign_up("ann")
    ann = site.connect("ann")
    refusal = {"Error": {"Code": "AccessDenied", "Message": "arn:aws:dynamodb:table/rooms"}}
    for error, code in ((ClientError(refusal, "UpdateItem"), "internal"), (Unavailable(), "unavailable")):

        def fail(*_: object, error: Exception = error) -> Charge:
            raise error

        site.monkeypatch.setattr(site.lambdas.message_wiring.accounts, "charge", fail)
        # When
        with logged(site.lambdas.message_wiring.logger) as log:
            answer = site.say(ann, SEND)
        # Then
        assert answer is not None
        assert (answer["code"], answer["client_id"]) == (code, CLIENT_ID)
        assert "arn" not in str(answer)
        assert "hush" not in log.getvalue()


def test_a_send_of_which_nobody_knows_what_became_is_not_answered_so_that_the_client_tries_again(site: Site) -> None:
    # Given a store that answers neither the write nor the question whether it was done
    site.sign_up("ann")
    ann = site.connect("ann")

    def fail(*_: object) -> None:
        raise TimeoutError

    for operation in ("append", "receipt"):
        site.monkeypatch.setattr(site.lambdas.message_wiring.messages, operation, fail)
    # When, then `internal` would promise that nothing is stored
    assert site.say(ann, SEND) is None
    assert site.gateway.frames(ann.connection_id) == []


def test_what_a_send_did_is_logged_without_what_it_said(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.sign_up("ann")
    ann = site.connect("ann")
    join(site, ann)
    capsys.readouterr()
    with logged(site.lambdas.message_wiring.logger) as log:
        site.say(ann, SEND)
    [line] = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert (line["message"], line["room"], line["seq"], line["Deliveries"]) == ("sent", "public-chat", 1, [2.0])
    assert "hush" not in log.getvalue() + str(line)
