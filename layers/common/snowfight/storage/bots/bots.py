"""Bots, by who made them, and their tokens.

A bot is an account; beside that it has a row here, which goes with it, and a row a token. How many bots a user has is
counted in their own account's row, in the transactions that make and delete one: of two at once at the limit one is
refused (ADR 0063).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import TooManyBots, Unauthorized
from snowfight.models.records import Account
from snowfight.models.robots.bots import MAX_BOTS
from snowfight.models.user import is_moderator
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.records import account_of, account_row, living
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rows.robots import BotRow, TokenRow
from snowfight.storage.rows.rooms import AccountRow

if TYPE_CHECKING:
    from pynamodb.transactions import TransactWrite

    from snowfight.storage.files.uploads import Also

MAX_LISTED = 1000
"""Bots of a user that are looked at, of whom moderators may have any number."""

USED_EVERY = timedelta(hours=1)
"""How often it is written that a bot was there (wire contract, part 8)."""


@dataclass(frozen=True)
class KeptBot:
    """A bot's row: its newest token, until when that is good, and when the bot last came with one."""

    username: str
    created: datetime
    token: str
    expires: datetime
    last_used: datetime | None = None


@dataclass(frozen=True)
class KeptToken:
    """A token's row: whose it is, who made that bot, the hash of its secret, and until when it is good, in whole
    seconds."""

    id: str
    username: str
    maker: str
    digest: str
    expires: datetime


@dataclass(frozen=True)
class Named:
    """Whom a token names: the bot's row, its account, and that of who made it; None for what is no more."""

    bot: KeptBot | None
    account: Account | None
    maker: Account | None


class BotRows:
    """The `BOTS#` and `TOKEN#` rows."""

    def __init__(self, database: Database, accounts: Accounts) -> None:
        self._database = database
        self._accounts = accounts

    def create(self, account: Account, token: KeptToken, now: datetime) -> Account:
        """Keep a new bot with its first token; returns the account that is there where the name is taken.

        Raises TooManyBots, and Unauthorized where its maker has gone meanwhile.
        """

        def join(transaction: TransactWrite) -> None:
            bot = _bot_row(token.maker, token.username)
            bot.created, bot.token, bot.expires = milliseconds(now), token.id, _seconds(token.expires)
            transaction.save(bot)
            transaction.save(_kept(token))
            transaction.update(account_row(token.maker), [AccountRow.bots.add(1)], _may_make_one())

        return self._accounts.create(account, join, lambda: self._need_maker(token.maker))

    def _need_maker(self, username: str) -> None:
        maker = self._accounts.get(username)
        if maker is None or not maker.is_open:
            raise Unauthorized
        if has_all(maker):
            raise TooManyBots

    def get(self, maker: str, username: str) -> KeptBot | None:
        """One bot of the user's; None where there is none of that name."""
        rows = self._database.get_many([_bot_row(maker, username)])
        return next((_bot(row) for row in rows if isinstance(row, BotRow)), None)

    def of(self, maker: str, limit: int = MAX_LISTED) -> list[KeptBot]:
        """The user's bots, by name, so many at most; one Query."""
        return [_bot(row) for row in BotRow.query(f"BOTS#{maker}", limit=limit, consistent_read=True)]

    def renew(self, bot: KeptBot, token: KeptToken, former_until: datetime) -> None:
        """Give the bot another token; the one that it has ends at `former_until`, unless that is sooner over. Raises
        Contested where it has got another meanwhile, or is gone."""
        former = self.token(bot.token)
        with ContestedWrite(connection=self._database.connection) as transaction:
            actions: list[Action] = [BotRow.token.set(token.id), BotRow.expires.set(_seconds(token.expires))]
            transaction.update(_bot_row(token.maker, token.username), actions, BotRow.token == bot.token)
            transaction.save(_kept(token))
            if former is not None:
                end = min(_seconds(former.expires), _seconds(former_until))
                transaction.update(
                    _token_row(former.id),
                    [TokenRow.expires_at.set(end)],
                    TokenRow.expires_at == _seconds(former.expires),
                )

    def token(self, identifier: str) -> KeptToken | None:
        """A token, over or not; None where there is none of that id."""
        rows = self._database.get_many([_token_row(identifier)])
        return next((_token(row) for row in rows if isinstance(row, TokenRow)), None)

    def named(self, token: KeptToken) -> Named:
        """Whom the token names; one request."""
        rows = self._database.get_many(
            [_bot_row(token.maker, token.username), account_row(token.username), account_row(token.maker)]
        )
        found = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        accounts = {account.username: account for account in found}
        bot = next((_bot(row) for row in rows if isinstance(row, BotRow)), None)
        return Named(bot, accounts.get(token.username), accounts.get(token.maker))

    def use(self, maker: str, bot: KeptBot, now: datetime) -> None:
        """The bot is there: written once an hour, and not for one that is gone."""
        if bot.last_used is not None and now - bot.last_used < USED_EVERY:
            return
        as_seen = BotRow.last_used.does_not_exist()
        if bot.last_used is not None:
            as_seen = BotRow.last_used == milliseconds(bot.last_used)
        with suppress(Refused):
            actions = [BotRow.last_used.set(milliseconds(now))]
            self._database.update(_bot_row(maker, bot.username), actions, BotRow.pk.exists() & as_seen)

    def delete(self, maker: str, bot: KeptBot) -> None:
        """Take the bot's account away, with all but its name, and what there is of it here; again is fine.

        A former token that is good still goes by itself within the hour: it names no bot any more.
        """
        self._accounts.delete(bot.username, _ending(maker, bot))


def has_all(maker: Account) -> bool:
    """Whether the user has as many bots as they may; moderators may have any number."""
    return maker.bots >= MAX_BOTS and not is_moderator(maker.role)


def _may_make_one() -> Condition:
    few = AccountRow.bots.does_not_exist() | (AccountRow.bots < MAX_BOTS)
    return (
        living()
        & AccountRow.banned.does_not_exist()
        & (few | (AccountRow.role == "moderator") | (AccountRow.role == "owner"))
    )


def _ending(maker: str, bot: KeptBot) -> Also:
    def join(transaction: TransactWrite) -> None:
        transaction.delete(_bot_row(maker, bot.username), condition=BotRow.pk.exists())
        transaction.delete(_token_row(bot.token))
        transaction.update(account_row(maker), [AccountRow.bots.add(-1)], AccountRow.bots > 0)

    return join


def _bot_row(maker: str, username: str) -> BotRow:
    return BotRow(f"BOTS#{maker}", username)


def _token_row(identifier: str) -> TokenRow:
    return TokenRow(f"TOKEN#{identifier}", "TOKEN")


def _kept(token: KeptToken) -> TokenRow:
    row = _token_row(token.id)
    row.username, row.maker, row.digest, row.expires_at = (
        token.username,
        token.maker,
        token.digest,
        _seconds(token.expires),
    )
    return row


def _bot(row: BotRow) -> KeptBot:
    used = from_milliseconds(int(row.last_used)) if row.last_used else None
    return KeptBot(row.sk, from_milliseconds(int(row.created)), row.token, _moment(row.expires), used)


def _token(row: TokenRow) -> KeptToken:
    return KeptToken(row.pk.removeprefix("TOKEN#"), row.username, row.maker, row.digest, _moment(row.expires_at))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
