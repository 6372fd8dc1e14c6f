"""What keeps users apart: put together when somebody first blocks somebody."""

from __future__ import annotations

from importlib import import_module

from functions.moderation.wiring import accounts, clock, connections, database, fanout, rate_limits, rooms
from snowfight.domain.blocking import Blocking
from snowfight.domain.moderation.blocks import Apart, BlockService
from snowfight.domain.presence.contacts import Contacts
from snowfight.domain.presence.partings import Partings
from snowfight.storage.moderation.blocks import BlockRows
from snowfight.storage.presence.online_counts import Counts

_rows = BlockRows(database)
_contacts = Contacts(rooms, connections, Blocking(lambda: _rows), clock)
_partings = Partings(_contacts, connections.users, Counts(database), fanout, clock)


def _hang_up(room: str, username: str) -> None:
    """Loaded with the first block of somebody whom one is talking with."""
    import_module("functions.moderation.calls").parting.hang_up(room, username)


blocks = BlockService(_rows, accounts, Apart(rooms, _partings, _hang_up), rate_limits, clock)
