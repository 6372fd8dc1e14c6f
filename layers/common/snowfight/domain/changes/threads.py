"""What is left of a thread after one of its replies was deleted."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.models.message import REPLIERS
from snowfight.models.records import Entry, Replies
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.threads import Threads

LATEST = 1000
"""Replies among which the latest repliers are looked for; who wrote only before those keeps their place."""


@dataclass(frozen=True)
class Left:
    """The thread's replies without the deleted one, and the write that makes them so."""

    replies: Replies
    also: Also


class ThreadDeletions:
    def __init__(self, threads: Threads, messages: Messages) -> None:
        self._threads = threads
        self._messages = messages

    def without(self, entry: Entry, thread: int) -> Left:
        """The `thread` of a reply without it; one read by key and one Query."""
        key = (entry.room, thread)
        root = self._messages.get([key]).get(key)
        latest = [each for each in self._threads.latest(*key, LATEST) if each[0] != entry.seq]
        before = (root and root.replies) or Replies(len(latest) + 1, 0, ())
        named = [name for _, name in latest]
        unseen = [name for name in before.usernames if name != entry.author] if len(latest) >= LATEST - 1 else []
        replies = Replies(
            before.count - 1,
            latest[0][0] if latest else 0,
            tuple(dict.fromkeys([*named, *unseen]))[:REPLIERS],
        )
        return Left(replies, self._threads.leave(entry, root, replies))
