"""Mail of what was missed: who waits for one, and what it tells when it is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.notices.mail.digest_mail import DigestMails
from snowfight.domain.notices.mail.making import DigestSources, Ending, MailMaker
from snowfight.domain.notices.mail.waiting import MailPauses, called, claimed, ended, failed
from snowfight.errors import Unavailable
from snowfight.integrations.rich_mail import AnswerLost
from snowfight.storage.notices.mails import MailState

PAGE = 50
"""Users of one look at who is due."""

PAGES = 40
"""Looks of one call: 2,000 mails in five minutes are more than SES lets most accounts send."""

RECENT = timedelta(minutes=6)
"""So soon after it is written, a message calls: streams bring nothing older than five minutes
(infra/background/invocations.py), and who is idle is looked at 20 s later."""

ATTEMPTS = 5
"""Tries to note that a message calls; each lost one means that another has called, or that the mail is being made."""


@dataclass
class Mailed:
    """What became of mails that were due: `lost` ones may have gone or not."""

    sent: int = 0
    failed: int = 0
    lost: int = 0


class MailDigests:
    def __init__(self, sources: DigestSources, digest_mails: DigestMails, pauses: MailPauses, clock: Clock) -> None:
        self._mails = sources.mails
        self._maker = MailMaker(sources, digest_mails, pauses, clock)
        self._pauses = pauses
        self._clock = clock

    def wait(self, username: str, at: datetime) -> None:
        """A message that was written `at` calls for a mail to that user; may be said twice. A request where one waits
        already, else two; raises Unavailable where others call all the time.

        What was written longer ago was said before, or they were there: it is still unread when another calls.
        """
        now = self._clock.now()
        at = max(at, now - RECENT)
        for _attempt in range(ATTEMPTS):
            state = self._mails.get(username, now)
            after = called(state, at, self._pauses)
            if after == state or self._mails.put(state, after, now):
                return
        raise Unavailable

    def send_due(self, has_time: Callable[[], bool]) -> Mailed:
        """Make the mails that are due, who waited longest first, while there is time.

        Raises the last error, after the others had their turn.
        """
        mailed = Mailed()
        error: Exception | None = None
        for _page in range(PAGES):
            due = self._mails.due(self._clock.now(), PAGE)
            for username in due:
                if not has_time():
                    break
                try:
                    self._make(username, mailed)
                except Exception as reason:  # noqa: BLE001  (one user's mail keeps nobody else's back)
                    error = reason
            if len(due) < PAGE or error or not has_time():
                break
        if error is not None:
            raise error
        return mailed

    def _make(self, username: str, mailed: Mailed) -> None:
        """Make one user's mail. Whoever dies in it leaves it claimed: it is made again when the next may go."""
        now = self._clock.now()
        waiting = self._mails.get(username, now)
        if waiting.due is None or waiting.due > now:
            return
        claim = claimed(waiting, now, self._pauses)
        if not self._mails.put(waiting, claim or ended(waiting, self._pauses), now) or claim is None:
            return
        try:
            went, ending = self._maker.make(claim)
        except AnswerLost:
            mailed.lost += 1
            return
        except Exception:
            self._settle(claim, lambda state: failed(state, now, self._pauses))
            mailed.failed += 1
            raise
        mailed.sent += went
        self._settle(claim, ending)

    def _settle(self, claim: MailState, ending: Ending) -> None:
        """Keep what became of a mail that this call has claimed; messages may call meanwhile."""
        now = self._clock.now()
        for _attempt in range(ATTEMPTS):
            state = self._mails.get(claim.username, now)
            if state.claimed != claim.claimed or self._mails.put(state, ending(state), now):
                return
        raise Unavailable
