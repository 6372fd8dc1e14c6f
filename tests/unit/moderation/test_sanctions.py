"""Given somebody who is muted or banned, then nobody hears of them, and all is as it was once that is lifted."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snowfight.domain.moderation.cases import Case
from snowfight.errors import Banned, Decided, Muted, SnowfightError, Unauthorized
from snowfight.models.accounts import Login
from snowfight.models.chat import NewGroup
from snowfight.models.client_frames import Read, Typing
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Link, Sanction
from snowfight.models.user import Role
from snowfight.storage.moderation.audit_log import Deed
from tests.support.changes import delete, edit, pin, react, refusal, shown
from tests.support.chat import Chat
from tests.support.clock import ManualClock
from tests.support.community import SPAM, Community
from tests.support.phone_calls import Phones
from tests.support.scene import PASSWORD
from tests.support.tables import rows
from tests.support.wire import Wire

ROLES: tuple[Role, ...] = ("owner", "moderator", "member")
RANK = {"owner": 2, "moderator": 1, "member": 0}


@pytest.mark.parametrize(("deed", "mine", "theirs"), list(product(("mute", "unmute", "ban", "unban"), ROLES, ROLES)))
def test_moderators_decide_about_those_below_them_and_nobody_else(
    community: Community, deed: str, mine: Role, theirs: Role
) -> None:
    community.appoint("ann", mine)
    community.appoint("bob", theirs)
    try:
        getattr(community, deed)("bob", by="ann")
        outcome = "done"
    except SnowfightError as error:
        outcome = error.code
    assert outcome == ("done" if mine != "member" and RANK[mine] > RANK[theirs] else "not_allowed")


def test_nobody_decides_about_themselves(community: Community) -> None:
    for deed in (community.mute, community.ban):
        assert refusal(lambda deed=deed: deed("mod")) == "not_allowed"
        assert refusal(lambda deed=deed: deed("nobody")) == "no_such_user"


def test_a_mute_is_told_with_its_reason_and_written_down(community: Community, ann: Link) -> None:
    community.mute("ann", 90)
    # Then she finds it, is shown it, and is mailed
    [notice] = community.told("ann")
    assert (notice.kind, notice.text, notice.room) == ("muted", SPAM, None)
    [frame] = community.chat.gateway.frames(ann.connection_id, "notice")
    assert frame["notice"]["text"] == SPAM
    [(to, _, body)] = community.chat.mail.sent
    assert to == "ann@example.org"
    assert SPAM in body
    # And the log says who, whom, why, and until when
    [entry] = community.log
    assert (entry.action, entry.actor, entry.target, entry.reason) == ("mute", "mod", "ann", SPAM)
    assert entry.until == community.chat.clock.now() + timedelta(minutes=90)


def doors(chat: Chat, link: Link, private: str) -> dict[str, object]:
    """Everything that somebody who is muted may not do, by name."""
    return {
        "message": lambda: chat.say(link),
        "edit": lambda: edit(chat, link, 1, "otherwise"),
        "react": lambda: react(chat, link, 1),
        "pin": lambda: pin(chat, link, 1, room=private),
        "typing in private": lambda: chat.typing.tell(link, Typing(type="typing", room=private)),
        "typing in public": lambda: chat.typing.tell(link, Typing(type="typing", room=PUBLIC_CHAT)),
        "upload": lambda: chat.upload_admission.admit("ann", PUBLIC_CHAT),
        "emoji": lambda: chat.custom_emojis.admit("ann"),
        "group": lambda: chat.groups.create("ann", NewGroup(groupchat_name="Ice")),
        "private chat": lambda: chat.private_chats.with_user("ann", "own"),
    }


def test_a_mute_closes_every_door_says_until_when_and_opens_them_at_its_end(
    community: Community, ann: Link, private: str
) -> None:
    chat = community.chat
    chat.say(ann)
    chat.say(ann, room=private)
    community.mute("ann", 60)
    until = chat.clock.now() + timedelta(minutes=60)
    before = rows("messages")
    # When
    for name, act in doors(chat, ann, private).items():
        with pytest.raises(Muted) as muted:
            act()  # pyright: ignore[reportCallIssue]
        assert (name, muted.value.until) == (name, until)
    # Then nothing is stored
    assert rows("messages") == before
    # And an hour later all of it works
    chat.clock.advance(minutes=60)
    for act in doors(chat, ann, private).values():
        act()  # pyright: ignore[reportCallIssue]


def test_who_is_muted_goes_on_reading_and_deletes_their_own(community: Community, ann: Link, private: str) -> None:
    chat = community.chat
    chat.say(ann)
    community.mute("ann")
    assert shown(chat, "ann")
    chat.read_receipts.read(ann, Read(type="read", room=private, seq=0))
    assert chat.private_chats.with_user("ann", "bob") == private
    assert delete(chat, ann, 1).stored


def test_what_was_stored_before_is_acknowledged_still(community: Community, ann: Link) -> None:
    chat = community.chat
    client_id = chat.say(ann, "hello")
    edit(chat, ann, 1, "hello you")
    react(chat, ann, 1)
    chat.messages._receipts.clear()
    community.mute("ann")
    acks = len(chat.gateway.frames(ann.connection_id, "ack"))
    # When each comes again
    chat.say(ann, "hello", client_id=client_id)
    assert not edit(chat, ann, 1, "hello you").stored
    assert not react(chat, ann, 1).stored
    # Then each is answered, and stored once
    assert len(chat.gateway.frames(ann.connection_id, "ack")) == acks + 1
    assert [message.body for message in shown(chat, "bob")] == ["hello you"]


def test_what_is_lifted_is_told_and_written_down_once(community: Community) -> None:
    community.mute("ann")
    for _ in range(2):
        community.chat.clock.advance(seconds=1)
        community.unmute("ann")
    assert [notice.kind for notice in community.told("ann")] == ["lifted", "muted"]
    assert [entry.action for entry in community.log] == ["unmute", "mute"]


def test_a_ban_ends_what_is_open_at_once_and_refuses_everything_from_then_on(
    community: Community, ann: Link, private: str
) -> None:
    chat = community.chat
    ticket = chat.ticket_issuer.issue("ann").ticket
    signed_in = chat.clock.now()
    community.ban("ann")
    assert chat.gateway.closed == [ann.connection_id]
    assert chat.fanout.of(["ann"]) == []
    # When she goes on with what she has
    with pytest.raises(Unauthorized):
        chat.sessions.account("ann", signed_in)
    with pytest.raises(Unauthorized):
        chat.chat_lists.open("ann", private, signed_in)
    with pytest.raises(Unauthorized):
        chat.ticket_issuer.issue("ann")
    assert chat.ticket_issuer.admit(ticket, None) is None
    before = rows("messages")
    assert refusal(lambda: chat.say(ann)) == "no_such_chat"
    assert refusal(lambda: react(chat, ann, 1)) == "no_such_chat"
    assert rows("messages") == before
    # Then her address is kept out too
    assert community.keeps_out("Ann@example.org")


def test_a_connection_that_came_past_the_ban_is_ended_by_its_job(community: Community) -> None:
    chat = community.chat
    community.ban("ann")
    late = chat.connect("ann")  # her ticket was taken at the door just before
    chat.work()
    assert late.connection_id in chat.gateway.closed
    assert chat.jobs.due(timedelta(days=1)) == []


def test_a_ban_takes_its_user_out_of_the_call(community: Community, private: str) -> None:
    chat = community.chat
    phones = Phones(chat)
    ann, bob = phones.device("ann", private), phones.device("bob", private)
    call = ann.start()["call"]
    bob.accept(call=call)
    assert chat.calls.rows.calling("ann") == (private, call)
    # When
    community.ban("ann")
    assert chat.calls.rows.calling("ann") is None
    assert chat.calls.rows.calling("bob") is not None


def test_signing_in_says_why_and_until_when_once_the_password_is_right(community: Community) -> None:
    chat = community.chat
    chat.identity.sign_up("ann", "ann@example.org", PASSWORD)
    session = chat.sessions.log_in(Login(username="ann", password=PASSWORD), "")
    community.ban("ann", 60)
    assert refusal(lambda: chat.sessions.log_in(Login(username="ann", password="another one"), "")) == "bad_credentials"
    with pytest.raises(Banned) as banned:
        chat.sessions.log_in(Login(username="ann", password=PASSWORD), "")
    assert (banned.value.statement, banned.value.until) == (SPAM, chat.clock.now() + timedelta(minutes=60))
    assert refusal(lambda: chat.sessions.refresh(session.refresh, "")) == "unauthorized"
    # When it is over, then she is in again with what she had
    chat.clock.advance(minutes=60)
    assert chat.sessions.refresh(session.refresh, "").session.user.username == "ann"
    assert chat.sessions.account("ann", chat.clock.now() - timedelta(hours=2)).banned is None


def test_what_is_lifted_restores_everything(community: Community, ann: Link, private: str) -> None:
    chat = community.chat
    chat.say(ann, room=private)
    before = (community.account("ann"), chat.chat_lists.all("ann"), shown(chat, "ann", private))
    community.ban("ann")
    for _ in range(2):
        chat.clock.advance(seconds=1)
        community.unban("ann")
    after = (community.account("ann"), chat.chat_lists.all("ann"), shown(chat, "ann", private))
    assert after == before
    assert not community.keeps_out("ann@example.org")
    assert [notice.kind for notice in community.told("ann")] == ["lifted", "banned"]


def test_nothing_of_a_case_is_done_where_something_speaks_against_it(community: Community) -> None:
    def decided() -> tuple[()]:
        raise Decided

    before = rows("rooms")
    case = Case("mod", SPAM, also=decided)
    assert refusal(lambda: community.sanctions.mute(case, "ann", 5)) == "decided"
    assert refusal(lambda: community.sanctions.ban(case, "ann", None)) == "decided"
    assert rows("rooms") == before


def test_what_joins_a_case_is_written_with_it(community: Community) -> None:
    decided = community.audit_log.joining(Deed("mod", "decide", report="r1"), community.chat.clock.now())
    community.sanctions.ban(Case("mod", SPAM, report="r1", also=lambda: (decided,)), "ann", None)
    assert {(each.action, each.report) for each in community.log} == {("decide", "r1"), ("ban", "r1")}


def test_who_loses_their_role_in_the_same_moment_decides_nothing_more(community: Community, wire: Wire) -> None:
    """Whoever decides is asked with whom they decide about; the next try asks again."""
    with wire.rival_after(0, lambda: community.roles.give("own", "mod", "member")):
        assert refusal(lambda: community.mute("ann")) == "not_allowed"
    assert community.account("ann").muted is None


def test_who_is_banned_while_they_send_has_sent_or_has_not(community: Community, ann: Link, wire: Wire) -> None:
    chat = community.chat
    for place in range(12):
        sent = len(shown(chat, "bob"))
        acks = len(chat.gateway.frames(ann.connection_id, "ack"))
        chat.gateway.open.add(ann.connection_id)
        with wire.rival_after(place, lambda: community.ban("ann")) as acted:
            try:
                chat.say(ann)
                outcome = "sent"
            except SnowfightError as error:
                outcome = error.code
        assert len(shown(chat, "bob")) - sent == (outcome == "sent")
        assert len(chat.gateway.frames(ann.connection_id, "ack")) - acks <= (outcome == "sent")
        if acted():
            assert refusal(lambda: chat.say(ann)) == "no_such_chat"
        community.unban("ann")
        chat.clock.advance(minutes=1)
        if not acted():
            return
    raise AssertionError("it never ended")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.none() | st.integers(1, 100), st.integers(0, 200))
def test_a_sanction_holds_up_to_its_end_and_no_longer(minutes: int | None, later: int) -> None:
    clock = ManualClock()
    until = clock.now() + timedelta(minutes=minutes) if minutes is not None else None
    account = Account("ann", "Ann", muted=Sanction(until, SPAM))
    clock.advance(minutes=later)
    held = minutes is None or later < minutes
    assert (account.muted_at(clock.now()) is not None) == held
