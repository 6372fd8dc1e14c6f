"""The heartbeat: whether a connection has everything that was said in the chats it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from snowfight.models.client_frames import Ping
from snowfight.models.names import is_room
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import Pong
from snowfight.storage.rooms.log_progress import LogProgress

CatchUp = Callable[[RoomState], int]
"""Brings a chat's row up to one of its logs, tells what it did not know, and says how far the row is then."""

Look = Callable[[RoomState], int]
"""Tells what a very large audience should have been told by now, and says up to where it need not wait any more."""


class Heartbeat:
    def __init__(self, log_progress: LogProgress, messages: CatchUp, changes: CatchUp, look: Look) -> None:
        self._log_progress = log_progress
        self._messages = messages
        self._changes = changes
        self._look = look

    def ping(self, link: Link, frame: Ping) -> Pong:
        """Which of the named chats of the user have messages, or changes, that this connection does not.

        What its sender stored and died over is found here: it lies behind what the client has, and the chat's row does
        not know of it. Of a change the client may have been told all the same: the row has to learn of deletions.
        """
        behind: dict[str, int] = {}
        changed: dict[str, int] = {}
        for progress in self._log_progress.of(link.username, _rooms(frame.seqs), _rooms(frame.revs)):
            state = progress.state
            told = self._look(state) if state.told is not None else state.last_seq
            if (seq := frame.seqs.get(state.name)) is not None:
                end = self._messages(state) if progress.more and state.last_seq <= seq else told
                if end > seq:
                    behind[state.name] = end
            if (rev := frame.revs.get(state.name)) is not None:
                is_untold = state.last_rev < rev or (state.last_rev == rev and progress.changed)
                last = self._changes(state) if is_untold else state.last_rev
                if last != rev:
                    changed[state.name] = last
        return Pong(behind=behind, changed=changed if frame.revs else None)


def _rooms(numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in numbers.items() if is_room(name)}
