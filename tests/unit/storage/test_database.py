"""Given the one client of a function, when rows are read and written through it, then …"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.exceptions import UpdateError, VerboseClientError

from snowfight.settings import Settings
from snowfight.storage.database import ATTEMPTS, Database, Refused, jitter, together
from snowfight.storage.rows.ephemeral import TicketRow
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import AccountRow
from tests.support.tables import SETTINGS

Dispatch = Callable[[str, dict[str, Any]], dict[str, Any]]


def ticket(name: str) -> TicketRow:
    return TicketRow(f"TICKET#{name}", "TICKET")


def keep(*names: str) -> None:
    for name in names:
        row = ticket(name)
        row.username, row.expires_at = name, 1
        row.save()


def found(database: Database, names: list[str]) -> list[str]:
    rows = database.get_many(ticket(name) for name in names)
    return sorted(row.username for row in rows if isinstance(row, TicketRow))


def requests(monkeypatch: pytest.MonkeyPatch, database: Database, change: Callable[[Dispatch], Dispatch]) -> list[Any]:
    """The requests of every BatchGetItem from now on, which goes through `change`."""
    real = database.connection.dispatch
    changed = change(real)
    asked: list[Any] = []

    def dispatch(operation: str, kwargs: dict[str, Any]) -> dict[str, Any]:
        if operation != "BatchGetItem":
            return real(operation, kwargs)
        asked.append(kwargs["RequestItems"])
        return changed(operation, kwargs)

    monkeypatch.setattr(database.connection, "dispatch", dispatch)
    return asked


def test_rows_that_were_used_before_their_table_was_known_belong_to_it_like_the_others(
    database: Database,
) -> None:
    # Given a class of rows that made itself a connection of its own
    type.__setattr__(TicketRow, "_connection", object())
    # When the tables are opened, then it goes through theirs
    opened = Database(SETTINGS, database.connection)
    keep("a")
    assert found(opened, ["a"]) == ["a"]


def test_rows_of_several_tables_are_read_in_one_consistent_request(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given
    keep("a")
    MessageRow("public-chat", 1, client_id="c", author="ann", created=1).save()
    asked = requests(monkeypatch, database, lambda real: real)
    # When
    rows = database.get_many([ticket("a"), ticket("b"), MessageRow("public-chat", 1), MessageRow("public-chat", 2)])
    # Then
    assert {type(row) for row in rows} == {TicketRow, MessageRow}
    [request] = asked
    assert {table: parts["ConsistentRead"] for table, parts in request.items()} == {"ephemeral": True, "messages": True}


def test_more_than_a_hundred_keys_are_read_in_pages_and_doubles_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number:03}" for number in range(205)]
    keep(*names[::40])
    asked = requests(monkeypatch, database, lambda real: real)
    assert found(database, names + names) == names[::40]
    assert sorted(len(request["ephemeral"]["Keys"]) for request in asked) == [5, 100, 100]


def test_no_keys_are_no_request(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = requests(monkeypatch, database, lambda real: real)
    assert database.get_many([]) == []
    assert asked == []


def one_at_a_time(real: Dispatch) -> Dispatch:
    """A table under pressure: of every request it serves the first key and leaves the others unprocessed."""

    def dispatch(operation: str, kwargs: dict[str, Any]) -> dict[str, Any]:
        [(table, parts)] = kwargs["RequestItems"].items()
        first, *others = parts["Keys"]
        answer = real(operation, {"RequestItems": {table: {**parts, "Keys": [first]}}})
        return {**answer, "UnprocessedKeys": {table: {**parts, "Keys": others}} if others else {}}

    return dispatch


def test_keys_that_were_left_unread_are_asked_for_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(number) for number in range(ATTEMPTS)]
    keep(*names)
    asked = requests(monkeypatch, database, one_at_a_time)
    assert found(database, names) == names
    assert len(asked) == ATTEMPTS


def test_a_table_under_pressure_is_given_time_between_two_requests(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []
    names = [str(number) for number in range(ATTEMPTS)]
    keep(*names)
    requests(monkeypatch, database, one_at_a_time)
    monkeypatch.setattr("snowfight.storage.database.time.sleep", paused.append)
    # When, then
    assert found(database, names) == names
    assert len(paused) == ATTEMPTS - 1
    assert any(paused)


def test_keys_that_stay_unread_are_an_error_and_no_short_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(number) for number in range(ATTEMPTS + 1)]
    keep(*names)
    requests(monkeypatch, database, one_at_a_time)
    with pytest.raises(TimeoutError):
        found(database, names)


def test_an_update_returns_the_row_whole(database: Database) -> None:
    keep("a")
    item = database.update(ticket("a"), [TicketRow.username.set("bob")], TicketRow.pk.exists())
    row = TicketRow.from_raw_data(item)
    assert (row.pk, row.username, row.expires_at) == ("TICKET#a", "bob", 1)


def test_a_condition_that_fails_returns_the_row_that_stood_in_the_way(database: Database) -> None:
    keep("a")

    def update(row: TicketRow) -> object:
        return database.update(row, [TicketRow.expires_at.set(2)], TicketRow.username == "bob")

    def delete(row: TicketRow) -> object:
        return database.delete(row, TicketRow.username == "bob")

    for write in (update, delete):
        with pytest.raises(Refused) as refused:
            write(ticket("a"))
        assert refused.value.item is not None
        assert TicketRow.from_raw_data(refused.value.item).username == "a"
        with pytest.raises(Refused) as refused:
            write(ticket("b"))
        assert refused.value.item is None
    assert found(database, ["a", "b"]) == ["a"]


def test_what_is_deleted_is_returned_once(database: Database) -> None:
    keep("a")
    item = database.delete(ticket("a"))
    assert item is not None
    assert TicketRow.from_raw_data(item).username == "a"
    assert database.delete(ticket("a")) is None


def test_another_error_of_the_store_is_no_refusal(database: Database) -> None:
    with pytest.raises((VerboseClientError, UpdateError)):
        database.update(AccountRow("USER#ann", "ACCOUNT"), [AccountRow.budget.set(AccountRow.budget + 1)])


def test_tables_that_a_function_is_not_given_are_left_alone(database: Database) -> None:
    Database(Settings(ephemeral_table="ephemeral"), database.connection)
    assert (MessageRow.Meta.table_name, TicketRow.Meta.table_name) == ("messages", "ephemeral")


def test_two_things_are_done_together_and_an_error_of_either_is_raised_after_both() -> None:
    done: list[str] = []

    def fail(name: str) -> None:
        done.append(name)
        raise ValueError(name)

    assert together(lambda: 1, lambda: 2) == (1, 2)
    for first, second, raised in (
        (lambda: fail("first"), lambda: done.append("second"), "first"),
        (lambda: done.append("first"), lambda: fail("second"), "second"),
        (lambda: fail("first"), lambda: fail("second"), "first"),
    ):
        done.clear()
        with pytest.raises(ValueError, match=raised):
            together(first, second)
        assert sorted(done) == ["first", "second"]


def test_pauses_grow_and_are_capped() -> None:
    assert all(0 <= jitter(attempt) <= min(0.25, 0.005 * 2**attempt) for attempt in range(1, 40))
