"""Two at once: one acts, and somebody else acts, whole, between any two of the first one's requests to DynamoDB.

Requests are the only places where two functions meet, and each of them, a transaction too, is atomic and isolated; so
to try every place is to try everything that two can do to each other, but for a rival who is interrupted in turn.
"""

from __future__ import annotations

import pytest

from snowfight.models.message import HistoryQuery
from tests.support.crowd import contradictions, traces
from tests.support.scene import DEEDS, Deed, Scene, Stage, tried

REFUSALS = {
    "ok",
    "no_such_chat",
    "not_a_member",
    "not_admin",
    "bad_invite",
    "no_such_user",
    "unauthorized",
    "bad_credentials",
}


@pytest.mark.parametrize("one", DEEDS)
def test_whatever_two_do_at_once_ends_in_one_truth(stage: Stage, one: str) -> None:
    for other, rival in DEEDS.items():
        for place, meeting in enumerate(stage.meetings(DEEDS[one], rival)):
            where = f"{other}, {place} requests after the start"
            assert {meeting.one, meeting.other} <= REFUSALS, where
            meeting.scene.settle()
            assert contradictions() == [], where
            if meeting.scene.state is None:
                assert traces(meeting.scene.room) == [], where


def test_a_private_chat_that_both_start_is_one_chat(stage: Stage) -> None:
    names: set[str] = set()
    for meeting in stage.meetings(
        lambda scene: names.add(scene.chat.private_chats.with_user("dan", "eve")),
        lambda scene: names.add(scene.chat.private_chats.with_user("eve", "dan")),
    ):
        assert (meeting.one, meeting.other) == ("ok", "ok")
        for who, other in (("dan", "eve"), ("eve", "dan")):
            [private] = [chat for chat in meeting.scene.chat.chat_lists.all(who).chats if chat.kind == "private"]
            assert {private.name} == names
            assert (private.member_count, private.other and private.other.username) == (2, other)
        assert contradictions() == []


def remove(*names: str) -> Deed:
    return lambda scene: scene.edit(remove_members=list(names))


@pytest.mark.parametrize(("first", "second"), [("ann", "bob"), ("bob", "ann")])
def test_when_the_last_two_leave_at_once_nothing_stays(stage: Stage, first: str, second: str) -> None:
    for meeting in stage.meetings(
        lambda scene: scene.leave(first), lambda scene: scene.leave(second), given=remove("cat")
    ):
        assert (meeting.one, meeting.other) == ("ok", "ok")
        meeting.scene.settle()
        assert traces(meeting.scene.room) == []


@pytest.mark.parametrize(("first", "second"), [("ann", "bob"), ("bob", "ann")])
def test_when_the_admin_and_the_heir_leave_at_once_the_next_one_is_admin(stage: Stage, first: str, second: str) -> None:
    for meeting in stage.meetings(lambda scene: scene.leave(first), lambda scene: scene.leave(second)):
        assert (meeting.one, meeting.other) == ("ok", "ok")
        assert meeting.scene.members == ("cat",)
        assert meeting.scene.state is not None
        assert meeting.scene.state.admin == "cat"


def join(scene: Scene) -> None:
    scene.join("dan")


def leave(scene: Scene) -> None:
    scene.leave("ann")


@pytest.mark.parametrize(("one", "other"), [(join, leave), (leave, join)])
def test_whoever_joins_as_the_last_one_leaves_has_the_group_or_finds_it_gone(
    stage: Stage, one: Deed, other: Deed
) -> None:
    for meeting in stage.meetings(one, other, given=remove("bob", "cat")):
        scene = meeting.scene
        joined = meeting.one if one is join else meeting.other
        scene.settle()
        if joined == "ok":
            assert scene.members == ("dan",)
            assert scene.state is not None
            assert scene.state.admin == "dan"
        else:
            assert joined == "bad_invite"
            assert traces(scene.room) == []


@pytest.mark.parametrize("first", ["joins", "resets"])
def test_an_invitation_counts_until_it_is_reset_and_not_after(stage: Stage, first: str) -> None:
    was_in: list[bool] = []

    def reset(scene: Scene) -> None:
        scene.edit(reset_invite=True)
        was_in.append("dan" in scene.members)

    one, other = (join, reset) if first == "joins" else (reset, join)
    for meeting in stage.meetings(one, other):
        joined = meeting.one if one is join else meeting.other
        assert joined == ("ok" if was_in[-1] else "bad_invite")
        assert ("dan" in meeting.scene.members) == was_in[-1]
        assert tried(lambda scene: scene.join("eve"), meeting.scene) == "bad_invite"


def test_whoever_is_removed_gets_nothing_from_the_next_message_on(stage: Stage) -> None:
    """And what they were writing meanwhile is stored and told, or neither."""
    for meeting in stage.meetings(DEEDS["Bob writes"], remove("bob")):
        scene = meeting.scene
        log = scene.chat.history.page("ann", scene.room, HistoryQuery()).messages
        assert [message.author.username for message in log] == ["ann", "bob"][: 2 if meeting.one == "ok" else 1]
        seen = len(scene.chat.gateway.frames(scene.links["bob"].connection_id))
        scene.say("ann")
        assert len(scene.chat.gateway.frames(scene.links["bob"].connection_id)) == seen
        assert tried(DEEDS["Bob writes"], scene) == "no_such_chat"
