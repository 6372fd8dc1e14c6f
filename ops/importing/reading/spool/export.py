"""An export that was read through: what the writer is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ops.importing.model import ImportedChat, ImportedEmoji, ImportedReaction, LeftOut, Person, Post
from ops.importing.reading.archives.archive import Archive
from ops.importing.reading.spool.codec import read_chat, read_person, read_post
from ops.importing.reading.spool.order import NOBODY, put_in_order
from ops.importing.reading.spool.spool import Spool


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
        self._has_reactions = bool(self._database.execute("SELECT EXISTS (SELECT 1 FROM reactions)").fetchone()[0])
        self._database.execute("COMMIT")

    def people(self) -> Iterator[Person]:
        for id, row in self._database.execute("SELECT id, data FROM people ORDER BY nr"):  # noqa: A001
            yield read_person(id, row)

    def chats(self) -> Iterator[ImportedChat]:
        for id, row in self._database.execute("SELECT id, data FROM chats ORDER BY nr"):  # noqa: A001
            yield read_chat(id, row)

    def posts(self, chat: str, after: int = 0) -> Iterator[tuple[int, Post]]:
        rows = self._database.execute(
            "SELECT place, posts.id, thread, reply_to, posts.data,"
            " EXISTS (SELECT 1 FROM pins WHERE pins.chat = posts.chat AND pins.post = posts.id)"
            " FROM places JOIN posts ON posts.nr = places.post"
            " WHERE places.chat = (SELECT nr FROM chats WHERE id = ?) AND place > ? ORDER BY place",
            (chat, after),
        )
        for place, *row, pinned in rows:
            post = read_post(*row)
            if self._has_reactions:
                post = replace(post, reactions=post.reactions + self._reactions(post.id))
            yield place, replace(post, pinned=True) if pinned else post

    def _reactions(self, post: str) -> tuple[ImportedReaction, ...]:
        """Those that were told of apart from their post."""
        people: dict[str, dict[str, None]] = {}
        rows = self._database.execute("SELECT emoji, person FROM reactions WHERE post = ? ORDER BY nr", (post,))
        for emoji, person in rows:
            people.setdefault(emoji, {})[person] = None
        return tuple(ImportedReaction(emoji, tuple(users)) for emoji, users in people.items())

    def emoji(self) -> Iterator[ImportedEmoji]:
        for name, path in self._database.execute("SELECT name, path FROM emoji ORDER BY rowid"):
            yield ImportedEmoji(name, path)

    def left_out(self) -> Iterator[LeftOut]:
        for place, reason in self._database.execute("SELECT place, reason FROM left_out ORDER BY nr"):
            yield LeftOut(place, reason)

    def open(self, path: str) -> BinaryIO:
        return self._archive.open(path)
