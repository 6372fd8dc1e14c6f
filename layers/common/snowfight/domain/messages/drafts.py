"""A message on its way, before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from snowfight.domain.fanout.fanout import Audience
from snowfight.domain.messages.replies import Reply
from snowfight.models.message import Quote
from snowfight.models.records import Account, Entry
from snowfight.models.user import GONE, Author
from snowfight.storage.files.uploads import Also


@dataclass(frozen=True)
class Draft:
    """A message with its content, before it has its number, what the transaction that stores it uses up, and what it is
    a reply to."""

    entry: Entry
    also: Also | None = None
    reply: Reply | None = None


@dataclass(frozen=True)
class Told:
    """Who is told of a message, whose it is, what of it is not its own, and whether somebody has to be told who does
    not look."""

    audience: Audience
    account: Account | None
    quoted: Quote | None = None
    notices: bool = False

    @property
    def author(self) -> Author:
        """As the others see who sends."""
        return self.account.author if self.account else GONE


Compose = Callable[[Entry], Draft]
"""Gives a message that may be sent its content; raises what speaks against it."""
