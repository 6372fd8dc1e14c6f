"""Slack's export: lists of people and chats, and for each chat a folder with a file a day."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from ops.importing.model import ChatKind, ImportedChat, ImportedFile, ImportedReaction, Person, Post
from ops.importing.reading.markup.emoji_names import reaction
from ops.importing.reading.readers.people import address, first_name, title_of
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.slack.fields import Channel, Message, SlackFile, User
from ops.importing.reading.readers.slack.text import shown_text

LISTS: dict[str, ChatKind] = {"channels": "open", "groups": "closed", "mpims": "closed", "dms": "private"}

KEPT = frozenset({
    "", "me_message", "bot_message", "thread_broadcast", "reply_broadcast", "file_share", "file_mention",
    "file_comment", "slackbot_response", "tombstone",
})  # fmt: skip
"""Subtypes of what somebody said. All others are lines of the system, or of no kind that is known."""

LACKING = {"tombstone": "deleted there", "hidden_by_limit": "beyond the limit of its plan there"}
"""Modes of files that are not even linked to."""

SLACKBOT = Person("USLACKBOT", "slackbot", "Slackbot", bot=True)

MAX_BOT_NAMES = 100
"""Under so many names a bot is told apart: a relay has one for each of those whom it speaks for."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d\.json")
_OF_TWO = 2


@dataclass
class SlackReader:
    """Reads an export whose lists are below `root` into the spool."""

    reading: Reading
    root: str = ""
    source: str = "slack"
    _names: dict[str, str] = field(default_factory=dict[str, str])
    _folders: dict[str, str] = field(default_factory=dict[str, str])
    _pins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _bot_names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self) -> str:
        """Everything, lists first; returns which workspace it is of."""
        self._people()
        first: tuple[datetime, str] | None = None
        for name, kind in LISTS.items():
            if self.reading.archive.size(f"{self.root}{name}.json") is None:
                continue
            for _, channel in self.reading.models(f"{self.root}{name}.json", Channel):
                self._chat(channel, kind)
                if channel.created is not None:
                    first = min(filter(None, (first, (channel.created, channel.id))))
        for path in sorted(self.reading.archive.paths()):
            self._file(path)
        if self.source == "slack" and first is not None:
            self.source = f"slack:{first[1]}"
        return self.source

    def _people(self) -> None:
        if self.reading.archive.size(f"{self.root}users.json") is None:
            return
        for _, user in self.reading.models(f"{self.root}users.json", User):
            shown = first_name(user.profile.display_name, user.profile.real_name, user.real_name, user.name, user.id)
            self._names.setdefault(user.id, shown)
            self.reading.spool.person(
                Person(user.id, user.name or user.id, shown, address(user.profile.email), user.is_bot, user.deleted)
            )
            if self.source == "slack" and user.team_id:
                self.source = f"slack:{user.team_id}"

    def _chat(self, channel: Channel, kind: ChatKind) -> None:
        members = tuple(dict.fromkeys(channel.members))
        if kind == "private" and len(members) != _OF_TWO:
            kind = "closed"
        unnamed = kind == "private" or not channel.name or channel.name.startswith("mpdm-")
        title = title_of([self._names.get(member, member) for member in members]) if unnamed else channel.name
        chat = ImportedChat(channel.id, kind, title or channel.id, members, channel.creator or None, channel.created)
        if self.reading.spool.chat(chat):
            self._folders[channel.id] = channel.id
            self._pins[channel.id].update(pin.id for pin in channel.pins)
            if channel.name:
                self._folders.setdefault(channel.name, channel.id)

    def _file(self, path: str) -> None:
        """One of the archive's: a day of a chat, or what is not imported."""
        folder, name = posixpath.split(path.removeprefix(self.root))
        if not path.startswith(self.root) or (not folder and name.removesuffix(".json") in (*LISTS, "users")):
            return
        if not _DAY.fullmatch(name):
            if name.endswith(".json"):
                self.reading.left_out(path, "no list or day of messages")
        elif (chat := self._folders.get(folder)) is None:
            self.reading.left_out(path, "messages of a chat that is in no list")
        else:
            self._day(path, chat, folder)

    def _day(self, path: str, chat: str, folder: str) -> None:
        for place, value in self.reading.items(path):
            if isinstance(value, dict):
                value["id"] = value.get("ts")
            message = self.reading.checked(Message, value, place)
            if message is None:
                continue
            if message.type != "message" or message.subtype not in KEPT:
                self.reading.left_out(place, f"a line of the system: {message.subtype or message.type or 'of no type'}")
            else:
                self.reading.spool.post(chat, self._post(message, chat, folder, place))

    def _post(self, message: Message, chat: str, folder: str, place: str) -> Post:
        gone = message.subtype == "tombstone"
        return Post(
            id=message.id,
            author=self._author(message),
            created=message.ts,
            text=() if gone else shown_text(message),
            files=() if gone else tuple(self._attached(file, folder) for file in message.files),
            thread=message.thread_ts or None,
            reactions=() if gone else self._reactions(message, place),
            edited=message.edited.ts if message.edited else None,
            pinned=message.id in self._pins[chat] or chat in message.pinned_to,
            tombstone=gone,
        )

    def _author(self, message: Message) -> str:
        """Whoever said it; told of where no list does."""
        commented = message.comment.get("user")
        user = message.user or (commented if isinstance(commented, str) else "")
        if user == SLACKBOT.id:
            self.reading.spool.person(SLACKBOT, stand_in=True)
        if user:
            if not self.reading.spool.is_known(user):
                profile = message.user_profile
                shown = first_name(profile.display_name, profile.real_name, profile.name, user)
                self.reading.spool.person(Person(user, profile.name or user, shown), stand_in=True)
            return user
        bot = message.bot_id or "bot"
        name = first_name(message.username, message.bot_profile.name)
        known = self._bot_names[bot]
        if not name or (name not in known and len(known) >= MAX_BOT_NAMES):
            self.reading.spool.person(Person(bot, bot, bot, bot=True), stand_in=True)
            return bot
        known.add(name)
        id = f"{bot}:{name}"[:256]  # noqa: A001
        self.reading.spool.person(Person(id, name, name, bot=True), stand_in=True)
        return id

    def _reactions(self, message: Message, place: str) -> tuple[ImportedReaction, ...]:
        people: dict[str, dict[str, None]] = defaultdict(dict)
        for each in message.reactions:
            people[reaction(each.name)].update(dict.fromkeys(each.users))
            if each.count > len(each.users):
                self.reading.left_out(place, f"{each.count - len(each.users)} who reacted are not named")
        return tuple(ImportedReaction(emoji, tuple(users)) for emoji, users in people.items() if users)

    def _attached(self, file: SlackFile, folder: str) -> ImportedFile:
        """Slack exports links; what others write in its form has files beside them."""
        name = first_name(file.name, file.title) or "file"
        for path in (
            f"{self.root}__uploads/{file.id}/{name}",
            f"{self.root}{folder}/attachments/{file.id}-{name}",
            f"{self.root}attachments/{file.id}-{name}",
        ):
            if file.id and (size := self.reading.archive.size(path)) is not None:
                return ImportedFile(name, f"File: {name}", path, size)
        why = LACKING.get(file.mode, "not in the export")
        return ImportedFile(name, f"File: {name} ({why})", None, file.size)
