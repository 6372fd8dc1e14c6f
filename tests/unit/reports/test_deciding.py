"""What is decided about a report is done, written down and told, all of it or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from snowfight.errors import Decided, Invalid, NoSuchReport, NotAllowed, Unauthorized
from snowfight.models.moderation import LogEntry
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.decisions import Decisions
from tests.support.chat import Chat
from tests.support.reports import ReportDesk
from tests.support.wire import Wire


@pytest.fixture
def reported(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> str:
    """Ann's report of what Bob wrote."""
    chat.say(bob, "you fool")
    return desk.report("ann", PUBLIC_CHAT, 1).id


def log(chat: Chat) -> list[LogEntry]:
    return AuditLog().page(None, chat.clock.now()).entries


def notices(chat: Chat, username: str) -> list[dict[str, Any]]:
    """What a user finds under their notices."""
    page = Decisions().page(username, None, chat.clock.now())
    return [notice.model_dump(include={"kind", "text", "room", "seq"}) for notice in page.notices]


def test_the_report_is_answered_as_it_is_then_and_lies_with_the_closed_ones(
    desk: ReportDesk, moderator: str, reported: str
) -> None:
    decided = desk.decide(moderator, reported, "none", statement="That is what friends say.")

    assert (decided.state, decided.decision, decided.decided_by) == ("closed", "none", "mod")
    assert decided.statement == "That is what friends say."
    assert desk.open() == []
    assert desk.closed() == [decided]


@pytest.mark.parametrize(
    ("decision", "parts", "done"),
    [
        ("none", {}, []),
        ("delete", {}, [("remove", PUBLIC_CHAT, 1)]),
        ("mute", {"minutes": 5}, [("mute", "bob", 5)]),
        ("ban", {}, [("ban", "bob", None)]),
        ("ban", {"minutes": 60}, [("ban", "bob", 60)]),
    ],
)
def test_what_is_decided_is_done_in_the_name_of_the_moderator(
    desk: ReportDesk, moderator: str, reported: str, decision: str, parts: dict[str, int], done: list[object]
) -> None:
    desk.decide(moderator, reported, decision, statement="Because.", **parts)

    assert desk.asked.done == done
    for case in desk.asked.cases:
        assert (case.actor, case.statement, case.report) == ("mod", "Because.", reported)


def test_an_author_is_owed_a_reason_also_where_nobody_wrote_one(
    desk: ReportDesk, moderator: str, reported: str
) -> None:
    desk.decide(moderator, reported, "ban")

    assert "reported as abuse" in desk.asked.cases[0].statement


def test_it_is_written_down(chat: Chat, desk: ReportDesk, moderator: str, reported: str) -> None:
    desk.decide(moderator, reported, "none", statement="Because.")

    [entry] = log(chat)
    assert (entry.actor, entry.action, entry.target, entry.room, entry.seq, entry.reason, entry.report) == (
        *("mod", "decide", "bob", PUBLIC_CHAT, 1),
        "Because.",
        reported,
    )


def test_the_reporter_is_told_on_every_device_and_by_mail(
    chat: Chat, desk: ReportDesk, moderator: str, reported: str, ann: Link
) -> None:
    desk.decide(moderator, reported, "none", statement="That is what friends say.")

    told = {"kind": "decided", "text": "That is what friends say.", "room": PUBLIC_CHAT, "seq": 1}
    assert notices(chat, "ann") == [told]
    [frame] = chat.gateway.frames(ann.connection_id, "notice")
    assert {name: frame["notice"][name] for name in told} == told
    [(to, _, body)] = chat.mail.sent
    assert to == "ann@example.org"
    assert "That is what friends say." in body


@pytest.mark.parametrize("decision", ["none", "delete", "ban"])
def test_nobody_is_told_who_reported(
    chat: Chat, desk: ReportDesk, moderator: str, reported: str, bob: Link, decision: str
) -> None:
    before = len(chat.gateway.frames(bob.connection_id))

    desk.decide(moderator, reported, decision)

    assert chat.gateway.frames(bob.connection_id)[before:] == []
    assert "ann" not in str([case.statement for case in desk.asked.cases])


def test_who_reported_without_an_account_is_told_by_mail_where_they_said(
    chat: Chat, desk: ReportDesk, moderator: str
) -> None:
    mailed = desk.report_openly(name="Buy this", email="zoe@example.org")
    other = desk.report_openly()

    desk.decide(moderator, mailed, "none", statement="We found nothing.")
    desk.decide(moderator, other, "none")

    [(to, _, body)] = chat.mail.sent
    assert to == "zoe@example.org"
    assert "We found nothing." in body
    assert "Buy this" not in body


