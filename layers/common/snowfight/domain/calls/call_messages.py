"""The message that the log keeps of a call that is over: exactly one, however often this is begun.

It is stored under an id that the call has carried from its start and that nobody else knows, so a second attempt finds
the first one's receipt. For participants, and who declined, it is as a message of their own.
"""

from __future__ import annotations

from dataclasses import replace

from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.views import logged_of
from snowfight.domain.messages.drafts import Draft
from snowfight.domain.messages.storing import MessageStoring
from snowfight.domain.messages.views import message_of
from snowfight.models.calls.call import Call
from snowfight.models.records import Entry, Room
from snowfight.models.server_frames import MessageHandler
from snowfight.storage.notices.waiting import Subject


class CallMessages:
    def __init__(self, on: Dependencies) -> None:
        self._rooms = on.rooms
        self._storing = MessageStoring(on.messages)
        self._accounts = on.accounts
        self._rows = on.rows
        self._room_calls = on.room_calls
        self._waiting = on.waiting
        self._fanout = on.fanout
        self._retention = on.retention
        self._clock = on.clock
        self._notices = on.notices

    def log(self, name: str) -> None:
        """Keep the chat's newest call in its log once it is over, tell everybody, and let the chat forget it; nothing
        where that is done, or the chat is no more."""
        newest = self._rows.seen(name).newest
        if newest is None or newest.call.phase != "over" or newest.logged is not None:
            return
        call = newest.call
        room = None if call.is_silent else self._rooms.load(name)
        seq = self._log(room, call) if room else 0
        self._room_calls.clear(name, call.id)
        self._rows.logged(call, seq)

    def _log(self, room: Room, call: Call) -> int:
        entry = self._entry(room, call)
        appended = self._storing.store(Draft(entry))
        stored = replace(entry, seq=appended.receipt.seq, created=appended.receipt.created)
        for name in {*call.came, *call.declined} - {entry.author}:
            self._rooms.read_positions.written(name, room.name, stored.seq)
        self._rooms.advance(room.state, stored.seq, entry.author, stored.created)
        author = self._accounts.authors([entry.author])[entry.author]
        audience = self._fanout.audience(room)
        self._fanout.deliver(audience, MessageHandler(room=room.name, message=message_of(stored, author)))
        if self._notices and stored.call and stored.call.missed:
            self._waiting.put(Subject("room", room.name), self._clock.now())
        return stored.seq

    def _entry(self, room: Room, call: Call) -> Entry:
        now = self._clock.now()
        return Entry(
            room=room.name,
            seq=room.state.last_seq + 1,
            client_id=call.message_id,
            author=call.started_by,
            created=now,
            expires=self._retention.end(room.state, now),
            call=logged_of(call),
        )
