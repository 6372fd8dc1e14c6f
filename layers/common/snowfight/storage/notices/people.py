"""All that decides whether users are told of a chat, as it is now: two requests for a few of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from snowfight.models.records import Account, Membership, PushSubscription
from snowfight.models.user import Status
from snowfight.storage.accounts.records import account_of, account_row
from snowfight.storage.accounts.user_settings import UserSettings, settings_by_user, settings_row
from snowfight.storage.database import Database
from snowfight.storage.notices.noticed import Noticed, noticed_of, noticed_row
from snowfight.storage.notices.push_subscriptions import push_row, subscriptions_of
from snowfight.storage.presence.online_users import presence_row
from snowfight.storage.presence.records import status_of
from snowfight.storage.rooms.records import membership_of, membership_row
from snowfight.storage.rows.ephemeral import NoticedRow, PresenceRow
from snowfight.storage.rows.rooms import AccountRow, MembershipRow, PushRow


@dataclass(frozen=True)
class Person:
    """A user: whether they look, what they have set, how far they have read, what they were told, where they are
    pushed to. `membership` is None where nothing is kept of them in the chat, as may be in the public one."""

    account: Account
    status: Status
    settings: UserSettings = field(default_factory=UserSettings)
    membership: Membership | None = None
    noticed: Noticed | None = None
    subscriptions: tuple[PushSubscription, ...] = ()

    @property
    def username(self) -> str:
        return self.account.username


class People:
    """Reads what other parts keep of users, in as few requests as can be."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def away(self, room: str, usernames: Iterable[str], now: datetime) -> list[Person]:
        """Those of the users who do not look, and who can be told at all: pushed to, or mailed."""
        names = list(usernames)
        rows = self._database.get_many(row for name in names for row in (presence_row(name), account_row(name)))
        statuses: dict[str, Status] = {row.sk: status_of(row, now) for row in rows if isinstance(row, PresenceRow)}
        accounts = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        people = [
            Person(account, statuses.get(account.username, "offline"))
            for account in accounts
            if not account.deleted and (account.has_devices or account.email_verified)
        ]
        return self._with_the_rest(room, [person for person in people if person.status != "online"])

    def _with_the_rest(self, room: str, people: Sequence[Person]) -> list[Person]:
        names = [person.username for person in people]
        rows = self._database.get_many(
            row
            for name in names
            for row in (settings_row(name), membership_row(name, room), push_row(name), noticed_row(name, room))
        )
        settings = settings_by_user(rows)
        memberships = {_user(row): membership_of(row) for row in rows if isinstance(row, MembershipRow)}
        noticed = {_user(row): noticed_of(row) for row in rows if isinstance(row, NoticedRow)}
        pushed = {_user(row): tuple(subscriptions_of(row)) for row in rows if isinstance(row, PushRow)}
        return [
            replace(
                person,
                settings=settings.get(person.username, UserSettings()),
                membership=memberships.get(person.username),
                noticed=noticed.get(person.username),
                subscriptions=pushed.get(person.username, ()),
            )
            for person in people
        ]


def _user(row: MembershipRow | NoticedRow | PushRow) -> str:
    return row.pk.partition("#")[2]
