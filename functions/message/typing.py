"""What tells that somebody is writing: put together when the first who does so is heard of."""

from __future__ import annotations

from functions.message.wiring import blocking, clock, connections, database, fanout
from snowfight.domain.rooms.typing import TypingNotices
from snowfight.storage.rooms.typing import TypingRows

typing_notices = TypingNotices(TypingRows(database), connections.viewers, fanout, blocking, clock)
