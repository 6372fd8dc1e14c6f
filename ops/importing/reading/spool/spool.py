"""What a reader tells of an export, while it reads."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ops.failure import Failure
from ops.importing.model import ImportedChat, ImportedEmoji, Person, Post
from ops.importing.reading.archives.broken import shown
from ops.importing.reading.spool.codec import microseconds, write_chat, write_person, write_post
from ops.importing.reading.spool.database import create

MAX_PEOPLE = 200_000
MAX_CHATS = 200_000
"""More of them than any export has; their ids are kept in memory."""

BATCH = 2_000
"""Posts that are written at once."""

Row = tuple[int, int, str, int, int, str | None, str | None, str]


class Spool:
    """Takes people, chats and posts in any order. Whoever is named and never told of gets a stand-in."""

    def __init__(self, file: Path) -> None:
        self.database: sqlite3.Connection = create(file)
        self._people: dict[str, bool] = {}
        self._chats: dict[str, int] = {}
        self._posts: list[Row] = []
        self._number = 0

    def person(self, person: Person, *, stand_in: bool = False) -> None:
        """Somebody; of two that are told with one id the first counts, and anybody counts before a `stand_in`."""
        if self._people.get(person.id, True) is False or (stand_in and person.id in self._people):
            return
        if len(self._people) >= MAX_PEOPLE:
            raise Failure(f"the export has more than {MAX_PEOPLE:,} people. Nothing was imported.")
        self._people[person.id] = stand_in
        self.database.execute(
            "INSERT INTO people (id, stand_in, data) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET stand_in = excluded.stand_in, data = excluded.data",
            (person.id, stand_in, write_person(person)),
        )

    def named(self, *ids: str) -> None:
        """Somebody of those ids is an author, a member or has reacted, whether or not there is more to tell of them."""
        for id in ids:  # noqa: A001
            if id not in self._people:
                self.person(Person(id, id, id), stand_in=True)

    def is_known(self, person: str) -> bool:
        """Whether more is told of them than an id."""
        return self._people.get(person, True) is False

    def chat(self, chat: ImportedChat) -> bool:
        """A chat; False where one of that id was told of before, which then counts."""
        if chat.id in self._chats:
            return False
        if len(self._chats) >= MAX_CHATS:
            raise Failure(f"the export has more than {MAX_CHATS:,} chats. Nothing was imported.")
        self._chats[chat.id] = len(self._chats) + 1
        self.named(*chat.members, *([chat.creator] if chat.creator else []))
        self.database.execute(
            "INSERT INTO chats (nr, id, data) VALUES (?, ?, ?)", (self._chats[chat.id], chat.id, write_chat(chat))
        )
        return True

    def replace_chat(self, chat: ImportedChat) -> None:
        """Tell more of a chat that was told of: its members, say, who are known only once all was read."""
        self.named(*chat.members, *([chat.creator] if chat.creator else []))
        self.database.execute("UPDATE chats SET data = ? WHERE id = ?", (write_chat(chat), chat.id))

    def has_chat(self, chat: str) -> bool:
        return chat in self._chats

    def post(self, chat: str, post: Post, rank: int | None = None) -> None:
        """What was said in a chat that was told of. Of two at one time the export's order counts, or the
        smaller `rank`, a number below 2 ** 61."""
        self.named(post.author, *(person for reaction in post.reactions for person in reaction.people))
        self._number += 1
        thread = None if post.thread == post.id else post.thread
        at = microseconds(post.created)
        row = (
            self._number,
            self._chats[chat],
            post.id,
            at,
            2 * (rank or self._number),
            thread,
            post.reply_to,
            write_post(post),
        )
        self._posts.append(row)
        if len(self._posts) >= BATCH:
            self.flush()

    def another(self, chat: str, id: str) -> str:  # noqa: A002
        """`id`, or where a post of the chat has had it, that with a number behind it: the same in each reading."""
        key = (self._chats[chat], id)
        row = self.database.execute(
            "INSERT INTO ids VALUES (?, ?, 1) ON CONFLICT (chat, id) DO UPDATE SET times = times + 1 RETURNING times",
            key,
        ).fetchone()
        return id if row[0] == 1 else f"{id}:{row[0]}"

    def pin(self, chat: str, post: str) -> None:
        """A post of a chat is pinned, also if it was told of before."""
        self.database.execute("INSERT OR IGNORE INTO pins VALUES (?, ?)", (self._chats[chat], post))

    def reaction(self, post: str, emoji: str, person: str) -> None:
        """A reaction to a post that is told of before or after it, by an id that no other chat has."""
        self.named(person)
        self.database.execute("INSERT INTO reactions (post, emoji, person) VALUES (?, ?, ?)", (post, emoji, person))

    def flush(self) -> None:
        """Write what waits."""
        self.database.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._posts)
        self._posts.clear()

    def emoji(self, emoji: ImportedEmoji) -> None:
        self.database.execute("INSERT OR IGNORE INTO emoji VALUES (?, ?)", (emoji.name, emoji.path))

    def left_out(self, place: str, reason: str) -> None:
        self.database.execute("INSERT INTO left_out (place, reason) VALUES (?, ?)", (shown(place), shown(reason)))
