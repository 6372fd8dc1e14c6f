"""Given more viewers than one function serves, when somebody writes, then …"""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.fanout.shards import GRACE
from snowfight.errors import Unavailable
from snowfight.models.client_frames import Join
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.tasks import WIDTH, ShardTask
from tests.support.chat import Chat
from tests.support.viewers import Crowd


@pytest.fixture
def crowd(chat: Chat) -> Crowd:
    chat.user("user0")
    return Crowd(chat)


def test_a_small_audience_is_served_by_the_sender_itself(crowd: Crowd) -> None:
    crowd.come(4)
    assert crowd.recipients_of("hello") == crowd.everybody()
    assert crowd.queue.started == []


def test_every_viewer_gets_the_message_once_while_shards_come_and_go(crowd: Crowd) -> None:
    crowd.come(1)
    for step, body in ((9, "more"), (30, "many"), (-25, "fewer"), (10, "again"), (-22, "few")):
        crowd.come(step) if step > 0 else crowd.leave(-step)
        for _ in range(3):
            crowd.chat.clock.advance(seconds=GRACE.total_seconds() + 1)
            crowd.sharding.fit(crowd.state, len(crowd.links))
        assert crowd.recipients_of(body) == crowd.everybody()
    assert crowd.state.filling == 1


def test_viewers_spread_over_the_shards_and_each_shard_is_one_errand(crowd: Crowd) -> None:
    crowd.come(5)
    crowd.come(20)
    assert crowd.state.shards > 4
    crowd.chat.say(crowd.links[0])
    assert crowd.queue.work(crowd.shard_worker.run) == crowd.state.shards


def test_a_shard_that_fails_delays_nobody_else(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given
    crowd.come(5)
    crowd.come(20)
    viewers = crowd.chat.connections.viewers
    dead = viewers.of(PUBLIC_CHAT, crowd.chat.clock.now(), 0)
    whole = ShardTask(room=PUBLIC_CHAT, end=crowd.state.shards, frame='{"type":"pong"}')
    # When the one worker that all were given to cannot read its own
    joined = viewers.joined

    def of_others(room: str, now: datetime, shard: int) -> dict[Link, datetime]:
        if shard == 0:
            raise Unavailable
        return joined(room, now, shard)

    monkeypatch.setattr(viewers, "joined", of_others)
    with pytest.raises(Unavailable):
        crowd.shard_worker.run(whole)
    crowd.queue.work(crowd.shard_worker.run)
    # Then
    recipients = {link for link in crowd.links if crowd.chat.gateway.frames(link.connection_id, "pong")}
    assert recipients == set(crowd.links) - set(dead)


def test_who_came_to_a_new_shard_while_a_message_was_stored_is_told(crowd: Crowd) -> None:
    # Given a sender that has read the chat as one shard
    crowd.come(4)
    stored = crowd.chat.messages.append

    def append(*arguments: object) -> object:
        crowd.come(30)
        crowd.come(12)
        return stored(*arguments)  # pyright: ignore[reportArgumentType]

    crowd.chat.messages.append = append  # pyright: ignore[reportAttributeAccessIssue]
    # When
    recipients = crowd.recipients_of("hello")
    # Then
    late = crowd.viewers(range(1, crowd.state.shards))
    assert late
    assert {link.connection_id for link in late} <= set(recipients)


def test_a_shard_is_given_up_only_when_nobody_can_still_come_to_it(crowd: Crowd) -> None:
    # Given a shrinking chat, and a join that has read the old number
    crowd.come(5)
    old = crowd.state
    crowd.come(20)
    straggler = Link("straggler", "user0", crowd.chat.clock.now())
    crowd.chat.connection_lifecycle.opened(straggler)
    crowd.leave(24)
    assert crowd.sharding.fit(crowd.state, 1)
    # When its viewer comes to the last shard
    crowd.chat.connections.view(straggler, PUBLIC_CHAT, old.shards - 1)
    crowd.chat.clock.advance(seconds=GRACE.total_seconds() + 1)
    crowd.sharding.fit(crowd.state, 2)
    # Then that one stays served, until the viewer has gone
    assert crowd.state.filling == 1
    assert crowd.state.shards == old.shards
    crowd.chat.connections.unview(straggler, PUBLIC_CHAT)
    crowd.chat.clock.advance(seconds=GRACE.total_seconds() + 1)
    crowd.sharding.fit(crowd.state, 1)
    assert crowd.state.shards == 1


def test_a_connection_that_is_gone_leaves_no_view_behind(crowd: Crowd) -> None:
    # Given one whose own row is lost
    crowd.come(1)
    gone = crowd.chat.connect("user1")
    crowd.chat.connections.view(gone, PUBLIC_CHAT)
    crowd.chat.connections.unview(gone, "another")
    crowd.chat.gateway.open.discard(gone.connection_id)
    crowd.chat.connections.close(Link(gone.connection_id, "user1", gone.opened))
    crowd.chat.connections.view(gone, PUBLIC_CHAT)
    # When
    crowd.recipients_of("hello")
    # Then
    assert gone not in crowd.chat.connections.viewers.of(PUBLIC_CHAT, crowd.chat.clock.now())


def test_joining_twice_across_a_resize_is_undone_by_one_leave(crowd: Crowd) -> None:
    crowd.come(4)
    crowd.come(20)
    link = crowd.links[0]
    crowd.chat.subscriptions.join(link, Join(type="join", room=PUBLIC_CHAT))
    crowd.leave(24)
    assert crowd.viewers(range(crowd.state.shards)) == []


@given(st.integers(1, 2000), st.integers(0, 2000))
def test_an_errand_splits_into_parts_that_are_the_whole(shards: int, first: int) -> None:
    task = ShardTask(room=PUBLIC_CHAT, first=first, end=first + shards, frame="{}")
    parts = task.split()
    assert len(parts) == min(WIDTH, shards)
    assert [shard for part in parts for shard in range(part.first, part.end)] == list(range(first, first + shards))
    sizes = {part.end - part.first for part in parts}
    assert max(sizes) - min(sizes) <= 1
