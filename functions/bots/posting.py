"""What both messages and changes need: put together when a bot first writes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from functions.bots.wiring import accounts, clock, connections, database, settings
from snowfight.domain.fresh import Fresh
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.noticing import Noticing
from snowfight.domain.notices.waking import NoticeWaker
from snowfight.domain.posting.checks import PostingChecks
from snowfight.storage.moderation.posting_rules import posting_rules
from snowfight.storage.rooms.paces import Paces


def _has_link(text: str) -> bool:
    """Loaded when somebody new writes."""
    return bool(import_module("snowfight.domain.search.links").has_link(text))


def _mention_records() -> Any:
    """Loaded when somebody may be mentioned."""
    return import_module("functions.bots.mentions").records


rules = Fresh(lambda: posting_rules(database), clock)
checks = PostingChecks(rules.now, Paces(database), _has_link, accounts.get)
mentioning = Mentioning(_mention_records)
waker = NoticeWaker(database, connections.users, accounts, clock, on=bool(settings.push_parameter))
noticing = Noticing(accounts, waker)
