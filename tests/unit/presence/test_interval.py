"""Given a budget, whatever people do, then nobody is sent more than it allows, and everybody the newest in the end."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from snowfight.domain.presence.announcements import SKEW, next_announcement
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.domain.presence.marks import Marks
from snowfight.domain.presence.statuses import AT_ONCE, LOOKING
from snowfight.errors import Unavailable
from snowfight.models.chat import NewGroup
from snowfight.models.client_frames import Join, Leave, PresenceFrame
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.presence.online_counts import Announced
from snowfight.storage.presence.stream_records import changes_of
from tests.support.clock import ManualClock
from tests.support.dynamodb import Write
from tests.support.presence import Presence

COUNTS = ("online_count_handler", "online_status_handler", "chat_indicators")


@pytest.fixture
def presence() -> Presence:
    presence = Presence()
    for name in ("ann", "bob", "eve"):
        presence.chat.user(name, verified=True)
    return presence


def settled(presence: Presence, *names: str) -> list[Link]:
    links = [presence.chat.connect(name) for name in names]
    for link in links:
        presence.greet(link)
    presence.settle()
    return links


def arrived(presence: Presence, name: str, username: str) -> Link:
    """A connection that has just been opened, and not been welcomed yet."""
    link = Link(name, username, presence.chat.clock.now())
    presence.chat.connection_lifecycle.opened(link)
    presence.chat.gateway.open.add(name)
    return link


def frames(presence: Presence, link: Link, since: int = 0) -> list[dict[str, Any]]:
    return presence.chat.gateway.frames(link.connection_id)[since:]


def chat_counts(presence: Presence, link: Link, since: int = 0) -> list[dict[str, int]]:
    """What it was told of how many show the chats in its list."""
    told = (frame for frame in frames(presence, link, since) if frame["type"] == "chat_indicators")
    return [frame["chat_counts"] for frame in told]


def friends(presence: Presence, *names: str) -> str:
    """An open group of Ann's that those are in too."""
    group = presence.chat.groups.create("ann", NewGroup(groupchat_name="Friends", open=True))
    for name in names:
        presence.chat.groups.join(name, group, None)
    return group


def dying(*_arguments: object, **_named: object) -> None:
    raise SystemExit


def counts_of(presence: Presence, link: Link) -> int:
    return len([frame for frame in frames(presence, link) if frame["type"] in COUNTS])


@pytest.mark.parametrize(("users", "seconds"), [(1, 5), (250, 5), (500, 10), (10_000, 200), (100_000, 2000)])
def test_the_interval_grows_with_the_users(users: int, seconds: int) -> None:
    assert PresenceInterval().between(users) == timedelta(seconds=seconds)


def test_counts_come_at_most_once_in_five_seconds_whatever_the_churn(presence: Presence) -> None:
    # Given
    [watching] = settled(presence, "ann")
    presence.chat.subscriptions.join(watching, Join(type="join", room=PUBLIC_CHAT))
    dice, others = random.Random(7), list[Link]()
    times: list[int] = []
    # When for two minutes somebody comes, opens the chat, or goes, twice a second
    for step in range(240):
        if len(others) == 4 or (others and dice.random() < 0.5):
            presence.chat.connection_lifecycle.closed(others.pop(dice.randrange(len(others))))
        else:
            link = Link(f"other-{step}", dice.choice(["bob", "eve"]), presence.chat.clock.now())
            presence.chat.connection_lifecycle.opened(link)
            presence.chat.gateway.open.add(link.connection_id)
            presence.chat.subscriptions.join(link, Join(type="join", room=PUBLIC_CHAT))
            others.append(link)
        before = counts_of(presence, watching)
        presence.take(presence.records())
        times += [step] * (counts_of(presence, watching) - before)
        presence.chat.clock.advance(seconds=0.5)
    # Then
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert len(times) >= 8
    assert min(gaps) >= 10  # steps of half a second
    # And in the end the newest is shown
    presence.settle()
    last = [frame for frame in frames(presence, watching) if frame["type"] == "online_count_handler"][-1]
    assert last["online_count"] == len({"ann", *(link.username for link in others)})


