"""What serves custom emoji: put together when somebody first asks for them."""

from __future__ import annotations

from functions.http_api import wiring
from snowfight.domain.emoji.custom_emoji import CustomEmojis
from snowfight.storage.emoji.custom_emoji import EmojiRows

custom_emojis = CustomEmojis(
    EmojiRows(wiring.database),
    wiring.account_rows,
    wiring.upload_checks,
    wiring.uploads,
    wiring.files,
    wiring.folders,
    wiring.clock,
)
