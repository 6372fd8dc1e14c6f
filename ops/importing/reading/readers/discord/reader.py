"""Discord, as DiscordChatExporter writes it in JSON: a file a channel, or some of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import unquote

from ops.importing.model import ChatKind, ImportedChat, ImportedEmoji, ImportedFile, ImportedReaction, Person, Post
from ops.importing.reading.archives.broken import Broken
from ops.importing.reading.readers.discord.fields import Attachment, Channel, Emoji, Message, Reaction, User
from ops.importing.reading.readers.discord.text import shown_text
from ops.importing.reading.readers.fields import EPOCH
from ops.importing.reading.readers.json_stream import JsonStream
from ops.importing.reading.readers.people import first_name
from ops.importing.reading.readers.reading import Reading
from snowfight.domain.emoji.unicode_emoji import fully_qualified

SAID = frozenset({"", "Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "23"})
"""Kinds of messages that somebody said; kinds that the exporter has no name for are numbers."""

SNOWFLAKES_BEGAN = 1_420_070_400_000
"""Milliseconds since 1970: 2015, from which the ids of Discord count."""

ANYWHERE = timedelta(hours=27)
"""By so much a time may be off that was written in a zone nobody knows."""

DELETED_USER = "456226577798135808"
"""The id that stands for everybody who is gone."""

LONGEST_ID = 19
"""Digits of an id, until 2084."""

_OF_TWO = 2


@dataclass
class DiscordReader:
    """Reads files into the spool."""

    reading: Reading
    paths: list[str]
    _members: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _chats: dict[str, ImportedChat] = field(default_factory=dict[str, ImportedChat])

    def read(self) -> str:
        """Everything; ids are the same in all of Discord."""
        for path in self.paths:
            try:
                self._file(path)
            except Broken as error:
                self.reading.broken(error)
        for chat in self._chats.values():
            self._settle_members(chat)
        return "discord"

    def _file(self, path: str) -> None:
        chat: str | None = None
        with self.reading.archive.open(path) as file:
            stream = JsonStream(file, path)
            for key in stream.members():
                if key == "channel":
                    channel = self.reading.checked(Channel, stream.value(), f"{path}, channel")
                    chat = None if channel is None else self._chat(channel)
                elif key == "messages" and stream.kind() == "[":
                    if chat is None:
                        raise stream.broken("messages of no channel that is told of before them")
                    for number in stream.items():
                        self._message(chat, stream.value(), f"{path}, message {number}")
                else:
                    stream.skip()
            stream.end()
        if chat is None:
            raise Broken(path, "tells of no channel")

    def _chat(self, channel: Channel) -> str:
        title = channel.name or channel.id
        if channel.type.endswith("Thread") and channel.category:
            title = f"{channel.category} / {title}"
        chat = ImportedChat(channel.id, _kind(channel.type), title)
        if self.reading.spool.chat(chat):
            self._chats[channel.id] = chat
            self._members[channel.id] = {}
        return channel.id

    def _message(self, chat: str, value: object, place: str) -> None:
        message = self.reading.checked(Message, value, place)
        if message is None:
            return
        if message.type not in SAID:
            self.reading.left_out(place, f"a line of the system: {message.type}")
            return
        author = self._person(message.author)
        if author == message.author.id:
            self._members[chat].setdefault(author, _shown(message.author))
        for user in message.mentions:
            self._person(user)
        for emoji in message.inlineEmojis:
            self._emoji(emoji, place)
        self.reading.spool.post(chat, self._post(chat, author, message, place), _rank(message.id))

    def _post(self, chat: str, author: str, message: Message, place: str) -> Post:
        passed_on = message.forwardedMessage.attachments if message.forwardedMessage else ()
        answered = message.reference
        replies = answered is not None and answered.type != "Forward" and answered.channelId in ("", chat)
        return Post(
            id=message.id,
            author=author,
            created=when(message.id, message.timestamp),
            text=shown_text(message),
            files=tuple(self._file_of(each, place) for each in (*message.attachments, *passed_on)),
            reply_to=answered.messageId or None if answered is not None and replies else None,
            reactions=tuple(filter(None, (self._reaction(each, place) for each in message.reactions))),
            edited=message.timestampEdited,
            pinned=message.isPinned,
        )

    def _person(self, user: User) -> str:
        """Tell of somebody; a webhook, which has no number behind its name, is one for each name it speaks under."""
        webhook = user.isBot and user.discriminator == "0000"
        id_ = f"{user.id}:{user.name}"[:256] if webhook else user.id
        gone = user.id == DELETED_USER
        self.reading.spool.person(Person(id_, user.name or user.id, _shown(user), bot=user.isBot, deleted=gone))
        return id_

    def _reaction(self, reaction: Reaction, place: str) -> ImportedReaction | None:
        people = tuple(dict.fromkeys(self._person(user) for user in reaction.users))
        if reaction.count > len(people):
            self.reading.left_out(place, f"{reaction.count - len(people)} who reacted are not named")
        name = reaction.emoji.name
        unicode = fully_qualified(name)
        if not unicode:
            self._emoji(reaction.emoji, place)
        return ImportedReaction(unicode or f":{name}:", people) if name and people else None

    def _emoji(self, emoji: Emoji, place: str) -> None:
        """Its picture, where it was downloaded with the messages."""
        found = self._beside(emoji.imageUrl, place) if emoji.id.strip("0") and emoji.name else None
        if found is not None:
            self.reading.spool.emoji(ImportedEmoji(emoji.name, found[0]))

    def _file_of(self, attachment: Attachment, place: str) -> ImportedFile:
        name = attachment.fileName or "file"
        found = self._beside(attachment.url, place)
        if found is None:
            return ImportedFile(name, f"File: {name} (not in the export)", None, attachment.fileSizeBytes)
        return ImportedFile(name, f"File: {name}", *found)

    def _beside(self, url: str, place: str) -> tuple[str, int] | None:
        """A file that was downloaded too, by its path from the messages, with signs of addresses, or of Windows."""
        if not url or "://" in url:
            return None
        folder = posixpath.dirname(place.partition(", message ")[0])
        path = url.replace("\\", "/")
        for each in dict.fromkeys((path, unquote(path))):
            if found := self.reading.found(posixpath.normpath(posixpath.join(folder, each)), place):
                return found
        return None

    def _settle_members(self, chat: ImportedChat) -> None:
        """Whoever wrote; of a chat of two both, though one may never have written."""
        people = self._members[chat.id]
        kind = chat.kind
        if kind == "private" and len(people) < _OF_TWO:
            name = chat.title if chat.title not in people.values() else "Unknown"
            other = Person(f"dm:{chat.id}", name, name)
            self.reading.spool.person(other, stand_in=True)
            people[other.id] = name
        if kind == "private" and len(people) != _OF_TWO:
            kind = "closed"
        self.reading.spool.replace_chat(replace(chat, kind=kind, members=tuple(people)))


def when(id: str, written: datetime) -> datetime:  # noqa: A002
    """When a message was sent: as its id says, in no zone, unless that is far from what is `written`, as with ids that
    are none of Discord's."""
    counted = EPOCH + timedelta(milliseconds=((_rank(id) or 0) >> 22) + SNOWFLAKES_BEGAN)
    return counted if abs(counted - written) <= ANYWHERE else written


def _rank(id: str) -> int | None:  # noqa: A002
    """Ids are numbers that rise with time, within a millisecond too; None for one that is none."""
    number = int(id) if id.isascii() and id.isdecimal() and len(id) <= LONGEST_ID else 0
    return number if 0 < number < 1 << 61 else None


def _kind(type: str) -> ChatKind:  # noqa: A002
    if type == "DirectTextChat":
        return "private"
    return "closed" if type in ("DirectGroupTextChat", "GuildPrivateThread") else "open"


def _shown(user: User) -> str:
    return first_name(user.nickname, user.name, user.id)