def test_eighty_joins_and_leaves_and_a_hundred_turns_of_a_tab_tell_others_no_more_than_the_budget_allows(
    presence: Presence,
) -> None:
    # Given
    chat = presence.chat
    watching, restless = settled(presence, "ann", "bob")
    chat.subscriptions.join(watching, Join(type="join", room=PUBLIC_CHAT))
    presence.settle()
    before, began = len(frames(presence, watching)), chat.clock.now()
    # When
    for number in range(80):
        chat.subscriptions.join(restless, Join(type="join", room=PUBLIC_CHAT))
        chat.subscriptions.leave(restless, Leave(type="leave", room=PUBLIC_CHAT))
        chat.subscriptions.presence(
            restless, PresenceFrame(type="presence", state="active" if number % 2 else "inactive")
        )
        presence.take(presence.records())
        chat.clock.advance(seconds=0.1)
    presence.settle()
    # Then one frame of counts in five seconds, and statuses no more often
    intervals = (chat.clock.now() - began) / presence.budget.interval
    assert len(frames(presence, watching)) - before <= 2 * (intervals + 1)


def test_a_rush_makes_all_wait_longer_that_were_about_to_be_told() -> None:
    # Given a site that tells two a second, whose members have just been told
    rushed = Presence(PresenceInterval(users_per_second=0.5))
    [watching] = settled(rushed, rushed.chat.user("ann"))
    rushed.chat.clock.advance(minutes=1)
    arrived(rushed, "first", rushed.chat.user("bob"))
    rushed.take(rushed.records())
    told, before = rushed.chat.clock.now(), len(frames(rushed, watching))
    # When many come before it is time again
    rushed.chat.clock.advance(seconds=5)
    for number in range(18):
        arrived(rushed, f"other-{number}", rushed.chat.user(f"user_{number}"))
    rushed.take(rushed.records())
    # Then they wait as long as with so many, and no longer
    assert len(frames(rushed, watching)) == before
    while len(frames(rushed, watching)) == before:
        rushed.chat.clock.advance(seconds=1)
        rushed.take(rushed.records())
    assert rushed.chat.clock.now() - told == rushed.budget.between(20)


def test_a_connection_is_left_in_peace_after_its_welcome_and_told_then(presence: Presence) -> None:
    # Given
    settled(presence, "ann")
    link = Link("new", "bob", presence.chat.clock.now())
    presence.chat.connection_lifecycle.opened(link)
    presence.chat.gateway.open.add("new")
    presence.greet(link)
    # When another comes right behind
    presence.take(presence.records())
    presence.chat.clock.advance(seconds=1)
    presence.chat.connection_lifecycle.opened(Link("newer", "eve", presence.chat.clock.now()))
    presence.chat.gateway.open.add("newer")
    presence.take(presence.records())
    assert len(frames(presence, link)) == 2
    # Then it is told when its time has come
    presence.settle()
    assert [f["online_count"] for f in frames(presence, link) if f["type"] == "online_status_handler"][-1] == 3


def test_who_goes_and_comes_back_is_not_told_of(presence: Presence) -> None:
    # Given two in a group
    chat = presence.chat
    group = chat.groups.create("ann", NewGroup(groupchat_name="Snow", open=True))
    chat.groups.join("bob", group, None)
    watching, his = settled(presence, "ann", "bob")
    seen = len(frames(presence, watching))
    # When one reloads the page
    chat.connection_lifecycle.closed(his)
    chat.connection_lifecycle.opened(Link("reloaded", "bob", chat.clock.now()))
    chat.gateway.open.add("reloaded")
    presence.settle()
    # Then
    assert [f for f in frames(presence, watching, seen) if f.get("changes")] == []


def test_statuses_reach_those_who_share_a_chat_and_two_tabs_are_one_user(presence: Presence) -> None:
    # Given
    chat = presence.chat
    group = chat.groups.create("ann", NewGroup(groupchat_name="Snow", open=True))
    chat.groups.join("bob", group, None)
    watching, stranger = settled(presence, "ann", "eve")
    one, two = settled(presence, "bob", "bob")

    def changes() -> list[object]:
        presence.settle()
        return [f["changes"] for f in frames(presence, watching) if f.get("changes")]

    online = [{"username": "bob", "status": "online"}]
    assert changes() == [online]
    # When one of two tabs is hidden or closed, then nothing; with both, then …
    chat.subscriptions.presence(one, PresenceFrame(type="presence", state="inactive"))
    assert changes() == [online]
    chat.connection_lifecycle.closed(two)
    inactive = [{"username": "bob", "status": "inactive"}]
    assert changes() == [online, inactive]
    chat.connection_lifecycle.closed(one)
    assert changes() == [online, inactive, [{"username": "bob", "status": "offline"}]]
    # And a stranger hears nothing
    assert [f for f in frames(presence, stranger) if f.get("changes")] == []


