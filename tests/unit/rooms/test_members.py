"""The members of a chat, in pages, the longest-standing first."""

from __future__ import annotations

import pytest

from snowfight.errors import Invalid, NoSuchChat, NotAMember
from snowfight.models.chat import EditGroup, MemberQuery, NewGroup
from snowfight.models.client_frames import Join
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.server_frames import MAX_FRAME
from snowfight.storage.rows.rooms import AccountRow, RoomsRow
from tests.support.calls import call
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.lambdas import Lambdas


@pytest.fixture
def group(chat: Chat) -> str:
    return chat.groups.create(chat.user("ann", verified=True), NewGroup(groupchat_name="Snow", open=True))


def many(count: int) -> list[str]:
    return [f"user_{number:04}" for number in range(count)]


def people(names: list[str], display_name: str = "Somebody", avatar_url: str | None = None) -> None:
    """Accounts, many at once."""
    with RoomsRow.batch_write() as batch:
        for name in names:
            row = AccountRow(f"USER#{name}", "ACCOUNT", display_name=display_name, email="", email_verified=True)
            row.avatar_url = avatar_url
            batch.save(row)


def names(chat: Chat, group: str) -> list[str]:
    """All members, page by page, as a client reads them."""
    page = chat.chat_lists.open("ann", group)
    found, cursor, sizes = [each.username for each in page.members], page.members_cursor, [len(page.members)]
    while cursor:
        more = chat.chat_lists.members("ann", group, MemberQuery(cursor=cursor))
        found += [each.username for each in more.members]
        sizes.append(len(more.members))
        cursor = more.cursor
    assert max(sizes) <= 200
    return found


@pytest.mark.parametrize("others", [0, 1, 198, 199, 200, 399, 450])
def test_every_member_comes_once_the_longest_standing_first(chat: Chat, group: str, others: int) -> None:
    chat.clock.advance(seconds=1)
    people(many(others))
    crowd(chat, group, members=many(others))
    assert names(chat, group) == ["ann", *many(others)]
    assert [each.username for each in chat.chat_lists.settings("ann", group).members] == ["ann", *many(others)][:200]
    assert chat.chat_lists.one("ann", group).member_count == others + 1


def test_whoever_goes_between_two_pages_moves_nobody(chat: Chat, group: str) -> None:
    # Given
    chat.clock.advance(seconds=1)
    people(many(250))
    crowd(chat, group, members=many(250))
    first = chat.chat_lists.open("ann", group)
    # When the last one of the page goes, and one before
    chat.groups.edit("ann", group, EditGroup(remove_members=[first.members[-1].username, first.members[5].username]))
    # Then
    rest = chat.chat_lists.members("ann", group, MemberQuery(cursor=first.members_cursor))
    assert ([each.username for each in rest.members], rest.cursor) == (many(250)[199:], None)


def test_a_page_is_for_whoever_may_see_the_chat_and_the_public_one_has_none(chat: Chat, group: str) -> None:
    chat.user("bob")
    private = chat.private_chats.with_user("ann", "bob")
    assert [each.username for each in chat.chat_lists.members("bob", private, MemberQuery()).members] == ["ann", "bob"]
    with pytest.raises(Invalid):
        chat.chat_lists.members("bob", PUBLIC_CHAT, MemberQuery())
    with pytest.raises(NotAMember):
        chat.chat_lists.members("bob", group, MemberQuery())
    with pytest.raises(NoSuchChat):
        chat.chat_lists.members("bob", "nowhere", MemberQuery())


@pytest.mark.parametrize("cursor", ["x", "1", "1.", ".ann", "-1.ann", "1.ANN", "9" * 17 + ".ann", "1.a b", "1.ann\n"])
def test_what_is_no_cursor_is_refused(lambdas: Lambdas, chat: Chat, group: str, cursor: str) -> None:
    assert call(lambdas, "GET", f"/api/chat/{group}/members", "ann", query={"cursor": cursor}).status == 422


def test_somebody_called_as_the_path_is_has_private_chats(lambdas: Lambdas, chat: Chat, group: str) -> None:
    """The contract reserves other words of the paths as names, and not this one."""
    chat.user("members")
    assert call(lambdas, "GET", "/api/chat/private/members", "ann").body["chat"]["kind"] == "private"
    assert call(lambdas, "GET", f"/api/chat/{group}/members", "ann").body == {
        "members": [{"username": "ann", "display_name": "Ann", "avatar_url": None, "bot": False, "status": "offline"}],
        "cursor": None,
    }


@pytest.mark.parametrize(("others", "is_told"), [(1, True), (99, True), (100, False), (1500, False)])
def test_a_chat_is_joined_with_its_members_where_they_are_few(
    chat: Chat, group: str, others: int, *, is_told: bool
) -> None:
    crowd(chat, group, members=many(others))
    joined = chat.subscriptions.join(chat.connect("ann"), Join(type="join", room=group))[0]
    assert (joined.members is not None and len(joined.members) == others + 1) is is_told
    assert len(joined.model_dump_json().encode()) <= MAX_FRAME


def test_a_hundred_with_long_names_and_pictures_are_too_long_for_one_frame(chat: Chat, group: str) -> None:
    people(many(99), display_name="🐒" * 50, avatar_url="https://res.cloudinary.com/" + "x" * 200)
    crowd(chat, group, members=many(99))
    joined = chat.subscriptions.join(chat.connect("ann"), Join(type="join", room=group))[0]
    assert (joined.members, joined.last_seq) == (None, 0)