@pytest.mark.parametrize(("decision", "minutes"), [("delete", None), ("mute", 5), ("ban", None)])
def test_nothing_can_be_done_to_what_is_not_here(
    desk: ReportDesk, moderator: str, decision: str, minutes: int | None
) -> None:
    identifier = desk.report_openly()

    with pytest.raises(Invalid):
        desk.decide(moderator, identifier, decision, minutes=minutes)

    assert [report.id for report in desk.open()] == [identifier]


def test_a_message_that_is_gone_already_needs_no_deleting(
    chat: Chat, desk: ReportDesk, moderator: str, reported: str
) -> None:
    desk.asked.has_message = False

    decided = desk.decide(moderator, reported, "delete")

    assert desk.closed() == [decided]
    assert [entry.action for entry in log(chat)] == ["decide"]


def test_it_is_decided_once(chat: Chat, desk: ReportDesk, moderator: str, reported: str) -> None:
    desk.decide(moderator, reported, "none")

    with pytest.raises(Decided):
        desk.decide(moderator, reported, "ban")

    assert desk.asked.done == []
    assert len(notices(chat, "ann")) == 1


@pytest.mark.parametrize("decision", ["none", "delete", "ban"])
@pytest.mark.parametrize("requests", range(1, 6))
def test_of_two_who_decide_at_once_one_does(
    chat: Chat, desk: ReportDesk, moderator: str, reported: str, wire: Wire, decision: str, requests: int
) -> None:
    # Given
    desk.appoint(chat.user("zoe"), "moderator")
    outcomes: list[str] = []

    def decide(username: str) -> None:
        try:
            desk.decide(username, reported, decision, statement=f"By {username}.")
        except Decided:
            outcomes.append("decided")
        else:
            outcomes.append("done")

    # When
    with wire.rival_after(requests, lambda: decide("zoe")) as acted:
        decide(moderator)
    # Then
    if acted():
        assert sorted(outcomes) == ["decided", "done"]
    assert len(desk.closed()) == 1
    assert len(desk.asked.done) == (0 if decision == "none" else 1)
    assert len(notices(chat, "ann")) == 1
    assert len(log(chat)) == 1


def test_a_function_that_dies_leaves_it_open_or_decided_and_never_half(
    chat: Chat, desk: ReportDesk, moderator: str, reported: str, wire: Wire
) -> None:
    for requests in range(8):
        with wire.dead_after(requests):
            desk.decide(moderator, reported, "ban")
        is_done = bool(desk.closed())
        assert (len(desk.open()), len(log(chat)), len(notices(chat, "ann"))) == (not is_done, is_done, is_done)
        if is_done:
            break
    else:
        pytest.fail("it was never decided")


def test_only_moderators_decide(chat: Chat, desk: ReportDesk, moderator: str, reported: str) -> None:
    with pytest.raises(NotAllowed):
        desk.decide("bob", reported, "none")
    with pytest.raises(Unauthorized):
        desk.decide("nobody", reported, "none")
    with pytest.raises(NotAllowed):
        desk.decide("bob", "1769860800000-0123456789abcdef", "none")
    with pytest.raises(NoSuchReport):
        desk.decide(moderator, "1769860800000-0123456789abcdef", "none")

    assert len(desk.open()) == 1


def test_a_mute_wants_its_minutes(desk: ReportDesk, moderator: str, reported: str) -> None:
    for minutes in (None, 0, 43_201):
        with pytest.raises(ValidationError):
            desk.decide(moderator, reported, "mute", minutes=minutes)


def test_a_mail_that_cannot_go_or_a_device_that_is_gone_undoes_nothing(
    chat: Chat, desk: ReportDesk, moderator: str, reported: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(chat.mail, "send", fail)
    chat.gateway.open.clear()

    assert desk.decide(moderator, reported, "none").state == "closed"
    assert len(notices(chat, "ann")) == 1


def test_what_was_decided_is_kept_for_a_year(chat: Chat, desk: ReportDesk, moderator: str, reported: str) -> None:
    chat.clock.advance(days=400)
    desk.decide(moderator, reported, "none")

    chat.clock.advance(days=364)
    assert len(desk.closed()) == 1
    chat.clock.advance(days=2)

    assert desk.closed() == []
    with pytest.raises(NoSuchReport):
        desk.decide(moderator, reported, "none")
