"""The order of what was spooled: by time, threads whole, each beginning before its replies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ops.importing.model import Post
from ops.importing.reading.spool.codec import moment, write_post

BATCH = 10_000

NOBODY = "unknown"
"""The id of the author of what an export lacks, where nothing tells whose it was."""

Reply = tuple[int, str, int, int]
"""The first reply of a thread: its chat's number, the thread, and its place in the order."""


def put_in_order(database: sqlite3.Connection, chats: dict[int, str]) -> bool:
    """Gives every post its place in its chat; `chats` are names by number, for what is left out. Returns whether
    tombstones of NOBODY were put in."""
    database.execute("CREATE INDEX posts_by_id ON posts (chat, id)")
    _leave_out_doubles(database, chats)
    database.execute("CREATE INDEX posts_by_time ON posts (chat, at, behind)")
    _resolve_replies(database)
    database.execute("CREATE INDEX posts_by_thread ON posts (chat, thread, at, behind) WHERE thread IS NOT NULL")
    _flatten(database)
    bereft = _begin_threads(database)
    database.execute(
        "INSERT INTO places SELECT chat, ROW_NUMBER() OVER (PARTITION BY chat ORDER BY at, behind), nr FROM posts"
    )
    database.execute("CREATE INDEX reactions_by_post ON reactions (post)")
    return bereft


def _leave_out_doubles(database: sqlite3.Connection, chats: dict[int, str]) -> None:
    """Of posts with one id, the first counts."""
    doubles = database.execute("SELECT chat, id, MIN(nr) FROM posts GROUP BY chat, id HAVING COUNT(*) > 1")
    database.execute("CREATE TEMP TABLE doubles (chat INTEGER, id TEXT, nr INTEGER)")
    database.executemany("INSERT INTO doubles VALUES (?, ?, ?)", doubles)
    for chat, id, nr in database.execute("SELECT chat, id, nr FROM doubles ORDER BY nr"):  # noqa: A001
        gone = database.execute("DELETE FROM posts WHERE chat = ? AND id = ? AND nr > ?", (chat, id, nr)).rowcount
        database.execute(
            "INSERT INTO left_out (place, reason) VALUES (?, ?)",
            (f"{chats[chat]}: message {id}", f"it is there {gone + 1} times, the first of them is imported"),
        )


def _resolve_replies(database: sqlite3.Connection) -> None:
    """Whoever replies to a post is in its thread; a post that the export lacks begins one all the same."""
    database.execute("CREATE INDEX posts_answering ON posts (chat, at, behind) WHERE reply_to IS NOT NULL")
    at = (0, 0, 0)
    while rows := database.execute(
        "SELECT chat, at, behind, nr, id, thread, reply_to FROM posts"
        " WHERE (chat, at, behind) > (?, ?, ?) AND reply_to IS NOT NULL ORDER BY chat, at, behind LIMIT ?",
        (*at, BATCH),
    ).fetchall():
        for row in rows:
            _resolve_reply(database, row)
        at = rows[-1][:3]


def _resolve_reply(database: sqlite3.Connection, row: tuple[int, int, int, int, str, str | None, str]) -> None:
    chat, at, behind, nr, _, thread, reply_to = row
    found = database.execute(
        "SELECT at, behind, thread FROM posts WHERE chat = ? AND id = ?", (chat, reply_to)
    ).fetchone()
    begins = thread or (found[2] if found else None) or reply_to
    if reply_to == begins:
        answered = reply_to  # it may be lacking, or have a wrong clock: it is put before its first reply
        if found is not None and not thread and found[:2] >= (at, behind):
            answered = begins = None
    else:
        in_it = found is not None and found[2] == begins and found[:2] < (at, behind)
        answered = reply_to if in_it else None
    database.execute("UPDATE posts SET thread = ?, reply_to = ? WHERE nr = ?", (begins, answered, nr))


def _flatten(database: sqlite3.Connection) -> None:
    """No thread begins within another: a post with replies of its own leaves the thread that it is said to be in."""
    database.execute(
        "CREATE TEMP TABLE nested AS SELECT nr FROM"
        " (SELECT DISTINCT chat AS c, thread AS t FROM posts WHERE thread IS NOT NULL)"
        " CROSS JOIN posts INDEXED BY posts_by_id ON chat = c AND id = t WHERE thread IS NOT NULL"
    )
    left = database.execute(
        "UPDATE posts SET thread = NULL, reply_to = NULL WHERE nr IN (SELECT nr FROM nested)"
    ).rowcount
    if left:
        database.execute(
            "UPDATE posts SET reply_to = NULL WHERE reply_to <> thread AND NOT EXISTS (SELECT 1 FROM posts AS answered"
            " WHERE answered.chat = posts.chat AND answered.id = posts.reply_to AND answered.thread = posts.thread)"
        )


def _begin_threads(database: sqlite3.Connection) -> bool:
    """Every thread has its beginning, before its first reply: a tombstone where the export has none."""
    database.execute("CREATE TEMP TABLE moved (nr INTEGER, at INTEGER, behind INTEGER)")
    database.execute("CREATE TEMP TABLE lacking (chat INTEGER, id TEXT, at INTEGER, behind INTEGER)")
    for chat, thread, at, behind in _first_replies(database):
        found = database.execute(
            "SELECT nr, at, behind FROM posts WHERE chat = ? AND id = ?", (chat, thread)
        ).fetchone()
        if found is None:
            database.execute("INSERT INTO lacking VALUES (?, ?, ?, ?)", (chat, thread, at, behind - 1))
        elif found[1:] > (at, behind):
            database.execute("INSERT INTO moved VALUES (?, ?, ?)", (found[0], at, behind - 1))
    database.execute(
        "UPDATE posts SET at = m.at, behind = m.behind FROM (SELECT * FROM moved) AS m WHERE posts.nr = m.nr"
    )
    bereft = False
    for chat, id, at, behind in database.execute("SELECT chat, id, at, behind FROM lacking ORDER BY behind"):  # noqa: A001
        data = write_post(Post(id, NOBODY, moment(at), tombstone=True))
        database.execute(
            "INSERT INTO posts (chat, id, at, behind, data) VALUES (?, ?, ?, ?, ?)", (chat, id, at, behind, data)
        )
        bereft = True
    return bereft


def _first_replies(database: sqlite3.Connection) -> Iterator[Reply]:
    last: tuple[int, str] | None = None
    for row in database.execute(
        "SELECT chat, thread, at, behind FROM posts WHERE thread IS NOT NULL ORDER BY chat, thread, at, behind"
    ):
        if row[:2] != last:
            last = row[:2]
            yield row
