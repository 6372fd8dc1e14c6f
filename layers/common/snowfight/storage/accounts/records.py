"""What an account's row keeps, as a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.expressions.condition import Condition

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.records import Account, Reach, Sanction
from snowfight.models.user import GONE, Author
from snowfight.storage.rows import RawItem
from snowfight.storage.rows.rooms import AccountRow


def reach_of(item: RawItem) -> tuple[str, Reach]:
    """Whose account an unparsed row is, and how its user can be told: every message asks that of all recipients."""
    is_open = "deleted" not in item and "banned" not in item
    proven = item["email_verified"].get("BOOL") is True
    return item["pk"]["S"][len("USER#") :], Reach(is_open and "devices" in item, is_open and proven)


def account_row(username: str) -> AccountRow:
    """The key of a user's account."""
    return AccountRow(f"USER#{username}", "ACCOUNT")


def living() -> Condition:
    """That the account is there, and not deleted."""
    return AccountRow.pk.exists() & AccountRow.deleted.does_not_exist()


def account_of(row: Any) -> Account:
    """The account that an AccountRow keeps."""
    return Account(
        username=row.pk.removeprefix("USER#"),
        display_name=row.display_name,
        email=row.email,
        email_verified=bool(row.email_verified),
        avatar_url=row.avatar_url,
        avatar_id=row.avatar_id,
        deleted=bool(row.deleted),
        joins=None if row.joins is None else int(row.joins),
        max_joins=int(row.max_joins or 0),
        has_keywords=bool(row.keywords),
        has_devices=bool(row.devices),
        sessions_since=from_milliseconds(int(row.sessions_since)) if row.sessions_since else None,
        mail_stopped=row.mail_stopped,
        invite=row.invite,
        role=row.role or "member",
        created=from_milliseconds(int(row.created)) if row.created else None,
        muted=_sanction_of(row.muted),
        banned=_sanction_of(row.banned),
        has_blocks=bool(row.blocks),
        bot=bool(row.bot),
        maker=row.maker,
        hook_of=row.hook_of,
        bots=int(row.bots or 0),
        imported=row.imported is not None,
    )


def authors_of(accounts: Mapping[str, Account], usernames: Iterable[str]) -> dict[str, Author]:
    """The authors of those names; who is not among the accounts counts as deleted."""
    return {name: accounts[name].author if name in accounts else GONE for name in usernames}


def packed_sanction(sanction: Sanction) -> list[Any]:
    """As the row keeps it."""
    return [milliseconds(sanction.until) if sanction.until else 0, sanction.statement]


def _sanction_of(packed: list[Any] | None) -> Sanction | None:
    if packed is None:
        return None
    until, statement = packed
    return Sanction(from_milliseconds(int(until)) if until else None, statement)
