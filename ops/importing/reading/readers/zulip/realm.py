"""What Zulip's realm.json says of people and channels, before there are messages."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import Any

from ops.importing.model import ImportedChat, ImportedEmoji, Person
from ops.importing.reading.markup.emoji_names import unicode_emoji
from ops.importing.reading.readers.people import address, title_of
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.zulip.fields import (
    Reaction,
    Realm,
    RealmEmoji,
    Recipient,
    Record,
    Stream,
    Subscription,
    User,
)
from snowfight.domain.emoji.unicode_emoji import fully_qualified

TO_ONE, TO_STREAM = 1, 2
"""Kinds of recipients; the third is a group of people."""

HIDDEN_ADDRESS = re.compile(r"user\d+@")
"""What stands in place of an address that is not to be seen."""

_OF_TWO = 2


@dataclass
class ZulipRealm:
    """Tables of `realm.json`, as they are needed to read messages."""

    reading: Reading
    root: str
    source: str = "zulip"
    names: dict[str, str] = field(default_factory=dict[str, str])
    system: set[str] = field(default_factory=set[str])
    _ids: dict[str, str] = field(default_factory=dict[str, str])
    _streams: dict[str, Stream] = field(default_factory=dict[str, Stream])
    _stream_ids: dict[str, str] = field(default_factory=dict[str, str])
    _recipients: dict[str, Recipient] = field(default_factory=dict[str, Recipient])
    _members: dict[str, array[int]] = field(default_factory=dict[str, "array[int]"])
    _emoji: list[RealmEmoji] = field(default_factory=list[RealmEmoji])

    def read(self) -> None:
        self.reading.tables(
            f"{self.root}realm.json",
            {
                "zerver_realm": self._realm,
                "zerver_userprofile": self._user,
                "zerver_userprofile_mirrordummy": self._user,
                "zerver_userprofile_crossrealm": self._system_bot,
                "zerver_stream": self._stream,
                "zerver_recipient": self._recipient,
                "zerver_subscription": self._subscription,
                "zerver_realmemoji": self._realm_emoji,
                "zerver_reaction": self.reaction,
            },
        )
        for recipient in self._recipients.values():
            if recipient.type == TO_STREAM and recipient.type_id in self._streams:
                self._channel(self._streams[recipient.type_id], recipient)
        self._pictures()

    def person(self, name: str) -> str | None:
        """The id of the only one of a name."""
        return self._ids.get(name) or None

    def stream(self, name: str) -> str | None:
        """The id of the chat of a channel of that name."""
        return self._stream_ids.get(name)

    def chat(self, recipient: str, sender: str) -> tuple[str, bool] | None:
        """The chat of a message from `sender`, and whether it has topics; None where nothing tells of it."""
        to = self._recipients.get(recipient)
        if to is None:
            return None
        if to.type == TO_STREAM:
            chat = f"stream:{to.type_id}"
            return (chat, True) if self.reading.spool.has_chat(chat) else None
        people = {sender, to.type_id} if to.type == TO_ONE else {*map(str, self._members.get(recipient, ())), sender}
        return self._direct(people), False

    def reaction(self, value: Any, place: str) -> None:
        if found := self.reading.checked(Reaction, value, place):
            self.reading.spool.reaction(found.message, _emoji(found), found.user_profile)

    def _direct(self, people: set[str]) -> str:
        members = tuple(sorted(people, key=lambda person: (len(person), person)))
        chat = f"direct:{','.join(members)}"
        title = title_of([self.names.get(person, person) for person in members])
        self.reading.spool.chat(ImportedChat(chat, "private" if len(members) == _OF_TWO else "closed", title, members))
        return chat

    def _realm(self, value: Any, place: str) -> None:
        if (realm := self.reading.checked(Realm, value, place)) and self.source == "zulip":
            name = realm.uuid or realm.host or realm.string_id
            self.source = f"zulip:{name}" if name else "zulip"

    def _user(self, value: Any, place: str) -> None:
        user = self.reading.checked(User, value, place)
        if user is None:
            return
        name = user.full_name.strip() or user.id
        email = next(filter(None, map(_shown_address, (user.delivery_email, user.email))), None)
        self.names[user.id] = name
        self._ids[name] = "" if name in self._ids else user.id
        username = email.partition("@")[0] if email else name
        self.reading.spool.person(Person(user.id, username, name, email, user.is_bot, not user.is_active))

    def _system_bot(self, value: Any, place: str) -> None:
        """Bots of every Zulip: what they say are lines of the system."""
        if user := self.reading.checked(User, value, place):
            self.system.add(user.id)

    def _stream(self, value: Any, place: str) -> None:
        if stream := self.reading.checked(Stream, value, place):
            self._streams[stream.id] = stream

    def _recipient(self, value: Any, place: str) -> None:
        if recipient := self.reading.checked(Recipient, value, place):
            self._recipients[recipient.id] = recipient

    def _subscription(self, value: Any, place: str) -> None:
        found = self.reading.checked(Subscription, value, place)
        if found and found.active and found.user_profile.isdecimal() and len(found.user_profile) < len(str(2**62)):
            self._members.setdefault(found.recipient, array("q")).append(int(found.user_profile))

    def _channel(self, stream: Stream, recipient: Recipient) -> None:
        chat = f"stream:{stream.id}"
        name = stream.name or stream.id
        self._stream_ids[name] = chat
        members = tuple(str(member) for member in self._members.get(recipient.id, ()) if str(member) not in self.system)
        kind = "closed" if stream.invite_only else "open"
        creator = stream.creator or stream.creator_id
        self.reading.spool.chat(ImportedChat(chat, kind, name, members, creator, stream.date_created))

    def _realm_emoji(self, value: Any, place: str) -> None:
        if emoji := self.reading.checked(RealmEmoji, value, place):
            self._emoji.append(emoji)

    def _pictures(self) -> None:
        """Custom emoji by the files that records name."""
        records = f"{self.root}emoji/records.json"
        paths: dict[str, str] = {}
        if self._emoji and self.reading.archive.size(records) is not None:
            for place, record in self.reading.models(records, Record):
                if found := self.reading.found(record.path, place, f"{self.root}emoji/"):
                    paths[record.path.rpartition("/")[2]] = found[0]
        for emoji in self._emoji:
            if path := paths.get(emoji.file_name):
                self.reading.spool.emoji(ImportedEmoji(emoji.name, path))
            else:
                self.reading.left_out(f"{self.root}realm.json", f"the picture of :{emoji.name}: is not in the export")


def _shown_address(text: str) -> str | None:
    return None if HIDDEN_ADDRESS.match(text) else address(text)


def _emoji(found: Reaction) -> str:
    """Code points in hexadecimal, or a name."""
    if found.reaction_type in ("", "unicode_emoji"):
        try:
            written = "".join(chr(int(code, 16)) for code in found.emoji_code.split("-"))
        except (ValueError, OverflowError):
            written = ""
        return fully_qualified(written) or unicode_emoji(found.emoji_name) or f":{found.emoji_name}:"
    return f":{found.emoji_name}:"
