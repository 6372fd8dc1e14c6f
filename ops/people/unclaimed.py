"""`make unclaimed`: who came with an import and has not taken over their account."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ops.command import command
from ops.deployment import Deployment
from ops.tables import operators_database
from snowfight.storage.accounts.records import account_row
from snowfight.storage.database import Database
from snowfight.storage.rows.robots import ImportedPersonRow
from snowfight.storage.rows.rooms import AccountRow

PEOPLE = "IMPORTED#PEOPLE"
PAGE = 100


class Unclaimed(NamedTuple):
    """Somebody, where they came from, and whether the address is known by which they can take their account over."""

    username: str
    display_name: str
    source: str
    reachable: bool


def unclaimed(database: Database) -> Iterator[Unclaimed]:
    """Everybody whom nobody has claimed, by where they came from; a page in memory at a time."""
    rows = iter(ImportedPersonRow.query(PEOPLE, consistent_read=True, page_size=PAGE))
    while page := list(islice(rows, PAGE)):
        found = database.get_many(account_row(row.username) for row in page)
        accounts = {row.pk.removeprefix("USER#"): row for row in found if isinstance(row, AccountRow)}
        for row in page:
            account = accounts.get(row.username)
            if account is not None and account.imported == row.sk and not account.deleted:
                source = row.sk.partition("#")[0]
                yield Unclaimed(row.username, account.display_name, source, bool(row.claim))


def work(stage: str) -> None:
    """List them, one a line, with tabs between what there is to say of each."""
    number = 0
    for each in unclaimed(operators_database(Deployment.of(stage))):
        number += 1
        address = "known address" if each.reachable else "no address"
        print(f"{each.username}\t{each.display_name}\t{each.source}\t{address}")
    print(f"{number} accounts are unclaimed." if number else "Nobody is left who has not taken over their account.")


if __name__ == "__main__":
    command("unclaimed", ["STAGE"], work)
