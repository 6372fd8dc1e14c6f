"""Who may do what in the deployment as a whole: asked of the account's row, never of a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from snowfight.domain.admission import living
from snowfight.errors import NoSuchUser, NotAllowed
from snowfight.models.names import username as canonical
from snowfight.models.records import Account
from snowfight.models.user import Role, is_above, is_at_least

GetAccounts = Callable[[list[str]], dict[str, Account]]


class Authority:
    """`accounts` reads accounts by name, in one request."""

    def __init__(self, accounts: GetAccounts) -> None:
        self._accounts = accounts

    def having(self, wanted: Role, username: str, signed_in: datetime | None) -> Account:
        """The caller's account; raises Unauthorized, and NotAllowed where their role is below `wanted`."""
        return _having(wanted, self._accounts([username]).get(username), signed_in)

    def over(self, wanted: Role, username: str, other: str, signed_in: datetime | None) -> tuple[Account, Account]:
        """The caller's account, and that of the one they act on.

        Raises as `having`; NoSuchUser where nobody of that name lives; NotAllowed where their role is not above the
        other's, as nobody's is above their own.
        """
        name = _named(other)
        found = self._accounts([username, *([name] if name else [])])
        actor = _having(wanted, found.get(username), signed_in)
        subject = found.get(name) if name else None
        if subject is None or subject.deleted:
            raise NoSuchUser
        if not is_above(actor.role, subject.role):
            raise NotAllowed
        return actor, subject


def _having(wanted: Role, account: Account | None, signed_in: datetime | None) -> Account:
    actor = living(account, signed_in)
    if not is_at_least(actor.role, wanted):
        raise NotAllowed
    return actor


def _named(text: str) -> str | None:
    """The name as accounts have it; None where it can be nobody's: who asks is told so once they may ask."""
    try:
        return canonical(text)
    except ValueError:
        return None
