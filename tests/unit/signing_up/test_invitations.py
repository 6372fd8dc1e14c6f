"""Given a deployment that takes an invitation, when somebody signs up, then …"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from snowfight.errors import BadInvite, Unavailable, UsernameTaken
from snowfight.models.chat import EditGroup
from snowfight.models.records import Sanction
from snowfight.storage.accounts.records import account_row, packed_sanction
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.tables import rows
from tests.unit.signing_up.newcomers import decide, group_of, invited, members, prove, sign_up


@pytest.fixture(autouse=True)
def by_invitation(chat: Chat) -> None:
    decide(chat, sign_up="invited")


def ban(chat: Chat, username: str, *, minutes: float | None = None) -> None:
    """Ban an account, or with 0 minutes lift its ban."""
    assert chat.database is not None
    until = None if minutes is None else chat.clock.now()
    action = AccountRow.banned.set(packed_sanction(Sanction(until, "no")))
    chat.database.update(account_row(username), [action])


@pytest.mark.parametrize("invite", [None, "", "guess", ".", "a.b", "00000000-0000-4000-8000-000000000000.guess"])
def test_without_a_good_one_nobody_comes_in(chat: Chat, invite: str | None) -> None:
    invited(chat)
    with pytest.raises(BadInvite):
        sign_up(chat, "ann", invite=invite)
    assert chat.identity.users == {}


def test_it_lets_in_so_many_and_no_more(chat: Chat) -> None:
    invite = invited(chat, uses=2)
    sign_up(chat, "ann", invite=invite)
    sign_up(chat, "bob", invite=invite)
    with pytest.raises(BadInvite):
        sign_up(chat, "cat", invite=invite)


def test_of_two_at_once_for_its_last_use_one_comes_in(chat: Chat) -> None:
    invite = invited(chat)

    def come(username: str) -> bool:
        try:
            sign_up(chat, username, invite=invite)
        except BadInvite:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(come, ["ann", "bob"])) == [False, True]


def test_it_ends_after_its_days(chat: Chat) -> None:
    invite = invited(chat, uses=5, days=2)
    chat.clock.advance(days=1, hours=23)
    sign_up(chat, "ann", invite=invite)
    chat.clock.advance(hours=1)
    with pytest.raises(BadInvite):
        sign_up(chat, "bob", invite=invite)


def test_one_that_fails_for_another_reason_leaves_it_unused(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a name that is taken, and then a Cognito that does not answer
    invite = invited(chat)

    def down(*_: object) -> None:
        raise Unavailable

    with pytest.raises(UsernameTaken):
        sign_up(chat, "mod", invite=invite)
    with monkeypatch.context() as patched:
        patched.setattr(chat.identity, "sign_up", down)
        with pytest.raises(Unavailable):
            sign_up(chat, "ann", invite=invite)
    # When it is tried again, then it is good
    sign_up(chat, "ann", invite=invite)


def test_those_of_a_moderator_who_is_banned_or_gone_let_nobody_in(chat: Chat) -> None:
    # Given
    invite = invited(chat, uses=5)
    ban(chat, "mod")
    with pytest.raises(BadInvite):
        sign_up(chat, "ann", invite=invite)
    # When the ban is over, then they are as they were
    ban(chat, "mod", minutes=0)
    sign_up(chat, "ann", invite=invite)
    # When the account is deleted, then they end
    chat.accounts.delete("mod")
    with pytest.raises(BadInvite):
        sign_up(chat, "bob", invite=invite)


@pytest.mark.parametrize("is_open", [False, True])
def test_an_invitation_to_a_group_lets_in_and_joins_once_the_address_is_proven(chat: Chat, is_open: bool) -> None:
    # Given
    room, invite = group_of(chat, "ada", open=is_open)
    # When
    sign_up(chat, "ann", invite=invite)
    assert members(chat, room) == ("ada",)
    prove(chat, "ann")
    # Then
    assert members(chat, room) == ("ada", "ann")
    account = chat.accounts.get("ann")
    assert account is not None
    assert account.invite is None


def test_who_left_the_group_is_not_brought_back_by_another_proof(chat: Chat) -> None:
    room, invite = group_of(chat, "ada")
    sign_up(chat, "ann", invite=invite)
    prove(chat, "ann")
    chat.groups.leave("ann", room)
    chat.clock.advance(minutes=5)
    prove(chat, "ann")
    assert members(chat, room) == ("ada",)


def test_the_secret_of_an_old_link_lets_in_with_its_chat_before_it(chat: Chat) -> None:
    room, invite = group_of(chat, "ada")
    sign_up(chat, "ann", invite=f"{room}.{invite.rpartition('.')[2]}")
    sign_up(chat, "bob", invite=f"{room}.{invite}")
    prove(chat, "bob")
    assert members(chat, room) == ("ada", "bob")


def test_a_group_that_has_another_invitation_by_then_is_not_joined(chat: Chat) -> None:
    room, invite = group_of(chat, "ada")
    sign_up(chat, "ann", invite=invite)
    chat.groups.edit("ada", room, EditGroup(reset_invite=True))
    prove(chat, "ann")
    assert members(chat, room) == ("ada",)
    with pytest.raises(BadInvite):
        sign_up(chat, "bob", invite=invite)


def test_a_group_that_is_gone_by_then_is_in_nobodys_way(chat: Chat) -> None:
    room, invite = group_of(chat, "ada")
    sign_up(chat, "ann", invite=invite)
    chat.groups.delete("ada", room)
    prove(chat, "ann")
    account = chat.accounts.get("ann")
    assert account is not None
    assert account.email_verified


def test_the_group_of_an_admin_who_is_banned_lets_nobody_in(chat: Chat) -> None:
    _, invite = group_of(chat, "ada")
    ban(chat, "ada")
    with pytest.raises(BadInvite):
        sign_up(chat, "ann", invite=invite)


@pytest.mark.parametrize("mode", ["open", "domains"])
def test_where_none_is_asked_for_none_is_used_and_a_group_is_joined_all_the_same(chat: Chat, mode: str) -> None:
    # Given
    decide(chat, sign_up=mode, domains=["example.org"])
    code = invited(chat)
    room, invite = group_of(chat, "ada")
    # When
    sign_up(chat, "ann", invite=code)
    sign_up(chat, "bob", invite=invite)
    sign_up(chat, "cat", invite="guess")
    prove(chat, "bob")
    # Then
    assert [row["uses"] for row in rows("rooms") if row["pk"]["S"].startswith("INVITE#")] == [{"N": "1"}]
    assert members(chat, room) == ("ada", "bob")


def test_the_code_itself_is_not_kept(chat: Chat) -> None:
    invite = invited(chat)
    assert invite not in str(rows("rooms"))
