"""What messages are sent with, and told again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
