"""The row of a message, and the record that the domain knows it by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from math import ceil

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.file import StoredFile
from snowfight.models.message import LoggedCall
from snowfight.models.records import Entry, ReactionGroup, Replies
from snowfight.storage.rows.messages import MessageRow


def message_row(entry: Entry) -> MessageRow:
    """The row that keeps a new message."""
    return MessageRow(
        entry.room,
        entry.seq,
        client_id=entry.client_id,
        author=entry.author,
        created=milliseconds(entry.created),
        body=entry.body,
        file=entry.file.model_dump() if entry.file else None,
        reply_to=entry.reply_to,
        quotes=entry.quotes,
        thread=entry.thread,
        mentions=" ".join(entry.mentions) or None,
        mentions_all=entry.mentions_all or None,
        call=entry.call.model_dump() if entry.call else None,
        expires_at=ceil(entry.expires.timestamp()) if entry.expires else None,
    )


def _moment(value: float | None) -> datetime | None:
    return from_milliseconds(int(value)) if value is not None else None


def _number(value: float | None) -> int | None:
    return int(value) if value is not None else None


def entry_of(row: MessageRow) -> Entry:
    """The message that a row keeps."""
    return Entry(
        room=row.room,
        seq=int(row.seq),
        client_id=row.client_id,
        author=row.author,
        created=from_milliseconds(int(row.created)),
        body=None if row.deleted else row.body,
        file=StoredFile.of(row.file) if row.file and not row.deleted else None,
        edited=_moment(row.edited),
        deleted=_moment(row.deleted),
        expires=_moment(row.expires_at * 1000 if row.expires_at else None),
        deleted_by=row.deleted_by,
        pinned=bool(row.pinned),
        reactions=groups_of(row.reactions) if row.reactions else (),
        rev=int(row.rev or 0),
        reply_to=_number(row.reply_to),
        quotes=row.quotes,
        thread=_number(row.thread),
        replies=replies_of(row.replies) if row.replies else None,
        mentions=tuple(row.mentions.split()) if row.mentions else (),
        mentions_all=bool(row.mentions_all),
        call=LoggedCall(**row.call) if row.call else None,
    )


def replies_of(text: str) -> Replies:
    """The replies that a message row keeps count of."""
    count, last_seq, names = json.loads(text)
    return Replies(count, last_seq, tuple(names.split()))


def groups_of(text: str) -> tuple[ReactionGroup, ...]:
    """The reactions that a message row keeps."""
    return tuple(ReactionGroup(emoji, count, tuple(names.split())) for emoji, count, names in json.loads(text))


def groups_text(groups: Iterable[ReactionGroup]) -> str:
    """Reactions as a message row keeps them."""
    return _json([[group.emoji, group.count, " ".join(group.usernames)] for group in groups])


def replies_text(replies: Replies) -> str:
    """The replies to a message as its row keeps count of them."""
    return _json([replies.count, replies.last_seq, " ".join(replies.usernames)])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
