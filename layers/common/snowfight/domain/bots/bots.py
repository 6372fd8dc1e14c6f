"""A user's bots: made, listed, given another token, deleted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.bots.deletion import BotDeletion
from snowfight.domain.credentials import Token
from snowfight.errors import EmailUnverified, NoSuchBot, TooManyBots, UsernameTaken
from snowfight.models.names import is_hook
from snowfight.models.names import username as canonical
from snowfight.models.records import Account
from snowfight.models.robots.bots import DAYS, Bot, BotList, BotMade, BotToken, NewBot
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.bots.bots import BotRows, KeptBot, KeptToken, has_all
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.contested import uncontested

FORMER = timedelta(hours=1)
"""For so long a token that was replaced goes on (wire contract, part 8)."""

HOUR = timedelta(hours=1)
NEW = RateLimit("bots", 100, HOUR, "at most 100 new bots an hour")
"""Names of bots are never free again, deleted or not: nobody uses them up."""

RENEWED = RateLimit("tokens", 100, HOUR, "at most 100 new tokens an hour")


class BotService:
    """Everything here is of the caller's own; each raises Unauthorized where their token of `signed_in` counts no
    longer."""

    def __init__(
        self,
        accounts: Accounts,
        rows: BotRows,
        deletion: BotDeletion,
        rate_limits: RateLimits,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._accounts = accounts
        self._rows = rows
        self._deletion = deletion
        self._rate_limits = rate_limits
        self._clock = clock
        self._pause = pause

    def create(self, username: str, body: NewBot, signed_in: datetime | None = None) -> BotMade:
        """Make a bot; raises EmailUnverified, TooManyBots, RateLimited, and UsernameTaken, also where the name was a
        deleted user's or is one of hooks."""
        accounts = self._accounts.get_many({username, body.username})
        maker = living(accounts.get(username), signed_in)
        if not maker.email_verified:
            raise EmailUnverified
        if is_hook(body.username) or body.username in accounts:
            raise UsernameTaken
        if has_all(maker):
            raise TooManyBots
        now = self._clock.now()
        self._rate_limits.spend(NEW, username, now)
        account = Account(body.username, body.display_name, created=now, bot=True, maker=username)
        token = Token.new()
        kept = self._kept(token, account, DAYS)
        if self._rows.create(account, kept, now) is not account and not self._is_made(kept):
            raise UsernameTaken
        return BotMade(bot=_bot(KeptBot(account.username, now, kept.id, kept.expires), account), token=token.text)

    def _is_made(self, token: KeptToken) -> bool:
        """Whether the account that is there is the one that was asked for: the answer to the write was lost."""
        bot = self._rows.get(token.maker, token.username)
        return bot is not None and bot.token == token.id

    def all(self, username: str, signed_in: datetime | None = None) -> BotList:
        """The caller's bots, by name, a thousand at most."""
        living(self._accounts.get(username), signed_in)
        bots = self._rows.of(username)
        accounts = self._accounts.get_many(bot.username for bot in bots) if bots else {}
        return BotList(bots=[_bot(bot, accounts[bot.username]) for bot in bots if bot.username in accounts])

    def renew(self, username: str, name: str, days: int, signed_in: datetime | None = None) -> BotToken:
        """Another token for a bot, good for so many days; the one that it has goes on for an hour, and one that was
        replaced before ends when it would have. Raises NoSuchBot, RateLimited."""
        living(self._accounts.get(username), signed_in)
        self._bot(username, name)
        self._rate_limits.spend(RENEWED, username, self._clock.now())
        return uncontested(lambda: self._renew(username, name, days), self._pause)

    def _renew(self, username: str, name: str, days: int) -> BotToken:
        bot, token = self._bot(username, name), Token.new()
        kept = self._kept(token, Account(bot.username, "", maker=username), days)
        self._rows.renew(bot, kept, self._clock.now() + FORMER)
        return BotToken(token=token.text, expires=kept.expires)

    def delete(self, username: str, name: str, signed_in: datetime | None = None) -> None:
        """Delete a bot, as an account; raises NoSuchBot."""
        living(self._accounts.get(username), signed_in)
        self._deletion.delete(username, self._bot(username, name))

    def _bot(self, username: str, name: str) -> KeptBot:
        try:
            bot = self._rows.get(username, canonical(name))
        except ValueError:
            bot = None
        if bot is None:
            raise NoSuchBot
        return bot

    def _kept(self, token: Token, account: Account, days: int) -> KeptToken:
        end = int((self._clock.now() + timedelta(days=days)).timestamp())
        maker = account.maker or ""
        return KeptToken(token.id, account.username, maker, token.digest, datetime.fromtimestamp(end, UTC))


def _bot(bot: KeptBot, account: Account) -> Bot:
    return Bot(
        username=bot.username,
        display_name=account.display_name,
        created=bot.created,
        last_used=bot.last_used,
        expires=bot.expires,
    )
