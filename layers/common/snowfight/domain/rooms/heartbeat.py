"""The heartbeat: whether a connection has everything that was said in the chats it shows."""

from __future__ import annotations

from snowfight.domain.messages.retelling import Retelling
from snowfight.models.client_frames import Ping
from snowfight.models.names import is_room
from snowfight.models.records import Link
from snowfight.models.server_frames import Pong
from snowfight.storage.rooms.rooms import Rooms


class Heartbeat:
    def __init__(self, rooms: Rooms, retelling: Retelling) -> None:
        self._rooms = rooms
        self._retelling = retelling

    def ping(self, link: Link, frame: Ping) -> Pong:
        """Which of the named chats of the user have messages that this connection does not.

        A message that its sender stored and died over is found here: it lies behind what the client has, and the
        chat's row does not know of it.
        """
        behind: dict[str, int] = {}
        for progress in self._rooms.progress(link.username, {n: s for n, s in frame.seqs.items() if is_room(n)}):
            state, has = progress.state, frame.seqs[progress.state.name]
            untold = progress.more and state.last_seq <= has
            end = self._retelling.catch_up(state) if untold else state.last_seq
            if end > has:
                behind[state.name] = end
        return Pong(behind=behind)
