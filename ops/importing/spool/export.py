"""An export that was read through: what the writer is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ops.failure import Failure
from ops.importing.archives.archive import Archive
from ops.importing.archives.broken import Broken
from ops.importing.model import ImportedChat, ImportedEmoji, LeftOut, Person, Post
from ops.importing.spool.codec import read_chat, read_person, read_post
from ops.importing.spool.order import NOBODY, put_in_order
from ops.importing.spool.spool import Spool


class SpooledExport:
    """Reads the spool, in order; files come from the archive itself."""

    def __init__(self, source: str, spool: Spool, archive: Archive) -> None:
        """Puts in order what was spooled; nothing more may be told to `spool`."""
        self.source = source
        self._database = spool.database
        self._archive = archive
        spool.flush()
        titles = {
            nr: read_chat(key, row).title for nr, key, row in self._database.execute("SELECT nr, id, data FROM chats")
        }
        if put_in_order(self._database, titles):
            spool.person(Person(NOBODY, NOBODY, "Unknown", deleted=True), stand_in=True)
        self._database.execute("COMMIT")

    def people(self) -> Iterator[Person]:
        for id, row in self._database.execute("SELECT id, data FROM people ORDER BY nr"):  # noqa: A001
            yield read_person(id, row)

    def chats(self) -> Iterator[ImportedChat]:
        for id, row in self._database.execute("SELECT id, data FROM chats ORDER BY nr"):  # noqa: A001
            yield read_chat(id, row)

    def posts(self, chat: str, after: int = 0) -> Iterator[tuple[int, Post]]:
        rows = self._database.execute(
            "SELECT place, posts.id, thread, reply_to, posts.data FROM places JOIN posts ON posts.nr = places.post"
            " WHERE places.chat = (SELECT nr FROM chats WHERE id = ?) AND place > ? ORDER BY place",
            (chat, after),
        )
        for place, *row in rows:
            yield place, read_post(*row)

    def emoji(self) -> Iterator[ImportedEmoji]:
        for name, path in self._database.execute("SELECT name, path FROM emoji ORDER BY rowid"):
            yield ImportedEmoji(name, path)

    def left_out(self) -> Iterator[LeftOut]:
        for place, reason in self._database.execute("SELECT place, reason FROM left_out ORDER BY nr"):
            yield LeftOut(place, reason)

    def open(self, path: str) -> BinaryIO:
        try:
            return self._archive.open(path)
        except Broken as error:
            raise Failure(str(error)) from error
