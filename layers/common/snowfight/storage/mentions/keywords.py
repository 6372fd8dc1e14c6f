"""The keywords of a chat's people, in a partition of the chat's; the chat's own row says which state that is in.

So a message where nobody has any asks for nothing, and a function instance that knows that state does not ask again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage import database
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.rooms import KeywordsRow, MetaRow

MAX_USERS = 10_000
"""Users of one chat whose keywords count: as many as a group has."""

_REMEMBERED = 50
"""Chats of which a function instance remembers the keywords."""

Keywords = Mapping[str, tuple[str, ...]]
"""The keywords of users."""


class KeywordRows:
    """The `KEYWORDS#` partitions of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[str, tuple[int, Keywords]] = OrderedDict()

    def of(self, state: RoomState) -> Keywords:
        """The keywords of the chat's people; a Query where they are not known in that state."""
        if not state.keywords:
            return {}
        version, known = self._known.get(state.name, (0, {}))
        if version != state.keywords:
            rows = KeywordsRow.query(_partition(state.name), limit=MAX_USERS, consistent_read=True)
            known = {row.sk: tuple(row.words) for row in rows}
            self._known[state.name] = (state.keywords, known)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return known

    def put(self, username: str, words: Sequence[str], rooms: Collection[str]) -> None:
        """Those are the user's keywords in all of those chats, none where there are none; two writes a chat."""

        def put(room: str) -> None:
            row = KeywordsRow(_partition(room), username)
            row.words = list(words)
            if words:
                row.save()
            else:
                row.delete()
            self._renew(room)

        list(database.pool.map(put, rooms))

    def _renew(self, room: str) -> None:
        """Only then: whoever reads the chat's row from now on finds what was written."""
        exists = MetaRow.deleting.does_not_exist()
        try:
            self._database.update(
                meta_row(room),
                [MetaRow.keywords.add(1)],
                exists if room == PUBLIC_CHAT else exists & MetaRow.pk.exists(),
            )
        except Refused:
            return


def _partition(room: str) -> str:
    return f"KEYWORDS#{room}"
