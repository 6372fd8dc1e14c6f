"""What lifts the blocks of a user who is no more: put together when the first account is deleted."""

from __future__ import annotations

from functions.http_api.wiring import database
from snowfight.domain.moderation.blocks import BlockClearing
from snowfight.storage.moderation.blocks import BlockRows

clearing = BlockClearing(BlockRows(database))
