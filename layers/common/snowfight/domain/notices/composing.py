"""Composing a notice: with the names and counts of now, for the devices that there are."""

from __future__ import annotations

from snowfight.clock import Clock
from snowfight.domain.notices.devices import living_devices
from snowfight.domain.notices.notices import Notice
from snowfight.domain.notices.recipients import mentions
from snowfight.domain.notices.unread_totals import UnreadTotals
from snowfight.models.records import Entry, RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.notices.people import Person
from snowfight.storage.notices.push_subscriptions import PushSubscriptions, device_id


class NoticeComposer:
    def __init__(
        self, accounts: Accounts, subscriptions: PushSubscriptions, totals: UnreadTotals, clock: Clock
    ) -> None:
        self._accounts = accounts
        self._subscriptions = subscriptions
        self._totals = totals
        self._clock = clock

    def notice(self, person: Person, state: RoomState, entry: Entry, *, only: str | None = None) -> Notice | None:
        """What the person is told, on the device `only` or on all; None where there is no device to tell it. Devices
        whose session has ended are forgotten: as long as there are some, every message to the person is looked at."""
        devices = living_devices(person, self._clock.now())
        if ended := set(person.subscriptions) - set(devices):
            self._subscriptions.remove(person.username, lambda each: each in ended)
        if only is not None:
            devices = [each for each in devices if device_id(each.endpoint) == only]
        if not devices:
            return None
        totals = self._totals.of(person.username)
        author = self._accounts.authors([entry.author])[entry.author]
        urgent = state.kind == "private" or entry.call is not None or mentions(person, state, entry)
        return Notice(
            *(person, state, entry, author, devices, urgent),
            here=totals.unread.get(state.name, 0),
            everywhere=totals.everywhere,
            read=totals.read,
        )
