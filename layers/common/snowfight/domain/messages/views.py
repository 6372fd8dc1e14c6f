"""Records as their readers see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from snowfight.models.message import Message
from snowfight.models.records import Entry
from snowfight.models.user import Author
from snowfight.storage.accounts.accounts import Accounts


def message_of(entry: Entry, author: Author) -> Message:
    """The message on the wire; its id is its place, which never changes."""
    return Message(
        room=entry.room,
        seq=entry.seq,
        id=f"{entry.room}:{entry.seq}",
        client_id=entry.client_id,
        author=author,
        body=entry.body,
        file=entry.file.view if entry.file else None,
        created=entry.created,
        edited=entry.edited,
        deleted=entry.deleted,
    )


def messages_of(entries: Sequence[Entry], accounts: Accounts) -> list[Message]:
    """The messages on the wire, their authors looked up together."""
    authors: Mapping[str, Author] = accounts.authors(entry.author for entry in entries)
    return [message_of(entry, authors[entry.author]) for entry in entries]
