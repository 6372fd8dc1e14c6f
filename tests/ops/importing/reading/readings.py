"""Reads exports, and says of them what a test looks at."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.failure import Failure
from ops.importing.model import ChatLink, EverybodyMention, Export, ImportedChat, Person, PersonMention, Piece, Post
from ops.importing.reading import open_export

Read = Callable[[Path], Export]

_NUMBERS = itertools.count()


def read(source: Path, *, skip: bool = False) -> Export:
    """The export, with a spool of its own below the same folder."""
    return open_export(source, skip=skip, scratch=source.parent / f"scratch-{next(_NUMBERS)}")


def refusal(source: Path, *, skip: bool = False) -> str:
    """The one line with which it is refused."""
    with pytest.raises(Failure) as refused:
        read(source, skip=skip)
    line = str(refused.value)
    assert len(line.splitlines()) == 1
    return line


def posts(export: Export, chat: str | None = None) -> list[Post]:
    """What was said in a chat, or in the only one."""
    return [post for _, post in export.posts(chat or next(iter(export.chats())).id)]


def texts(export: Export, chat: str | None = None) -> list[str]:
    return [plain(post.text) for post in posts(export, chat)]


def plain(pieces: tuple[Piece, ...]) -> str:
    """A text with `<@person>`, `<#chat>` and `<@all>` in place of what is no text."""
    return "".join(_shown(piece) for piece in pieces)


def _shown(piece: Piece) -> str:
    match piece:
        case PersonMention(person, _):
            return f"<@{person}>"
        case ChatLink(chat, _):
            return f"<#{chat}>"
        case EverybodyMention():
            return "<@all>"
        case _:
            return piece


def person(export: Export, id_: str) -> Person:
    return next(person for person in export.people() if person.id == id_)


def chat(export: Export, id_: str) -> ImportedChat:
    return next(chat for chat in export.chats() if chat.id == id_)


def reasons(export: Export) -> list[str]:
    """What was left out, as place and reason."""
    return [f"{each.place}: {each.reason}" for each in export.left_out()]


def everything(export: Export) -> list[object]:
    """All that an export tells, to be compared with another reading of it."""
    chats = list(export.chats())
    said = [each for chat in chats for each in export.posts(chat.id)]
    return [export.source, *export.people(), *chats, *said, *export.emoji(), *export.left_out()]
