"""Who and what there is on a server of Mattermost's: people, channels, and who is in which."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from ops.importing.model import ImportedChat, Person
from ops.importing.reading.readers.mattermost.fields import Bot, Channel, DirectChannel, User
from ops.importing.reading.readers.people import address, first_name, title_of
from ops.importing.reading.readers.reading import Reading

_OF_TWO = 2


@dataclass
class Roster:
    """Takes lines about people and channels; members are told of behind the channels that they are in."""

    reading: Reading
    names: dict[str, str] = field(default_factory=dict[str, str])
    chats: dict[str, ImportedChat] = field(default_factory=dict[str, ImportedChat])
    _members: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    _admins: dict[str, str] = field(default_factory=dict[str, str])

    def channel(self, value: Any, place: str) -> None:
        if channel := self.reading.checked(Channel, value, place):
            kind = "open" if channel.type == "O" else "closed"
            self.chat(ImportedChat(f"{channel.team}/{channel.name}", kind, channel.display_name or channel.name))

    def user(self, value: Any, place: str) -> None:
        user = self.reading.checked(User, value, place)
        if user is None:
            return
        self._person(user)
        for team in user.teams:
            for membership in team.channels:
                chat = f"{team.name}/{membership.name}"
                if chat in self._members and user.delete_at is None:
                    self._members[chat][key_of(user.username)] = None
                    if "channel_admin" in membership.roles:
                        self._admins.setdefault(chat, key_of(user.username))

    def bot(self, value: Any, place: str) -> None:
        if bot := self.reading.checked(Bot, value, place):
            shown = first_name(bot.display_name, bot.username)
            self.names.setdefault(key_of(bot.username), shown)
            person = Person(key_of(bot.username), bot.username, shown, bot=True, deleted=bot.delete_at is not None)
            self.reading.spool.person(person)

    def direct_channel(self, value: Any, place: str) -> None:
        if direct := self.reading.checked(DirectChannel, value, place):
            self.direct(direct.members or tuple(each.username for each in direct.participants))

    def direct(self, members: tuple[str, ...]) -> str:
        people = sorted({key_of(member) for member in members})
        id = f"direct:{','.join(people)}"  # noqa: A001
        title = title_of([self.names.get(person, person) for person in people])
        kind = "private" if len(people) == _OF_TWO else "closed"
        self.chat(ImportedChat(id, kind, title or id, tuple(people)))
        return id

    def chat(self, chat: ImportedChat) -> None:
        if self.reading.spool.chat(chat):
            self.chats[chat.id] = chat
            self._members[chat.id] = dict.fromkeys(chat.members)

    def settle_members(self) -> None:
        for id, chat in self.chats.items():  # noqa: A001
            members = tuple(self._members[id])
            self.reading.spool.replace_chat(replace(chat, members=members, creator=self._admins.get(id)))

    def _person(self, user: User) -> None:
        shown = first_name(user.nickname, f"{user.first_name} {user.last_name}", user.username)
        self.names.setdefault(key_of(user.username), shown)
        self.reading.spool.person(
            Person(
                key_of(user.username), user.username, shown, _email(user.email), user.is_bot, user.delete_at is not None
            )
        )


def key_of(username: str) -> str:
    """Usernames are small letters there, and are not always written so."""
    return username.lower()


def _email(text: str) -> str | None:
    """`.invalid` is where addresses are that nobody has (RFC 2606)."""
    found = address(text)
    return None if found is None or found.endswith(".invalid") else found
