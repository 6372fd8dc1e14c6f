"""Given bots, when they or their makers are deleted, banned or muted, then the bots are as the contract says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from snowfight.models.chat import EditGroup
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, PostingRules
from snowfight.models.robots.bots import BotReact
from snowfight.models.user import GONE
from tests.support.bots import Bots, outcome
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.scene import PASSWORD
from tests.support.tables import rows
from tests.support.wire import Wire


@pytest.fixture
def community(bots: Bots) -> Community:
    """Mod looks after everybody."""
    community = Community(bots.chat)
    bots.chat.user("mod", verified=True)
    community.appoint("mod", "moderator")
    return community


def settle(chat: Chat) -> None:
    """Let all work that was begun come to its end."""
    while chat.jobs.due(within=timedelta(days=1)):
        chat.clock.advance(minutes=3)
        chat.work()


def delete_account(chat: Chat, username: str) -> None:
    chat.identity.sign_up(username, f"{username}@example.org", PASSWORD)
    chat.deletion.delete(username, PASSWORD)


def test_a_deleted_bot_is_gone_as_an_account_is(bots: Bots, crab: str, fort: str) -> None:
    chat = bots.chat
    chat.identity.sign_up("crab", "crab@example.org", PASSWORD)  # somebody's, at Cognito itself
    bots.say(room=fort)
    link = chat.connect("crab", fort)
    before = chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count
    # When
    bots.service.delete("ann", "crab")
    # Then at once
    assert not bots.lets_in(crab)
    assert link.connection_id not in chat.gateway.open
    assert outcome(lambda: bots.say(room=fort)) == "no_such_chat"
    assert chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count == before - 1
    assert (bots.of(), bots.account("ann").bots) == ([], 0)
    # And soon, out of its groups, without a word to Cognito, where it never was
    settle(chat)
    room = chat.rooms.load(fort)
    assert room is not None
    assert room.members == ("ann", "bob")
    [said] = chat.history.page("ann", fort, HistoryQuery()).messages
    assert said.author == GONE
    assert "crab" in chat.identity.users
    assert not [row for row in rows("rooms") if row["pk"]["S"].startswith(("BOTS#", "TOKEN#"))]


def test_a_bot_is_deleted_once_wherever_its_function_dies(bots: Bots, wire: Wire) -> None:
    chat = bots.chat
    before = chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count
    for place in range(20):
        token = bots.create(f"crab_{place}")
        with wire.watched() as seen, wire.dead_after(place):
            bots.service.delete("ann", f"crab_{place}")
        gone = not bots.of()
        assert bots.lets_in(token) is not gone
        settle(chat)
        if not gone:  # it is asked for again
            bots.service.delete("ann", f"crab_{place}")
            settle(chat)
        assert (bots.account("ann").bots, bots.of()) == (0, [])
        assert chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count == before
        if len(seen.requests) < place:
            return
    raise AssertionError("it never ended")


def test_with_its_maker_a_bot_goes(bots: Bots, crab: str, fort: str) -> None:
    chat = bots.chat
    other, link = bots.create("gull"), chat.connect("crab", fort)
    delete_account(chat, "ann")
    # Then it is let in no more at once
    assert not bots.lets_in(crab)
    assert not bots.lets_in(other)
    # And is deleted itself
    settle(chat)
    assert link.connection_id not in chat.gateway.open
    assert bots.account("crab").deleted
    assert bots.account("gull").deleted
    room = chat.rooms.load(fort)
    assert room is not None
    assert room.members == ("bob",)
    assert not [row for row in rows("rooms") if row["pk"]["S"].startswith(("BOTS#", "TOKEN#"))]


def test_with_its_maker_every_bot_goes_wherever_the_function_dies(bots: Bots, wire: Wire) -> None:
    """The job is killed at every request in turn, until one comes to its end."""
    chat = bots.chat
    for number in range(3):
        bots.create(f"crab_{number}")
    delete_account(chat, "ann")
    for place in range(1, 400):
        with wire.watched() as seen, wire.dead_after(place):
            chat.work()
        chat.clock.advance(minutes=3)
        if len(seen.requests) < place and not chat.jobs.due(within=timedelta(days=1)):
            break
    assert [bots.account(f"crab_{number}").deleted for number in range(3)] == [True] * 3
    assert bots.account("ann").bots == 0


def test_who_has_no_bots_is_deleted_without_looking_for_some(bots: Bots, wire: Wire) -> None:
    delete_account(bots.chat, "bob")
    with wire.watched() as seen:
        settle(bots.chat)
    assert "BOTS#" not in str([request.arguments for request in seen.requests])


def test_a_banned_bot_is_shut_out_and_comes_back(bots: Bots, crab: str, community: Community) -> None:
    link = bots.chat.connect("crab")
    community.ban("crab")
    assert not bots.lets_in(crab)
    assert link.connection_id not in bots.chat.gateway.open
    community.unban("crab")
    assert bots.lets_in(crab)


def test_a_banned_maker_takes_their_bots_along(bots: Bots, crab: str, fort: str, community: Community) -> None:
    chat = bots.chat
    link, ticket = chat.connect("crab"), chat.ticket_issuer.issue("crab").ticket
    # When
    community.ban("ann")
    # Then
    assert not bots.lets_in(crab)
    assert link.connection_id not in chat.gateway.open
    assert chat.ticket_issuer.admit(ticket, None) is None
    assert outcome(lambda: bots.say(room=fort)) == "not_allowed"
    # And at the second look too
    late = chat.connect("crab")
    chat.clock.advance(seconds=5)
    chat.work()
    assert late.connection_id not in chat.gateway.open
    # Until they come back
    community.unban("ann")
    assert bots.lets_in(crab)
    assert chat.ticket_issuer.admit(chat.ticket_issuer.issue("crab").ticket, None) == "crab"


def test_a_ban_of_who_has_no_bots_looks_for_none(bots: Bots, community: Community, wire: Wire) -> None:
    with wire.watched() as seen:
        community.ban("bob")
    assert "BOTS#" not in str([request.arguments for request in seen.requests])


def test_who_is_muted_does_not_speak_by_their_bot(bots: Bots, crab: str, fort: str, community: Community) -> None:
    bots.say(room=fort)
    community.mute("ann")
    assert bots.lets_in(crab)
    assert outcome(lambda: bots.say(room=fort)) == "muted"
    assert outcome(lambda: _react(bots, fort)) == "muted"
    community.unmute("ann")
    assert outcome(lambda: bots.say(room=fort)) == "ok"
    community.mute("crab")
    assert outcome(lambda: bots.say(room=fort)) == "muted"


def test_a_bot_has_no_role(bots: Bots, crab: str, community: Community) -> None:
    bots.chat.user("own")
    community.appoint("own", "owner")
    assert outcome(lambda: community.roles.give("own", "crab", "moderator")) == "not_allowed"
    assert bots.account("crab").role == "member"


def test_bots_of_moderators_are_free_of_what_new_accounts_may_not_do(
    bots: Bots, crab: str, community: Community
) -> None:
    bots.chat.rules = PostingRules(new_minutes=60, slow_seconds=30)
    community.appoint("ann", "moderator")
    assert outcome(lambda: bots.say(body="hello @bob: https://example.org")) == "ok"
    # But as slow as everybody who is no moderator
    assert outcome(bots.say) == "rate_limited"


def test_a_private_chat_with_a_bot_is_its_makers_alone(bots: Bots, crab: str) -> None:
    chat = bots.chat
    room = chat.private_chats.with_user("ann", "crab")
    assert outcome(lambda: chat.private_chats.with_user("bob", "crab")) == "no_such_user"
    assert bots.say(room=room).seq == 1
    assert chat.chat_lists.one("ann", room).unread == 1
    other = bots.create("gull")
    assert outcome(lambda: chat.private_chats.with_user("crab", "gull")) == "no_such_user"
    assert other


def test_a_hook_is_in_no_other_chat(bots: Bots, group: str) -> None:
    hook = Account("hook_abcdefgh", "Build", bot=True, maker="ann", hook_of=group)
    bots.chat.accounts.create(replace(hook, created=bots.chat.clock.now()))
    edit = EditGroup(add_members=["hook_abcdefgh"])
    assert outcome(lambda: bots.chat.groups.edit("ann", group, edit)) == "no_such_user"
    assert outcome(lambda: bots.chat.private_chats.with_user("ann", "hook_abcdefgh")) == "no_such_user"


def _react(bots: Bots, room: str) -> None:
    bots.writing.react("crab", BotReact(room=room, seq=1, emoji="👍", on=True))
