"""Telegram's result.json: one chat, or all of an account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from ops.importing.model import ImportedChat, Person, Piece, Post
from ops.importing.reading.archives.broken import Broken
from ops.importing.reading.readers.json_stream import JsonStream
from ops.importing.reading.readers.people import first_name
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.telegram.chat import Chat
from ops.importing.reading.readers.telegram.fields import Message
from ops.importing.reading.readers.telegram.people import People
from ops.importing.reading.readers.telegram.text import files_of, shown_text

EXPORTER = "exporter"
"""The id of whoever exported, where nothing tells it: of a chat of two in which they wrote nothing."""


@dataclass
class TelegramReader:
    """Reads `path` into the spool; files are named from the folder that it is in."""

    reading: Reading
    path: str
    _self: str | None = None

    @cached_property
    def _people(self) -> People:
        return People(self.reading)

    def read(self) -> str:
        """Everything; ids of people are the same in all of Telegram."""
        try:
            with self.reading.archive.open(self.path) as file:
                stream = JsonStream(file, self.path)
                head: dict[str, str] = {}
                for key in stream.members():
                    self._member(key, stream, head)
                stream.end()
        except Broken as error:
            self.reading.broken(error)
        return "telegram"

    def _member(self, key: str, stream: JsonStream, head: dict[str, str]) -> None:
        """One of the outermost object: of an account its chats, of a chat its name and messages."""
        if key == "personal_information" and stream.kind() == "{":
            self._personal(stream.value())
        elif key in ("chats", "left_chats") and stream.kind() == "{":
            for inner in stream.members():
                if inner == "list" and stream.kind() == "[":
                    for number in stream.items():
                        self._chat(stream, f"{self.path}, {key} {number}")
                else:
                    stream.skip()
        elif key == "messages" and stream.kind() == "[":
            self._messages(stream, Chat(head, self.path))
        else:
            _told(key, stream, head)

    def _personal(self, value: dict[str, Any]) -> None:
        if isinstance(number := value.get("user_id"), int):
            self._self = f"user{number}"
            names = [name for key in ("first_name", "last_name") if isinstance(name := value.get(key), str)]
            username = value.get("username")
            shown = first_name(" ".join(names), self._self)
            name = username.removeprefix("@") if isinstance(username, str) and username else shown
            self.reading.spool.person(Person(self._self, name, shown))

    def _chat(self, stream: JsonStream, place: str) -> None:
        if stream.kind() != "{":
            self.reading.broken(Broken(place, "is no chat"))
            stream.skip()
            return
        head: dict[str, str] = {}
        for key in stream.members():
            if key == "messages" and stream.kind() == "[":
                self._messages(stream, Chat(head, place))
            else:
                _told(key, stream, head)

    def _messages(self, stream: JsonStream, chat: Chat) -> None:
        """All of a chat. One whose messages come before its id cannot be told from others."""
        if "id" not in chat.head or "type" not in chat.head:
            raise stream.broken("messages of a chat whose id and type are not told before them")
        self._begin(chat)
        for number in stream.items():
            self._message(chat, stream.value(), f"{chat.place}, message {number}")
        self._end(chat)

    def _begin(self, chat: Chat) -> None:
        kind = chat.head["type"]
        chat.id = f"{kind}:{chat.head['id']}"
        if chat.of_two:
            peer = f"user{chat.head['id']}"
            self.reading.spool.person(Person(peer, chat.name, chat.name, bot=kind == "bot_chat"), stand_in=True)
            me = self._self or self._other(peer)
            chat.id = f"private:{','.join(sorted((peer, me)))}"
            chat.members = dict.fromkeys((peer, me))
            if me == EXPORTER:
                self.reading.spool.person(Person(EXPORTER, EXPORTER, "Unknown"), stand_in=True)
        elif kind == "saved_messages" and self._self:
            chat.members = {self._self: None}
        self.reading.spool.chat(ImportedChat(chat.id, chat.kind, chat.name))

    def _other(self, peer: str) -> str:
        """Who wrote in a chat of two but the one it is called after: a pass of its own, up to the first such message.
        The same chat of two has one id then, and those of different people never have the same."""
        with self.reading.archive.open(self.path) as file:
            stream = JsonStream(file, self.path)
            for key in stream.members():
                for value in _values(stream) if key == "messages" and stream.kind() == "[" else _skipped(stream):
                    author = value.get("from_id") if isinstance(value, dict) else None
                    if isinstance(author, str) and author.startswith("user") and author != peer:
                        return author
        return EXPORTER

    def _message(self, chat: Chat, value: Any, place: str) -> None:
        if isinstance(value, dict):
            value["sender"] = value.get("from")
        message = self.reading.checked(Message, value, place)
        if message is None:
            return
        if message.type == "service" and message.action != "topic_created":
            self._service(chat, message, place)
        elif message.type not in ("message", "service"):
            self.reading.left_out(place, f"a message of the kind {message.type}, which is not imported")
        elif (created := self._when(chat, message)) is None:
            self.reading.broken(Broken(place, "date: there is none"))
        else:
            self._post(chat, message, created, place)

    def _service(self, chat: Chat, message: Message, place: str) -> None:
        """A line of the system: some tell who made the group, or what is pinned."""
        if message.action in ("create_group", "create_channel") and message.actor_id:
            self._people.person(message.actor_id, message.actor)
            chat.creator, chat.created = message.actor_id, self._when(chat, message)
            chat.members.setdefault(message.actor_id)
        if message.action == "pin_message" and message.message_id:
            self.reading.spool.pin(chat.id, message.message_id)
        self.reading.left_out(place, f"a line of the system: {message.action}")

    def _post(self, chat: Chat, message: Message, created: datetime, place: str) -> None:
        author = self._people.author(chat, message)
        if author.startswith("user") and not chat.of_two:
            chat.members.setdefault(author)
        root = self.path.rpartition("/")[0]
        text: tuple[Piece, ...] = (
            shown_text(message) if message.type == "message" else (f"**{message.title.strip()}**",)
        )
        post = Post(
            id=message.id,
            author=author,
            created=created,
            text=text,
            files=files_of(message, self.reading, f"{root}/" if root else "", place),
            reply_to=None if message.reply_to_peer_id else message.reply_to_message_id,
            reactions=tuple(self._people.reactions(message, place)),
            edited=message.edited_unixtime or message.edited,
        )
        self.reading.spool.post(chat.id, post)

    def _when(self, chat: Chat, message: Message) -> datetime | None:
        if message.date_unixtime is None and message.date is not None and not chat.zoneless:
            chat.zoneless = True
            self.reading.left_out(
                chat.place, "the zone of its times, which are local ones there: they are taken for UTC"
            )
        return message.date_unixtime or message.date

    def _end(self, chat: Chat) -> None:
        kind = chat.kind
        told = ImportedChat(chat.id, kind, chat.name, tuple(chat.members), chat.creator, chat.created)
        self.reading.spool.replace_chat(told)


def _told(key: str, stream: JsonStream, head: dict[str, str]) -> None:
    """What is told of a chat before its messages; all else is gone past."""
    if key not in ("id", "name", "type"):
        stream.skip()
    elif isinstance(value := stream.value(), str | int):
        head[key] = str(value)


def _values(stream: JsonStream) -> Iterator[Any]:
    for _ in stream.items():
        yield stream.value()


def _skipped(stream: JsonStream) -> Iterator[Any]:
    stream.skip()
    return iter(())
