"""Given more viewers than one function serves, when much is said at once, then …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.fanout import Audience
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.sending import Sending
from snowfight.domain.messages.telling import LATE, LONGEST, Telling
from snowfight.domain.rooms.heartbeat import Heartbeat
from snowfight.errors import Unavailable
from snowfight.models.base import Answer
from snowfight.models.client_frames import Ping
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry
from snowfight.models.server_frames import MAX_FRAME
from snowfight.storage.database import Database
from snowfight.storage.messages import contest
from snowfight.storage.messages.log import Appended
from snowfight.storage.rooms.telling_turns import GRACE, PAUSE, Claim
from tests.support.chat import Chat
from tests.support.clock import ManualClock
from tests.support.tables import SETTINGS
from tests.support.viewers import Crowd
from tests.support.wire import Killed, Watch, Wire

VIEWERS = 20


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    """A chat whose people send as fast as the test does."""
    return Chat(settings=replace(SETTINGS, rate_burst=1000, message_length=4000), database=database)


@pytest.fixture
def crowd(chat: Chat) -> Crowd:
    for number in range(VIEWERS):
        chat.user(f"user{number}")
    crowd = Crowd(chat)
    crowd.come(VIEWERS)
    return crowd


def heartbeat(crowd: Crowd, seq: int = 0) -> int | None:
    """Somebody's, who has messages up to `seq`; returns up to where there are others to fetch."""
    retelling = Retelling(crowd.dependencies)
    beat = Heartbeat(crowd.chat.rooms.log_progress, retelling.catch_up, lambda state: state.last_rev, retelling.look)
    return beat.ping(crowd.links[0], Ping(type="ping", seqs={PUBLIC_CHAT: seq})).behind.get(PUBLIC_CHAT)


