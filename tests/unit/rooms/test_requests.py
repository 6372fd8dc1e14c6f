"""What things cost at the wire: requests, rounds and write units, like a query-count test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Ping
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.tables import SETTINGS
from tests.support.wire import Watch, Wire


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    """A chat whose people send as fast as the test does."""
    return Chat(settings=replace(SETTINGS, rate_burst=1000), database=database)


def give_ann(chat: Chat, numbers: range) -> None:
    """Chats with others: as many private ones as groups, and their word in each."""
    for number in numbers:
        other = chat.user(f"user_{number}", verified=True)
        if number % 2:
            name = chat.private_chats.with_user("ann", other)
        else:
            name = chat.groups.create(other, NewGroup(groupchat_name="group"))
            chat.groups.edit(other, name, EditGroup(add_members=["ann"]))
        fill(chat, name, [other], 1)


def test_the_list_of_chats_costs_the_same_for_a_hundred_as_for_three(chat: Chat, wire: Wire) -> None:
    # Given: the public chat, one private chat, one group
    chat.user("ann", verified=True)
    fill(chat, PUBLIC_CHAT, ["ann"], 1)
    give_ann(chat, range(2))
    with wire.watched() as few:
        assert len(chat.chat_lists.all("ann").chats) == 3
    # When
    give_ann(chat, range(2, 99))
    with wire.watched() as many:
        listed = chat.chat_lists.all("ann").chats
    # Then
    assert len(listed) == 100
    assert all(one.last_message for one in listed)
    assert few.operations == many.operations == ["Query", *["BatchGetItem"] * 5]


def test_a_page_of_history_costs_one_query_of_the_log_however_deep_it_lies(chat: Chat, wire: Wire) -> None:
    name = chat.groups.create(chat.user("ann", verified=True), NewGroup(groupchat_name="long"))
    fill(chat, name, ["ann"], 3000)
    for query in (
        HistoryQuery(),
        HistoryQuery(offset=2900),
        HistoryQuery(before=40),
        HistoryQuery(after=1500, limit=200),
        HistoryQuery(after=0),
    ):
        with wire.watched() as seen:
            assert chat.history.page("ann", name, query).messages
        assert seen.operations == ["BatchGetItem", "Query", "BatchGetItem"], query
        assert [sorted(request.tables) for request in seen.requests] == [["rooms"], ["messages"], ["rooms"]]


def public(_chat: Chat) -> str:
    return PUBLIC_CHAT


def private(chat: Chat) -> str:
    return chat.private_chats.with_user("ann", "bob")


def closed(chat: Chat) -> str:
    return _group(chat, is_open=False)


def opened(chat: Chat) -> str:
    return _group(chat, is_open=True)


def _group(chat: Chat, *, is_open: bool) -> str:
    name = chat.groups.create("ann", NewGroup(groupchat_name="group", open=is_open))
    chat.groups.edit("ann", name, EditGroup(add_members=["bob"]))
    return name


def sent(chat: Chat, wire: Wire, kind: Callable[[Chat], str], body: str) -> tuple[Watch, int]:
    """What a warm send costs, and the rounds before its first post."""
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    room = kind(chat)
    ann, bob = chat.connect("ann", room), chat.connect("bob", room)
    for link in (ann, bob, ann):
        chat.say(link, room=room)
    chat.clock.advance(seconds=30)
    post = chat.gateway.broadcast
    rounds: list[int] = []
    with wire.watched() as seen:

        def broadcast(*arguments: object, **named: object) -> object:
            rounds.append(seen.rounds)
            return post(*arguments, **named)  # pyright: ignore[reportArgumentType]

        chat.gateway.broadcast = broadcast  # pyright: ignore[reportAttributeAccessIssue]
        chat.say(ann, body, room=room)
    assert len(chat.gateway.frames(bob.connection_id, "message_handler")) == 4
    return seen, min(rounds)


@pytest.mark.parametrize("kind", [public, private, closed, opened])
@pytest.mark.parametrize("body", ["hello", "x" * 300])
def test_a_warm_send_costs_six_requests_four_write_units_and_three_rounds_before_the_first_post(
    chat: Chat, wire: Wire, kind: Callable[[Chat], str], body: str
) -> None:
    seen, rounds = sent(chat, wire, kind, body)
    assert sorted(seen.operations) == [
        "BatchGetItem",  # the chat, or who is here
        "PutItem",  # where the message is to be
        "PutItem",  # the message
        "Query",  # the chat with its members, or who shows the public one
        "UpdateItem",  # the sender's budget
        "UpdateItem",  # how far the log has got
    ]
    assert seen.write_units == 4
    assert rounds == 3
    assert seen.rounds == 4


def test_a_retry_costs_one_read_where_it_is_remembered_and_no_more_than_a_send_elsewhere(
    chat: Chat, wire: Wire
) -> None:
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    client_id = chat.say(ann)
    elsewhere = Chat(settings=chat.settings, gateway=chat.gateway, clock=chat.clock, database=chat.database)
    with wire.watched() as remembered:
        chat.say(ann, client_id=client_id)
    chat.clock.advance(seconds=30)
    with wire.watched() as found:
        elsewhere.say(ann, client_id=client_id)
    assert remembered.operations == ["BatchGetItem"]
    assert (len(found.requests), found.write_units) == (6, 3)


def test_a_ping_costs_one_request_for_thirty_chats_and_one_for_each_thirty_three(chat: Chat, wire: Wire) -> None:
    ann = chat.connect(chat.user("ann", verified=True))
    give_ann(chat, range(30))
    names = [one.name for one in chat.chat_lists.all("ann").chats]
    for seqs, requests in (
        (names[:1], 1),
        (names, 1),
        ([*names, *(str(UUID(int=n, version=4)) for n in range(169))], 6),
    ):
        with wire.watched() as seen:
            pong = chat.heartbeat.ping(ann, Ping(type="ping", seqs=dict.fromkeys(seqs, 1)))
        assert seen.operations == ["BatchGetItem"] * requests
        assert seen.rounds == 1
        assert pong.behind == {}


def test_a_send_in_a_busy_chat_of_many_authors_costs_one_write_more(chat: Chat, wire: Wire) -> None:
    """The longest silent author's place is handed on: ten authors in turn, which no chat of two has."""
    names = [chat.user(f"user_{number}", verified=True) for number in range(10)]
    links = [chat.connect(name, PUBLIC_CHAT) for name in names]
    for link in links:
        chat.say(link)
    with wire.watched() as seen:
        chat.say(links[0])
    assert (len(seen.requests), seen.write_units) == (7, 5)


def test_a_group_of_a_hundred_costs_no_more_requests_than_one_of_two(chat: Chat, wire: Wire) -> None:
    ann = chat.connect(chat.user("ann", verified=True))
    name = chat.groups.create("ann", NewGroup(groupchat_name="group"))
    for start in range(0, 99, 25):
        names = [chat.user(f"user_{number}", verified=True) for number in range(start, min(start + 25, 99))]
        chat.groups.edit("ann", name, EditGroup(add_members=names))
    chat.say(ann, room=name)
    with wire.watched() as seen:
        chat.say(ann, room=name)
    assert (len(seen.requests), seen.write_units) == (6, 4)
