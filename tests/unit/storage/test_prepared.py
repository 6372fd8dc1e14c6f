"""Given a request that was prepared, when it is made, then it says what PynamoDB says of the same."""

from __future__ import annotations

from typing import Any

import pytest
from pynamodb.expressions.operand import Path

from snowfight.storage.database import Database, Refused
from snowfight.storage.prepared import PreparedUpdate, name, number
from snowfight.storage.rows.ephemeral import TicketRow
from snowfight.storage.rows.rooms import MetaRow

ADVANCE = PreparedUpdate(
    [MetaRow.last_seq.set(number("seq")), Path([name("author")]).set(number("seq")), MetaRow.call.remove()],
    ((MetaRow.last_seq < number("seq")) | (MetaRow.title == "$seq")) & MetaRow.deleting.does_not_exist(),
)
ROW = MetaRow("ROOM#a", "META")


def asked(monkeypatch: pytest.MonkeyPatch, database: Database) -> list[dict[str, Any]]:
    requests: list[dict[str, Any]] = []

    def dispatch(_operation: str, kwargs: dict[str, Any]) -> dict[str, Any]:
        requests.append(kwargs)
        return {}

    monkeypatch.setattr(database.connection, "dispatch", dispatch)
    return requests


@pytest.mark.parametrize(("seq", "author"), [(7, "@ann"), (-1, "$author"), (10**15, "@seq")])
def test_it_asks_for_what_an_update_does(
    database: Database, monkeypatch: pytest.MonkeyPatch, seq: int, author: str
) -> None:
    requests = asked(monkeypatch, database)
    # When
    database.run(ADVANCE, ROW, {"seq": seq}, {"author": author})
    database.update(
        ROW,
        [MetaRow.last_seq.set(seq), Path([author]).set(seq), MetaRow.call.remove()],
        ((MetaRow.last_seq < seq) | (MetaRow.title == "$seq")) & MetaRow.deleting.does_not_exist(),
    )
    # Then
    assert requests[0] == requests[1]


def test_a_slot_that_nobody_filled_is_an_error(database: Database) -> None:
    for values, names in (({}, {"author": "@ann"}), ({"seq": 1}, {})):
        with pytest.raises(KeyError):
            database.run(ADVANCE, ROW, values, names)


def test_it_updates_and_is_refused_as_an_update_is(database: Database) -> None:
    ticket = TicketRow("TICKET#a", "TICKET")
    extend = PreparedUpdate(
        [TicketRow.expires_at.set(number("until"))],
        TicketRow.pk.does_not_exist() | (TicketRow.expires_at < number("until")),
    )
    assert database.run(extend, ticket, {"until": 5})["expires_at"] == {"N": "5"}
    with pytest.raises(Refused) as refused:
        database.run(extend, ticket, {"until": 5})
    assert refused.value.item is not None
    assert refused.value.item["expires_at"] == {"N": "5"}
