"""Given users, when they make bots, then each has five at most, by names of their own, which are counted and kept."""

from __future__ import annotations

from functools import partial

import pytest

from snowfight.models.accounts import Login, SignUp
from snowfight.models.chat import EditGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.robots.bots import MAX_BOTS
from snowfight.models.user import Role
from snowfight.storage.database import Database
from tests.support.bots import Bots, Deed, meetings, outcome
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.scene import PASSWORD
from tests.support.tables import rows
from tests.support.wire import Wire


def member_count(chat: Chat) -> int:
    """Of the public chat."""
    return chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count


def test_a_bot_is_an_account_that_is_counted(bots: Bots) -> None:
    before = member_count(bots.chat)
    bots.create()
    account = bots.account("crab")
    assert (account.bot, account.maker, account.hook_of, account.display_name) == (True, "ann", None, "Crab")
    assert (account.email_verified, account.role, account.reach) == (False, "member", (False, False))
    assert member_count(bots.chat) == before + 1
    assert bots.account("ann").bots == 1


def test_what_was_said_in_the_public_chat_before_counts_as_read(bots: Bots, ann: Link) -> None:
    bots.chat.say(ann)
    bots.create()
    [public] = bots.chat.chat_lists.all("crab").chats
    assert (public.last_seq, public.unread) == (1, 0)


def test_a_user_has_five_and_moderators_have_any_number(bots: Bots) -> None:
    for number in range(MAX_BOTS):
        bots.create(f"crab_{number}")
    assert outcome(lambda: bots.create("one_more")) == "too_many_bots"
    # When one goes, another comes
    bots.service.delete("ann", "crab_2")
    assert outcome(lambda: bots.create("crab_2")) == "username_taken"
    assert outcome(lambda: bots.create("one_more")) == "ok"
    assert outcome(lambda: bots.create("two_more")) == "too_many_bots"
    # And whoever looks after others has as many as they like, of which they keep what they have
    community = Community(bots.chat)
    roles: tuple[Role, ...] = ("moderator", "owner")
    for role in roles:
        community.appoint("ann", role)
        assert outcome(lambda role=role: bots.create(f"of_{role}")) == "ok"
    community.appoint("bob", "owner")
    community.appoint("ann", "member")
    assert outcome(lambda: bots.create("too_late")) == "too_many_bots"
    assert [bot.username for bot in bots.of()][-2:] == ["of_owner", "one_more"]
    assert bots.account("ann").bots == len(bots.of()) == MAX_BOTS + 2


def test_of_two_at_once_at_the_limit_one_is_made(bots: Bots, wire: Wire) -> None:
    for number in range(MAX_BOTS - 1):
        bots.create(f"crab_{number}")
    for place, meeting in meetings(
        wire, lambda place: (partial(bots.create, f"mine_{place}"), partial(bots.create, f"rival_{place}"))
    ):
        assert meeting.outcomes == ["ok", "too_many_bots"]
        assert bots.account("ann").bots == len(bots.of()) == MAX_BOTS
        bots.service.delete("ann", f"mine_{place}" if meeting.one == "ok" else f"rival_{place}")


def test_of_two_at_once_by_one_name_one_is_made(bots: Bots, wire: Wire) -> None:
    for place, meeting in meetings(
        wire, lambda place: (partial(bots.create, f"crab_{place}"), partial(bots.create, f"crab_{place}", "bob"))
    ):
        assert meeting.outcomes == ["ok", "username_taken"]
        maker, other = ("ann", "bob") if meeting.one == "ok" else ("bob", "ann")
        assert (bots.account(maker).bots, bots.account(other).bots) == (1, 0)
        assert bots.account(f"crab_{place}").maker == maker
        bots.service.delete(maker, f"crab_{place}")


def test_a_bot_is_made_whole_or_not_at_all_wherever_its_function_dies(bots: Bots, wire: Wire) -> None:
    before = member_count(bots.chat)
    for place in range(20):
        name = f"crab_{place}"
        with wire.watched() as seen, wire.dead_after(place):
            bots.create(name)
        made = [bot.username for bot in bots.of()]
        assert made in ([], [name])
        assert (bots.account("ann").bots, member_count(bots.chat)) == (len(made), before + len(made))
        assert (bots.chat.accounts.get(name) is not None) == bool(made)
        if made:  # the token was told nobody: its maker gets another
            assert bots.lets_in(bots.renew(name))
            bots.service.delete("ann", name)
        if len(seen.requests) < place:
            return
    raise AssertionError("it never ended")


