"""What changes cost at the wire: requests, rounds and write units, budget and hint included."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.domain.changes.changes import Outcome
from snowfight.models.chat import EditGroup
from snowfight.models.client_frames import Join, Ping, Read
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Change, Link
from snowfight.storage.mentions.unread import UnreadMentions
from snowfight.storage.messages.changes import Changes
from snowfight.storage.rooms.change_position import ChangePosition
from tests.support.changes import changes, delete, edit, pin, react
from tests.support.chat import Chat
from tests.support.crowd import adorn, cheer, crowd, fill
from tests.support.item_size import size
from tests.support.tables import rows
from tests.support.wire import Watch, Wire
from tests.unit.emoji.test_custom_emoji import add

NAMES = [f"user_{number:05}" for number in range(10_000)]
TWENTY = [chr(0x1F600 + number) for number in range(20)]


def watched(wire: Wire, act: Callable[[], Outcome]) -> Watch:
    """What a change costs that is one."""
    with wire.watched() as seen:
        assert act().stored
    return seen


@pytest.fixture
def warm(chat: Chat, private: str, ann: Link, bob: Link) -> str:
    """The private chat, where both have written, edited and reacted lately."""
    for link in (ann, bob, ann):
        chat.say(link, "hello there", room=private)
    edit(chat, ann, 1, "hello", room=private)
    react(chat, bob, 1, "❤", room=private)
    return private


FIVE = [
    "BatchGetItem",  # the message, and what goes with it
    "Query",  # the chat with its members
    "TransactWriteItems",  # the change and the message
    "UpdateItem",  # the sender's budget
    "UpdateItem",  # how far the log has got
]


def test_an_edit_between_two_costs_five_requests_and_six_write_units(
    chat: Chat, wire: Wire, warm: str, ann: Link
) -> None:
    seen = watched(wire, lambda: edit(chat, ann, 3, "x" * 300, room=warm))
    assert (sorted(seen.operations), seen.write_units, seen.rounds) == (FIVE, 6, 4)


def test_a_reaction_between_two_costs_five_requests_and_eight_write_units(
    chat: Chat, wire: Wire, warm: str, ann: Link, bob: Link
) -> None:
    for link, emoji, on in ((bob, "👍", True), (ann, "👍", True), (ann, "👍", False), (bob, "❤️", True)):
        seen = watched(wire, lambda link=link, emoji=emoji, on=on: react(chat, link, 2, emoji, on=on, room=warm))
        assert (sorted(seen.operations), seen.write_units) == (FIVE, 8)


def test_a_custom_emoji_costs_no_request_more(chat: Chat, wire: Wire, warm: str, ann: Link) -> None:

    add(chat, "ann", "snow")
    seen = watched(wire, lambda: react(chat, ann, 2, ":snow:", room=warm))
    assert (sorted(seen.operations), seen.write_units) == (FIVE, 8)


def test_a_deletion_and_a_pin_between_two_cost_five_requests(chat: Chat, wire: Wire, warm: str, ann: Link) -> None:
    seen = watched(wire, lambda: delete(chat, ann, 3, room=warm))
    assert (sorted(seen.operations), seen.write_units) == (FIVE, 6)
    seen = watched(wire, lambda: pin(chat, ann, 2, room=warm))
    assert (sorted(seen.operations), seen.write_units) == (FIVE, 8)
    # with a pin and reactions, whose rows a job clears away, the transaction writes two rows more
    react(chat, ann, 1, room=warm)
    pin(chat, ann, 1, room=warm)
    seen = watched(wire, lambda: delete(chat, ann, 1, room=warm))
    assert (sorted(seen.operations), seen.write_units) == (FIVE, 10)


def test_what_is_so_already_costs_no_transaction(chat: Chat, wire: Wire, warm: str, ann: Link, bob: Link) -> None:
    for act, cost in (
        (lambda: edit(chat, ann, 1, "hello", room=warm), (4, 2)),  # the budget is taken and given back
        (lambda: react(chat, bob, 1, "❤", room=warm), (5, 3)),  # and the frame remembered
    ):
        with wire.watched() as seen:
            assert not act().stored
        assert (len(seen.requests), seen.write_units) == cost


def test_in_a_group_and_the_public_chat_an_author_is_looked_up_besides(
    chat: Chat, wire: Wire, group: str, ann: Link, bob: Link, cat: Link
) -> None:
    chat.groups.join("cat", group, None)
    for room in (group, PUBLIC_CHAT):
        for link in (ann, bob, cat):
            chat.say(link, room=room)
            react(chat, link, 1, room=room)
        seen = watched(wire, lambda room=room: react(chat, cat, 2, room=room))
        assert (len(seen.requests), seen.rounds) == ((6, 4) if room == group else (7, 5))
        assert seen.write_units == 8


def test_the_ten_thousandth_reaction_costs_hardly_more_than_the_first(
    chat: Chat, wire: Wire, ann: Link, bob: Link
) -> None:
    # Given
    units: dict[int, int] = {}
    for seq, count in enumerate((0, 99, 9_999), start=1):
        chat.say(ann)
        if count:
            cheer(chat, PUBLIC_CHAT, seq, "👍", NAMES[:count])
        # When
        seen = watched(wire, lambda seq=seq: react(chat, bob, seq))
        units[count + 1] = seen.write_units
    # Then
    assert units == {1: 8, 100: 10, 10_000: 10}
    # taking back costs the same, and one of the first fifty makes way for the next
    chat.user(NAMES[7])
    seventh = chat.connect(NAMES[7])
    for link, requests in ((bob, 7), (seventh, 8)):
        seen = watched(wire, lambda link=link: react(chat, link, 3, on=False))
        assert (len(seen.requests), seen.write_units) == (requests, 10)


def test_a_message_with_everything_on_it_is_a_row_of_some_twenty_kilobytes_at_most(
    chat: Chat, wire: Wire, ann: Link
) -> None:
    """Twenty emoji with fifty names of twenty letters each: what every further change of it costs."""

    chat.say(ann, "🐒" * 300)
    adorn(chat, PUBLIC_CHAT, 1, TWENTY, [f"somebody_with_a_{number:04}" for number in range(60)])
    [row] = [row for row in rows("messages") if row["room"]["S"] == PUBLIC_CHAT]
    assert size(row) < 25 * 1024
    seen = watched(wire, lambda: react(chat, ann, 1, TWENTY[3]))
    assert seen.write_units <= 60


def test_a_page_of_two_hundred_messages_with_reactions_is_one_query_and_at_most_one_request_for_me(
    chat: Chat, wire: Wire, private: str, ann: Link
) -> None:
    # Given
    fill(chat, private, ["ann", "bob"], 200)
    for seq in (1, 100, 200):
        react(chat, ann, seq, room=private)
    with wire.watched() as seen:
        page = chat.history.page("ann", private, HistoryQuery(limit=200))
    assert len(page.messages) == 200
    assert seen.operations == ["BatchGetItem", "Query", "BatchGetItem"]
    # When half of the messages have more reactions than they name
    for seq in range(2, 100):
        cheer(chat, private, seq, "👍", NAMES[:51])
    # Then
    for username in ("ann", "bob"):
        with wire.watched() as seen:
            page = chat.history.page(username, private, HistoryQuery(limit=200))
        assert len(page.messages) == 200
        assert sorted(seen.operations) == ["BatchGetItem", "BatchGetItem", "BatchGetItem", "Query"]


def test_a_page_of_changes_is_one_query_of_their_log(chat: Chat, wire: Wire, warm: str, bob: Link) -> None:
    with wire.watched() as seen:
        assert changes(chat, "bob", warm).messages
    assert sorted(seen.operations) == ["BatchGetItem", "BatchGetItem", "BatchGetItem", "Query"]
    with wire.watched() as seen:
        assert not changes(chat, "bob", warm, after=2).messages
    assert sorted(seen.operations) == ["BatchGetItem", "Query"]


BEFORE = {
    "private": {"say": (6, 4), "join": (7, 2), "ping": (1, 0), "read": (4, 2), "page": (3, 0), "open": (11, 0)},
    "group": {"say": (6, 4), "join": (7, 2), "ping": (1, 0), "read": (4, 2), "page": (3, 0), "open": (10, 0)},
    "public": {"say": (6, 4), "join": (5, 2), "ping": (1, 0), "read": (2, 1), "page": (3, 0), "open": (6, 0)},
}
"""Requests and write units, as they were counted in the release before there were changes; to open a small chat takes
one more, for how far the others have read."""


@pytest.mark.parametrize("where", BEFORE)
def test_whoever_changes_nothing_pays_what_they_paid_before(
    request: pytest.FixtureRequest, chat: Chat, wire: Wire, where: str, ann: Link, bob: Link
) -> None:
    # Given
    room: str = PUBLIC_CHAT if where == "public" else request.getfixturevalue(where)
    for link in (ann, bob, ann):
        chat.subscriptions.join(link, Join(type="join", room=room))
        chat.say(link, room=room)
    acts: dict[str, Callable[[], object]] = {
        "say": lambda: chat.say(ann, room=room),
        "join": lambda: chat.subscriptions.join(ann, Join(type="join", room=room)),
        "ping": lambda: chat.heartbeat.ping(ann, Ping(type="ping", seqs={room: 4}, revs={room: 0})),
        "read": lambda: chat.read_receipts.read(ann, Read(type="read", room=room, seq=5)),
        "page": lambda: chat.history.page("ann", room, HistoryQuery()),
        "open": lambda: chat.chat_lists.open("ann", room),
    }
    # When
    costs: dict[str, tuple[int, int]] = {}
    for name, act in acts.items():
        if name == "read":
            chat.say(bob, room=room)
        with wire.watched() as seen:
            act()
        costs[name] = (len(seen.requests), seen.write_units)
    # Then
    assert costs == BEFORE[where]


def test_the_chats_row_stays_one_write_unit_with_two_hundred_deletions_far_apart(
    chat: Chat, wire: Wire, group: str, ann: Link
) -> None:
    """Its size is what every message costs there."""

    # Given a group with the longest title and the longest names, eight of whose members have written
    authors = [f"somebody_with_a_{number:04}" for number in range(9)]
    crowd(chat, group, authors)
    chat.groups.edit("ann", group, EditGroup(groupchat_name="🐒" * 50, retention_days=365))
    state = chat.rooms.states([group])[group]
    for seq, author in enumerate(authors, start=201 * 16_000):
        chat.rooms.advance(chat.rooms.states([group])[group], seq, author, chat.clock.now())
    # When messages that lie thousands apart are deleted
    assert chat.database is not None
    position = ChangePosition(chat.database, Changes(chat.database))
    for rev in range(1, 202):
        state = chat.rooms.states([group])[group]
        position.advance(state, Change(group, rev, rev * 16_000, "delete", "ann"), chat.clock.now())
    # And as many mention everybody as are remembered
    for number in range(1, 101):
        UnreadMentions(chat.database).add_all(chat.rooms.states([group])[group], number * 16_000)
    # Then
    [meta] = [row for row in rows("rooms") if row["pk"]["S"] == f"ROOM#{group}" and row["sk"]["S"] == "META"]
    assert len(chat.rooms.states([group])[group].deletions) == 200
    assert len(chat.rooms.states([group])[group].mentions_all) >= 12
    assert size(meta) <= 1024
