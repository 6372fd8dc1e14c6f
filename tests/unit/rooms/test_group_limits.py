"""How many groups somebody makes, how many people they add, and how many groups somebody is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from snowfight.domain.rooms.group_limits import CHANGES
from snowfight.errors import CannotBeAdded, NoSuchUser, RateLimited, SnowfightError, TooManyChats
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.records import RoomState
from snowfight.storage.accounts import accounts as module
from snowfight.storage.rows.rooms import AccountRow, MembershipRow, RoomsRow
from tests.support.chat import Chat
from tests.support.crowd import contradictions
from tests.support.tables import rows
from tests.support.wire import Wire

HOUR = 60


@pytest.fixture
def chat(chat: Chat) -> Chat:
    """With three people who may be in groups."""
    for name in ("ann", "bob", "cat"):
        chat.user(name, verified=True)
    return chat


def make(chat: Chat, who: str = "ann", *, is_open: bool = False) -> str:
    return chat.groups.create(who, NewGroup(groupchat_name="Snow", open=is_open))


def add(chat: Chat, room: str, *names: str) -> None:
    chat.groups.edit("ann", room, EditGroup(add_members=list(names)))


def remove(chat: Chat, room: str, *names: str) -> None:
    chat.groups.edit("ann", room, EditGroup(remove_members=list(names)))


def be_in(chat: Chat, who: str, number: int) -> None:
    """Be in so many groups, counted or not: as memberships from before there was a limit are."""
    with RoomsRow.batch_write() as batch:
        for index in range(number):
            name = f"00000000-0000-4000-8000-{index:012d}"
            batch.save(MembershipRow(f"USER#{who}", f"ROOM#{name}", joined=1, read_seq=0))


def forget_count(who: str) -> None:
    AccountRow(f"USER#{who}", "ACCOUNT").update([AccountRow.joins.remove(), AccountRow.max_joins.remove()])


def counted(who: str) -> int | None:
    [row] = [row for row in rows("rooms") if (row["pk"]["S"], row["sk"]["S"]) == (f"USER#{who}", "ACCOUNT")]
    return int(row["joins"]["N"]) if "joins" in row else None


def tried(deed: Callable[[], object]) -> str:
    try:
        deed()
    except SnowfightError as error:
        return error.code
    return "ok"


def test_a_hundred_groups_an_hour_and_then_one_waits_until_the_first_is_an_hour_old(chat: Chat) -> None:
    for _ in range(100):
        make(chat)
    chat.clock.advance(minutes=HOUR - 1)
    with pytest.raises(RateLimited) as refused:
        make(chat)
    assert refused.value.retry_after == pytest.approx(60)
    assert tried(lambda: make(chat, "bob")) == "ok"
    chat.clock.advance(minutes=1)
    make(chat)


def test_the_same_person_is_added_sixty_times_an_hour_and_another_still_is(chat: Chat) -> None:
    # Given
    room = make(chat)
    for _ in range(60):
        add(chat, room, "bob")
        remove(chat, room, "bob")
    # When, then: nothing of the refused edit is done
    with pytest.raises(RateLimited):
        chat.groups.edit("ann", room, EditGroup(add_members=["bob", "cat"], groupchat_name="Ice"))
    assert chat.chat_lists.one("ann", room).title == "Snow"
    assert chat.chat_lists.one("ann", room).member_count == 1
    add(chat, room, "cat")
    # Then: in another group neither, and by another person at any time
    assert tried(lambda: add(chat, make(chat), "bob")) == "rate_limited"
    others = make(chat, "cat")
    chat.groups.edit("cat", others, EditGroup(add_members=["bob"]))
    chat.clock.advance(minutes=HOUR)
    add(chat, room, "bob")


def test_five_hundred_people_are_added_an_hour(chat: Chat) -> None:
    room = make(chat)
    names = [chat.user(f"user_{number}", verified=True) for number in range(30)]
    for _ in range(16):
        add(chat, room, *names)
        remove(chat, room, *names)
    assert tried(lambda: add(chat, room, *names[:21])) == "rate_limited"
    add(chat, room, *names[:20])


def test_what_is_refused_anyway_and_what_changes_nothing_counts_for_nothing(chat: Chat) -> None:
    # Given
    room = make(chat, is_open=True)
    add(chat, room, "bob")
    spent = [row for row in rows("ephemeral") if row["pk"]["S"].startswith("RATE#")]
    # When
    for _ in range(3):
        add(chat, room, "bob")
        remove(chat, room, "cat")
        chat.groups.edit("ann", room, EditGroup(groupchat_name=" Snow ", open=True, retention_days=0))
        chat.groups.join("bob", room, None)
        with pytest.raises(NoSuchUser):
            add(chat, room, "cat", "nobody")
    # Then
    assert [row for row in rows("ephemeral") if row["pk"]["S"].startswith("RATE#")] == spent
    assert [row for row in rows("ephemeral") if row["pk"]["S"] == "JOBS"] == []


def test_a_change_that_is_none_is_told_to_nobody_and_writes_nothing(chat: Chat, wire: Wire) -> None:
    link = chat.connect("ann")
    room = make(chat)
    with wire.watched() as seen:
        chat.groups.edit("ann", room, EditGroup(groupchat_name="Snow", open=False))
    assert seen.write_units == 0
    assert chat.gateway.frames(link.connection_id) == []


def test_edits_and_joins_have_a_bound_that_the_contracts_limits_do_not_reach(chat: Chat) -> None:
    # Given: everything that the contract lets one user do in an hour, and 1,000 joins
    room, others = make(chat), make(chat, "bob", is_open=True)
    for number in range(60):
        add(chat, room, "bob")
        remove(chat, room, "bob")
        chat.groups.edit("ann", room, EditGroup(groupchat_name=f"Snow {number}"))
    chat.rate_limits.spend(CHANGES, "ann", chat.clock.now(), 990)  # joins that need no doing one by one
    for _ in range(10):
        chat.groups.join("ann", others, None)
        chat.groups.leave("ann", others)
    # When, then
    codes = [
        tried(lambda number=number: chat.groups.edit("ann", room, EditGroup(groupchat_name=f"Ice {number}")))
        for number in range(21)
    ]
    assert codes == [*["ok"] * 20, "rate_limited"]
    assert tried(lambda: chat.groups.join("ann", others, None)) == "rate_limited"


def test_new_private_chats_are_limited_and_those_that_are_there_are_found(chat: Chat) -> None:
    names = [chat.user(f"user_{number}") for number in range(201)]
    rooms = [chat.private_chats.with_user("ann", name) for name in names[:200]]
    with pytest.raises(RateLimited):
        chat.private_chats.with_user("ann", names[200])
    assert chat.private_chats.with_user("ann", names[0]) == rooms[0]
    assert chat.private_chats.with_user(names[200], "ann")
    assert counted("ann") == 0


@pytest.fixture
def limit(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> int:
    """A smaller limit, for people whose groups have not been counted yet."""
    for name in ("ann", "bob", "cat"):
        forget_count(name)
    for place in ("snowfight.storage.accounts.accounts", "snowfight.domain.rooms.group_limits"):
        monkeypatch.setattr(f"{place}.MAX_GROUPS", 5)
    return 5


def test_in_a_thousand_groups_one_makes_and_joins_no_other_and_is_added_to_none(chat: Chat) -> None:
    # Given: from before there was a limit
    be_in(chat, "bob", module.MAX_GROUPS)
    forget_count("bob")
    room = make(chat, is_open=True)
    before = rows("rooms")
    # When, then
    with pytest.raises(TooManyChats):
        make(chat, "bob")
    with pytest.raises(TooManyChats):
        chat.groups.join("bob", room, None)
    with pytest.raises(CannotBeAdded, match="bob"):
        add(chat, room, "cat", "bob")
    assert [row for row in rows("rooms") if row["sk"]["S"] != "ACCOUNT"] == [
        row for row in before if row["sk"]["S"] != "ACCOUNT"
    ]
    # When one is left, then there is room for one
    MembershipRow("USER#bob", "ROOM#00000000-0000-4000-8000-000000000000").update([MembershipRow.left.set(1)])
    chat.groups.join("bob", room, None)
    assert tried(lambda: make(chat, "bob")) == "too_many_chats"


def test_private_chats_are_no_groups(chat: Chat, limit: int) -> None:
    for number in range(limit + 1):
        chat.private_chats.with_user("ann", chat.user(f"user_{number}"))
    forget_count("ann")
    make(chat)
    assert counted("ann") == 1


def test_whoever_leaves_is_removed_or_whose_group_is_deleted_has_room_again(chat: Chat, limit: int) -> None:
    others = [make(chat, "cat", is_open=True) for _ in range(limit)]
    for name in others:
        chat.groups.join("bob", name, None)
    rooms = [make(chat) for _ in range(3)]
    ways: list[Callable[[], object]] = [
        lambda: chat.groups.leave("bob", others[0]),
        lambda: chat.groups.edit("cat", others[1], EditGroup(remove_members=["bob"])),
        lambda: (chat.groups.delete("cat", others[2]), chat.work()),
    ]
    for room, give_room in zip(rooms, ways, strict=True):
        assert tried(lambda room=room: add(chat, room, "bob")) == "cannot_be_added"
        give_room()
        assert tried(lambda room=room: add(chat, room, "bob")) == "ok"
    assert contradictions() == []


def meetings(wire: Wire, one: Callable[[], object], other: Callable[[], object]) -> Iterator[tuple[str, str]]:
    """What becomes of both, for every step of the one at which the other may come in between."""
    for place in range(12):
        results: list[str] = []
        with wire.rival_after(place, lambda seen=results: seen.append(tried(other))) as acted:
            mine = tried(one)
        if not acted():
            return
        yield mine, results[0]


def test_of_two_at_once_for_the_last_place_one_gets_it(chat: Chat, wire: Wire, limit: int) -> None:
    """Bob makes a group while Ann adds him to hers, whoever comes first at which step."""
    room = make(chat)
    kept = [make(chat, "bob") for _ in range(limit - 1)]
    for mine, other in meetings(wire, lambda: make(chat, "bob"), lambda: add(chat, room, "bob")):
        mine_in = {state.name for state in groups_of(chat, "bob")}
        assert len(mine_in) == limit
        assert sorted((mine, other)) in (["cannot_be_added", "ok"], ["ok", "too_many_chats"])
        for name in mine_in - set(kept):
            chat.groups.leave("bob", name)
        chat.work()
        chat.clock.advance(minutes=HOUR)


def groups_of(chat: Chat, who: str) -> list[RoomState]:
    return [state for state in chat.rooms.states(chat.rooms.memberships.of(who)).values() if state.kind == "group"]


def test_whoever_was_in_more_chats_than_are_listed_sees_the_newest_and_gets_out_of_all(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given: ten chats of which five are listed
    monkeypatch.setattr("snowfight.domain.newest_chats.LISTED", 5)
    order: list[str] = []
    for number in range(10):
        chat.clock.advance(minutes=1)
        order.append(
            chat.private_chats.with_user("ann", chat.user(f"user_{number}")) if number % 2 else make(chat, "ann")
        )
    chat.clock.advance(minutes=1)
    chat.say(chat.connect("ann"), room=order[2])
    # When, then
    newest = [order[2], *order[:-4:-1]]
    assert [one.name for one in chat.chat_lists.all("ann").chats] == [*newest, "public-chat"]
    for name in order[::2]:
        chat.groups.leave("ann", name)
    assert {one.kind for one in chat.chat_lists.all("ann").chats} == {"private", "public"}
