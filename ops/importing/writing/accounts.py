"""Accounts that come with an import: each with a mark of whose it is, and the address that it can be taken over by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from ops.failure import Failure
from ops.importing.model import Person
from ops.importing.writing.names import DISPLAY_NAME, shown_name
from snowfight.clock import milliseconds
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import MAX_GROUPS, Accounts
from snowfight.storage.accounts.records import account_row
from snowfight.storage.database import Database, jitter
from snowfight.storage.rooms.records import membership_row, meta_row, state_of
from snowfight.storage.rows.robots import ClaimRow, ImportedPersonRow
from snowfight.storage.rows.rooms import AccountRow, MetaRow

PEOPLE = "IMPORTED#PEOPLE"

TRIES = 20
"""Of one account: each that is lost means that somebody was faster, at that name or in the public chat's row."""


class ImportedAccounts:
    """The accounts of people of `source`. `hashed` makes of an address what only the deployment can."""

    def __init__(
        self, database: Database, source: str, hashed: Callable[[str], str], pause: Callable[[float], None]
    ) -> None:
        self._database = database
        self._pause = pause
        self._source = source
        self._hashed = hashed
        self._accounts = Accounts(database)

    def known(self, people: Iterable[str]) -> dict[str, str]:
        """The usernames of those whom an earlier import brought or found, by their ids there."""
        rows = self._database.get_many(self._mark(person) for person in people)
        start = len(self._source) + 1
        return {row.sk[start:]: row.username for row in rows if isinstance(row, ImportedPersonRow)}

    def get(self, usernames: Iterable[str]) -> dict[str, Account]:
        """As `Accounts.get_many`."""
        return self._accounts.get_many(usernames)

    def found(self, person: Person, username: str) -> str:
        """Remember that the account of that name is the person's; returns which one is, if another run was faster."""
        mark = self._mark(person.id)
        mark.username = username

        def write(transaction: TransactWrite) -> None:
            transaction.save(mark, condition=ImportedPersonRow.pk.does_not_exist())

        return username if self._write(write) else self.known([person.id])[person.id]

    def make(self, person: Person, names: Iterable[str], now: datetime) -> str:
        """Make an account for the person by the first of the names that is nobody's; returns its name, or that of the
        account that another run has made. Raises Failure."""
        tried = 0
        for name in names:
            while name not in self.get([name]):
                if self._make(person, name, now):
                    return name
                if person.id in (known := self.known([person.id])):
                    return known[person.id]
                tried += 1
                if tried == TRIES:
                    raise Failure("accounts cannot be made, others write too much: try again later")
                self._pause(jitter(tried))
        raise AssertionError("unreachable")

    def _make(self, person: Person, name: str, now: datetime) -> bool:
        row = account_row(name)
        row.display_name = shown_name(person.display_name, DISPLAY_NAME, name)
        row.email, row.email_verified = (person.email or "").strip(), False
        row.imported, row.bot = f"{self._source}#{person.id}", person.bot or None
        row.joins, row.max_joins, row.created = 0, MAX_GROUPS, milliseconds(now)
        mark = self._mark(person.id)
        mark.username = name
        claim = self._hashed(row.email) if row.email and not person.bot else None
        mark.claim = claim

        read = self._end_of_public_chat()

        def write(transaction: TransactWrite) -> None:
            transaction.save(row, condition=AccountRow.pk.does_not_exist())
            transaction.save(mark, condition=ImportedPersonRow.pk.does_not_exist())
            if claim:
                transaction.save(ClaimRow(f"CLAIM#{claim}", name))
            if read:
                public = membership_row(name, PUBLIC_CHAT)
                public.read_seq = read
                transaction.save(public)
            transaction.update(meta_row(PUBLIC_CHAT), [MetaRow.member_count.add(1)])

        return self._write(write)

    def _end_of_public_chat(self) -> int:
        rows = self._database.get_many([meta_row(PUBLIC_CHAT)])
        return max((state_of(row).last_seq for row in rows if isinstance(row, MetaRow)), default=0)

    def _write(self, write: Callable[[TransactWrite], None]) -> bool:
        """Says whether the transaction was made, or somebody was faster."""
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                write(transaction)
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            return False
        return True

    def _mark(self, person: str) -> ImportedPersonRow:
        return ImportedPersonRow(PEOPLE, f"{self._source}#{person}")
