"""What a hook's address answers, and what then stands in the chat."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.moderation import CommunityRow
from snowfight.storage.rows.rooms import AccountRow, MetaRow
from snowfight.transport.http_app import logger
from tests.support.hooks import HookSite
from tests.support.logs import logged
from tests.support.tables import rows

FORM = {"content-type": "application/x-www-form-urlencoded"}
TEXT = {"text": "the *door* is open"}
SHOWN = ["the **door** is open"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (TEXT, {}),
        (TEXT, {"content-type": "text/plain"}),
        (TEXT, {"content-type": ""}),
        (json.dumps(TEXT), FORM),  # what curl says where it is told nothing
        ("\ufeff\r\n " + json.dumps(TEXT), {}),
        (urlencode({"payload": json.dumps(TEXT)}), FORM),
        (urlencode({"payload": json.dumps(TEXT), "channel": "#general"}), {"content-type": "application/json"}),
        ({**TEXT, "channel": "#x", "username": "root", "icon_emoji": ":ghost:", "icon_url": "https://x.y", "n": 5}, {}),
    ],
)
@pytest.mark.parametrize("encoded", [False, True])
def test_json_is_taken_whatever_it_says_it_is_and_as_a_form(
    hooks: HookSite, address: str, body: Any, headers: dict[str, str], encoded: bool
) -> None:
    answer = hooks.post(address, body, headers=headers, encoded=encoded)

    assert (answer.status, answer.text) == (200, "ok")
    assert hooks.bodies() == SHOWN
    assert hooks.said()[0]["author"]["display_name"] == "Alerts"


@pytest.mark.parametrize(
    "body",
    [
        *("", "{", "[]", '[{"text":"x"}]', '"text"', "null", "5", "text=hello", "payload=", "payload=5", "payload=[]"),
        *('{"text":"x"', '{"text":"x"} and more', "{" * 100_000, '{"a":' * 100_000, '{"text":' + "9" * 5000 + "}"),
        "payload=" + quote('{"text":"a"}') + "&payload=" + quote('{"text":"b"}'),
        "a=b&" * 200,
    ],
)
def test_what_is_no_object_is_refused(hooks: HookSite, address: str, body: str) -> None:
    answer = hooks.post(address, body, headers=FORM)

    assert (answer.status, answer.body["code"]) == (400, "invalid_payload")
    assert hooks.bodies() == []


def test_what_is_no_utf_8_is_refused(hooks: HookSite, address: str) -> None:
    answer = hooks.post(address, '{"text":"\udcff"}', encoded=True)

    assert (answer.status, answer.body["code"]) == (400, "invalid_payload")


def test_a_body_without_end_is_refused(hooks: HookSite, address: str) -> None:
    assert hooks.post(address, {"text": "x" * 1_100_000}).body["code"] == "too_large"


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"text": ""},
        {"text": " \u200b\n"},
        {"text": None},
        {"text": ["x"]},
        {"text": {"a": 1}},
        {"text": True},
        {"blocks": []},
        {"blocks": [{"type": "divider"}]},
        {
            "blocks": [
                {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}}]}
            ]
        },
        {"blocks": [{"type": "section", "text": 5}, {"type": "header"}, {"type": ["x"]}, 7, None]},
        {"blocks": {"type": "section"}, "attachments": "x"},
        {"attachments": [{}, {"color": "#f00"}, 5, {"fields": [{}, 3]}, {"blocks": [{"type": "divider"}]}]},
    ],
)
def test_what_shows_nothing_is_refused(hooks: HookSite, address: str, payload: Any) -> None:
    answer = hooks.post(address, payload)

    assert (answer.status, answer.body["code"]) == (400, "no_text")
    assert hooks.bodies() == []


def test_every_address_that_is_none_is_answered_alike(hooks: HookSite, address: str) -> None:
    """And before anything is said of what is posted there."""
    start, key = address.rsplit("/", 1)
    identifier, secret = key.split(".")
    public = hooks.public_address()
    wrong = [
        f"{start}/{identifier}.{secret[:-1]}{'A' if secret[-1] != 'A' else 'B'}",
        f"{start}/{'0' * 16}.{secret}",
        f"{start}/{identifier}",
        f"{start}/{identifier}.",
        f"{start}/{key}x",
        f"{start}/{identifier.upper()}.{secret}",
        address.replace(hooks.group, PUBLIC_CHAT),
        address.replace(hooks.group, "nowhere"),
        public.replace(PUBLIC_CHAT, hooks.group),
        f"{start}/{'%F0%9F%98%80' * 9}",
    ]

    answers = {(answer.status, answer.text) for each in wrong for answer in [hooks.post(each, "{")]}

    [(status, text)] = answers
    assert (status, json.loads(text)["code"]) == (404, "no_such_hook")
    assert (hooks.bodies(), hooks.bodies(PUBLIC_CHAT)) == ([], [])


def test_a_trailing_slash_is_fine(hooks: HookSite, address: str) -> None:
    assert hooks.post(f"{address}/", TEXT).text == "ok"


def test_an_address_is_only_posted_to(hooks: HookSite, address: str) -> None:
    assert hooks.site.call("GET", urlsplit(address).path).status == 404


def test_the_address_is_in_no_log(hooks: HookSite, address: str) -> None:
    secret = address.rpartition(".")[2]

    with logged(logger) as log:
        hooks.post(address, TEXT)
        hooks.post(address, "{")

    assert [line["status"] for line in log.lines] == [200, 400]
    assert secret not in log.getvalue()


def test_one_a_second_after_ten(hooks: HookSite, address: str) -> None:
    other = hooks.address()
    # When
    answers = [hooks.post(address, {"text": f"{number}"}) for number in range(12)]
    # Then
    assert [answer.status for answer in answers] == [200] * 10 + [429] * 2
    assert (answers[-1].body["code"], answers[-1].headers["Retry-After"]) == ("rate_limited", "1")
    assert hooks.bodies() == [f"{number}" for number in range(10)]
    # And: each hook has its own, and gets one back a second
    assert hooks.post(other, TEXT).status == 200
    hooks.clock.advance(seconds=1)
    assert [hooks.post(address, TEXT).status for _ in range(2)] == [200, 429]


def test_what_is_refused_costs_nothing(hooks: HookSite, address: str) -> None:
    for _ in range(15):
        assert hooks.post(address, "{").status == 400
        assert hooks.post(address, {}).status == 400

    assert hooks.post(address, TEXT).status == 200


def test_a_long_post_is_several_messages_of_one_turn(hooks: HookSite, address: str) -> None:
    lines = [f"{number:04} " + "x" * 90 for number in range(25)]

    for _ in range(9):
        assert hooks.post(address, {"text": "\n".join(lines)}).status == 200
    bodies = hooks.bodies()[-9:]

    assert "\n".join(bodies).split("\n") == lines
    assert all(len(body) <= 300 for body in bodies)


def test_what_is_too_long_for_ten_says_so(hooks: HookSite, address: str) -> None:
    assert hooks.post(address, {"text": "word " * 8_000}).status == 200  # Slack's longest

    bodies = hooks.bodies()
    assert [len(body) <= 300 for body in bodies] == [True] * 10
    assert bodies[-1].endswith("…")
    assert not any(body.endswith("…") for body in bodies[:-1])


def test_a_hook_mentions_nobody_but_by_all_where_its_maker_may(hooks: HookSite, address: str) -> None:
    public = hooks.public_address()
    hooks.post(address, {"text": "@bob <@bob> <!here>"})
    hooks.post(address, {"text": "<!channel>"})
    hooks.post(public, {"text": "@all @ann"})
    hooks.set_role("mod", "member")  # the hook stays, what it may does not
    hooks.post(public, {"text": "@all"})

    told = [(said["body"], said["mentions"], said["mentions_all"]) for said in hooks.said()]
    assert told == [("@bob @bob @here", [], False), ("@all", [], True)]
    told = [(said["body"], said["mentions"], said["mentions_all"]) for said in hooks.said(PUBLIC_CHAT)]
    assert told == [("@all @ann", [], True), ("@all", [], False)]


def test_everybody_of_a_group_is_not_mentioned_by_who_has_left_it(hooks: HookSite, address: str) -> None:
    hooks.site.as_user("ann", "POST", f"/api/chat/{hooks.group}/leave")

    assert hooks.post(address, {"text": "@all"}).text == "ok"

    [said] = hooks.site.as_user("bob", "GET", f"/api/chat/older/{hooks.group}").body["messages"]
    assert (said["body"], said["mentions_all"]) == ("@all", False)


def test_members_are_shown_what_is_posted_as_it_comes(hooks: HookSite, address: str) -> None:
    link = hooks.site.connect("bob")
    hooks.site.say(link, {"type": "join", "room": hooks.group})

    hooks.post(address, TEXT)

    [frame] = hooks.site.gateway.frames(link.connection_id, "message_handler")
    assert (frame["room"], frame["message"]["body"], frame["message"]["author"]["bot"]) == (hooks.group, *SHOWN, True)


def test_what_sends_events_of_the_chat_is_woken(hooks: HookSite, address: str) -> None:
    hooks.post(address, TEXT)
    before = [row["room"]["S"] for row in rows("messages")]
    hooks.database.update(MetaRow(f"ROOM#{hooks.group}", "META"), [MetaRow.events.set(1)])

    hooks.post(address, TEXT)

    woken = f"EVENTS#{hooks.group}"
    assert woken not in before
    assert woken in [row["room"]["S"] for row in rows("messages")]


def test_words_that_nobody_may_write_no_hook_writes(hooks: HookSite, address: str) -> None:
    """Not even in the last of several messages: none of them is sent."""
    hooks.database.update(CommunityRow("COMMUNITY", "SETTINGS"), [CommunityRow.words.set(["snot"])])
    hooks.wiring.rules._read = None

    answer = hooks.post(address, {"text": "fine\n" * 200 + "snot"})

    assert (answer.status, answer.body["code"]) == (403, "not_allowed_word")
    assert hooks.bodies() == []


def test_a_hook_that_is_muted_or_banned_itself_says_nothing(hooks: HookSite, address: str) -> None:
    account = account_row(hooks.listed()[0]["username"])
    hooks.database.update(account, [AccountRow.muted.set([0, "loud"])])
    muted = hooks.post(address, TEXT)
    hooks.database.update(account, [AccountRow.banned.set([0, "loud"])])
    banned = hooks.post(address, TEXT)

    assert [(each.status, each.body["code"]) for each in (muted, banned)] == [(403, "muted"), (404, "no_such_hook")]
    assert hooks.bodies() == []


def test_slow_mode_and_what_new_accounts_may_not_do_do_not_hold_for_hooks(hooks: HookSite, address: str) -> None:
    hooks.database.update(MetaRow(f"ROOM#{hooks.group}", "META"), [MetaRow.slow_seconds.set(60)])
    settings = [CommunityRow.new_minutes.set(1000), CommunityRow.slow_seconds.set(60)]
    hooks.database.update(CommunityRow("COMMUNITY", "SETTINGS"), settings)
    hooks.wiring.rules._read = None
    public = hooks.public_address()

    answers = [hooks.post(each, {"text": "https://example.org"}) for each in (address, address, public, public)]

    assert [answer.status for answer in answers] == [200] * 4


def test_the_same_key_is_stored_once_within_a_day(hooks: HookSite, address: str) -> None:
    other = hooks.address()
    # When
    answers = [hooks.post(address, {"text": text}, key="alert 7") for text in ("first", "first", "another")]
    # Then
    assert [(answer.status, answer.text) for answer in answers] == [(200, "ok")] * 3
    assert hooks.bodies() == ["first"]
    # And: a key is a hook's own, and none is no key
    for key in ("alert 8", "", "", "  "):
        hooks.post(address, {"text": "second"}, key=key)
    hooks.post(other, {"text": "other"}, key="alert 7")
    assert hooks.bodies() == ["first", *["second"] * 4, "other"]
    # And: after more than a day it may come again
    hooks.clock.advance(hours=26)
    hooks.post(address, {"text": "tomorrow"}, key="alert 7")
    assert hooks.bodies()[-1] == "tomorrow"


def test_the_same_key_with_another_longer_post_adds_nothing(hooks: HookSite, address: str) -> None:
    hooks.post(address, {"text": "short"}, key="k")
    hooks.wiring.messages._receipts.clear()  # by another function instance

    assert hooks.post(address, {"text": "long\n" * 200}, key="k").text == "ok"

    assert hooks.bodies() == ["short"]
