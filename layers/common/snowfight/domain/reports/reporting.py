"""Reporting: what somebody should look at, kept as it is now, whatever becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import admit
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.retention import Retention
from snowfight.domain.permissions import Action
from snowfight.errors import NoSuchMessage
from snowfight.models.moderation import NewReport, OpenReport, Receipt, Report
from snowfight.models.records import Entry, RoomState
from snowfight.models.user import GONE
from snowfight.storage.moderation.moments import new_id
from snowfight.storage.moderation.reports import KeptReport, Reports
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.rooms import Rooms

OF_USERS = RateLimit(
    "reports", 200, timedelta(hours=1), "you have reported very much; what you have reported will be looked at"
)
OF_ADDRESSES = RateLimit(
    "reports", 5, timedelta(hours=1), "many reports came from your network; please try again later"
)
"""Wire contract, part 7."""


class Reporting:
    def __init__(
        self, rooms: Rooms, reports: Reports, quotes: Quotes, retention: Retention, limits: RateLimits, clock: Clock
    ) -> None:
        self._rooms = rooms
        self._reports = reports
        self._quotes = quotes
        self._retention = retention
        self._limits = limits
        self._clock = clock

    def report(self, username: str, name: str, body: NewReport, signed_in: datetime | None = None) -> bool:
        """Report a message of a chat that the user may read; says whether they had not reported it before.

        Raises Unauthorized, NoSuchChat, NotAMember, NoSuchMessage, RateLimited.
        """
        state = admit(self._rooms, Action.VIEW, username, name, signed_in).state
        now = self._clock.now()
        sighting = self._reports.sighting(state.name, body.seq, username, now)
        if sighting.is_reported:
            return False
        report = self._report(state, sighting.entries, username, body, now)
        self._limits.spend(OF_USERS, username, now)
        return self._reports.open(KeptReport(report))

    def report_openly(self, body: OpenReport, address: str) -> Receipt:
        """Report anything, without an account; raises RateLimited.

        `address` is where the call comes from; empty where nobody knows: those have one limit together.
        """
        now = self._clock.now()
        self._limits.spend(OF_ADDRESSES, f"address#{address}", now)
        report = Report(id=new_id(now), url=body.url, reason=body.reason, text=body.text, created=now)
        self._reports.open(KeptReport(report, body.name, body.email))
        return Receipt(id=report.id)

    def _report(self, state: RoomState, entries: list[Entry], reporter: str, body: NewReport, now: datetime) -> Report:
        """Raises NoSuchMessage, of a deleted one too."""
        kept = [entry for entry in entries if self._retention.is_kept(state, entry)]
        reported = next((entry for entry in kept if entry.seq == body.seq), None)
        if reported is None or reported.deleted is not None:
            raise NoSuchMessage
        views = self._quotes.views(kept, self._retention.keeps(state))
        [message] = [view for view in views if view.seq == body.seq]
        return Report(
            id=new_id(now),
            reporter=reporter,
            room=state.name,
            seq=body.seq,
            message=message,
            context=[view for view in views if view.seq != body.seq],
            author=None if message.author == GONE else reported.author,
            reason=body.reason,
            text=body.text or "",
            created=now,
        )
