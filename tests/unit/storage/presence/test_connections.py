"""Given live connections, when they open, close, hide and show chats in any order, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snowfight.errors import TooMany
from snowfight.models.records import Link
from snowfight.models.user import Status
from snowfight.storage.database import Database
from snowfight.storage.presence import connections as module
from snowfight.storage.presence import online_users
from snowfight.storage.presence.connections import Connections, Shown
from snowfight.storage.presence.lifetime import LIFE
from snowfight.storage.rows.ephemeral import PresenceRow
from tests.support.tables import empty_tables

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
ROOM = "public-chat"


@pytest.fixture
def connections(database: Database) -> Connections:
    return Connections(database)


def link(name: str = "tab", username: str = "ann", opened: datetime = NOW) -> Link:
    return Link(name, username, opened)


def status(connections: Connections, username: str = "ann", now: datetime = NOW) -> Status:
    return connections.users.statuses([username], now)[username]


def ids(links: list[Link]) -> set[str]:
    return {link.connection_id for link in links}


def test_a_connection_is_active_from_its_start(connections: Connections) -> None:
    assert status(connections) == "offline"
    connections.open(link())
    assert status(connections) == "online"
    assert connections.users.links_of(["ann"], NOW) == [link()]


def test_a_user_has_so_many_connections_and_no_more(connections: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given
    monkeypatch.setattr(online_users, "MAX_CONNECTIONS", 3)
    for name in ("a", "b", "c"):
        connections.open(link(name))
    # When there is one more, hidden tabs or not, then it is refused and leaves nothing behind
    for _ in range(2):
        with pytest.raises(TooMany):
            connections.open(link("d"))
        for name in ("a", "b", "c"):
            connections.users.mark(link(name), "inactive", NOW)
    assert ids(connections.users.links_of(["ann"], NOW)) == {"a", "b", "c"}
    assert connections.known([link("d")]) == set()
    # And one that is there already may be told again, and another comes where one goes
    connections.users.mark(link("a"), "active", NOW)
    connections.open(link("a"))
    connections.close(link("b"))
    connections.open(link("d"))
    assert ids(connections.users.links_of(["ann"], NOW)) == {"a", "c", "d"}


def test_two_tabs_are_one_user_and_closing_one_leaves_them_online(connections: Connections) -> None:
    one, other = link("one"), link("other", opened=NOW + timedelta(seconds=1))
    connections.open(one)
    connections.open(other)
    assert ids(connections.users.links_of(["ann"], NOW)) == {"one", "other"}
    connections.close(one)
    assert status(connections) == "online"
    assert connections.users.links_of(["ann"], NOW) == [other]
    connections.close(other)
    assert status(connections) == "offline"
    assert connections.users.links_of(["ann"], NOW) == []


def test_a_user_is_inactive_only_when_every_tab_is(connections: Connections) -> None:
    one, other = link("one"), link("other")
    connections.open(one)
    connections.open(other)
    connections.users.mark(one, "inactive", NOW)
    assert status(connections) == "online"
    connections.users.mark(other, "inactive", NOW)
    assert status(connections) == "inactive"
    assert ids(connections.users.links_of(["ann"], NOW)) == {"one", "other"}
    connections.users.mark(one, "active", NOW)
    assert status(connections) == "online"


def test_a_hidden_tab_that_closes_is_gone(connections: Connections) -> None:
    connections.open(link())
    connections.users.mark(link(), "inactive", NOW)
    connections.close(link())
    assert status(connections) == "offline"


def test_closing_forgetting_and_marking_may_be_told_twice(connections: Connections) -> None:
    one, other = link("one"), link("other")
    connections.open(one)
    connections.open(one)
    connections.open(other)
    for _ in range(2):
        connections.users.mark(other, "inactive", NOW)
        connections.close(one)
        connections.users.forget(one)
    assert connections.users.links_of(["ann"], NOW) == [other]
    connections.close(link("never", "nobody"))
    assert status(connections, "nobody") == "offline"


def test_what_a_connection_that_has_ended_still_says_does_not_bring_it_back(connections: Connections) -> None:
    connections.open(link())
    connections.close(link())
    for state in ("active", "inactive"):
        connections.users.mark(link(), state, NOW)
    assert status(connections) == "offline"
    assert connections.view(link(), ROOM) is None
    assert connections.viewers.of(ROOM, NOW) == []


def test_every_order_of_two_tabs_ends_in_what_the_last_word_of_each_says(connections: Connections) -> None:
    # Given two open tabs, one of which hides and shows itself, and one of which closes
    one, other = link("one"), link("other")
    steps = [
        lambda: connections.users.mark(one, "inactive", NOW),
        lambda: connections.close(other),
        lambda: connections.open(other),
    ]
    for order in permutations(range(3)):
        empty_tables()
        connections.open(one)
        # When
        for step in order:
            steps[step]()
        # Then
        stays = order.index(2) > order.index(1)
        assert ids(connections.users.links_of(["ann"], NOW)) == ({"one", "other"} if stays else {"one"})
        assert status(connections) == ("online" if stays else "inactive")


STEPS = st.sampled_from(["open", "close", "active", "inactive", "forget"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["one", "two"]), STEPS), max_size=8))
def test_any_sequence_leaves_what_a_plain_model_says(connections: Connections, steps: list[tuple[str, str]]) -> None:
    empty_tables()
    tabs: dict[str, str] = {}
    for name, step in steps:
        match step:
            case "open":
                connections.open(link(name))
                tabs[name] = "active"
            case "close" | "forget":
                (connections.close if step == "close" else connections.users.forget)(link(name))
                tabs.pop(name, None)
            case "active" | "inactive":
                connections.users.mark(link(name), step, NOW)
                tabs = {tab: step if tab == name else state for tab, state in tabs.items()}
            case _:
                pytest.fail(step)
    assert ids(connections.users.links_of(["ann"], NOW)) == set(tabs)
    expected = "online" if "active" in tabs.values() else ("inactive" if tabs else "offline")
    assert status(connections) == expected


def test_a_connection_that_nobody_saw_end_lives_no_longer_than_the_gateway_lets_it(connections: Connections) -> None:
    connections.open(link())
    connections.view(link(), ROOM)
    before, after = NOW + LIFE - timedelta(seconds=1), NOW + LIFE
    assert status(connections, now=before) == "online"
    assert ids(connections.viewers.of(ROOM, before)) == {"tab"}
    assert status(connections, now=after) == "offline"
    assert connections.users.links_of(["ann"], after) == []
    assert connections.viewers.of(ROOM, after) == []


def test_an_old_tab_does_not_let_the_row_of_a_newer_one_expire(connections: Connections) -> None:
    # Given an old tab and one that was opened just before the old one's end
    old, new = link("old"), link("new", opened=NOW + LIFE - timedelta(minutes=1))
    connections.open(old)
    connections.open(new)
    # When the old one speaks last
    connections.users.mark(old, "inactive", NOW)
    # Then the row that holds both is kept for as long as the newer one can live
    [row] = [row for shard in range(16) for row in PresenceRow.query(f"ONLINE#{shard}")]
    assert row.expires_at >= (new.opened + LIFE).timestamp()


def test_a_chat_is_shown_until_it_is_closed_or_its_connection_is(connections: Connections) -> None:
    one, other = link("one"), link("other", "bob")
    for viewer in (one, other):
        connections.open(viewer)
        assert connections.view(viewer, ROOM)
        assert connections.view(viewer, ROOM)
    assert sorted(connections.viewers.of(ROOM, NOW), key=lambda link: link.username) == [one, other]
    connections.unview(one, ROOM)
    connections.unview(one, ROOM)
    assert connections.viewers.of(ROOM, NOW) == [other]
    connections.close(other)
    assert connections.viewers.of(ROOM, NOW) == []
    assert ids(connections.users.links_of(["ann", "bob"], NOW)) == {"one"}


def test_a_connection_shows_so_many_chats_and_no_more(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_VIEWS", 3)
    connections.open(link())
    shown = [connections.view(link(), f"room-{number}") for number in range(4)]
    assert [each is not None for each in shown] == [True, True, True, False]
    connections.unview(link(), "room-0")
    assert connections.view(link(), "one-more") is not None


def test_of_all_that_a_connection_says_first_one_frame_is_welcomed(connections: Connections) -> None:
    # Given connections that begin with a chat, with a word of their presence, and with a second chat
    for name in ("shows", "speaks", "gone"):
        connections.open(link(name))
    connections.close(link("gone"))
    # When, then
    assert [connections.view(link("shows"), room) for room in (ROOM, ROOM, "other")] == [
        Shown(is_new=True),
        Shown(is_new=False),
        Shown(is_new=False),
    ]
    assert not connections.welcome(link("shows"))
    assert [connections.welcome(link("speaks")) for _ in range(2)] == [True, False]
    assert connections.view(link("speaks"), ROOM) == Shown(is_new=False)
    # Leaving all chats makes nobody new
    connections.unview(link("shows"), ROOM)
    connections.unview(link("shows"), "other")
    assert connections.view(link("shows"), ROOM) == Shown(is_new=False)
    assert not connections.welcome(link("gone"))


def test_a_join_whose_write_was_done_twice_is_welcomed_all_the_same(
    connections: Connections, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections.open(link())
    dispatch = database.connection.dispatch

    def twice(operation: str, kwargs: dict[str, Any]) -> Any:
        """As a client does that has got no answer."""
        dispatch(operation, kwargs)
        return dispatch(operation, kwargs)

    monkeypatch.setattr(database.connection, "dispatch", twice)
    assert connections.view(link(), ROOM) == Shown(is_new=True)


def test_who_is_unknown_is_offline(connections: Connections) -> None:
    connections.open(link())
    statuses = connections.users.statuses
    assert statuses(["ann", "bob", "eve"], NOW) == {"ann": "online", "bob": "offline", "eve": "offline"}
    assert statuses([], NOW) == {}
