"""A call that rings is pushed to those for whom it rings and who do not look: at once, and for as long as it does."""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.clock import Clock
from snowfight.domain.calls.transitions import ringing, settled
from snowfight.domain.notices.devices import living_devices
from snowfight.domain.notices.pushing import Pusher
from snowfight.domain.notices.quiet import is_quiet
from snowfight.domain.notices.unread_totals import UnreadTotals
from snowfight.domain.notices.wording import call_words, title_of
from snowfight.models.calls.call import Call
from snowfight.models.notices import CallPush
from snowfight.models.records import PushSubscription, Room
from snowfight.models.user import Author
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.calls.calls import CallRows
from snowfight.storage.notices.people import People, Person
from snowfight.storage.rooms.rooms import Rooms


class RingNotices:
    def __init__(
        self,
        rooms: Rooms,
        accounts: Accounts,
        rows: CallRows,
        people: People,
        totals: UnreadTotals,
        pusher: Pusher,
        clock: Clock,
    ) -> None:
        self._rooms = rooms
        self._accounts = accounts
        self._rows = rows
        self._people = people
        self._totals = totals
        self._pusher = pusher
        self._clock = clock

    def push(self, name: str) -> None:
        """Push the chat's call, where it rings still."""
        now = self._clock.now()
        found = self._rows.newest([name]).get(name)
        call = settled(found, now) if found else None
        room = self._rooms.load(name) if call and ringing(call, now) else None
        if call is None or room is None:
            return
        author = self._accounts.authors([call.started_by])[call.started_by]
        for person, device in self._devices(room, call):
            ring = self._ring(room, call, person, device, author)
            self._pusher.ring(person.username, device, ring, call.expires - now)

    def _devices(self, room: Room, call: Call) -> Iterable[tuple[Person, PushSubscription]]:
        now = self._clock.now()
        rung = sorted(ringing(call, now) & {*room.members})
        for person in self._people.away(room.name, rung, now):
            if not is_quiet(person.settings.quiet, now):
                yield from ((person, device) for device in living_devices(person, now))

    def _ring(self, room: Room, call: Call, person: Person, device: PushSubscription, author: Author) -> CallPush:
        return CallPush(
            room=room.name,
            seq=None,
            title=title_of(room.state, author, device.language),
            body=call_words("ringing", device.language, video=call.video),
            icon=author.avatar_url,
            url=f"/chat/{room.name}",
            unread=self._totals.of(person.username).everywhere,
            call=call.id,
            state="ringing",
            expires=call.expires,
        )
