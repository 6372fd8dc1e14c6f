"""Given words that somebody wants to be told of, when one is in a message, then it counts as a mention of them."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest

from snowfight.domain.mentions.keywords import matched
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.preferences import SettingsPatch
from snowfight.models.records import Link
from tests.support.changes import edit, message
from tests.support.chat import Chat
from tests.support.mentions import bodies, kept, unread
from tests.support.tables import rows
from tests.support.wire import Wire

CASES: dict[str, list[tuple[str, str, bool]]] = json.loads(
    (Path(__file__).parents[2] / "cases/keywords.json").read_text()
)


def wants(chat: Chat, username: str, *keywords: str) -> None:
    chat.user_settings.change(username, SettingsPatch(keywords=list(keywords)))


@pytest.mark.parametrize(("body", "word", "found"), list(chain.from_iterable(CASES.values())))
def test_a_keyword_is_found_as_a_word_of_what_is_told_in_any_case(body: str, word: str, found: bool) -> None:
    assert matched({"bob": ("nothing", word)}, body) == ({"bob"} if found else set())


@pytest.mark.parametrize("kind", ["group", "private", PUBLIC_CHAT])
def test_it_counts_from_the_answer_on_in_every_chat_and_is_not_in_mentions(
    chat: Chat, group: str, private: str, ann: Link, bob: Link, kind: str
) -> None:
    room = {"group": group, "private": private}.get(kind, PUBLIC_CHAT)
    chat.say(ann, "snow", room=room)
    wants(chat, "bob", "Snow")
    chat.say(ann, "more snow", room=room)
    assert (unread(chat, "bob", room), bodies(chat, "bob")) == (1, ["more snow"])
    assert message(chat, "bob", 2, room).mentions == []
    wants(chat, "bob", "ice")
    chat.say(ann, "snow and", room=room)
    chat.say(ann, "ice", room=room)
    assert set(bodies(chat, "bob")) == {"more snow", "ice"}
    wants(chat, "bob")
    chat.say(ann, "ice again", room=room)
    assert unread(chat, "bob", room) == 2


def test_ones_own_words_are_no_news(chat: Chat, group: str, ann: Link) -> None:
    wants(chat, "ann", "snow")
    chat.say(ann, "snow", room=group)
    assert kept("ann") == []


def test_they_count_in_chats_that_one_comes_into(chat: Chat, group: str, ann: Link, bob: Link, cat: Link) -> None:
    wants(chat, "cat", "snow")
    chat.groups.edit("ann", group, EditGroup(add_members=["cat"]))
    private = chat.private_chats.with_user("ann", "cat")
    own = chat.groups.create("cat", NewGroup(groupchat_name="Snow", open=True))
    chat.groups.join("bob", own, None)
    for link, room in ((ann, group), (ann, private), (bob, own)):
        chat.say(link, "snow", room=room)
        assert unread(chat, "cat", room) == 1


def test_they_count_no_more_where_one_has_left(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    wants(chat, "bob", "snow")
    chat.groups.leave("bob", group)
    chat.say(ann, "snow", room=group)
    assert kept("bob") == []


def test_an_edit_brings_a_keyword_in_and_takes_it_away(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    wants(chat, "bob", "snow")
    chat.say(ann, "rain", room=group)
    edit(chat, ann, 1, "snow", room=group)
    assert (unread(chat, "bob", group), bodies(chat, "bob")) == (1, ["snow"])
    known = message(chat, "ann", 1, group).model_dump(mode="json")["edited"]
    edit(chat, ann, 1, "sun", room=group, known=known)
    assert (unread(chat, "bob", group), bodies(chat, "bob")) == (0, [])


def test_a_message_costs_nothing_more_where_they_are_known_and_not_in_it(
    chat: Chat, wire: Wire, group: str, ann: Link, bob: Link
) -> None:
    wants(chat, "bob", "snow")
    for link in (bob, ann):
        chat.say(link, room=group)
    with wire.watched() as seen:
        chat.say(ann, "rain", room=group)
    assert (len(seen.requests), seen.write_units) == (6, 4)


def test_nothing_of_them_outlives_the_chat_or_the_account(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    def left() -> set[str]:
        return {row["sk"]["S"] for row in rows("rooms") if row["pk"]["S"].startswith("KEYWORDS#")}

    wants(chat, "bob", "snow")
    wants(chat, "ann", "snow")
    chat.jobs.delete_account("bob", lambda: chat.accounts.delete("bob"))
    chat.work()
    assert left() == {"ann"}
    chat.groups.delete("ann", group)
    chat.work()
    assert [row["pk"]["S"] for row in rows("rooms") if row["pk"]["S"] == f"KEYWORDS#{group}"] == []
