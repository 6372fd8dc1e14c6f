"""The file that an export is spooled into."""

from __future__ import annotations

import sqlite3
from pathlib import Path

CACHE = 48 * 1024
"""KiB of pages that are kept in memory; what is sorted beyond that goes to temporary files."""

TABLES = """
CREATE TABLE people (nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stand_in INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE chats (nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
CREATE TABLE posts (
    nr INTEGER PRIMARY KEY, chat INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, behind INTEGER NOT NULL,
    thread TEXT, reply_to TEXT, data TEXT NOT NULL
);
CREATE TABLE ids (chat INTEGER, id TEXT, times INTEGER, PRIMARY KEY (chat, id)) WITHOUT ROWID;
CREATE TABLE pins (chat INTEGER, post TEXT, PRIMARY KEY (chat, post)) WITHOUT ROWID;
CREATE TABLE reactions (nr INTEGER PRIMARY KEY, post TEXT NOT NULL, emoji TEXT NOT NULL, person TEXT NOT NULL);
CREATE TABLE emoji (name TEXT PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE left_out (nr INTEGER PRIMARY KEY, place TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE places (
    chat INTEGER NOT NULL, place INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (chat, place)
) WITHOUT ROWID;
"""
"""Of posts, `at` (microseconds since 1970) and `behind` are their order in a chat: `behind` is twice their number in
the export, or twice their rank, so that there is room before each for a thread's beginning."""


def create(file: Path) -> sqlite3.Connection:
    """An empty spool at `file`, where a former one is forgotten. It need outlive no crash: it is read anew."""
    for name in (file, file.with_name(f"{file.name}-journal")):
        name.unlink(missing_ok=True)
    database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", f"cache_size=-{CACHE}"):
        database.execute(f"PRAGMA {pragma}")
    database.executescript(TABLES)
    database.execute("BEGIN")
    return database