def test_who_is_deleted_or_banned_meanwhile_makes_none(bots: Bots, wire: Wire) -> None:
    community = Community(bots.chat)
    bots.chat.user("mod")
    community.appoint("mod", "moderator")
    for number, gone in enumerate((lambda: bots.chat.accounts.delete("bob"), lambda: community.ban("ann"))):
        maker = ("bob", "ann")[number]
        with wire.rival_after(4, gone):
            assert outcome(lambda maker=maker: bots.create("gull", maker)) == "unauthorized"
        assert bots.chat.accounts.get("gull") is None


def test_a_name_that_is_taken_counts_nobody(bots: Bots) -> None:
    before = member_count(bots.chat)
    assert outcome(lambda: bots.create("bob")) == "username_taken"
    assert (bots.account("ann").bots, bots.account("bob").maker, member_count(bots.chat)) == (0, None, before)


def test_no_row_holds_a_secret(bots: Bots, crab: str, database: Database) -> None:
    secret = crab.rpartition("_")[2]
    assert secret not in str(rows("rooms"))


def test_a_bot_is_added_to_groups_by_their_admin_alone(bots: Bots, group: str, crab: str) -> None:
    def add() -> None:
        bots.chat.groups.edit("bob", group, EditGroup(add_members=["crab"]))

    assert outcome(add) == "not_admin"
    bots.chat.groups.edit("ann", group, EditGroup(add_members=["crab"]))
    room = bots.chat.rooms.load(group)
    assert room is not None
    assert room.members == ("ann", "bob", "crab")
    [member] = [each for each in bots.chat.chat_lists.open("bob", group).members if each.bot]
    assert (member.username, member.status) == ("crab", "offline")


@pytest.mark.parametrize("deed", ["leaves", "deletes the account"])
def test_a_bot_never_becomes_the_admin(bots: Bots, fort: str, deed: str) -> None:
    """Given that Crab is there longer than Bob."""
    chat = bots.chat
    chat.groups.leave("bob", fort)
    chat.clock.advance(seconds=1)
    chat.groups.edit("ann", fort, EditGroup(add_members=["bob"]))
    # When the admin goes
    if deed == "leaves":
        chat.groups.leave("ann", fort)
    else:
        chat.identity.sign_up("ann", "ann@example.org", PASSWORD)
        chat.deletion.delete("ann", PASSWORD)
        chat.work()
    # Then a person has it
    room = chat.rooms.load(fort)
    assert room is not None
    assert room.state.admin == "bob"
    # And with the last person it goes
    chat.groups.leave("bob", fort)
    assert chat.rooms.load(fort) is None


def test_nobody_signs_in_as_a_bot(bots: Bots, crab: str) -> None:
    """Given somebody who has signed up by its name at Cognito itself."""
    chat = bots.chat
    chat.identity.sign_up("crab", "crab@example.org", PASSWORD)
    assert outcome(lambda: chat.sessions.log_in(Login(username="crab", password=PASSWORD), "")) == "bad_credentials"
    assert outcome(lambda: chat.sessions.account("crab", chat.clock.now())) == "unauthorized"


def test_of_a_bot_and_a_person_at_once_by_one_name_one_is_there(bots: Bots, wire: Wire) -> None:
    chat = bots.chat

    def both(place: int) -> tuple[Deed, Deed]:
        name = f"crab_{place}"
        body = SignUp(username=name, email=f"{name}@example.org", password=PASSWORD)
        return partial(chat.account_service.sign_up, body, ""), partial(bots.create, name)

    for place, meeting in meetings(wire, both):
        name = f"crab_{place}"
        assert meeting.outcomes == ["ok", "username_taken"]
        assert (name in chat.identity.users) == (meeting.one == "ok") == (not bots.account(name).bot)
        if meeting.other == "ok":
            bots.service.delete("ann", name)
