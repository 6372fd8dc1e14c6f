"""What knows the bots of users: put together when somebody who has made some is deleted or banned."""

from __future__ import annotations

from functions.http_api.wiring import account_rows, database, fanout, jobs
from snowfight.domain.bots.deletion import BotDeletion
from snowfight.storage.bots.bots import BotRows

_rows = BotRows(database, account_rows)
deletion = BotDeletion(_rows, jobs, fanout)


def names(maker: str) -> list[str]:
    """Those of a user."""
    return [bot.username for bot in _rows.of(maker)]
