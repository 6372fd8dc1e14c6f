"""Functions that die in the middle, and work that takes more than one round."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest

from snowfight.domain.jobs.queue import SECOND_LOOK
from snowfight.errors import NoSuchChat, NoSuchUser, Unauthorized, Unavailable, UsernameTaken, WrongPassword
from snowfight.models.accounts import Login, SignUp
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry
from snowfight.models.user import GONE, Member
from snowfight.storage.rows.rooms import MembershipRow, PastRow, RoomsRow
from tests.support.chat import Chat
from tests.support.crowd import contradictions, crowd, fill, traces
from tests.support.scene import DEEDS, PASSWORD, Stage, tried
from tests.support.tables import rows
from tests.support.wire import Wire


@pytest.mark.parametrize("deed", DEEDS)
def test_a_function_that_dies_anywhere_leaves_one_truth_and_its_call_can_be_made_again(stage: Stage, deed: str) -> None:
    for place, scene in enumerate(stage.deaths(DEEDS[deed])):
        scene.settle()
        assert contradictions() == [], f"died after {place} requests"
        assert scene.state or traces(scene.room) == [], f"died after {place} requests"
        tried(DEEDS[deed], scene)
        scene.settle()
        assert contradictions() == [], f"died after {place} requests, and did it again"


@pytest.mark.parametrize("deed", ["Ann deletes it", "Ann deletes her account", "the last one leaves"])
def test_work_that_dies_anywhere_is_taken_up_again(stage: Stage, wire: Wire, deed: str) -> None:
    for place in count():
        # Given
        scene = stage.again()
        if deed == "the last one leaves":
            scene.edit(remove_members=["bob", "cat"])
            scene.leave("ann")
        else:
            DEEDS[deed](scene)
        fill(scene.chat, PUBLIC_CHAT, ["ann"], 1)
        # When
        with wire.watched() as seen, wire.dead_after(place):
            scene.chat.work()
        scene.settle()
        # Then
        assert contradictions() == [], f"died after {place} requests"
        if deed != "Ann deletes her account":
            assert traces(scene.room) == [], f"died after {place} requests"
        else:
            assert scene.members == ("bob", "cat")
            assert not [row for row in rows("rooms") if row["pk"]["S"] == "USER#ann" and row["sk"]["S"] != "ACCOUNT"]
        if len(seen.requests) < place:
            return


def rounds(chat: Chat, pages: int) -> int:
    """Work in rounds of so many pages until nothing is left, the second look included; returns how many it took."""
    for number in count(1):
        for job in chat.jobs.due():
            left = iter(range(pages))
            chat.job_runner.run(job, lambda left=left: next(left, None) is not None)
        if not chat.jobs.due(within=timedelta(days=1)):
            return number
        if not chat.jobs.due():
            chat.clock.advance(minutes=3)
    raise AssertionError("unreachable")


def many(count: int, prefix: str = "user") -> list[str]:
    return [f"{prefix}_{number}" for number in range(count)]


def test_a_group_of_thousands_is_deleted_in_rounds_and_leaves_nothing(chat: Chat, wire: Wire) -> None:
    # Given
    name = chat.groups.create(chat.user("ann", verified=True), NewGroup(groupchat_name="crowd", open=True))
    crowd(chat, name, members=many(1500), past=many(500, "past"))
    fill(chat, name, ["ann"], 2000)
    # When
    with wire.watched() as call:
        chat.groups.delete("ann", name)
    with wire.watched() as work:
        taken = rounds(chat, pages=10)
    # Then: the call does not wait for the work, which comes in small pieces
    assert len(call.requests) < 50
    assert taken == pytest.approx((2000 + 2000) / 100 / 10, abs=4)
    pages = [request for request in work.requests if request.tables != {"ephemeral"}]
    assert max(request.arguments.get("Limit", 0) for request in pages) <= 100
    assert (traces(name), contradictions()) == ([], [])
    assert [row for row in rows("ephemeral") if not row["pk"]["S"].startswith("RATE#")] == []


def test_leaving_a_group_of_thousands_takes_few_requests(chat: Chat, wire: Wire) -> None:
    name = chat.groups.create(chat.user("ann", verified=True), NewGroup(groupchat_name="crowd"))
    crowd(chat, name, members=many(2000))
    with wire.watched() as seen:
        chat.groups.leave("ann", name)
    assert len(seen.requests) < 30
    assert contradictions() == []


def test_a_message_that_comes_after_the_purge_is_purged_at_the_second_look(chat: Chat) -> None:
    # Given: Ann deletes the group while Bob's send is under way
    chat.user("bob", verified=True)
    name = chat.groups.create(chat.user("ann", verified=True), NewGroup(groupchat_name="short"))
    room = chat.rooms.load(name)
    assert room is not None
    chat.groups.delete("ann", name)
    chat.work()
    assert traces(name) == []
    # When
    chat.messages.append(Entry(name, 1, chat.client_id(), "bob", chat.clock.now(), body="late"))
    chat.rooms.advance(room.state, 1, "bob", chat.clock.now())
    # Then
    chat.clock.advance(seconds=SECOND_LOOK.total_seconds())
    chat.work()
    assert traces(name) == []
    assert chat.jobs.due(within=timedelta(days=1)) == []


def person(chat: Chat, name: str) -> str:
    chat.account_service.sign_up(SignUp(username=name, email=f"{name}@example.org", password=PASSWORD), "")
    chat.accounts.verify_email(name)
    return name


def test_a_deleted_account_is_refused_everywhere_and_its_words_are_nobodys(chat: Chat) -> None:
    # Given
    for name in ("ann", "bob"):
        person(chat, name)
    ann, bob = chat.connect("ann"), chat.connect("bob")
    private = chat.private_chats.with_user("ann", "bob")
    group = chat.groups.create("ann", NewGroup(groupchat_name="ours"))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    alone = chat.groups.create("ann", NewGroup(groupchat_name="mine", open=True))
    for room in (PUBLIC_CHAT, private, group, alone):
        chat.say(ann, "my words", room=room)
    tokens = chat.sessions.log_in(Login(username="ann", password=PASSWORD), "203.0.113.7")
    # When
    chat.deletion.delete("ann", PASSWORD)
    # Then, at once
    assert chat.gateway.closed == [ann.connection_id]
    for refused in (
        lambda: chat.account_service.me("ann", chat.clock.now()),
        lambda: chat.sessions.refresh(tokens.refresh, "203.0.113.7"),
        lambda: chat.sessions.log_in(Login(username="ann", password=PASSWORD), "203.0.113.7"),
        lambda: chat.groups.create("ann", NewGroup(groupchat_name="again")),
        lambda: chat.private_chats.with_user("ann", "bob"),
        lambda: chat.export.page("ann", None),
    ):
        with pytest.raises(Unauthorized):
            refused()
    with pytest.raises(NoSuchChat):
        chat.say(ann)
    with pytest.raises(UsernameTaken):
        person(chat, "ann")
    with pytest.raises(NoSuchUser):
        chat.private_chats.with_user("bob", "ann")
    # And, when the work is done
    rounds(chat, pages=100)
    assert (traces(alone), contradictions()) == ([], [])
    listed = {one.name: one for one in chat.chat_lists.all("bob").chats}
    assert listed[group].admin == "bob"
    assert listed[private].title == "Deleted user"
    assert listed[private].other == Member(**GONE.model_dump(), status="offline")
    for room in (PUBLIC_CHAT, private, group):
        [message] = chat.history.page("bob", room, HistoryQuery()).messages
        assert (message.body, message.author) == ("my words", GONE)
        assert listed[room].last_message == message
    assert listed[PUBLIC_CHAT].member_count == 1
    assert [frame["event"] for frame in chat.gateway.frames(bob.connection_id, "system")] == ["added", "left"]


def test_a_deletion_that_cognito_does_not_answer_is_done_and_ended_by_its_job(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given
    chat.account_service.sign_up(SignUp(username="ann", email="ann@example.org", password=PASSWORD), "")
    link = chat.connect("ann")

    def fail(*_: object) -> None:
        raise Unavailable

    # When: an error would have the user try again, with a token that is nobody's any more
    with monkeypatch.context() as outage:
        outage.setattr(chat.identity, "delete", fail)
        chat.deletion.delete("ann", PASSWORD)
    chat.work()
    # Then
    assert "ann" not in chat.identity.users
    assert chat.gateway.closed == [link.connection_id]


def test_the_password_confirms_the_deletion_of_an_account(chat: Chat) -> None:
    person(chat, "ann")
    with pytest.raises(WrongPassword):
        chat.deletion.delete("ann", "not the password")
    assert chat.account_service.me("ann", chat.clock.now()).username == "ann"
    assert chat.jobs.due(within=timedelta(days=1)) == []


def test_whoever_is_in_many_chats_and_was_in_a_thousand_leaves_them_in_rounds(chat: Chat, wire: Wire) -> None:
    # Given
    person(chat, "zoe")
    other = chat.user("ann", verified=True)
    groups = [chat.groups.create(other, NewGroup(groupchat_name=f"group {number}")) for number in range(60)]
    for name in groups:
        crowd(chat, name, members=["zoe"])
    with RoomsRow.batch_write() as batch:
        for number in range(1100):
            row = MembershipRow("USER#zoe", f"ROOM#{UUID(int=number)}", joined=1, left=2)
            batch.save(row)
            batch.save(PastRow(f"ROOM#{UUID(int=number)}", "PAST#zoe"))
    # When
    with wire.watched() as call:
        chat.deletion.delete("zoe", PASSWORD)
    taken = rounds(chat, pages=100)
    # Then
    assert len(call.requests) < 20
    assert taken >= (1100 + 60) / 100
    assert contradictions() == []
    keys = [f"{row['pk']['S']} {row['sk']['S']}" for row in rows("rooms")]
    assert [key for key in keys if "zoe" in key] == ["USER#zoe ACCOUNT", "DELETED zoe"]
    assert {state.member_count for state in chat.rooms.states(groups).values()} == {1}
