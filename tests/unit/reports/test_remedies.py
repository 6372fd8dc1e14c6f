"""What moderators decide in earnest: messages go, people are muted and banned, and everybody learns why."""

from __future__ import annotations

import pytest

from snowfight.errors import NoSuchUser, NotAllowed
from snowfight.models.client_frames import Delete
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.decisions import Decisions
from tests.support.chat import Chat
from tests.support.reports import ReportDesk
from tests.support.wire import Wire

WHY = "Insults are against the rules."


@pytest.fixture
def desk(chat: Chat) -> ReportDesk:
    return ReportDesk(chat, in_earnest=True)


def kinds(chat: Chat, username: str) -> list[tuple[str, str]]:
    """What a user finds under their notices, the newest first."""
    page = Decisions().page(username, None, chat.clock.now())
    return [(notice.kind, notice.text) for notice in page.notices]


def actions(chat: Chat) -> list[str]:
    """What was written down."""
    return sorted(entry.action for entry in AuditLog().page(None, chat.clock.now()).entries)


@pytest.fixture(params=["public", "private", "group"])
def room(request: pytest.FixtureRequest, private: str, group: str) -> str:
    """Each kind of chat, with Ann and Bob in it, and no moderator."""
    return {"public": PUBLIC_CHAT, "private": private, "group": group}[request.param]


def test_a_message_is_deleted_wherever_it_is_in_the_moderators_name(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, room: str, moderator: str
) -> None:
    # Given
    chat.say(bob, "you fool", room=room)
    report = desk.report("ann", room, 1)
    # When
    desk.decide(moderator, report.id, "delete", statement=WHY)
    # Then
    entry = chat.messages.get([(room, 1)])[room, 1]
    assert (entry.body, entry.deleted_by) == (None, "mod")
    [told] = chat.gateway.frames(ann.connection_id, "change_handler")
    assert (told["kind"], told["message"]["deleted_by"]) == ("delete", "mod")
    assert kinds(chat, "bob") == [("deleted", WHY)]
    assert kinds(chat, "ann") == [("decided", WHY)]
    assert actions(chat) == ["decide", "delete"]
    [closed] = desk.closed()
    assert closed.message is not None
    assert closed.message.body == "you fool"


def test_what_its_author_has_deleted_is_decided_and_nobody_but_the_reporter_is_told(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str
) -> None:
    chat.say(bob, "you fool")
    report = desk.report("ann", PUBLIC_CHAT, 1)
    chat.change(bob, Delete(type="delete", room=PUBLIC_CHAT, seq=1, client_id=chat.client_id()))

    assert desk.decide(moderator, report.id, "delete").decision == "delete"

    assert (kinds(chat, "bob"), len(kinds(chat, "ann"))) == ([], 1)
    assert actions(chat) == ["decide"]


def test_an_author_is_muted_or_banned_and_told_why(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str
) -> None:
    for body in ("you fool", "you fool, again"):
        chat.say(bob, body)
    first, second = (desk.report("ann", PUBLIC_CHAT, seq) for seq in (1, 2))

    desk.decide(moderator, first.id, "mute", statement=WHY, minutes=5)
    account = chat.accounts.get("bob")
    assert account is not None
    assert account.muted_at(chat.clock.now()) is not None
    desk.decide(moderator, second.id, "ban", statement=WHY)

    account = chat.accounts.get("bob")
    assert account is not None
    assert account.banned_at(chat.clock.now()) is not None
    assert sorted(kinds(chat, "bob")) == [("banned", WHY), ("muted", WHY)]
    assert actions(chat) == ["ban", "decide", "decide", "mute"]
    assert chat.connections.users.links_of(["bob"], chat.clock.now()) == []


@pytest.mark.parametrize("decision", ["mute", "ban"])
def test_nobody_acts_on_an_equal_role(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str, decision: str
) -> None:
    chat.say(bob, "you fool")
    report = desk.report("ann", PUBLIC_CHAT, 1)
    desk.appoint("bob", "moderator")

    with pytest.raises(NotAllowed):
        desk.decide(moderator, report.id, decision, minutes=5)

    assert desk.open() == [report]
    assert actions(chat) == []


def test_an_author_who_is_gone_can_neither_be_muted_nor_banned_but_what_they_wrote_can_go(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str
) -> None:
    chat.say(bob, "you fool")
    report = desk.report("ann", PUBLIC_CHAT, 1)
    chat.accounts.delete("bob")

    with pytest.raises(NoSuchUser):
        desk.decide(moderator, report.id, "ban")

    desk.decide(moderator, report.id, "delete")
    assert chat.messages.get([(PUBLIC_CHAT, 1)])[PUBLIC_CHAT, 1].deleted is not None


@pytest.mark.parametrize("decision", ["delete", "mute", "ban"])
def test_a_function_that_dies_has_done_all_of_it_or_nothing(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str, wire: Wire, decision: str
) -> None:
    # Given
    chat.say(bob, "you fool")
    report = desk.report("ann", PUBLIC_CHAT, 1)
    # When
    for requests in range(12):
        with wire.dead_after(requests):
            desk.decide(moderator, report.id, decision, minutes=5)
        # Then
        is_decided = not desk.open()
        account = chat.accounts.get("bob")
        assert account is not None
        done = {
            "delete": chat.messages.get([(PUBLIC_CHAT, 1)])[PUBLIC_CHAT, 1].deleted is not None,
            "mute": account.muted is not None,
            "ban": account.banned is not None,
        }
        assert done[decision] == is_decided
        assert (len(kinds(chat, "ann")), len(kinds(chat, "bob"))) == (is_decided, is_decided)
        assert len(actions(chat)) == 2 * is_decided
        if is_decided:
            return
    pytest.fail("it was never decided")