class Ticking:
    """A clock that goes on whenever it is looked at."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        self._clock.advance(seconds=0.001)
        return self._clock.now()


def dies() -> None:
    raise Killed


def leave_untold(crowd: Crowd, *bodies: str) -> None:
    """Let somebody die whose turn it is to tell those."""
    first, *others = bodies
    crowd.meanwhile = [lambda: (crowd.say(*others), dies())]
    with pytest.raises(Killed):
        crowd.say(first)


def test_the_first_goes_out_at_once_and_what_comes_in_the_next_second_in_one_frame(crowd: Crowd) -> None:
    # When three more write while the second waits
    crowd.say("one")
    assert crowd.frames(crowd.links[5]) == [["one"]]
    crowd.meanwhile = [lambda: crowd.say("three", "four", "five")]
    crowd.say("two")
    # Then
    assert [crowd.frames(link) for link in crowd.links] == [[["one"], ["two", "three", "four", "five"]]] * VIEWERS
    assert crowd.state.told is crowd.state.teller is None


def test_everybody_is_answered_before_it_is_told(crowd: Crowd) -> None:
    crowd.say("one")
    acks: list[int] = []
    crowd.meanwhile = [
        lambda: acks.extend(len(crowd.chat.gateway.frames(link.connection_id, "ack")) for link in crowd.links)
    ]
    crowd.say("two")
    assert sum(acks) == 2


def test_one_that_is_alone_in_its_second_comes_as_it_always_did(crowd: Crowd) -> None:
    crowd.say("one", "two")
    frames = crowd.chat.gateway.frames(crowd.links[0].connection_id)
    crowd.frames(crowd.links[0])
    frames = crowd.chat.gateway.frames(crowd.links[0].connection_id, "message_handler")
    assert [frame["message"]["body"] for frame in frames] == ["one", "two"]


def test_a_second_after_the_last_frame_the_next_goes_out_at_once(crowd: Crowd) -> None:
    crowd.say("one", "two")
    crowd.chat.clock.advance(seconds=PAUSE.total_seconds())
    before = crowd.chat.clock.now()
    crowd.say("three")
    assert crowd.chat.clock.now() == before
    assert crowd.frames(crowd.links[0]) == [["one"], ["two"], ["three"]]


def test_who_speaks_while_the_last_is_told_is_told_by_the_same_in_the_next_second(crowd: Crowd) -> None:
    # Given somebody who is heard of after the log was read for the frame
    crowd.say("one")
    start, hand_over = crowd.queue.start, crowd.fanout.hand_over

    def slowly(*arguments: object) -> object:
        crowd.fanout.hand_over = hand_over
        crowd.say("three")
        return hand_over(*arguments)  # pyright: ignore[reportArgumentType]

    crowd.fanout.hand_over = slowly  # pyright: ignore[reportAttributeAccessIssue]
    # When
    crowd.say("two")
    # Then
    assert start == crowd.queue.start
    assert crowd.frames(crowd.links[0]) == [["one"], ["two"], ["three"]]
    assert crowd.state.teller is None


def watched(crowd: Crowd, wire: Wire) -> Watch:
    with wire.watched() as seen:
        crowd.say("hello")
    return seen


def test_no_message_costs_a_request_more_than_one_in_a_small_chat_but_the_one_that_tells(
    chat: Chat, wire: Wire, crowd: Crowd
) -> None:
    quiet = watched(crowd, wire)
    of_others: list[Watch] = []
    crowd.meanwhile = [lambda: of_others.append(watched(crowd, wire))]
    teller = watched(crowd, wire)
    # Then: the chat and the budget, the receipt and the message, the row; small ones read their viewers besides
    own = ["BatchGetItem", "PutItem", "PutItem", "UpdateItem", "UpdateItem"]
    assert sorted(quiet.operations) == sorted(of_others[0].operations) == own
    assert quiet.write_units == of_others[0].write_units == 4
    turn = ["BatchGetItem", "BatchGetItem", "Query", "UpdateItem"]
    assert sorted(teller.operations) == sorted([*own, *own, *turn])


def another(crowd: Crowd) -> None:
    crowd.say("three")


@pytest.mark.parametrize("finder", [another, heartbeat], ids=["a message", "a heartbeat"])
def test_a_teller_that_dies_is_replaced_within_two_seconds_of_its_message(
    crowd: Crowd, finder: Callable[[Crowd], None]
) -> None:
    # Given
    crowd.say("one")
    leave_untold(crowd, "two", "and")
    # When it is not late yet, then nobody takes its turn
    crowd.chat.clock.advance(seconds=PAUSE.total_seconds())
    finder(crowd)
    assert crowd.frames(crowd.links[0]) == [["one"]]
    # And then it is
    crowd.chat.clock.advance(seconds=GRACE.total_seconds())
    finder(crowd)
    assert timedelta(seconds=2) > PAUSE + GRACE
    told = crowd.frames(crowd.links[0])
    assert told[1][:2] == ["two", "and"]
    assert len(told) == 2
    assert crowd.state.teller is None


def test_nobody_fetches_what_is_told_in_a_moment(crowd: Crowd) -> None:
    """Else nearly every heartbeat in a busy chat would come to a call: something waits there most of the time."""
    # Given
    crowd.say("one")
    found: list[int | None] = []
    crowd.meanwhile = [lambda: (crowd.say("three"), found.extend(heartbeat(crowd, seq) for seq in (0, 1, 2)))]
    # When
    crowd.say("two")
    # Then who misses what was told learns of it, and nobody of more
    assert found == [1, None, None]
    assert [heartbeat(crowd, seq) for seq in (2, 3)] == [3, None]


def test_what_is_told_too_late_is_fetched(crowd: Crowd) -> None:
    crowd.say("one")
    leave_untold(crowd, "two")
    crowd.chat.clock.advance(seconds=(PAUSE + GRACE).total_seconds())
    assert heartbeat(crowd, seq=1) == 2


def test_where_nobody_says_another_word_presence_waits_until_it_is_late_and_tells(crowd: Crowd) -> None:
    # Given
    crowd.say("one")
    leave_untold(crowd, "two", "and")
    before = crowd.chat.clock.now()
    # When
    crowd.dependencies.telling.watch(PUBLIC_CHAT)
    # Then
    assert crowd.chat.clock.now() - before == PAUSE + GRACE
    assert crowd.frames(crowd.links[0]) == [["one"], ["two", "and"]]


def test_presence_waits_for_nothing_where_nothing_waits(crowd: Crowd) -> None:
    crowd.say("one")
    before = crowd.chat.clock.now()
    crowd.dependencies.telling.watch(PUBLIC_CHAT)
    assert crowd.chat.clock.now() == before


def test_presence_leaves_it_to_a_teller_that_lives(crowd: Crowd) -> None:
    # Given one who tells while presence waits
    crowd.say("one")
    leave_untold(crowd, "two")
    turn = crowd.state
    crowd.meanwhile = [lambda: crowd.chat.rooms.telling_turns.end(turn, 2, crowd.chat.clock.now())]
    # When
    crowd.dependencies.telling.watch(PUBLIC_CHAT)
    # Then nobody does so again
    assert crowd.frames(crowd.links[0]) == [["one"]]


def test_how_large_the_chat_is_is_known_from_counting_it(crowd: Crowd) -> None:
    assert crowd.sharding.is_large
    crowd.leave(VIEWERS - 1)
    for _ in range(3):
        crowd.chat.clock.advance(minutes=3)
        crowd.sharding.fit(crowd.state, 1)
    assert not crowd.sharding.is_large


def test_one_who_takes_a_turn_over_is_the_only_one_who_tells(crowd: Crowd) -> None:
    # Given a teller that lives, and sleeps for too long
    crowd.say("one")

    def oversleep() -> None:
        crowd.chat.clock.advance(seconds=(PAUSE + GRACE).total_seconds())
        crowd.say("three")

    crowd.meanwhile = [oversleep]
    # When
    crowd.say("two")
    # Then
    assert crowd.frames(crowd.links[0]) == [["one"], ["two", "three"]]


def test_one_whose_turn_was_taken_over_tells_nothing(crowd: Crowd) -> None:
    # Given somebody who has it now, and has not told yet
    crowd.say("one")
    turns, clock = crowd.chat.rooms.telling_turns, crowd.chat.clock
    crowd.meanwhile = [lambda: turns.take_over(crowd.state, Claim(clock.now()))]
    # When
    crowd.say("two")
    # Then
    assert crowd.frames(crowd.links[0]) == [["one"]]
    assert crowd.state.told == 1


def test_time_that_passes_between_two_looks_at_the_clock_is_not_waited_for(crowd: Crowd) -> None:
    # Given a turn that is late, and a clock that goes on by a millisecond each time that it is looked at
    crowd.say("one")
    leave_untold(crowd, "two")
    crowd.chat.clock.advance(seconds=2)
    seen, waits = crowd.state, list[float]()
    telling = Telling(
        *(crowd.chat.rooms, crowd.chat.messages, Quotes(crowd.chat.messages, crowd.chat.accounts)),
        *(crowd.dependencies.retention, crowd.fanout, Ticking(crowd.chat.clock), waits.append),
    )
    # When
    telling.look(seen)
    # Then: to sleep for less than nothing is an error
    assert waits == [0]
    assert crowd.frames(crowd.links[0]) == [["one"], ["two"]]


def test_of_two_who_see_a_dead_teller_one_takes_its_turn(crowd: Crowd) -> None:
    crowd.say("one")
    leave_untold(crowd, "two")
    crowd.chat.clock.advance(seconds=2)
    seen = crowd.state
    for _ in range(2):
        crowd.dependencies.telling.look(seen)
    assert crowd.frames(crowd.links[0]) == [["one"], ["two"]]


def test_what_does_not_fit_comes_in_the_next_second_and_in_order(crowd: Crowd) -> None:
    # Given
    long = [f"{number} " + "x" * 3900 for number in range(20)]
    crowd.say("one")
    crowd.meanwhile = [lambda: crowd.say(*long)]
    # When
    crowd.say("two")
    # Then
    _, *frames = crowd.frames(crowd.links[0])
    assert len(frames) == 3
    assert [body for frame in frames for body in frame] == ["two", *long]
    raw = [task.frame for tasks in crowd.queue.started for task in tasks]
    assert max(len(frame.encode()) for frame in raw) <= MAX_FRAME


def test_of_what_has_waited_for_too_long_the_newest_is_told(crowd: Crowd) -> None:
    # Given
    long = [f"{number} " + "x" * 3900 for number in range(20)]
    crowd.say("one")
    leave_untold(crowd, "two", *long)
    crowd.chat.clock.advance(seconds=LATE.total_seconds())
    # When
    crowd.say("last")
    # Then: who sees the hole asks
    _, frame = crowd.frames(crowd.links[0])
    assert frame == [*long, "last"][-len(frame) :]
    assert 2 < len(frame) < 20
    assert crowd.state.told is None


def test_who_tells_for_long_leaves_it_to_the_next_who_writes(crowd: Crowd) -> None:
    # Given somebody says something in every second
    crowd.say("one")
    seconds = LONGEST // PAUSE + 3
    crowd.meanwhile = [lambda number=number: crowd.say(f"busy {number}") for number in range(seconds)]
    hand_over = crowd.fanout.hand_over
    handed: list[object] = []

    def and_one_more(*arguments: object) -> object:
        handed.append(arguments)
        if len(handed) <= seconds:
            crowd.say(f"more {len(handed)}")
        return hand_over(*arguments)  # pyright: ignore[reportArgumentType]

    crowd.fanout.hand_over = and_one_more  # pyright: ignore[reportAttributeAccessIssue]
    before = crowd.chat.clock.now()
    # When
    crowd.say("two")
    # Then
    assert crowd.chat.clock.now() - before <= LONGEST + PAUSE
    assert crowd.state.teller is None
    assert crowd.state.told is not None
    crowd.meanwhile = []
    crowd.fanout.hand_over = hand_over
    crowd.say("last")
    told = [body for frame in crowd.frames(crowd.links[0]) for body in frame]
    log = crowd.chat.messages.after(PUBLIC_CHAT, 0, 200)
    assert told == [entry.body for entry in log]


def test_who_was_long_in_storing_takes_one_turn_and_leaves_the_rest(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A function lives for 25 s; where many write at once, twenty of them may be over before anything is told."""
    # Given
    crowd.say("one")
    append, clock = crowd.chat.messages.append, crowd.chat.clock

    def slowly(*arguments: Any) -> Appended:
        monkeypatch.undo()
        clock.advance(seconds=contest.SECONDS)
        crowd.say("at once")  # so that the next waits
        return append(*arguments)

    monkeypatch.setattr(crowd.chat.messages, "append", slowly)
    hand_over = crowd.fanout.hand_over
    handed: list[object] = []

    def and_one_more(audience: Audience, frame: Answer) -> Report:
        handed.append(frame)
        if len(handed) < LONGEST // PAUSE:
            crowd.say(f"more {len(handed)}")
        return hand_over(audience, frame)

    crowd.fanout.hand_over = and_one_more
    before = clock.now()
    # When
    crowd.say("two")
    # Then
    assert clock.now() - before == timedelta(seconds=contest.SECONDS) + PAUSE
    assert (crowd.state.told, crowd.state.teller) == (3, None)


