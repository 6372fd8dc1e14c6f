"""Replies: which message a new one answers, and whose thread it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from snowfight.domain.messages.retention import Retention
from snowfight.errors import NoSuchMessage
from snowfight.models.records import Entry, RoomState
from snowfight.storage.messages.log import Messages


@dataclass(frozen=True)
class Reply:
    """The message that is answered, and the first of its thread; None where that is over."""

    to: Entry
    root: Entry | None

    def of(self, entry: Entry) -> Entry:
        """A new message, as this reply."""
        return replace(entry, reply_to=self.to.seq, quotes=self.to.author, thread=self.to.thread or self.to.seq)


class Replying:
    def __init__(self, messages: Messages, retention: Retention) -> None:
        self._messages = messages
        self._retention = retention

    def to(self, state: RoomState, seq: int) -> Reply:
        """A reply to message `seq` of the chat: one read, or two of a message that is a reply itself.

        Raises NoSuchMessage where it is deleted or over, or never was.
        """
        answered = self._kept(state, seq)
        if answered is None or answered.deleted is not None:
            raise NoSuchMessage
        return Reply(answered, answered if answered.thread is None else self._kept(state, answered.thread))

    def _kept(self, state: RoomState, seq: int) -> Entry | None:
        entry = self._messages.one(state.name, seq)
        return entry if entry is not None and self._retention.is_kept(state, entry) else None
