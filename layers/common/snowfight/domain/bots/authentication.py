"""Who comes with a bot's token."""

from __future__ import annotations

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.credentials import Token
from snowfight.errors import Unauthorized
from snowfight.models.records import Account
from snowfight.storage.bots.bots import BotRows


class BotAuthentication:
    def __init__(self, rows: BotRows, clock: Clock) -> None:
        self._rows = rows
        self._clock = clock

    def bot(self, text: str) -> Account:
        """The account of the bot whose token that is; two requests, and a write an hour.

        Raises Unauthorized where it is none, is over or was replaced an hour ago, and where the bot is deleted or
        banned, or who made it is.
        """
        token, now = Token.of(text), self._clock.now()
        kept = self._rows.token(token.id) if token else None
        if token is None or kept is None or not token.fits(kept.digest) or kept.expires <= now:
            raise Unauthorized
        named = self._rows.named(kept)
        account = living(named.account)
        living(named.maker)
        if named.bot is None:
            raise Unauthorized
        self._rows.use(kept.maker, named.bot, now)
        return account
