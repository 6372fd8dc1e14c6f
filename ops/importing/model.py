"""What every export comes to, whatever wrote it: people, chats, and what was said there, oldest first.

Ids are the source's own. A reader says what there is and nothing of how it is stored; the writer knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal, Protocol

ChatKind = Literal["open", "closed", "private"]
"""A group that everybody finds, one that takes an invitation, and the chat of two."""


@dataclass(frozen=True)
class Person:
    """Somebody who wrote, reacted, or is a member. `username` is as there, and may not fit here."""

    id: str
    username: str
    display_name: str
    email: str | None = None
    bot: bool = False
    deleted: bool = False
    """Gone there: kept as an author, a member of nothing."""


@dataclass(frozen=True)
class ImportedChat:
    """A chat. `creator` becomes its admin, else who is first among its `members`, the longest-standing first."""

    id: str
    kind: ChatKind
    title: str
    members: tuple[str, ...] = ()
    creator: str | None = None
    created: datetime | None = None


@dataclass(frozen=True)
class PersonMention:
    """A person who is mentioned in a text; `words` stand where nobody of that id is known."""

    person: str
    words: str


@dataclass(frozen=True)
class ChatLink:
    """A chat that a text names; `words` stand where none of that id comes along."""

    chat: str
    words: str


@dataclass(frozen=True)
class EverybodyMention:
    """`@all` here, however many there are of it there."""


Piece = str | PersonMention | ChatLink | EverybodyMention
"""A part of a text; texts are in our Markdown already (docs/message.md)."""


@dataclass(frozen=True)
class ImportedFile:
    """A file of a post. `path` is where the export has it; None: it does not, and `words` say what there was."""

    name: str
    words: str
    path: str | None = None
    size: int | None = None


@dataclass(frozen=True)
class ImportedReaction:
    """An emoji that people put on a post: Unicode, or the name of a custom one as `:name:`."""

    emoji: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Post:
    """A message. `thread` is the id of the post that its thread begins with, `reply_to` that of the one it answers.

    A `tombstone` stands for the beginning of a thread that the export lacks, or for what was deleted there.
    """

    id: str
    author: str
    created: datetime
    text: tuple[Piece, ...] = ()
    files: tuple[ImportedFile, ...] = ()
    thread: str | None = None
    reply_to: str | None = None
    reactions: tuple[ImportedReaction, ...] = ()
    edited: datetime | None = None
    pinned: bool = False
    tombstone: bool = False


@dataclass(frozen=True)
class ImportedEmoji:
    """A custom emoji whose picture the export has; `name` without colons."""

    name: str
    path: str


@dataclass(frozen=True)
class LeftOut:
    """Something of an export that is not imported: where it stands there, and why it is left out."""

    place: str
    reason: str


class Export(Protocol):
    """An export that was read through and can be written: the same each time that it is asked."""

    source: str
    """Which deployment of which chat it is of, e.g. `slack:T0123`: with ids below it receipts are made."""

    def people(self) -> Iterator[Person]:
        """Everybody, once."""
        ...

    def chats(self) -> Iterator[ImportedChat]:
        """Every chat, once."""
        ...

    def posts(self, chat: str, after: int = 0) -> Iterator[tuple[int, Post]]:
        """What was said in the chat of that id, each with its place, from 1, behind the first `after`: in the order of
        time, and where that is equal in the order of the export; the beginning of a thread before its replies."""
        ...

    def emoji(self) -> Iterator[ImportedEmoji]: ...

    def left_out(self) -> Iterator[LeftOut]: ...

    def open(self, path: str) -> BinaryIO:
        """A file of the export; raises Failure where it is not there or not to be trusted."""
        ...
