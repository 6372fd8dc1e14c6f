"""Given a ticket, when it is taken at the door, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from snowfight.storage.accounts.tickets import LIFE, Given, Tickets
from snowfight.storage.database import Database
from tests.support.tables import rows

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def tickets(database: Database) -> Tickets:
    tickets = Tickets(database)
    tickets.put("secret", "ann", NOW)
    return tickets


def test_it_is_good_once(tickets: Tickets) -> None:
    assert tickets.take("secret", NOW) == Given("ann", NOW)
    assert tickets.take("secret", NOW) is None


def test_it_is_good_for_half_a_minute_and_used_up_after_that(tickets: Tickets) -> None:
    assert timedelta(seconds=30) == LIFE
    tickets.put("other", "bob", NOW)
    assert tickets.take("secret", NOW + LIFE - SECOND) == Given("ann", NOW)
    assert tickets.take("other", NOW + LIFE) is None
    assert tickets.take("other", NOW) is None


def test_an_unknown_one_is_nobodys(tickets: Tickets) -> None:
    for ticket in ("secre", "Secret", "secret ", ""):
        assert tickets.take(ticket, NOW) is None


def test_the_ticket_itself_is_not_kept(tickets: Tickets) -> None:
    [row] = rows("ephemeral")
    assert "secret" not in str(row)
    assert row["expires_at"] == {"N": str(int((NOW + LIFE).timestamp()))}