def test_a_batch_that_comes_twice_or_whose_function_died_does_no_harm(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given
    [watching] = settled(presence, "ann")
    presence.chat.connect("bob")
    records = presence.records()
    # When its function dies while it tells, and the batch comes again, twice, when it has been given up
    with monkeypatch.context() as patched:
        patched.setattr(presence.turns, "strike", dying)
        patched.setattr(presence.turns, "free", dying)
        patched.setattr(presence.chat.gateway, "broadcast", dying)
        with pytest.raises(SystemExit):
            presence.take(records)
    presence.chat.clock.advance(minutes=2)
    presence.take(records)
    presence.take(records)
    presence.settle()
    # Then
    counts = [f["online_count"] for f in frames(presence, watching) if f["type"] == "online_status_handler"]
    assert counts[-1] == 2


def test_somebody_who_dies_telling_is_followed_by_another(presence: Presence) -> None:
    # Given
    [watching] = settled(presence, "ann")
    presence.chat.connect("bob")
    assert presence.turns.take(presence.turns.get(), presence.chat.clock.now())
    # When another is woken, then it waits until the first is given up
    assert presence.take(presence.records()) == timedelta()
    presence.chat.clock.advance(minutes=2)
    presence.settle()
    counts = [f["online_count"] for f in frames(presence, watching) if f["type"] == "online_status_handler"]
    assert counts[-1] == 2


def test_a_large_site_is_told_by_workers() -> None:
    # Given more than one function tells
    crowded = Presence(PresenceInterval(alone=2), per_worker=2)
    for name in ("ann", "bob", "eve", "dan", "kim"):
        crowded.chat.user(name)
    inside = [crowded.chat.connect(name, PUBLIC_CHAT) for name in ("ann", "bob", "eve")]
    outside = [crowded.chat.connect(name) for name in ("dan", "kim")]
    crowded.settle()
    # When
    crowded.chat.say(outside[0])
    crowded.settle()
    # Then everybody knows who is here, those inside who is inside, those outside what is new there
    assert crowded.queue.started
    for link in (*inside, *outside):
        assert [f["online_count"] for f in frames(crowded, link) if f["type"] == "online_status_handler"][-1] == 5
    for link in inside:
        assert [f["online_count"] for f in frames(crowded, link) if f["type"] == "online_count_handler"][-1] == 3
        assert not [f for f in frames(crowded, link) if f["type"] == "chat_indicators"]
    for link in outside:
        last = [f for f in frames(crowded, link) if f["type"] == "chat_indicators"][-1]
        assert (last["chat_counts"], last["last_seqs"]) == ({PUBLIC_CHAT: 3}, {PUBLIC_CHAT: 1})


def test_shards_that_no_worker_took_are_counted() -> None:
    crowded = Presence(PresenceInterval(alone=1), per_worker=2)
    crowded.queue.refuses = lambda task: task.first == 0
    for name in ("ann", "bob"):
        crowded.chat.connect(crowded.chat.user(name))
    crowded.settle()
    assert crowded.fanout.delivery_metrics.take().dropped > 0


def test_a_sweep_finds_who_left_without_a_word_and_what_they_left_behind(presence: Presence) -> None:
    # Given
    chat = presence.chat
    [watching] = settled(presence, "ann")
    chat.subscriptions.join(watching, Join(type="join", room=PUBLIC_CHAT))
    lost = chat.connect("bob", PUBLIC_CHAT)
    presence.settle()
    chat.gateway.open.discard(lost.connection_id)
    chat.clock.advance(minutes=11)
    # When
    swept = presence.sweep.sweep()
    presence.settle()
    # Then
    assert swept.gone == 1
    assert chat.connections.users.links_of(["bob"], chat.clock.now()) == []
    assert [f["online_count"] for f in frames(presence, watching) if f["type"] == "online_count_handler"][-1] == 1
    assert presence.sweep.sweep().gone == 0


def test_a_sweep_finds_what_a_lost_batch_would_have_told(presence: Presence) -> None:
    # Given somebody who opens a group that nobody has shown before, and says something in the public chat
    chat = presence.chat
    watching, coming = settled(presence, "ann", "bob")
    group = chat.groups.create("ann", NewGroup(groupchat_name="Snow", open=True))
    chat.groups.join("bob", group, None)
    presence.settle()
    chat.subscriptions.join(coming, Join(type="join", room=group))
    chat.say(coming)
    # When what the streams tell of it is lost
    presence.records()
    presence.sweep.sweep()
    presence.settle()
    # Then
    indicators = [f for f in frames(presence, watching) if f["type"] == "chat_indicators"]
    assert [f["chat_counts"][group] for f in indicators if group in f["chat_counts"]][-1] == 1
    assert [f["last_seqs"][PUBLIC_CHAT] for f in indicators if PUBLIC_CHAT in f["last_seqs"]][-1] == 1


def test_a_sweep_strikes_off_what_has_outlived_the_longest_connection(presence: Presence) -> None:
    settled(presence, "ann")
    presence.chat.clock.advance(hours=2, minutes=6)
    assert presence.sweep.sweep().expired == 1
    presence.settle()
    assert presence.chat.counts.site(presence.chat.clock.now())[0] == 0


def test_nothing_is_written_when_nobody_is_there(presence: Presence) -> None:
    presence.settle()
    writes: list[object] = []
    presence.tables.on_commit = writes.append
    presence.sweep.sweep()
    assert writes == []


def test_a_telling_ends_only_when_nobody_is_left_out() -> None:
    now, quiet = ManualClock().now(), timedelta(seconds=5)
    version = f"{round(now.timestamp() * 1000):015d}x"
    announced, rounds = Announced("site:site"), 0
    while not (plan := next_announcement(announced, "3", version, now, quiet)).is_last:
        announced, now, rounds = plan.announced, now + quiet, rounds + 1
    assert (plan.announced.value, rounds) == ("3", 2)
    assert plan.window.since is not None
    assert plan.window.since <= plan.window.until - quiet - SKEW + quiet


def test_whoever_joined_and_left_within_one_interval_learns_how_many_are_there_without_them(presence: Presence) -> None:
    # Given Bob shows Ann's group, and both know it
    presence.chat.clock.advance(minutes=1)
    group = friends(presence, "bob")
    ann, bob = settled(presence, "ann", "bob")
    presence.chat.subscriptions.join(bob, Join(type="join", room=group))
    presence.settle()
    read = len(frames(presence, ann))
    # When Ann opens it and closes it again before anybody counts
    joined = presence.chat.subscriptions.join(ann, Join(type="join", room=group))[0]
    presence.chat.subscriptions.leave(ann, Leave(type="leave", room=group))
    presence.settle()
    # Then
    assert joined.online_count == 2
    counts = chat_counts(presence, ann, read)
    assert counts[-1] == {group: 1}


def opened_by_bob(presence: Presence) -> tuple[Link, str]:
    """Ann's connection, and a group in her list that Bob has just opened."""
    group = friends(presence, "bob")
    ann, bob = settled(presence, "ann", "bob")
    presence.chat.clock.advance(minutes=1)
    presence.chat.subscriptions.join(bob, Join(type="join", room=group))
    return ann, group


def test_a_count_of_which_nobody_was_told_since_the_function_died_is_told_by_the_next(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given Ann has a group in her list that Bob opens
    ann, group = opened_by_bob(presence)
    records = presence.records()
    # When the function dies after it has counted, before it has told anybody
    with monkeypatch.context() as patched:
        for name in ("put", "strike", "free"):
            patched.setattr(presence.turns, name, dying)
        patched.setattr(presence.chat.counts, "record", dying)
        with pytest.raises(SystemExit):
            presence.take(records)
    assert presence.chat.counts.of([group], presence.chat.clock.now()) == {group: 1}
    # Then the batch that comes again has Ann told
    presence.chat.clock.advance(minutes=2)
    presence.take(records)
    presence.settle()
    told = chat_counts(presence, ann)
    assert told[-1] == {group: 1}


def test_a_count_that_was_kept_though_dynamodb_never_said_so_is_told(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given Ann has a group in her list that Bob opens
    ann, group = opened_by_bob(presence)
    records, put = presence.records(), presence.chat.counts.put

    def put_unheard(name: str, count: int, now: datetime) -> None:
        put(name, count, now)
        raise Unavailable

    # When the answer to what is counted is lost
    with monkeypatch.context() as patched:
        patched.setattr(presence.chat.counts, "put", put_unheard)
        with pytest.raises(Unavailable):
            presence.take(records)
    # Then the batch that comes again has Ann told
    presence.chat.clock.advance(minutes=1)
    presence.take(records)
    presence.settle()
    told = chat_counts(presence, ann)
    assert told[-1] == {group: 1}


@pytest.mark.parametrize("shows_it", [False, True])
def test_what_everybody_has_been_told_is_told_once(presence: Presence, shows_it: bool) -> None:
    # Given Ann, who shows the public chat or has it in her list
    ann, bob = settled(presence, "ann", "bob")
    for link in (ann, bob) if shows_it else (bob,):
        presence.chat.subscriptions.join(link, Join(type="join", room=PUBLIC_CHAT))
    presence.settle()
    presence.chat.clock.advance(minutes=1)
    # When Bob writes there
    presence.chat.say(bob)
    records, read, writes = presence.records(), len(frames(presence, ann)), list[Write]()
    on_commit = presence.tables.on_commit
    presence.tables.on_commit = lambda write: (on_commit(write), writes.append(write))[0]
    assert presence.take(records) is None
    # Then it is told in one turn, whose marks were never written, and that wakes nobody
    told = [] if shows_it else ["SAID#list:public-chat"]
    assert [frame["last_seqs"] for frame in frames(presence, ann, read)] == [{PUBLIC_CHAT: 1} for _ in told]
    assert [row["pk"]["S"] for write in writes if (row := write.after)] == ["TICK", *told, "TICK"]
    assert presence.records() == []


@pytest.mark.parametrize("moment", ["before everybody is looked for", "after everybody was looked for"])
def test_a_tab_that_comes_while_everybody_is_told_learns_it_too(
    presence: Presence, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    # Given Bob opens a group that Ann has in her list, and she another tab, of which nothing is marked
    group = friends(presence, "bob")
    _, bob = settled(presence, "ann", "bob")
    presence.chat.clock.advance(minutes=1)
    presence.chat.subscriptions.join(bob, Join(type="join", room=group))
    records, tabs = presence.records(), list[Link]()
    ordinary = presence.fanout.of

    def of(usernames: Iterable[str]) -> list[Link]:
        if not tabs and moment.startswith("before"):
            tabs.append(arrived(presence, "tab", "ann"))
        links = ordinary(usernames)
        if not tabs:
            tabs.append(arrived(presence, "tab", "ann"))
        return links

    # When
    with monkeypatch.context() as patched:
        patched.setattr(presence.fanout, "of", of)
        presence.take(records)
    presence.greet(tabs[0])
    presence.settle()
    # Then
    told = chat_counts(presence, tabs[0])
    assert told[0][group] == told[-1][group] == 1


def test_a_tab_that_learned_a_number_before_it_changed_is_told_though_everybody_else_has_been(
    presence: Presence,
) -> None:
    # Given Ann's second tab, of which nothing is marked, is welcomed right before Bob writes
    _, bob = settled(presence, "ann", "bob")
    presence.chat.clock.advance(minutes=1)
    tab = arrived(presence, "tab", "ann")
    presence.greet(tab)
    presence.chat.say(bob)
    # When everybody else is told, while it is left in peace
    read = len(frames(presence, tab))
    presence.take(presence.records())
    assert frames(presence, tab, read) == []
    # Then
    presence.settle()
    assert [f["last_seqs"] for f in frames(presence, tab, read) if f["type"] == "chat_indicators"] == [{PUBLIC_CHAT: 1}]


def test_those_who_do_not_show_a_chat_are_told_at_once_where_those_who_do_are_left_in_peace(
    presence: Presence,
) -> None:
    # Given
    group = friends(presence, "bob")
    ann, bob = settled(presence, "ann", "bob")
    presence.chat.clock.advance(minutes=1)
    read = len(frames(presence, ann))
    # When
    presence.chat.subscriptions.join(bob, Join(type="join", room=group))
    presence.take(presence.records())
    # Then
    assert [f["chat_counts"] for f in frames(presence, ann, read)] == [{group: 1}]


def test_changes_are_looked_at_as_long_as_there_is_time_and_the_rest_comes_next(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given more people than are looked at in one go, whose friends are all told
    names = [presence.chat.user(f"user_{number}", verified=True) for number in range(120)]
    friends(presence, *names)
    [ann] = settled(presence, "ann")
    for name in names:
        presence.chat.connection_lifecycle.opened(Link(f"{name}-1", name, presence.chat.clock.now()))
    changed = Marks(presence.turns, "CHANGED", {})
    changed.put(changes_of(presence.records()).users, presence.chat.clock.now())
    statuses = presence.presence_schedule._statuses
    assert len(statuses.due(changed.all()).statuses) == 120
    # When each look takes as long as there is time
    ordinary = statuses._look

    def slow(*arguments: Any) -> None:
        presence.chat.clock.advance(seconds=LOOKING.total_seconds())
        ordinary(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(statuses, "_look", slow)
        due = statuses.due(changed.all())
    # Then
    assert len(due.statuses) == AT_ONCE
    statuses.settle(due, changed)
    assert len(statuses.due(changed.all()).statuses) == 120 - AT_ONCE
    assert ann
