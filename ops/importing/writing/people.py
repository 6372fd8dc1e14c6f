"""Who the people of an export are here: whom an earlier import brought, who has proven their address, and new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ops.importing.model import Person
from ops.importing.target import PoolUser, Target
from ops.importing.writing.accounts import ImportedAccounts
from ops.importing.writing.names import usernames
from snowfight.models.records import Account

How = Literal["before", "address", "new"]
"""By what somebody is known: an earlier import, their proven address, or not at all."""


@dataclass(frozen=True)
class Known:
    """Somebody of the export, and the account that is theirs; None: they have none yet."""

    person: Person
    how: How
    username: str | None = None


class People:
    """The people of an export of `source`; all of them are kept at hand."""

    def __init__(self, target: Target, source: str, people: Iterable[Person]) -> None:
        self._target = target
        self._accounts = ImportedAccounts(target.database, source, target.hashed, target.pause)
        everybody = {person.id: person for person in people}
        before = self._accounts.known(everybody)
        others = [person for person in everybody.values() if person.id not in before]
        self._taken = set[str]()
        proven = self._proven(others) if others else {}
        self.known = [self._look(person, before, proven) for person in everybody.values()]

    def bring(self) -> Iterator[Known]:
        """Everybody with an account: who has none yet is made one."""
        now = self._target.clock.now()
        for known in self.known:
            if known.username is None:
                names = usernames(known.person.username, known.person.display_name)
                free = (name for name in names if name not in self._taken)
                yield Known(known.person, known.how, self._accounts.make(known.person, free, now))
            elif known.how == "address":
                yield Known(known.person, known.how, self._accounts.found(known.person, known.username))
            else:
                yield known

    def accounts(self, usernames: Iterable[str]) -> dict[str, Account]:
        """The accounts of those names, as they are now."""
        return self._accounts.get(usernames)

    def _look(self, person: Person, before: Mapping[str, str], proven: Mapping[str, str]) -> Known:
        if person.id in before:
            return Known(person, "before", before[person.id])
        if not person.bot and (username := proven.get(_address(person))):
            return Known(person, "address", username)
        return Known(person, "new")

    def _proven(self, people: Iterable[Person]) -> dict[str, str]:
        """Whose proven addresses those of the people are: the oldest account, where an address is that of several.

        The user pool is read once through, which also tells the names that are taken though nobody has used them yet.
        """
        wanted = {_address(person) for person in people if not person.bot} - {""}
        candidates = list[PoolUser]()
        for user in self._target.pool():
            self._taken.add(user.username)
            if user.email.strip().lower() in wanted:
                candidates.append(user)
        accounts = self._accounts.get(user.username for user in candidates)
        proven = [account for account in accounts.values() if _is_proven(account)]
        return {account.email.strip().lower(): account.username for account in sorted(proven, key=_age, reverse=True)}


def _address(person: Person) -> str:
    return (person.email or "").strip().lower()


def _is_proven(account: Account) -> bool:
    return account.email_verified and not account.deleted and not account.bot


def _age(account: Account) -> tuple[float, str]:
    return (account.created.timestamp() if account.created else 0.0, account.username)
