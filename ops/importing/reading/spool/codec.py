"""Posts, people and chats as text of a row, and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from ops.importing.model import (
    ChatLink,
    EverybodyMention,
    ImportedChat,
    ImportedFile,
    ImportedReaction,
    Person,
    PersonMention,
    Piece,
    Post,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def moment(since: int) -> datetime:
    return EPOCH + since * MICROSECOND


def write_person(person: Person) -> str:
    return _write([person.username, person.display_name, person.email, person.bot, person.deleted])


def read_person(id: str, row: str) -> Person:  # noqa: A002
    return Person(id, *json.loads(row))


def write_chat(chat: ImportedChat) -> str:
    created = None if chat.created is None else microseconds(chat.created)
    return _write([chat.kind, chat.title, chat.members, chat.creator, created])


def read_chat(id: str, row: str) -> ImportedChat:  # noqa: A002
    kind, title, members, creator, created = json.loads(row)
    return ImportedChat(id, kind, title, tuple(members), creator, None if created is None else moment(created))


def write_post(post: Post) -> str:
    """All but what has columns of its own: id, thread, reply_to."""
    return _write([
        post.author,
        microseconds(post.created),
        [_write_piece(piece) for piece in post.text],
        [[file.name, file.words, file.path, file.size] for file in post.files],
        [[reaction.emoji, reaction.people] for reaction in post.reactions],
        None if post.edited is None else microseconds(post.edited),
        post.pinned,
        post.tombstone,
    ])  # fmt: skip


def read_post(id: str, thread: str | None, reply_to: str | None, row: str) -> Post:  # noqa: A002
    author, created, text, files, reactions, edited, pinned, tombstone = json.loads(row)
    return Post(
        id=id,
        author=author,
        created=moment(created),
        text=tuple(_read_piece(piece) for piece in text),
        files=tuple(ImportedFile(*file) for file in files),
        thread=thread,
        reply_to=reply_to or thread,
        reactions=tuple(ImportedReaction(emoji, tuple(people)) for emoji, people in reactions),
        edited=None if edited is None else moment(edited),
        pinned=pinned,
        tombstone=tombstone,
    )


def _write_piece(piece: Piece) -> Any:
    match piece:
        case PersonMention(person, words):
            return ["@", person, words]
        case ChatLink(chat, words):
            return ["#", chat, words]
        case EverybodyMention():
            return ["*"]
        case _:
            return piece


def _read_piece(piece: Any) -> Piece:
    if isinstance(piece, str):
        return piece
    kind, *rest = piece
    return EverybodyMention() if kind == "*" else PersonMention(*rest) if kind == "@" else ChatLink(*rest)
