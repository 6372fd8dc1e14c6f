"""Given messages that answer others, when they are sent, changed and read, then …"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from snowfight.errors import NoSuchMessage
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Send
from snowfight.models.message import HistoryQuery, ThreadPage, ThreadQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support import changes as act
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.scene import PASSWORD
from tests.support.tables import SETTINGS, rows
from tests.support.wire import Wire


def frames(chat: Chat, link: Link, kind: str) -> list[dict[str, Any]]:
    return [frame for frame in chat.gateway.frames(link.connection_id) if frame["type"] == kind]


def thread(chat: Chat, seq: int, room: str, **query: int) -> ThreadPage:
    return chat.thread_pages.page("ann", room, seq, ThreadQuery.model_validate(query))


def replies(chat: Chat, seq: int, room: str) -> tuple[int, int, list[str]] | None:
    found = act.message(chat, "ann", seq, room).replies
    return (found.count, found.last_seq, found.usernames) if found else None


def stored(room: str) -> int:
    return sum(row["room"]["S"] == room for row in rows("messages"))


def test_a_reply_is_a_message_like_others_that_quotes_what_it_answers(
    talk: Chat, ann: Link, bob: Link, private: str
) -> None:
    # Given
    talk.say(ann, "😀" * 141, room=private)
    # When
    talk.say(bob, "yes", room=private, reply_to=1)
    # Then everybody is told and finds it at its place in the log
    [_, frame] = frames(talk, ann, "message_handler")
    found = act.message(talk, "ann", 2, private)
    assert frame["message"] == found.model_dump(mode="json")
    assert (found.body, found.reply_to, found.thread, found.replies) == ("yes", 1, 1, None)
    assert found.quoted is not None
    assert (found.quoted.seq, found.quoted.author.display_name, found.quoted.body) == (1, "Ann", "😀" * 140)
    assert (found.quoted.filename, found.quoted.deleted) == (None, None)
    # And what is answered tells so, the list of chats shows the quote, and it is unread
    first = act.message(talk, "ann", 1, private)
    assert (first.reply_to, first.thread, first.quoted) == (None, None, None)
    assert replies(talk, 1, private) == (1, 2, ["bob"])
    [listed] = [each for each in talk.chat_lists.all("ann").chats if each.name == private]
    assert (listed.last_message, listed.unread) == (found, 1)


def test_a_reply_to_a_reply_belongs_to_the_same_thread(talk: Chat, ann: Link, bob: Link, private: str) -> None:
    for link, body, to in ((ann, "a", None), (bob, "b", 1), (ann, "other", None), (ann, "c", 2), (bob, "d", 4)):
        talk.say(link, body, room=private, reply_to=to)
    found = [act.message(talk, "bob", seq, private) for seq in (2, 4, 5)]
    assert [(each.reply_to, each.thread, each.quoted.body if each.quoted else None) for each in found] == [
        (1, 1, "a"),
        (2, 1, "b"),
        (4, 1, "c"),
    ]
    assert replies(talk, 1, private) == (3, 5, ["bob", "ann"])
    assert replies(talk, 2, private) is None
    for seq in (1, 2, 5):
        page = thread(talk, seq, private)
        assert (page.root.body, [each.body for each in page.messages], page.has_newer) == ("a", ["b", "c", "d"], False)
    assert thread(talk, 3, private).messages == []


def test_a_quote_follows_its_message(talk: Chat, ann: Link, bob: Link, private: str) -> None:
    # Given
    talk.say(ann, "sesame", room=private)
    talk.say(bob, "what?", room=private, reply_to=1)
    # When it is edited
    act.edit(talk, ann, 1, "open up", room=private)
    # Then the reply is as it was, with the text of now
    found = act.message(talk, "bob", 2, private)
    assert (found.rev, found.quoted and found.quoted.body) == (0, "open up")
    # When it is deleted
    act.delete(talk, ann, 1, room=private)
    # Then nothing of its text is left, and the thread is
    found = act.message(talk, "bob", 2, private)
    assert found.quoted is not None
    assert (found.quoted.seq, found.quoted.author.username, found.quoted.body) == (1, "ann", None)
    assert found.quoted.deleted == act.message(talk, "bob", 1, private).deleted
    assert replies(talk, 1, private) == (1, 2, ["bob"])
    assert thread(talk, 2, private).root.deleted is not None
    # When the reply is edited, then whoever looks on is told the quote too
    act.edit(talk, bob, 2, "what now?", room=private)
    told = frames(talk, ann, "change_handler")[-1]["message"]
    assert told == act.message(talk, "ann", 2, private).model_dump(mode="json")
    assert "thread_replies" not in frames(talk, ann, "change_handler")[-1]


def test_what_is_deleted_over_or_never_was_cannot_be_answered(database: Database, wire: Wire) -> None:
    # Given
    chat = Chat(settings=replace(SETTINGS, retention_days=3), database=database)
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    chat.say(ann, "over")
    chat.clock.advance(days=2)
    chat.say(ann, "deleted")
    act.delete(chat, ann, 2)
    chat.clock.advance(days=2)
    before = stored(PUBLIC_CHAT)
    # When
    for seq in (0, 1, 2, 3, 2**53 - 1):
        for _ in range(30):  # more often than one may send: what is refused costs nothing
            with pytest.raises(NoSuchMessage):
                chat.say(ann, "well?", reply_to=seq)
    # Then
    assert stored(PUBLIC_CHAT) == before
    chat.say(ann, "well?")


def test_a_retry_is_acknowledged_though_what_it_answers_is_gone(talk: Chat, ann: Link, bob: Link, private: str) -> None:
    talk.say(ann, "question", room=private)
    client_id = talk.say(bob, "answer", room=private, reply_to=1)
    act.delete(talk, ann, 1, room=private)
    other = Chat(settings=talk.settings, database=talk.database, gateway=talk.gateway, clock=talk.clock)
    other.sending.send(bob, Send(type="message", room=private, client_id=client_id, body="answer", reply_to=1))
    assert [frame["seq"] for frame in frames(talk, bob, "ack")] == [2, 2]
    assert replies(talk, 1, private) == (1, 2, ["bob"])


def test_a_deleted_reply_is_in_no_count_and_everybody_is_told(talk: Chat, ann: Link, bob: Link, private: str) -> None:
    # Given
    for link, to in ((ann, None), (bob, 1), (ann, 2), (bob, 1)):
        talk.say(link, room=private, reply_to=to)
    assert replies(talk, 1, private) == (3, 4, ["bob", "ann"])
    # When, then
    act.delete(talk, bob, 4, room=private)
    assert replies(talk, 1, private) == (2, 3, ["ann", "bob"])
    assert [each.seq for each in thread(talk, 1, private).messages] == [2, 3]
    act.delete(talk, bob, 2, room=private)
    act.delete(talk, ann, 3, room=private)
    assert replies(talk, 1, private) is None
    assert [frame["thread_replies"] for frame in frames(talk, ann, "change_handler")] == [
        {"count": 2, "last_seq": 3, "usernames": ["ann", "bob"]},
        {"count": 1, "last_seq": 3, "usernames": ["ann"]},
        None,
    ]
    # and a deleted reply is of its thread still, which one may open from it
    assert thread(talk, 3, private).root.seq == 1
    # When the first is deleted, then the next reply counts as before
    talk.say(ann, room=private, reply_to=1)
    act.delete(talk, ann, 1, room=private)
    assert "thread_replies" not in frames(talk, ann, "change_handler")[-1]
    assert replies(talk, 1, private) == (1, 5, ["ann"])


def test_five_latest_repliers_are_named_and_an_earlier_one_comes_back(talk: Chat) -> None:
    # Given
    names = [f"user_{number}" for number in range(7)]
    links = [talk.connect(talk.user(name, verified=True)) for name in names]
    talk.say(links[0])
    for link in links:
        talk.say(link, reply_to=1)
    talk.say(links[5], reply_to=1)
    [first, *_] = talk.history.page(names[0], PUBLIC_CHAT, HistoryQuery(limit=9)).messages
    assert first.replies is not None
    assert first.replies.usernames == [names[number] for number in (5, 6, 4, 3, 2)]
    # When
    act.delete(talk, links[6], 8)
    # Then
    [first, *_] = talk.history.page(names[0], PUBLIC_CHAT, HistoryQuery(limit=9)).messages
    assert first.replies is not None
    assert first.replies.usernames == [names[number] for number in (5, 4, 3, 2, 1)]


def test_who_has_deleted_their_account_is_named_no_more(talk: Chat, ann: Link, bob: Link) -> None:
    # Given
    talk.say(ann)
    talk.say(bob, "secret plans", reply_to=1)
    talk.say(ann, reply_to=2)
    talk.identity.sign_up("bob", "bob@example.org", PASSWORD)
    # When
    talk.deletion.delete("bob", PASSWORD)
    # Then
    assert replies(talk, 1, PUBLIC_CHAT) == (2, 3, ["ann", "deleted-user"])
    quoted = act.message(talk, "ann", 3).quoted
    assert quoted is not None
    assert quoted.author.username == "deleted-user"


def test_a_thread_is_read_in_pages(talk: Chat, wire: Wire, ann: Link, private: str) -> None:
    # Given a thread among other messages
    talk.say(ann, "root", room=private)
    for number in range(9):
        talk.say(ann, f"{number}", room=private, reply_to=1 if number % 2 == 0 else None)
    # When
    pages = [thread(talk, 1, private, after=after, limit=2) for after in (0, 4, 8)]
    # Then
    assert [[each.seq for each in page.messages] for page in pages] == [[2, 4], [6, 8], [10]]
    assert [page.has_newer for page in pages] == [True, True, False]
    # and a page costs a Query, however long the thread is
    with wire.watched() as seen:
        thread(talk, 10, private)
    assert sorted(seen.operations) == ["BatchGetItem"] * 5 + ["Query"]
    for seq in (0, 11, 2**53):
        with pytest.raises(NoSuchMessage):
            thread(talk, seq, private)


WARM = [
    "BatchGetItem",  # the connections of both
    "BatchGetItem",  # what is answered
    "PutItem",  # where the message is to be
    "Query",  # the chat with its members
    "TransactWriteItems",  # the message, its place in the thread, and the thread's summary
    "UpdateItem",  # the sender's budget
    "UpdateItem",  # how far the log has got
]


def test_a_reply_costs_one_read_more_than_a_message_and_no_write_request(
    talk: Chat, wire: Wire, ann: Link, bob: Link, private: str
) -> None:
    for link in (ann, bob):
        talk.say(link, room=private)
    with wire.watched() as message:
        talk.say(ann, room=private)
    with wire.watched() as own:
        talk.say(ann, room=private, reply_to=1)
    with wire.watched() as others:
        talk.say(ann, room=private, reply_to=2)
    with wire.watched() as nested:
        talk.say(ann, room=private, reply_to=4)
    assert sorted(own.operations) == WARM
    assert (len(message.requests), message.write_units) == (6, 4)
    # of somebody else's the author is looked up, and told as one who is mentioned; of a reply the first of its thread
    assert [len(seen.requests) for seen in (own, others, nested)] == [7, 10, 8]
    assert [seen.write_units for seen in (own, others, nested)] == [9, 11, 9]


def test_a_page_full_of_replies_costs_one_request_more_than_one_without(
    talk: Chat, wire: Wire, ann: Link, private: str
) -> None:
    # Given
    fill(talk, private, ["ann", "bob"], 60)
    for seq in range(1, 31):
        talk.say(ann, room=private, reply_to=seq)
    # When
    with wire.watched() as without:
        talk.history.page("ann", private, HistoryQuery(before=61))
    with wire.watched() as full:
        page = talk.history.page("ann", private, HistoryQuery())
    # Then
    assert [each.quoted.seq if each.quoted else None for each in page.messages] == list(range(1, 31))
    assert len(full.requests) == len(without.requests) + 1


def test_two_replies_at_once_are_both_counted(talk: Chat, wire: Wire, ann: Link, bob: Link, private: str) -> None:
    for point in range(8):
        talk.say(ann, room=private)
        root = act.shown(talk, "ann", private)[-1].seq
        with wire.rival_after(point, lambda root=root: talk.say(bob, room=private, reply_to=root)) as acted:
            talk.say(ann, room=private, reply_to=root)
        if acted():
            found = replies(talk, root, private)
            assert found is not None
            assert (found[0], found[1], set(found[2])) == (2, root + 2, {"ann", "bob"})


def test_a_reply_and_the_deletion_of_another_meet(talk: Chat, wire: Wire, ann: Link, bob: Link, private: str) -> None:
    for point in range(8):
        talk.say(ann, room=private)
        root = act.shown(talk, "ann", private)[-1].seq
        talk.say(bob, room=private, reply_to=root)
        with wire.rival_after(point, lambda root=root: talk.say(ann, room=private, reply_to=root)):
            act.delete(talk, bob, root + 1, room=private)
        assert replies(talk, root, private) == (1, root + 2, ["ann"])


def test_a_deleted_group_leaves_no_thread_behind(talk: Chat, ann: Link, bob: Link) -> None:
    name = talk.groups.create("ann", NewGroup(groupchat_name="Fort"))
    talk.groups.edit("ann", name, EditGroup(add_members=["bob"]))
    for to in (None, 1, 2):
        talk.say(ann, room=name, reply_to=to)
    talk.groups.delete("ann", name)
    talk.work()
    assert [row["room"] for row in rows("messages") if name in row["room"]["S"]] == []
