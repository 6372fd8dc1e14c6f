"""Records as everybody sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from snowfight.models.message import QUOTED, Message, Quote, Reaction, ThreadSummary
from snowfight.models.records import Entry, ReactionGroup, Replies
from snowfight.models.user import Author

Me = Callable[[ReactionGroup], bool]
"""Says whether the reader is among those who reacted so."""


def message_of(
    entry: Entry,
    author: Author,
    deleted_by: str | None = None,
    me: Me | None = None,
    quoted: Quote | None = None,
) -> Message:
    """The message on the wire; its id is its place, which never changes.

    `deleted_by` is who took it away, where that account may have gone since; without `me` nobody in particular reads;
    `quoted` is the message that it is a reply to.
    """
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
        deleted_by=deleted_by or entry.deleted_by,
        pinned=entry.pinned,
        reactions=[_reaction(group, me(group) if me else None) for group in entry.reactions],
        rev=entry.rev,
        reply_to=entry.reply_to,
        thread=entry.thread,
        replies=summary_of(entry.replies) if entry.replies else None,
        quoted=quoted,
        mentions=[] if entry.deleted else list(entry.mentions),
        mentions_all=entry.mentions_all and not entry.deleted,
        call=entry.call.view if entry.call else None,
    )


def shown(entry: Entry, authors: Mapping[str, Author], me: Me | None = None, quoted: Entry | None = None) -> Message:
    """The message with the names that the `people_of` it have now; without `me` nobody in particular reads."""
    deleted_by = authors[entry.deleted_by].username if entry.deleted_by else None
    if entry.replies is not None:
        entry = replace(entry, replies=named(entry.replies, authors))
    quote = quote_of(quoted, authors[quoted.author]) if quoted else None
    return message_of(entry, authors[entry.author], deleted_by, me, quote)


def people_of(entries: Iterable[Entry]) -> set[str]:
    """Whose accounts have to be looked up to show the messages."""
    return {name for entry in entries for name in _people(entry) if name}


def _people(entry: Entry) -> tuple[str | None, ...]:
    repliers = entry.replies.usernames if entry.replies else ()
    return entry.author, entry.deleted_by, entry.quotes, *repliers


def quote_of(entry: Entry, author: Author) -> Quote:
    """A message as replies to it quote it."""
    return Quote(
        seq=entry.seq,
        author=author,
        body=entry.body[:QUOTED] if entry.body is not None else None,
        filename=entry.file.filename if entry.file else None,
        deleted=entry.deleted,
    )


def named(replies: Replies, authors: Mapping[str, Author]) -> Replies:
    """The replies with the names that their authors have now."""
    return replace(replies, usernames=tuple(dict.fromkeys(authors[name].username for name in replies.usernames)))


def summary_of(replies: Replies) -> ThreadSummary:
    """What a thread's first message tells of its replies."""
    return ThreadSummary(count=replies.count, last_seq=replies.last_seq, usernames=list(replies.usernames))


def _reaction(group: ReactionGroup, me: bool | None) -> Reaction:
    return Reaction(emoji=group.emoji, count=group.count, usernames=list(group.usernames), me=me)
