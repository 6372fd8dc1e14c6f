"""Accounts: who there is, and how each shows to the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.clock import milliseconds
from snowfight.errors import LastOwner, Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Reach
from snowfight.models.user import GONE, Author
from snowfight.storage.accounts.budgets import Budgets, Charge, TokenBucket
from snowfight.storage.accounts.records import account_of, account_row, authors_of, living, packed_sanction, reach_of
from snowfight.storage.database import Database, Refused, jitter
from snowfight.storage.rows.rooms import AccountRow, DeletedRow, MembershipRow, MetaRow, RoomsRow

if TYPE_CHECKING:
    from snowfight.models.notices import MailStop
    from snowfight.storage.files.uploads import Also

COUNT_ATTEMPTS = 8
"""Tries to count a user in or out; each lost one means that somebody wrote in the public chat."""

MAX_GROUPS = 1000
"""That one user is in (wire contract, HTTP)."""

T = TypeVar("T")


def _nothing_else(_transaction: TransactWrite) -> None:
    return


class Accounts:
    """The `ACCOUNT` rows, and the `budgets` in them.

    `burst` messages may be sent at once, `per_second` a second after that.
    """

    def __init__(self, database: Database, *, burst: int = 20, per_second: float = 2.0) -> None:
        self._database = database
        self._messages = TokenBucket("budget", burst, per_second)
        self.budgets = Budgets(database)

    def get(self, username: str) -> Account | None:
        """The account, deleted ones too; None where there never was one."""
        return self.get_many([username]).get(username)

    def get_many(self, usernames: Iterable[str]) -> dict[str, Account]:
        """The accounts of those names, deleted ones too, one request for a hundred."""
        rows = self._database.get_many(account_row(name) for name in usernames)
        accounts = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        return {account.username: account for account in accounts}

    def reach(self, usernames: Iterable[str]) -> dict[str, Reach]:
        """How those users can be told who do not look, as it was a moment ago: half the price; a hundred at most."""
        keys = [(f"USER#{name}", "ACCOUNT") for name in usernames]
        return dict(map(reach_of, self._database.get_beside((), RoomsRow, keys)[1]))

    def authors(self, usernames: Iterable[str]) -> dict[str, Author]:
        """The authors of those names, one request for a hundred; who is unknown counts as deleted."""
        names = set(usernames)
        return authors_of(self.get_many(names), names)

    def create(
        self, account: Account, also: Also = _nothing_else, refused: Callable[[], object] = lambda: None
    ) -> Account:
        """Keep a new account and count it, with what `also` writes; returns the one that is there where the name is
        taken.

        What was said in the public chat before counts as read. Where something stood in the way that was not the name,
        `refused` raises what it is, if that will not pass.
        """
        row = account_row(account.username)
        row.display_name, row.email, row.email_verified = account.display_name, account.email, account.email_verified
        row.joins, row.max_joins, row.invite = 0, MAX_GROUPS, account.invite
        row.created = milliseconds(account.created) if account.created else None
        row.bot, row.maker, row.hook_of = account.bot or None, account.maker, account.hook_of

        read = self._end_of_public_chat()

        def save(transaction: TransactWrite) -> None:
            transaction.save(row, condition=AccountRow.pk.does_not_exist())
            if read:
                transaction.save(MembershipRow(row.pk, f"ROOM#{PUBLIC_CHAT}", read_seq=read))
            also(transaction)

        def taken() -> Account | None:
            found = self.get(account.username)
            if found is None:
                refused()
            return found

        return self._counted(1, save, taken) or account

    def _end_of_public_chat(self) -> int:
        rows = self._database.get_many([MetaRow(f"ROOM#{PUBLIC_CHAT}", "META")])
        return max((int(row.last_seq or 0) for row in rows if isinstance(row, MetaRow)), default=0)

    def verify_email(self, username: str) -> Account:
        """Mark the address verified, and mail to it again; raises Refused where there is no such account."""
        actions = [AccountRow.email_verified.set(True), AccountRow.mail_stopped.remove()]
        return self._update(account_row(username), actions, AccountRow.pk.exists())

    def forget_invite(self, username: str) -> None:
        """The invitation that the user signed up with has done its work; passed over where there is no account."""
        with suppress(Refused):
            self._update(account_row(username), [AccountRow.invite.remove()], AccountRow.pk.exists())

    def stop_mail(self, username: str, email: str, reason: MailStop) -> bool:
        """Mail nothing but codes to the address any more; False where it is nobody's of that name."""
        is_theirs = living() & (AccountRow.email == email)
        try:
            self._update(account_row(username), [AccountRow.mail_stopped.set(reason)], is_theirs)
        except Refused:
            return False
        return True

    def rename(self, username: str, display_name: str) -> Account:
        """Change the display name; raises Refused where there is no such account."""
        return self._update(account_row(username), [AccountRow.display_name.set(display_name)], AccountRow.pk.exists())

    def portray(self, username: str, avatar: tuple[str, str] | None) -> Account:
        """Set the picture, its address and its id, or take it away; raises Refused where there is no such account."""
        if avatar is None:
            actions: list[Action] = [AccountRow.avatar_url.remove(), AccountRow.avatar_id.remove()]
        else:
            actions = [AccountRow.avatar_url.set(avatar[0]), AccountRow.avatar_id.set(avatar[1])]
        return self._update(account_row(username), actions, living())

    def readmit(self, account: Account) -> Account:
        """Let the user of `account` in again, whose ban has ended; another that came meanwhile stays. Raises Refused
        where there is no such account."""
        over = AccountRow.banned == packed_sanction(account.banned) if account.banned else None
        try:
            return self._update(account_row(account.username), [AccountRow.banned.remove()], living() & over)
        except Refused as refused:
            if refused.item is None:
                raise
            return account_of(AccountRow.from_raw_data(refused.item))

    def flag_keywords(self, username: str, *, has: bool) -> None:
        """The user has set keywords, or has none any more; passed over where there is no account."""
        keywords = AccountRow.keywords
        with suppress(Refused):
            action = keywords.set(True) if has else keywords.remove()
            self._update(account_row(username), [action], AccountRow.pk.exists())

    def delete(self, username: str, also: Also = _nothing_else) -> None:
        """Take everything but the name away, for good, with what `also` writes; what is deleted or was never there is
        fine. Raises LastOwner where the user is the only one."""
        from snowfight.storage.accounts.owners import has_role, leave_office, owners  # noqa: PLC0415  (few calls need it)

        actions: list[Action] = [
            AccountRow.deleted.set(True),
            AccountRow.display_name.set(GONE.display_name),
            AccountRow.email.set(""),
            AccountRow.email_verified.set(False),
            AccountRow.avatar_url.remove(),
            AccountRow.avatar_id.remove(),
            AccountRow.mail_stopped.remove(),
            AccountRow.invite.remove(),
            AccountRow.role.remove(),
            AccountRow.muted.remove(),
        ]
        account = self.get(username)

        def bury(transaction: TransactWrite) -> None:
            as_seen = has_role(account.role) if account else AccountRow.pk.exists()
            transaction.update(account_row(username), actions, living() & as_seen)
            transaction.save(DeletedRow("DELETED", username))
            if account is not None and account.role == "owner":
                leave_office(transaction)
            also(transaction)

        def is_gone() -> bool:
            nonlocal account
            account = self.get(username)
            if account is None or account.deleted:
                return True
            if account.role == "owner" and owners(self._database) <= 1:
                raise LastOwner
            return False

        self._counted(-1, bury, is_gone)

    def end_sessions(self, username: str, moment: datetime) -> None:
        """Tokens issued before `moment` are no longer good; a later moment stays, and who is not there has none."""
        since = milliseconds(moment)
        later = AccountRow.sessions_since.does_not_exist() | (AccountRow.sessions_since < since)
        with suppress(Refused):
            self._update(account_row(username), [AccountRow.sessions_since.set(since)], AccountRow.pk.exists() & later)

    def recount(self, account: Account, groups: int) -> None:
        """The user was in so many groups after `account` was read; passed over if they have come into others since."""
        joins = AccountRow.joins
        as_seen = joins.does_not_exist() if account.joins is None else joins == account.joins
        actions = [joins.set(account.joins or 0), AccountRow.max_joins.set((account.joins or 0) + MAX_GROUPS - groups)]
        try:
            self._database.update(account_row(account.username), actions, AccountRow.pk.exists() & as_seen)
        except Refused:
            return

    def charge(self, username: str, now: datetime) -> Charge:
        """Take one message from the user's budget, and learn who they are, in one write."""
        return self.budgets.spend(self._messages, username, now)

    def refund(self, username: str) -> None:
        """Give one message back: the frame was refused, or had been paid for before."""
        self.budgets.refund(self._messages, username)

    def _counted(self, by: int, act: Callable[[TransactWrite], None], settled: Callable[[], T]) -> T | None:
        """Do `act`, and count the users of the public chat in the same breath.

        Every message there writes that row too, so the transaction is tried again, until `settled` says that there is
        nothing (left) to do; returns what it says.
        """
        for attempt in range(1, COUNT_ATTEMPTS + 1):
            try:
                with TransactWrite(connection=self._database.connection) as transaction:
                    act(transaction)
                    transaction.update(MetaRow(f"ROOM#{PUBLIC_CHAT}", "META"), [MetaRow.member_count.add(by)])
            except TransactWriteError as error:
                if not error.cancellation_reasons:
                    raise
                if found := settled():
                    return found
                time.sleep(jitter(attempt))
            else:
                return None
        raise Unavailable

    def _update(self, row: AccountRow, actions: Sequence[Action], condition: Condition) -> Account:
        return account_of(AccountRow.from_raw_data(self._database.update(row, actions, condition)))
