"""What messages are sent with, and told again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from snowfight.clock import Clock
from snowfight.domain.blocking import Blocking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.retention import Retention
from snowfight.domain.posting.checks import PostingChecks
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms

if TYPE_CHECKING:
    from snowfight.domain.messages.noticing import Noticing
    from snowfight.domain.messages.telling import Telling


@dataclass(frozen=True)
class MessageDependencies:
    """The parts of a function that are there anyway, for the rest of the chat."""

    rooms: Rooms
    messages: Messages
    accounts: Accounts
    fanout: Fanout
    retention: Retention
    mentioning: Mentioning
    checks: PostingChecks
    blocking: Blocking
    noticing: Callable[[], Noticing] | None = None
    """Loads what tells those who do not look; None: the deployment tells nobody."""
    clock: Clock = field(kw_only=True)
    pause: Callable[[float], None] = field(default=time.sleep, kw_only=True)

    @cached_property
    def telling(self) -> Telling:
        """What tells a very large audience: loaded when there is one."""
        from snowfight.domain.messages.quotes import Quotes  # noqa: PLC0415
        from snowfight.domain.messages.telling import Telling  # noqa: PLC0415

        quotes = Quotes(self.messages, self.accounts)
        return Telling(self.rooms, self.messages, quotes, self.retention, self.fanout, self.clock, self.pause)
