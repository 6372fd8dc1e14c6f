"""Given more viewers than one function serves, when much changes, then they are told once a second, and all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.changes import broadcast as module
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.frames import fitting, gathered
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.moderation.written_down import deletion
from snowfight.models.client_frames import Ping
from snowfight.models.message import Message, Reaction
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.server_frames import MAX_FRAME, ChangeHandler
from snowfight.models.user import Author
from snowfight.storage.database import Database
from snowfight.storage.messages.change_reads import ChangeReads
from tests.support.changes import changes, delete, edit, message, react, revs
from tests.support.chat import Chat
from tests.support.tables import SETTINGS
from tests.support.viewers import Viewers
from tests.support.wire import Wire

KINDS = ("change_handler", "changes_handler")
LONG = "🐒" * 4000


class Crowd(Viewers):
    """Viewers who are told what is changed; user0 and user1 write."""

    def __init__(self, chat: Chat) -> None:
        super().__init__(chat)
        assert chat.database is not None
        on = (chat.database, chat.rooms, chat.messages, chat.accounts)
        chat.changes = ChangeParts(
            Dependencies(
                *(*on, self.fanout, chat.retention, chat.jobs, chat.mentioning, chat.blocking, chat.clock),
                *(chat.checks, deletion),
            ),
            chat.settings.message_length,
            24,
        )
        chat.change_jobs = replace(chat.change_jobs, broadcast=chat.changes.broadcast)
        self.times: list[float] = []

    def wait(self, seconds: float) -> None:
        """Let time pass, and do what is due as soon as it is."""
        for _ in range(round(seconds * 10)):
            self.chat.clock.advance(milliseconds=100)
            self.chat.work()
            self.deliver()

    def deliver(self) -> None:
        """Let the workers post, and note when the viewers were told something."""
        before = len(self.told(self.links[-1]))
        self.queue.work(self.shard_worker.run)
        told = len(self.told(self.links[-1])) - before
        self.times += [self.chat.clock.now().timestamp()] * told

    def told(self, link: Link) -> list[dict[str, Any]]:
        frames = self.chat.gateway.frames(link.connection_id)
        return [frame for frame in frames if frame["type"] in KINDS]

    def react(self, seq: int, emoji: str = "👍", *, on: bool = True) -> None:
        react(self.chat, self.links[0], seq, emoji, on=on)
        self.deliver()


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    return Chat(settings=replace(SETTINGS, rate_burst=10_000, message_length=4000), database=database)


@pytest.fixture
def crowd(chat: Chat) -> Crowd:
    """Ten viewers in several shards; three messages."""
    crowd = Crowd(chat)
    for name in ("user0", "user1"):
        chat.user(name)
    crowd.come(1)
    crowd.come(9)
    assert crowd.state.shards > 1
    for body in ("one", "two", "three"):
        chat.say(crowd.links[0], body)
    return crowd


class Viewer:
    """A client that follows the contract's rules, from whatever frames it gets."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self.rev = 0
        self.shown: dict[int, Message] = {}

    def take(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "change_handler":
            if frame["rev"] != self.rev + 1:
                return self.ask() if frame["rev"] > self.rev else None
            self.show(Message.model_validate(frame["message"]))
            self.rev = frame["rev"]
            return None
        if frame["after"] > self.rev:
            return self.ask()
        for each in frame["messages"]:
            self.show(Message.model_validate(each))
        self.rev = max(self.rev, frame["rev"])
        return None

    def show(self, message: Message) -> None:
        known = self.shown.get(message.seq)
        if known is None or known.rev < message.rev:
            self.shown[message.seq] = message

    def ask(self) -> None:
        page = changes(self._crowd.chat, "user0", after=self.rev, limit=200)
        assert not page.reset
        for each in page.messages:
            self.show(each)
        self.rev = page.rev
        if page.more:
            self.ask()

    def beat(self) -> None:
        """A heartbeat, and what it leads to."""
        pong = self._crowd.chat.heartbeat.ping(self._crowd.links[0], Ping(type="ping", revs={PUBLIC_CHAT: self.rev}))
        if pong.changed:
            self.ask()

    def agrees(self) -> bool:
        """Whether it shows everything that ever changed as it is now."""
        chat = self._crowd.chat
        return all(
            _without_me(self.shown.get(seq, message(chat, "user0", seq))) == _without_me(message(chat, "user0", seq))
            for seq in (1, 2, 3)
        )


def _without_me(shown: Message) -> dict[str, Any]:
    told = shown.model_dump()
    for reaction in told["reactions"]:
        del reaction["me"]
    return told


def test_the_first_change_is_told_at_once_to_everybody(crowd: Crowd) -> None:
    crowd.react(1)
    for link in crowd.links:
        [frame] = crowd.told(link)
        assert (frame["type"], frame["rev"], frame["seq"], frame["emoji"]) == ("change_handler", 1, 1, "👍")
        assert frame["message"]["reactions"][0]["count"] == 1


def test_what_comes_within_the_next_second_is_told_as_one_frame_when_it_is_over(crowd: Crowd) -> None:
    # Given
    crowd.react(1)
    # When
    for seq, emoji in ((2, "👍"), (1, "🎉"), (3, "👍"), (2, "🎉")):
        crowd.react(seq, emoji)
    crowd.wait(0.9)
    assert [len(crowd.told(link)) for link in crowd.links] == [1] * 10
    crowd.wait(0.1)
    # Then
    for link in crowd.links:
        [_, frame] = crowd.told(link)
        assert (frame["type"], frame["room"], frame["after"], frame["rev"]) == ("changes_handler", PUBLIC_CHAT, 1, 5)
        assert [(each["seq"], each["rev"]) for each in frame["messages"]] == [(1, 3), (3, 4), (2, 5)]
        assert {reaction["me"] for each in frame["messages"] for reaction in each["reactions"]} == {None}
    # and that is all
    crowd.wait(5)
    assert len(crowd.told(crowd.links[-1])) == 2
    assert crowd.chat.jobs.due() == []


def test_one_change_alone_is_told_as_itself_however_late(crowd: Crowd) -> None:
    crowd.react(1)
    crowd.react(2)
    crowd.wait(1)
    crowd.wait(5)
    crowd.react(3)
    assert [(frame["type"], frame["rev"]) for frame in crowd.told(crowd.links[-1])] == [
        ("change_handler", rev) for rev in (1, 2, 3)
    ]


@pytest.mark.parametrize("gap", [0.1, 0.3, 0.7, 1.1])
def test_nobody_is_told_more_than_once_a_second_nor_much_later(crowd: Crowd, gap: float) -> None:
    viewer = Viewer(crowd)
    for number in range(12):
        crowd.react(1 + number % 3, chr(0x1F600 + number // 3))
        crowd.wait(gap)
    crowd.wait(1)
    assert all(later - earlier > 0.999 for earlier, later in zip(crowd.times, crowd.times[1:], strict=False))
    assert len(crowd.times) >= min(12, int(12 * gap))
    for frame in crowd.told(crowd.links[-1]):
        viewer.take(frame)
    assert (viewer.rev, viewer.agrees()) == (12, True)


def test_who_made_a_change_is_answered_at_once_whenever_it_is_told(crowd: Crowd) -> None:
    for seq in (1, 2, 3):
        crowd.react(seq)
    answers = crowd.chat.gateway.frames(crowd.links[0].connection_id, "changed")
    assert [answer["rev"] for answer in answers] == [1, 2, 3]


def test_no_frame_is_too_large_and_the_rest_comes_with_the_next(crowd: Crowd) -> None:
    # Given messages of 16 KB
    for _ in range(7):
        crowd.chat.say(crowd.links[0], LONG)
    viewer = Viewer(crowd)
    crowd.react(1)
    # When
    for seq in (4, 5, 2, 6, 7, 8, 9, 10, 3):
        crowd.react(seq)
    crowd.wait(8)
    # Then
    frames = crowd.told(crowd.links[-1])
    assert [frame["type"] for frame in frames] == ["change_handler", *["changes_handler"] * (len(frames) - 1)]
    assert all(later - earlier > 0.999 for earlier, later in zip(crowd.times, crowd.times[1:], strict=False))
    payloads = [payload for target, payload in crowd.chat.gateway._frames if target == crowd.links[-1].connection_id]
    assert max(map(len, payloads)) <= MAX_FRAME
    for frame in frames:
        assert frame.get("after", 0) <= viewer.rev
        viewer.take(frame)
    assert viewer.rev == 10
    assert set(viewer.shown) == set(range(1, 11))


def test_what_was_told_while_the_chat_was_small_is_not_told_again(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given many changes, told one by one, and then more viewers
    monkeypatch.setattr(module, "GATHERED", 5)
    chat.user("user0")
    crowd = Crowd(chat)
    crowd.come(1)
    for body in ("one", "two", "three"):
        chat.say(crowd.links[0], body)
    for number in range(30):
        crowd.react(1, on=number % 2 == 0)
    crowd.come(9)
    assert crowd.state.shards > 1
    # When
    crowd.react(3)
    crowd.wait(3)
    # Then the newest is told in the first frame, and nothing after it
    [frame] = crowd.told(crowd.links[-1])
    assert (frame["type"], frame["after"], frame["rev"]) == ("changes_handler", 26, 31)
    assert [each["seq"] for each in frame["messages"]] == [1, 3]
    crowd.react(2)
    assert [(each["type"], each["rev"]) for each in crowd.told(crowd.links[-1])][1:] == [("change_handler", 32)]


def test_who_came_to_a_new_shard_while_a_change_was_stored_is_told(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a maker that has read the chat as one shard
    chat.user("user0")
    crowd = Crowd(chat)
    crowd.come(1)
    chat.say(crowd.links[0], "one")
    ordinary = ChangeReads.read

    def read(*arguments: Any) -> Any:
        found = ordinary(*arguments)
        crowd.come(30)
        crowd.come(12)
        return found

    # When
    monkeypatch.setattr(ChangeReads, "read", read)
    crowd.react(1)
    # Then
    assert crowd.state.shards > 1
    late = [link for link in crowd.links if crowd.told(link)]
    assert set(late) == set(crowd.links)


def test_who_changes_much_while_it_is_told_is_told_with_the_next(crowd: Crowd, wire: Wire) -> None:
    # Given
    crowd.react(1)
    for seq in (2, 3):
        crowd.react(seq)
    crowd.chat.clock.advance(seconds=1)
    for count in range(8):
        # When somebody changes the same messages while the job tells of them
        viewer, body = Viewer(crowd), f"edit {count}"
        with wire.rival_after(count, lambda body=body: edit(crowd.chat, crowd.links[0], 2, body, known=_known(crowd))):
            crowd.chat.work()
        crowd.deliver()
        crowd.wait(2)
        # Then
        for frame in crowd.told(crowd.links[-1]):
            viewer.take(frame)
        assert viewer.agrees()
        assert viewer.rev == revs(crowd.chat)[-1]
        crowd.react(2, on=count % 2 == 1)
        crowd.react(3, on=count % 2 == 1)
        crowd.chat.clock.advance(seconds=1)


def _known(crowd: Crowd) -> str | None:
    edited = message(crowd.chat, "user0", 2).edited
    return edited.isoformat() if edited else None


@pytest.mark.parametrize("count", range(9))
def test_nothing_is_lost_when_the_function_of_the_job_dies(crowd: Crowd, wire: Wire, count: int) -> None:
    # Given viewers who have been told the first, and a job for the others
    viewer = Viewer(crowd)
    crowd.react(1)
    for seq, emoji in ((2, "👍"), (3, "👍"), (1, "🎉")):
        crowd.react(seq, emoji)
    crowd.chat.clock.advance(seconds=1)
    # When
    with wire.dead_after(count):
        crowd.chat.work()
    crowd.queue.waiting.clear()
    # Then its next round, or the next change, or a heartbeat at the latest, brings everybody to the end
    crowd.wait(3)
    for frame in crowd.told(crowd.links[-1]):
        viewer.take(frame)
    viewer.beat()
    assert viewer.agrees()
    assert viewer.rev == 4
    assert crowd.chat.jobs.due() == []
    delete(crowd.chat, crowd.links[0], 3)
    crowd.deliver()
    viewer.take(crowd.told(crowd.links[-1])[-1])
    assert (viewer.rev, viewer.agrees()) == (5, True)


def test_viewers_who_miss_any_frame_end_in_the_same_state(crowd: Crowd) -> None:
    for number in range(15):
        crowd.react(1 + number % 3, chr(0x1F600 + number // 3))
        crowd.wait(0.4)
    crowd.wait(1)
    frames = crowd.told(crowd.links[-1])
    assert len(frames) > 3
    for lost in range(len(frames) - 1):
        viewer = Viewer(crowd)
        for at, frame in enumerate(frames):
            if at != lost:
                viewer.take(frame)
        assert (viewer.rev, viewer.agrees()) == (15, True)
    for order in (frames[::-1], [*frames, *frames], frames[1::2] + frames[::2]):
        viewer = Viewer(crowd)
        for frame in order:
            viewer.take(frame)
        viewer.beat()
        assert (viewer.rev, viewer.agrees()) == (15, True)


def _message(seq: int, rev: int, body: str = "", names: int = 0, emoji: int = 0) -> Message:
    author = Author(username="a" * 20, display_name="\u0001" * 50, avatar_url="https://example.org/" + "x" * 300)
    usernames = [f"somebody_with_a_{number:04}" for number in range(names)]
    return Message(
        room=PUBLIC_CHAT,
        seq=seq,
        id=f"{PUBLIC_CHAT}:{seq}",
        client_id="00000000-0000-4000-8000-000000000000",
        author=author,
        body=body,
        created="2026-01-31T12:00:00Z",  # pyright: ignore[reportArgumentType]
        reactions=[Reaction(emoji=f":{'x' * 30}{n:02}:", count=9_999, usernames=usernames) for n in range(emoji)],
        rev=rev,
    )


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 4000), st.integers(0, 50)), min_size=1, max_size=30),
    st.integers(1, 60),
)
def test_a_frame_says_it_is_as_far_as_all_that_it_leaves_out_is_behind(
    sizes: list[tuple[int, int, int]], rev: int
) -> None:
    """Messages may have changed again behind the turn that they are told in."""
    revs_of = sorted({each for each, _, _ in sizes})
    messages = [
        _message(n, each, "\u0001" * size, names, 20)
        for n, (each, (_, size, names)) in enumerate(zip(revs_of, sizes, strict=False))
    ]
    frame = gathered(PUBLIC_CHAT, 0, rev, messages)
    assert len(frame.model_dump_json().encode()) <= MAX_FRAME
    assert frame.rev <= rev
    left_out = messages[len(frame.messages) :]
    assert [each.rev for each in frame.messages] == revs_of[: len(frame.messages)]
    assert all(each.rev > frame.rev for each in left_out)
    assert frame.messages


def test_the_largest_message_fits_into_a_frame_with_fewer_names(chat: Chat) -> None:
    large = _message(1, 1, "\u0001" * 4000, names=50, emoji=20)
    frame = ChangeHandler(room=PUBLIC_CHAT, rev=1, seq=1, kind="react", username="a" * 20, message=large)
    assert len(frame.model_dump_json().encode()) > MAX_FRAME
    told = fitting(frame)
    assert len(told.model_dump_json().encode()) <= MAX_FRAME
    assert [each.count for each in told.message.reactions] == [9_999] * 20
    small = frame.model_copy(update={"message": _message(1, 1, "hello", names=50, emoji=20)})
    assert fitting(small) is small