def test_who_calls_over_http_waits_for_a_second_and_no_longer(crowd: Crowd) -> None:
    # Given a program whose message is told in its turn, while others go on
    crowd.say("one")
    sending = crowd.chat.sending
    crowd.chat.sending = Sending(crowd.dependencies, crowd.chat.clock, 4000, acknowledge=lambda _bot, _ack: None)
    before, hand_over = crowd.chat.clock.now(), crowd.fanout.hand_over

    def busily(*arguments: object) -> object:
        crowd.fanout.hand_over, crowd.chat.sending = hand_over, sending
        crowd.say("three")
        return hand_over(*arguments)  # pyright: ignore[reportArgumentType]

    crowd.fanout.hand_over = busily  # pyright: ignore[reportAttributeAccessIssue]
    # When
    crowd.say("two")
    # Then
    assert crowd.chat.clock.now() - before == PAUSE
    crowd.chat.clock.advance(seconds=(PAUSE + GRACE).total_seconds())
    heartbeat(crowd)
    assert crowd.frames(crowd.links[0]) == [["one"], ["two"], ["three"]]


def test_a_turn_that_fails_is_no_reason_to_say_that_nothing_was_stored(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a program whose turn it is to tell, when the table has no time for that
    def too_busy(*_names: object) -> object:
        raise Unavailable

    crowd.say("one")
    answered: list[int] = []
    sending = crowd.chat.sending
    crowd.chat.sending = Sending(
        crowd.dependencies, crowd.chat.clock, 4000, acknowledge=lambda _bot, ack: answered.append(ack.seq)
    )
    crowd.meanwhile = [lambda: monkeypatch.setattr(crowd.chat.rooms, "states", too_busy)]
    # When
    crowd.say("two")
    # Then it is answered, and told by the next who says something
    assert answered == [2]
    monkeypatch.undo()
    crowd.chat.sending = sending
    crowd.chat.clock.advance(seconds=(PAUSE + GRACE).total_seconds())
    crowd.say("three")
    assert crowd.frames(crowd.links[0]) == [["one"], ["two", "three"]]


def test_who_comes_while_a_turn_is_waited_for_is_told_too(crowd: Crowd) -> None:
    crowd.say("one")
    crowd.meanwhile = [lambda: crowd.come(VIEWERS)]
    crowd.say("two")
    assert crowd.state.shards > VIEWERS // 4
    assert [crowd.frames(link)[-1:] for link in crowd.links] == [[["two"]]] * 2 * VIEWERS


def test_what_was_said_to_a_few_is_not_told_again_when_they_are_many(chat: Chat) -> None:
    # Given a chat that has been large, small, and is large again
    for number in range(VIEWERS):
        chat.user(f"user{number}")
    crowd = Crowd(chat)
    crowd.come(1)
    crowd.say("small")
    crowd.come(VIEWERS - 1)
    # When
    crowd.say("one", "two")
    # Then
    assert crowd.frames(crowd.links[-1]) == [["one"], ["two"]]
    assert crowd.frames(crowd.links[0]) == [["small"], ["one"], ["two"]]


def test_a_small_chat_knows_nothing_of_turns(chat: Chat) -> None:
    chat.user("user0")
    crowd = Crowd(chat)
    crowd.come(1)
    crowd.say("one", "two", "three")
    state = crowd.state
    assert (state.told, state.teller, state.tells_at, state.quiet_at) == (None, None, None, None)
    assert crowd.frames(crowd.links[0]) == [["one"], ["two"], ["three"]]


def test_a_message_that_nobody_was_told_is_found_by_a_heartbeat_and_told_in_its_turn(crowd: Crowd) -> None:
    # Given three messages whose senders died before the chat's row knew of them
    crowd.say("one")
    for seq in (2, 3, 4):
        crowd.chat.messages.append(
            Entry(PUBLIC_CHAT, seq, crowd.chat.client_id(), "user1", crowd.chat.clock.now(), f"lost {seq}")
        )
    # When
    heartbeat(crowd, seq=1)
    # Then
    assert crowd.frames(crowd.links[0]) == [["one"], ["lost 2", "lost 3", "lost 4"]]


def test_a_message_whose_place_before_it_is_not_known_waits_for_it(crowd: Crowd) -> None:
    # Given one that is stored, and its sender slow to say so
    slow = Entry(PUBLIC_CHAT, 1, crowd.chat.client_id(), "user1", crowd.chat.clock.now(), "slow")
    state = crowd.state
    crowd.chat.messages.append(slow)
    # When somebody is faster
    crowd.say("fast")
    telling, claim = crowd.dependencies.telling, crowd.dependencies.telling.claim()
    advance = crowd.chat.rooms.advance(state, 1, "user1", slow.created, claim)
    telling.tell(advance, claim, lambda: None)
    # Then whoever tells the second has told both
    assert crowd.frames(crowd.links[0]) == [["slow", "fast"]]
