"""Given a message, when people react to it, then each of them counts once with each emoji, however they do it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from snowfight.models.chat import EditGroup
from snowfight.models.records import Link
from snowfight.storage.messages.change_reads import ChangeReads, Reading
from tests.support.changes import (
    changes,
    chip,
    delete,
    edit,
    frames,
    message,
    react,
    reactions,
    refusal,
    revs,
)
from tests.support.chat import Chat
from tests.support.wire import Wire
from tests.unit.emoji.test_custom_emoji import add

TWENTY = [chr(0x1F600 + number) for number in range(20)]


def test_everybody_sees_who_reacted_and_each_whether_they_did(chat: Chat, ann: Link, bob: Link) -> None:
    # Given
    chat.say(ann)
    # When
    react(chat, bob, 1)
    # Then
    for reader, me in (("ann", False), ("bob", True)):
        for found in (message(chat, reader, 1), changes(chat, reader).messages[0]):
            assert [each.model_dump() for each in found.reactions] == [
                {"emoji": "👍", "count": 1, "usernames": ["bob"], "me": me}
            ]
    for link in (ann, bob):
        [frame] = frames(chat, link)
        assert (frame["kind"], frame["username"], frame["emoji"], frame["on"]) == ("react", "bob", "👍", True)
        assert frame["message"]["reactions"] == [{"emoji": "👍", "count": 1, "usernames": ["bob"], "me": None}]


def test_an_emoji_keeps_its_place_for_as_long_as_it_is_there(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann)
    for link, emoji, on in (
        (ann, "👍", True),
        (bob, "🎉", True),
        (bob, "👍", True),
        (ann, "👍", False),
        (ann, "🎉", True),
    ):
        react(chat, link, 1, emoji, on=on)
    assert reactions(chat, 1) == {"👍": ["bob"], "🎉": ["bob", "ann"]}
    assert list(reactions(chat, 1)) == ["👍", "🎉"]
    # and comes back behind the others
    react(chat, bob, 1, "👍", on=False)
    react(chat, bob, 1, "👍")
    assert list(reactions(chat, 1)) == ["🎉", "👍"]


def test_twice_is_once_and_what_is_not_there_cannot_be_taken_back(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann)
    assert react(chat, bob, 1, on=False).rev == 0
    for _ in range(3):
        react(chat, bob, 1)
    assert (chip(chat, 1).count, revs(chat)) == (1, [1])
    react(chat, ann, 1)
    for _ in range(3):
        react(chat, bob, 1, on=False)
    assert (chip(chat, 1).count, chip(chat, 1).usernames, revs(chat)) == (1, ["ann"], [1, 2, 3])
    assert len(frames(chat, ann)) == 3
    assert len(frames(chat, bob, "changed")) == 7


def test_an_emoji_is_one_with_and_without_its_variation_selector(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann)
    react(chat, ann, 1, "❤")
    react(chat, bob, 1, "❤️")
    assert reactions(chat, 1) == {"❤️": ["ann", "bob"]}
    assert [frame["emoji"] for frame in frames(chat, ann)] == ["❤️", "❤️"]
    react(chat, ann, 1, "❤️", on=False)
    react(chat, bob, 1, "❤", on=False)
    assert reactions(chat, 1) == {}


@pytest.mark.parametrize(
    "emoji", ["", "x", "👍👍", "👍 ", " ", "1", "::", ":a:", ":Snow:", "snow", ":no_such:", "\ufe0f"]
)
def test_only_what_is_one_emoji_can_be_put_or_taken_back(chat: Chat, ann: Link, emoji: str) -> None:
    chat.say(ann)
    for on in (True, False):
        assert refusal(lambda on=on: react(chat, ann, 1, emoji, on=on)) == "bad_emoji"
    assert revs(chat) == []


@pytest.mark.parametrize("emoji", ["👍", "👍🏽", "👩‍🚀", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "#️⃣", "🇹🇷", "☃"])
def test_every_emoji_of_unicode_can(chat: Chat, ann: Link, emoji: str) -> None:
    chat.say(ann)
    react(chat, ann, 1, emoji)
    [found] = message(chat, "ann", 1).reactions
    assert found.emoji.replace("\ufe0f", "") == emoji.replace("\ufe0f", "")
    react(chat, ann, 1, emoji, on=False)
    assert reactions(chat, 1) == {}


def test_a_custom_emoji_that_was_removed_can_be_taken_back_but_not_added(chat: Chat, ann: Link, bob: Link) -> None:
    # Given
    chat.say(ann)
    add(chat, "ann", "snow")
    react(chat, ann, 1, ":snow:")
    react(chat, bob, 1, ":snow:")
    # When
    chat.custom_emojis.remove("ann", "snow")
    # Then what is there stays, and is done already
    assert reactions(chat, 1) == {":snow:": ["ann", "bob"]}
    assert not react(chat, ann, 1, ":snow:").stored
    # and goes, but does not come
    assert react(chat, ann, 1, ":snow:", on=False).stored
    assert refusal(lambda: react(chat, ann, 1, ":snow:")) == "bad_emoji"
    assert reactions(chat, 1) == {":snow:": ["bob"]}


def test_a_message_bears_twenty_different_ones_and_whoever_joins_is_welcome(
    chat: Chat, ann: Link, bob: Link, cat: Link
) -> None:
    # Given
    chat.say(ann)
    for emoji in TWENTY[:10]:
        react(chat, ann, 1, emoji)
    for emoji in TWENTY[10:]:
        react(chat, bob, 1, emoji)
    # When, Then
    assert refusal(lambda: react(chat, cat, 1, "🐒")) == "too_many_reactions"
    assert react(chat, cat, 1, TWENTY[0]).stored
    react(chat, bob, 1, TWENTY[19], on=False)
    assert react(chat, cat, 1, "🐒").stored


def test_one_user_puts_ten_different_ones_on_a_message(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann)
    for emoji in TWENTY[:10]:
        react(chat, ann, 1, emoji)
    react(chat, bob, 1, TWENTY[10])
    for emoji in (TWENTY[10], TWENTY[11]):
        assert refusal(lambda emoji=emoji: react(chat, ann, 1, emoji)) == "too_many_reactions"
    assert not react(chat, ann, 1, TWENTY[9]).stored
    react(chat, ann, 1, TWENTY[0], on=False)
    assert react(chat, ann, 1, TWENTY[10]).stored


def test_a_late_repeat_of_a_frame_changes_nothing_whatever_became_of_it(chat: Chat, ann: Link, bob: Link) -> None:
    # Given a reaction that was put and taken back
    chat.say(ann)
    first, second = chat.client_id(), chat.client_id()
    react(chat, ann, 1, client_id=first)
    react(chat, ann, 1, on=False, client_id=second)
    # When the first comes again, on another connection, in capitals, a day later
    other = chat.connect("ann")
    for _ in range(2):
        chat.clock.advance(hours=12)
        for client_id in (first, first.upper(), second):
            outcome = react(chat, other, 1, client_id=client_id)
            # Then
            assert (outcome.stored, outcome.rev) == (False, 2)
    assert reactions(chat, 1) == {}
    assert [answer["client_id"] for answer in frames(chat, other, "changed")] == [first, first, second] * 2
    # and one that changed nothing the first time does nothing later either
    react(chat, ann, 1, on=False, client_id=(third := chat.client_id()))
    react(chat, ann, 1)
    assert not react(chat, ann, 1, on=False, client_id=third).stored
    # and another user's is another
    assert react(chat, bob, 1, client_id=first).stored


def test_who_leaves_a_group_takes_nothing_back_and_reacts_no_more(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, room=group)
    react(chat, bob, 1, room=group)
    chat.groups.edit("ann", group, EditGroup(remove_members=["bob"]))
    assert reactions(chat, 1, "ann", group) == {"👍": ["bob"]}
    assert refusal(lambda: react(chat, bob, 1, on=False, room=group)) == "no_such_chat"


def test_a_reaction_outlives_an_edit_but_not_the_message(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann, "one")
    react(chat, bob, 1)
    edit(chat, ann, 1, "two")
    assert reactions(chat, 1) == {"👍": ["bob"]}
    delete(chat, ann, 1)
    assert reactions(chat, 1) == {}


@pytest.mark.parametrize("count", range(4))
@pytest.mark.parametrize("emoji", ["👍", "🎉"])
def test_two_who_react_at_once_are_both_there(chat: Chat, wire: Wire, private: str, count: int, emoji: str) -> None:
    # Given
    ann, bob = chat.connect("ann"), chat.connect("bob")
    chat.say(ann, room=private)
    # When
    with wire.rival_after(count, lambda: react(chat, bob, 1, room=private)) as acted:
        react(chat, ann, 1, emoji, room=private)
    # Then
    assert acted()
    found = reactions(chat, 1, "ann", private)
    assert {(each, name) for each, names in found.items() for name in names} == {(emoji, "ann"), ("👍", "bob")}
    assert revs(chat, private) == [1, 2]


@pytest.mark.parametrize("count", range(5))
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(("mine", "theirs"), [(True, False), (False, True), (True, True), (False, False)])
def test_two_devices_of_one_user_make_nothing_twice_and_nothing_negative(
    chat: Chat, wire: Wire, private: str, count: int, before: bool, mine: bool, theirs: bool
) -> None:
    # Given
    ann = chat.connect("ann")
    chat.say(ann, room=private)
    react(chat, ann, 1, on=before, room=private)
    # When
    with wire.rival_after(count, lambda: react(chat, ann, 1, on=theirs, room=private)):
        react(chat, ann, 1, on=mine, room=private)
    # Then one of the two was the last, and the other as if it had come before
    there = reactions(chat, 1, "ann", private)
    assert there in [{"👍": ["ann"]} if last else {} for last in (mine, theirs)]
    assert len(revs(chat, private)) <= 3
    react(chat, ann, 1, on=False, room=private)
    assert reactions(chat, 1, "ann", private) == {}


def test_a_row_that_is_newer_than_the_message_it_was_read_with_is_read_again(
    chat: Chat, private: str, ann: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One request reads both, but not at one moment: another device's reaction may come in between."""
    # Given a reading whose message is from before that, and whose row is from after it
    chat.say(ann, room=private)
    before = chat.messages.get([(private, 1)])[private, 1]
    react(chat, ann, 1, room=private)
    ordinary = ChangeReads.read
    stale = [before]

    def read(*arguments: Any) -> Reading:
        reading = ordinary(*arguments)
        return replace(reading, entry=stale.pop()) if stale else reading

    monkeypatch.setattr(ChangeReads, "read", read)
    # When
    react(chat, ann, 1, on=False, room=private)
    # Then
    assert reactions(chat, 1, "ann", private) == {}
    assert revs(chat, private) == [1, 2]
