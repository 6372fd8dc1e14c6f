"""What takes away what a user who is no more leaves beside their chats, their blocks and their bots: put together when the
first account is deleted, or somebody is banned who has made bots."""

from __future__ import annotations

from functions.http_api.wiring import account_rows, database, fanout, jobs
from snowfight.domain.bots.deletion import BotDeletion
from snowfight.domain.moderation.blocks import BlockClearing
from snowfight.storage.bots.bots import BotRows
from snowfight.storage.moderation.blocks import BlockRows

blocks = BlockClearing(BlockRows(database))
_bot_rows = BotRows(database, account_rows)
bots = BotDeletion(_bot_rows, jobs, fanout)


def names_of_bots(maker: str) -> list[str]:
    """Those of a user."""
    return [bot.username for bot in _bot_rows.of(maker)]
