"""Whose turn it is: what woke the notifier, and what is due of what has waited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.notices.looking import Looking
from snowfight.storage.notices.retries import Retries
from snowfight.storage.notices.waiting import Look, Subject, WaitingNotices

PAGES = 20
"""Of failed pushes in one turn; those that are left are the first of the next."""

PAUSE = timedelta(seconds=1)
"""Waited for what is not due yet before it comes again: not every stream gathers records first."""

Waking = tuple[Subject, Look]


@dataclass
class Taken:
    """What became of subjects that woke the notifier: those that come again, since it is not time, and those that could
    not be looked at."""

    early: int = 0
    failed: dict[Waking, Exception] = field(default_factory=dict[Waking, Exception])


class NoticeTurns:
    def __init__(self, waiting: WaitingNotices, retries: Retries, looking: Looking, clock: Clock) -> None:
        self._waiting = waiting
        self._retries = retries
        self._looking = looking
        self._clock = clock

    def take_all(self, woken_by: Iterable[Waking], sleep: Callable[[float], None]) -> Taken:
        """Look at each subject, one after the other. For what is nearly due is waited: another way through the stream
        would take longer than a notice may."""
        taken = Taken()
        early = self._take_each(woken_by, taken)
        if early:
            sleep(min(PAUSE, max(early.values())).total_seconds())
            early = self._take_each(early, taken)
        for subject, look in early:
            self.come_again(subject, look)
        taken.early = len(early)
        return taken

    def _take_each(self, woken_by: Iterable[Waking], taken: Taken) -> dict[Waking, timedelta]:
        """Returns what is not due, and how long that has to wait."""
        early: dict[Waking, timedelta] = {}
        for subject, look in woken_by:
            try:
                wait = self.take(subject, look)
            except Exception as error:  # noqa: BLE001  (one chat keeps no other back)
                taken.failed[subject, look] = error
                continue
            if wait > timedelta():
                early[subject, look] = wait
        return early

    def take(self, subject: Subject, look: Look) -> timedelta:
        """Look at the subject, if it is time; else how long that has to wait, and nothing is done.

        A subject that is not there any more was taken by somebody who may have died of it: it is looked at again.
        """
        due = self._waiting.due(subject, look) if look == "later" else None
        wait = due - self._clock.now() if due else timedelta()
        if wait > timedelta():
            return wait
        self._waiting.take(subject, look)
        self._looking.look(subject)
        return timedelta()

    def come_again(self, subject: Subject, look: Look) -> None:
        """See to it that the stream brings the subject once more: it is not time yet."""
        self._waiting.turn(subject, look)

    def retry(self, has_time: Callable[[], bool]) -> int:
        """Push what failed and is due again, page by page while there is time; returns how many.

        Raises the last error, after the others had their turn; what raised is tried once more by the next turn.
        """
        tried = 0
        error: Exception | None = None
        for _page in range(PAGES):
            page = self._retries.due(self._clock.now())
            for retry in page:
                if not has_time():
                    break
                try:
                    self._looking.retry(retry)
                    self._retries.drop(retry)
                    tried += 1
                except Exception as reason:  # noqa: BLE001  (one user's push keeps nobody else's back)
                    error = reason
            if not page or error or not has_time():
                break
        if error is not None:
            raise error
        return tried
