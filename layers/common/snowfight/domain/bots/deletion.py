"""Deleting bots: one that its maker wants no more, and all of a maker's who is no more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.storage.bots.bots import BotRows, KeptBot

PAGE = 25
"""Bots that are deleted in a round of their maker's deletion: what one has done, the next does not see any more."""


class BotDeletion:
    """As an account is deleted (domain.accounts.deletion), whose job takes away what a bot leaves in chats."""

    def __init__(self, rows: BotRows, jobs: Jobs, fanout: Fanout) -> None:
        self._rows = rows
        self._jobs = jobs
        self._fanout = fanout

    def delete(self, maker: str, bot: KeptBot) -> None:
        """Delete a bot of the user's: its tokens are no good at once, its connections end, its name stays taken."""
        self._jobs.delete_account(bot.username, lambda: self._rows.delete(maker, bot))
        with suppress(Exception):  # it is gone, and its job, which does this too, tells what is wrong
            self._fanout.hang_up(bot.username)

    def forget(self, maker: str, has_time: Callable[[], bool]) -> bool:
        """Delete the bots of a user who is no more, while there is time; says whether those were all."""
        while page := self._rows.of(maker, PAGE):
            for bot in page:
                if not has_time():
                    return False
                self.delete(maker, bot)
        return True
