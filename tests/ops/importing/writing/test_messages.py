"""What a post becomes: its text, its place in a thread, and all that hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from ops.importing.model import (
    ChatLink,
    EverybodyMention,
    ImportedReaction,
    LeftOut,
    PersonMention,
    Piece,
    Post,
)
from ops.importing.writing.texts import split
from snowfight.models.client_frames import React
from snowfight.models.message import Message, ReactionQuery
from tests.support.importing import LONG_AGO, Deployed, MemoryExport, group, person, post
from tests.support.tables import SETTINGS

ANN, BOB, CAT = person("ann"), person("bob"), person("cat")


def brought(deployed: Deployed, *posts: Post, members: tuple[str, ...] = ("ann", "bob")) -> list[Message]:
    """Import a group of those posts, and read it."""
    rooms = [group("snow", *members), group("fort", "cat")]
    deployed.bring(MemoryExport([ANN, BOB, CAT, *map(person, members[2:])], rooms, {"snow": posts}))
    return deployed.messages(deployed.rooms("ann")["Snow"], "ann")


@pytest.mark.parametrize(
    ("text", "shown", "mentioned"),
    [
        (("hi ", PersonMention("BOB", "@robert"), "!"), "hi @bob!", ["bob"]),
        ((PersonMention("NOBODY", "@someone"),), "@someone", []),
        (("(", PersonMention("BOB", "@b"), ")"), "(@bob)", ["bob"]),
        (("a", PersonMention("BOB", "@b"), "c"), "a @bob c", ["bob"]),
        ((PersonMention("BOB", "@b"), PersonMention("ANN", "@a")), "@bob @ann", ["bob", "ann"]),
        ((PersonMention("CAT", "@c"),), "@cat", []),
        (("a\0b",), "ab", []),
        (("half \ud83d",), "half ?", []),
        ((ChatLink("nowhere", "#nowhere"),), "#nowhere", []),
    ],
)
def test_names_in_a_text_are_ours(
    deployed: Deployed, text: tuple[Piece, ...], shown: str, mentioned: list[str]
) -> None:
    [said] = brought(deployed, post(1, "ann", *text))
    assert (said.body, said.mentions) == (shown, mentioned)


def test_chat_links_lead_to_the_chat_here(deployed: Deployed) -> None:
    [said] = brought(deployed, post(1, "ann", "see ", ChatLink("fort", "#fort")))
    room = deployed.rooms("cat")["Fort"]
    assert said.body == f"see #fort (https://snow.example/chat/{room})"


@pytest.mark.parametrize(("count", "author", "may"), [(20, "bob", True), (21, "bob", False), (21, "ann", True)])
def test_everybody_is_mentioned_by_who_may(deployed: Deployed, count: int, author: str, may: bool) -> None:
    members = ("ann", "bob", *(f"user{number}" for number in range(count - 2)))
    [said] = brought(deployed, post(1, author, EverybodyMention(), " come"), members=members)
    assert (said.body, said.mentions_all) == ("@all come", may)


def test_a_long_text_is_split_in_order_and_the_first_part_has_all_that_hangs_on_it(deployed: Deployed) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    liked = (ImportedReaction("👍", ("BOB",)),)
    said = brought(
        deployed,
        post(1, "ann", words, reactions=liked, edited=LONG_AGO + timedelta(days=1), pinned=True),
        post(2, "bob", "answer", reply_to="1"),
    )
    *parts, answer = said
    assert len(parts) > 4
    assert " ".join(str(each.body) for each in parts) == words
    assert all(len(each.body or "") <= 300 for each in parts)
    assert [bool(each.reactions) for each in parts] == [each.edited is not None for each in parts]
    assert [each.pinned for each in parts] == [True, *[False] * (len(parts) - 1)]
    assert {each.created for each in parts} == {LONG_AGO + timedelta(minutes=1)}
    assert (answer.reply_to, answer.thread) == (1, 1)


@pytest.mark.parametrize(
    ("text", "length", "parts"),
    [
        ("", 5, []),
        (" \n ", 5, []),
        ("abc", 5, ["abc"]),
        ("abcdefgh", 5, ["abcde", "fgh"]),
        ("one two", 5, ["one", "two"]),
        ("a b c d e", 5, ["a b c", "d e"]),
        ("line\nother", 7, ["line", "other"]),
        ("\u200b" * 12 + "x", 5, ["\u200b\u200bx"]),
        ("x" * 3, 1, ["x", "x", "x"]),
    ],
)
def test_where_texts_are_cut(text: str, length: int, parts: list[str]) -> None:
    assert list(split(text, length)) == parts


def test_a_thread_over_several_batches_is_whole(deployed: Deployed) -> None:
    replies = [post(number, "bob", thread="1", reply_to="1") for number in range(2, 302)]
    brought(deployed, post(1, "ann"), *replies, post(302, "ann", "other"), post(303, "ann", thread="1"))
    room = deployed.rooms("ann")["Snow"]
    root = deployed.chat.messages.get([(room, 1)])[(room, 1)]
    assert root.replies is not None
    assert (root.replies.count, root.replies.last_seq, root.replies.usernames) == (301, 303, ("ann", "bob"))
    threads = [row for row in deployed.tables.rows("messages") if row["room"]["S"] == f"THREAD#{room}#1"]
    assert len(threads) == 301


def test_answers_to_answers_are_of_the_one_thread(deployed: Deployed) -> None:
    said = brought(deployed, post(1, "ann"), post(2, "bob", reply_to="1"), post(3, "ann", reply_to="2"))
    assert [(each.reply_to, each.thread) for each in said] == [(None, None), (1, 1), (2, 1)]
    assert said[2].quoted is not None
    assert said[2].quoted.author.username == "bob"


def test_what_answers_nothing_that_is_there_stands_for_itself(deployed: Deployed) -> None:
    [said] = brought(deployed, post(1, "ann", reply_to="77"))
    assert (said.reply_to, said.thread) == (None, None)


def test_a_thread_whose_beginning_is_missing_begins_with_a_tombstone(deployed: Deployed) -> None:
    root, one, other = brought(deployed, post(2, "ann", thread="1"), post(3, "bob", thread="1"))
    assert (root.deleted is not None, root.author.username) == (True, "deleted-user")
    assert (one.thread, other.thread) == (1, 1)
    assert root.replies is not None
    assert root.replies.count == 2


def test_tombstones_say_nothing_and_count_for_nothing(deployed: Deployed) -> None:
    gone = post(2, "bob", "secret", thread="1", tombstone=True)
    root, said = brought(deployed, post(1, "ann"), gone)
    assert (said.body, said.deleted, said.deleted_by) == (None, LONG_AGO + timedelta(minutes=2), "bob")
    assert root.replies is None


@pytest.mark.parametrize("empty", [(), ("",), (" \n\t",), ("\u200b",)])
def test_what_has_nothing_to_see_is_no_message(deployed: Deployed, empty: tuple[str, ...]) -> None:
    assert [each.seq for each in brought(deployed, replace(post(1, "ann"), text=empty), post(2, "ann"))] == [1]


def test_reactions_keep_their_order_and_can_be_taken_back(deployed: Deployed) -> None:
    liked = (ImportedReaction("👍", ("BOB", "ANN", "BOB")), ImportedReaction("❤", ("ANN",)))
    [said] = brought(deployed, post(1, "ann", reactions=liked))
    assert [(each.emoji, each.usernames) for each in said.reactions] == [("👍", ["bob", "ann"]), ("❤️", ["ann"])]
    # When bob takes his back
    room, link = deployed.rooms("ann")["Snow"], deployed.chat.connect("bob")
    react = React(type="react", room=room, seq=1, client_id=deployed.chat.client_id(), emoji="👍", on=False)
    deployed.chat.change(link, react)
    # Then
    [said] = deployed.messages(room, "ann")
    assert [(each.emoji, each.usernames) for each in said.reactions] == [("👍", ["ann"]), ("❤️", ["ann"])]
    assert said.rev == 1


@pytest.mark.parametrize("who", [3, 60, 119])
def test_of_many_who_react_each_can_take_it_back(deployed: Deployed, who: int) -> None:
    many = [f"user{number:03}" for number in range(120)]
    liked = (ImportedReaction("👍", tuple(map(str.upper, many))),)
    members = ("ann", "bob", *many)
    [said] = brought(deployed, post(1, "ann", reactions=liked), members=members)
    assert (said.reactions[0].count, said.reactions[0].usernames) == (120, many[:50])
    # When one of them does
    room, link = deployed.rooms("ann")["Snow"], deployed.chat.connect(many[who])
    react = React(type="react", room=room, seq=1, client_id=deployed.chat.client_id(), emoji="👍", on=False)
    deployed.chat.change(link, react)
    # Then nobody else is gone
    page = deployed.chat.changes.pages.reactions("ann", room, 1, ReactionQuery(emoji="👍"))
    everybody = list(page.usernames)
    while page.cursor:
        query = ReactionQuery(emoji="👍", cursor=page.cursor)
        page = deployed.chat.changes.pages.reactions("ann", room, 1, query)
        everybody += page.usernames
    assert everybody == [name for name in many if name != many[who]]


def test_reactions_that_cannot_be_are_left_out_and_said(deployed: Deployed) -> None:
    reactions = (
        ImportedReaction(":nothing:", ("ANN",)),
        ImportedReaction("words", ("ANN",)),
        ImportedReaction("👍", ("NOBODY",)),
    )
    export = MemoryExport([ANN], [group("snow", "ann")], {"snow": [post(1, "ann", reactions=reactions)]})
    report = deployed.bring(export)
    [said] = deployed.messages(deployed.rooms("ann")["Snow"], "ann")
    assert not said.reactions
    assert report.reasons["a reaction with an emoji that there is not here"] == 2
    assert report.reasons["a reaction of somebody of whom the export says nothing"] == 1


def test_the_newest_fifty_pins_are_pinned(deployed: Deployed) -> None:
    said = brought(deployed, *(post(number, "ann", pinned=True) for number in range(1, 61)))
    assert [each.seq for each in said if each.pinned] == list(range(11, 61))


def test_messages_end_with_the_deployments_days(deploy: Callable[..., Deployed]) -> None:
    deployed = deploy(replace(SETTINGS, retention_days=30))
    now = deployed.chat.clock.now()
    posts = [
        post(1, "ann", created=now - timedelta(days=31)),
        post(2, "ann", created=now - timedelta(days=29), thread="1"),
    ]
    [said] = brought(deployed, *posts)
    assert (said.body, said.thread) == ("post 2", None)
    [row] = [row for row in deployed.tables.rows("messages") if "body" in row]
    assert int(row["expires_at"]["N"]) == int((now + timedelta(days=1)).timestamp()) + (now.microsecond > 0)


def test_what_was_left_out_is_written_beside_the_source(deployed: Deployed) -> None:
    export = MemoryExport([ANN], [group("snow", "ann")], {}, left=[LeftOut("x.json", "it is broken")])
    report = deployed.bring(export)
    file = deployed.source.with_name("my export.zip.left-out.jsonl")
    assert file.read_text() == '{"place": "x.json", "reason": "it is broken"}\n'
    assert "1  it is broken" in "\n".join(report.table())


def test_a_dry_run_says_what_there_is_and_stores_nothing(deployed: Deployed) -> None:
    export = MemoryExport([ANN, BOB], [group("snow", "ann")], {"snow": [post(1, "ann")]})
    deployed.bring(export, dry=True)
    assert deployed.said[:3] == [
        "2 people: 2 new, 0 by their proven address, 0 from an earlier import",
        "1 chats: 1 new",
        "1 messages, 0 of them here already",
    ]
    assert deployed.durable() == {"rooms": [], "messages": []}
    assert [each.name for each in deployed.source.parent.iterdir() if "jsonl" in each.name] == []
