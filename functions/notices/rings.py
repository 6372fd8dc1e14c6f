"""What pushes calls that ring: put together with the first that rings for somebody away."""

from __future__ import annotations

from functions.notices.telling import people, totals
from functions.notices.wiring import accounts, clock, database, pusher, rooms
from snowfight.domain.notices.ringing import RingNotices
from snowfight.storage.calls.calls import CallRows

rings = RingNotices(rooms, accounts, CallRows(database), people, totals, pusher, clock)
