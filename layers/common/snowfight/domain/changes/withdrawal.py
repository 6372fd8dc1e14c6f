"""Taking back all reactions of a user who is no more."""

from __future__ import annotations

from collections.abc import Callable

from snowfight.domain.changes.changes import ChangeService
from snowfight.domain.changes.reactions import Reacting
from snowfight.domain.changes.storing import Request
from snowfight.models.records import Reacted
from snowfight.storage.messages.change_reads import Wanted
from snowfight.storage.messages.reactions import Reactions

PAGE = 25


class Withdrawal:
    def __init__(self, changes: ChangeService, reacting: Reacting, reactions: Reactions) -> None:
        self._changes = changes
        self._reacting = reacting
        self._reactions = reactions

    def withdraw(self, username: str, has_time: Callable[[], bool]) -> bool:
        """Take reactions back, each by a change of its own, while there is time; says whether that was all.

        What is left of a reaction whose message or chat is gone goes without a change.
        """
        while page := self._reactions.by(username, PAGE):
            for reacted in page:
                if not has_time():
                    return False
                self._take_back(reacted)
        return True

    def _take_back(self, reacted: Reacted) -> None:
        for emoji in reacted.emoji:
            decide = self._reacting.withdraw(emoji)
            self._changes.make(reacted.username, Request(reacted.room, reacted.seq, decide, Wanted(reacted=True)))
        self._reactions.purge(reacted.room, reacted.seq, [reacted.username])
