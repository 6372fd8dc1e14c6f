"""Users' settings: a row of its own beside the account, which every message writes; none before something is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from snowfight.models.records import Account
from snowfight.storage.accounts.records import account_of, account_row
from snowfight.storage.database import Database
from snowfight.storage.rows.rooms import AccountRow, SettingsRow

if TYPE_CHECKING:
    from snowfight.models.chat import Kind, Level

NOTIFY: Mapping[Kind, Level] = {"private": "all", "group": "all", "public": "mentions"}
"""What a user is told of in each kind of chat (wire contract, "Settings of a user")."""

FLAGS = ("typing", "receipts", "mail", "previews")


@dataclass(frozen=True)
class Quiet:
    """From when to when a user is not to be disturbed, `22:00`, in their time zone, `Europe/Istanbul`."""

    start: str
    end: str
    zone: str


@dataclass(frozen=True)
class UserSettings:
    """What a user has set, and where they have not, what holds for everybody."""

    typing: bool = True
    receipts: bool = True
    notify: Mapping[Kind, Level] = field(default_factory=lambda: NOTIFY)
    keywords: tuple[str, ...] = ()
    quiet: Quiet | None = None
    mail: bool = True
    previews: bool = True


@dataclass(frozen=True)
class SettingsChange:
    """What a user sets; None leaves a thing as it is, and `ends_quiet` takes the quiet time away."""

    typing: bool | None = None
    receipts: bool | None = None
    notify: Mapping[Kind, Level] = field(default_factory=dict["Kind", "Level"])
    keywords: tuple[str, ...] | None = None
    quiet: Quiet | None = None
    ends_quiet: bool = False
    mail: bool | None = None
    previews: bool | None = None


class UserSettingsRows:
    """The `SETTINGS` rows of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get_many(self, usernames: Iterable[str]) -> dict[str, UserSettings]:
        """What holds for each of those users, one request for a hundred."""
        names = list(usernames)
        rows = self._database.get_many(settings_row(name) for name in names)
        return dict.fromkeys(names, UserSettings()) | settings_by_user(rows)

    def with_account(self, username: str) -> tuple[Account | None, UserSettings]:
        """A user's account, deleted ones too, and what they have set; one request."""
        rows = self._database.get_many([account_row(username), settings_row(username)])
        accounts = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        return accounts[0] if accounts else None, settings_by_user(rows).get(username, UserSettings())

    def change(self, username: str, change: SettingsChange) -> UserSettings:
        """Set what `change` names and nothing else, in one write, so that two at once both hold; returns the whole."""
        actions = _actions(change)
        if not actions:
            return self.get_many([username])[username]
        return settings_of(SettingsRow.from_raw_data(self._database.update(settings_row(username), actions)))


def settings_row(username: str) -> SettingsRow:
    """The key of a user's settings, for who reads them together with other rows."""
    return SettingsRow(f"USER#{username}", "SETTINGS")


def settings_by_user(rows: Iterable[object]) -> dict[str, UserSettings]:
    """The settings among `rows`, by user; who has none is as everybody."""
    return {row.pk.removeprefix("USER#"): settings_of(row) for row in rows if isinstance(row, SettingsRow)}


def settings_of(row: SettingsRow) -> UserSettings:
    """The settings that a row keeps."""
    typing, receipts, mail, previews = (getattr(row, flag) is not False for flag in FLAGS)
    return UserSettings(
        typing=typing,
        receipts=receipts,
        notify={kind: getattr(row, kind) or level for kind, level in NOTIFY.items()},
        keywords=tuple(row.keywords or ()),
        quiet=Quiet(*row.quiet) if row.quiet else None,
        mail=mail,
        previews=previews,
    )


def _actions(change: SettingsChange) -> list[Action]:
    flags = {flag: getattr(change, flag) for flag in FLAGS}
    values = {**flags, **change.notify}
    actions: list[Action] = [getattr(SettingsRow, name).set(each) for name, each in values.items() if each is not None]
    if change.keywords is not None:
        actions.append(SettingsRow.keywords.set(list(change.keywords)))
    if change.quiet is not None:
        actions.append(SettingsRow.quiet.set([change.quiet.start, change.quiet.end, change.quiet.zone]))
    elif change.ends_quiet:
        actions.append(SettingsRow.quiet.remove())
    return actions
