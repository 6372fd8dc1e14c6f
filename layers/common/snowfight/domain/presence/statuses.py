"""Whether somebody is here, told to those who share a private chat or group with them, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.per_recipient import post_all
from snowfight.domain.presence.contacts import Contacts
from snowfight.domain.presence.marks import Marks
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.models.server_frames import OnlineStatus, StatusChange
from snowfight.models.user import Status

AT_ONCE = 50
"""Users whose change is looked at before it is asked whether there is time for more."""

LOOKING = timedelta(seconds=10)
RECIPIENTS = 5000
"""Changes are looked at for so long, or until so many are to be told: the others wait for the next. Telling them takes
about as long again, and the function lives for 50 s (infra/background/presence.py)."""

WORKERS = 8
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="statuses")
"""Of our own: what is looked at in it may wait for the storage's."""

Personal = dict[str, list[StatusChange]]
"""What each recipient, by username, is told."""


@dataclass
class Due:
    """Changes to be told: the marks they come from, what each user's status is now, what each recipient is told."""

    marks: dict[str, str] = field(default_factory=dict[str, str])
    statuses: dict[str, Status] = field(default_factory=dict[str, Status])
    by_recipient: Personal = field(default_factory=Personal)


class Statuses:
    """`contacts` are who is told about a user; `looked_away` sees to it that users are told what they may have missed;
    None: nobody is told anything."""

    def __init__(
        self,
        rows: PresenceRows,
        contacts: Contacts,
        fanout: Fanout,
        clock: Clock,
        looked_away: Callable[[Sequence[str]], None] | None = None,
    ) -> None:
        self._looked_away = looked_away
        self._rows = rows
        self._contacts = contacts
        self._fanout = fanout
        self._clock = clock

    def due(self, marks: Mapping[str, str]) -> Due:
        """What has changed of the marked users since it was last told; who went and came back in between has not."""
        end = self._clock.now() + LOOKING
        waiting = list(marks.items())
        due = Due()
        for start in range(0, len(waiting), AT_ONCE):
            if start and (self._clock.now() >= end or len(due.by_recipient) >= RECIPIENTS):
                break
            self._look(dict(waiting[start : start + AT_ONCE]), due)
        return due

    def _look(self, marks: Mapping[str, str], due: Due) -> None:
        """Add what became of those users to what is due."""
        kept = self._rows.connections.users.presences_of(marks, self._clock.now())
        statuses: dict[str, Status] = {
            name: each.status for name, each in kept.items() if each.status != each.announced
        }
        if self._looked_away:
            self._looked_away([name for name in marks if name not in kept or kept[name].status != "online"])
        due.marks |= marks
        due.statuses |= statuses
        for name, recipients in zip(statuses, _pool.map(self._contacts.of, statuses), strict=True):
            for recipient in recipients:
                due.by_recipient.setdefault(recipient, []).append(StatusChange(username=name, status=statuses[name]))

    def tell(self, personal: Mapping[str, list[StatusChange]]) -> None:
        """Tell each recipient their changes, with the count that everybody has been told."""
        if not personal:
            return
        links = self._fanout.of(personal)
        count = self._rows.counts.announced_online(self._clock.now())
        post_all(
            self._fanout,
            ((link, frame) for link in links for frame in OnlineStatus.of(count, personal[link.username])),
        )

    def settle(self, due: Due, changed: Marks) -> None:
        """What was due has been told."""
        for name, status in due.statuses.items():
            self._rows.connections.users.record_announced(name, status)
        for name in due.marks:
            changed.strike(name)
