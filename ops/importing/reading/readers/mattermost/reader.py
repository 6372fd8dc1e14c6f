"""Mattermost's bulk export: one file of lines, which tell of teams, channels, users, posts, and files beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ops.importing.model import ImportedChat, ImportedEmoji, ImportedFile, ImportedReaction, Person, Piece
from ops.importing.model import Post as Said
from ops.importing.reading.markup.emoji_names import reaction
from ops.importing.reading.markup.mattermost import pieces
from ops.importing.reading.readers.lines import lines
from ops.importing.reading.readers.mattermost.fields import (
    Bot,
    Channel,
    ChannelPost,
    CustomEmoji,
    DirectChannel,
    DirectPost,
    Post,
    Reaction,
    Reply,
    Team,
    User,
    Version,
)
from ops.importing.reading.readers.mattermost.text import attached_text
from ops.importing.reading.readers.people import address, first_name, title_of
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.spool.codec import microseconds

OURS = "monkey-snowfight"
"""Who writes this format too (`make export`): texts are in our Markdown then."""

_OF_TWO = 2


@dataclass
class MattermostReader:
    """Reads the lines of `path` into the spool."""

    reading: Reading
    path: str
    _ours: bool = False
    _teams: list[str] = field(default_factory=list[str])
    _names: dict[str, str] = field(default_factory=dict[str, str])
    _chats: dict[str, ImportedChat] = field(default_factory=dict[str, ImportedChat])
    _members: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    _admins: dict[str, str] = field(default_factory=dict[str, str])

    def read(self) -> str:
        """Everything; returns which server it is of, by its first team."""
        kinds: dict[str, Callable[[Any, str], None]] = {
            "version": self._version,
            "team": self._team,
            "channel": self._channel,
            "user": self._user,
            "bot": self._bot,
            "emoji": self._emoji,
            "post": self._post,
            "direct_channel": self._direct_channel,
            "direct_post": self._direct_post,
        }
        for place, line in lines(self.reading, self.path):
            kind = line.get("type") if isinstance(line, dict) else None
            if isinstance(kind, str) and kind in kinds:
                kinds[kind](line if kind == "version" else line.get(kind), place)
            else:
                self.reading.left_out(place, f"a line of the kind {kind}, which is not imported")
        self._settle_members()
        return f"mattermost:{self._teams[0]}" if self._teams else "mattermost"

    def _version(self, value: Any, place: str) -> None:
        if version := self.reading.checked(Version, value, place):
            self._ours = version.info.generator == OURS

    def _team(self, value: Any, place: str) -> None:
        if team := self.reading.checked(Team, value, place):
            self._teams.append(team.name)

    def _channel(self, value: Any, place: str) -> None:
        if channel := self.reading.checked(Channel, value, place):
            kind = "open" if channel.type == "O" else "closed"
            self._chat(ImportedChat(f"{channel.team}/{channel.name}", kind, channel.display_name or channel.name))

    def _chat(self, chat: ImportedChat) -> None:
        if self.reading.spool.chat(chat):
            self._chats[chat.id] = chat
            self._members[chat.id] = dict.fromkeys(chat.members)

    def _user(self, value: Any, place: str) -> None:
        user = self.reading.checked(User, value, place)
        if user is None:
            return
        self._person(user)
        for team in user.teams:
            for membership in team.channels:
                chat = f"{team.name}/{membership.name}"
                if chat in self._members and user.delete_at is None:
                    self._members[chat][_key(user.username)] = None
                    if "channel_admin" in membership.roles:
                        self._admins.setdefault(chat, _key(user.username))

    def _person(self, user: User) -> None:
        shown = first_name(user.nickname, f"{user.first_name} {user.last_name}", user.username)
        self._names.setdefault(_key(user.username), shown)
        self.reading.spool.person(
            Person(
                _key(user.username), user.username, shown, _email(user.email), user.is_bot, user.delete_at is not None
            )
        )

    def _bot(self, value: Any, place: str) -> None:
        if bot := self.reading.checked(Bot, value, place):
            shown = first_name(bot.display_name, bot.username)
            self._names.setdefault(_key(bot.username), shown)
            person = Person(_key(bot.username), bot.username, shown, bot=True, deleted=bot.delete_at is not None)
            self.reading.spool.person(person)

    def _emoji(self, value: Any, place: str) -> None:
        if emoji := self.reading.checked(CustomEmoji, value, place):
            found = self.reading.found(emoji.image, place, *self._roots())
            if found is None:
                self.reading.left_out(place, f"the picture of :{emoji.name}: is not in the export")
            else:
                self.reading.spool.emoji(ImportedEmoji(emoji.name, found[0]))

    def _direct_channel(self, value: Any, place: str) -> None:
        if direct := self.reading.checked(DirectChannel, value, place):
            self._direct(direct.members or tuple(each.username for each in direct.participants))

    def _direct(self, members: tuple[str, ...]) -> str:
        people = sorted({_key(member) for member in members})
        id = f"direct:{','.join(people)}"  # noqa: A001
        title = title_of([self._names.get(person, person) for person in people])
        kind = "private" if len(people) == _OF_TWO else "closed"
        self._chat(ImportedChat(id, kind, title or id, tuple(people)))
        return id

    def _post(self, value: Any, place: str) -> None:
        post = self.reading.checked(ChannelPost, value, place)
        if post is None:
            return
        chat = f"{post.team}/{post.channel}"
        if chat not in self._chats:
            self._chat(ImportedChat(chat, "closed", post.channel))
            self.reading.left_out(place, f"no line tells of the channel {post.channel}: it becomes a closed group")
        self._thread(chat, post.team, post, place)

    def _direct_post(self, value: Any, place: str) -> None:
        if post := self.reading.checked(DirectPost, value, place):
            self._thread(self._direct(post.channel_members or (post.user,)), "", post, place)

    def _thread(self, chat: str, team: str, post: Post, place: str) -> None:
        """A post and its replies, which are in its line."""
        begins = self._said(chat, team, post, None, place)
        for number, reply in enumerate(post.replies, 1):
            self._said(chat, team, reply, begins, f"{place}, reply {number}")

    def _said(self, chat: str, team: str, said: Reply, thread: str | None, place: str) -> str:
        """Spools it, and returns its id; lines of the system are left out, and their replies begin a thread without."""
        id, answered = self._identity(chat, said)  # noqa: A001
        if said.type.startswith("system_"):
            self.reading.left_out(place, f"a line of the system: {said.type}")
            return id
        gone = said.delete_at is not None
        post = Said(
            id=id,
            author=self._author(said),
            created=said.create_at,
            text=() if gone else self._text(said, team),
            files=() if gone else tuple(self._file(each.path, place) for each in said.attachments if each.path),
            thread=thread,
            reply_to=answered,
            reactions=() if gone else _reactions(said.reactions),
            edited=said.edit_at,
            pinned=said.is_pinned,
            tombstone=gone,
        )
        self.reading.spool.post(chat, post)
        return id

    def _identity(self, chat: str, said: Reply) -> tuple[str, str | None]:
        """Its id, and of what it answers. Mattermost exports none: a post is known by when and by whom."""
        written = said.props.get("snowfight")
        if isinstance(written, dict) and isinstance(seq := written.get("seq"), int):
            answered = written.get("reply_to")
            return str(seq), str(answered) if isinstance(answered, int) else None
        id = f"{microseconds(said.create_at) // 1000}:{_key(said.user)}"  # noqa: A001
        return self.reading.spool.another(chat, id), None

    def _author(self, said: Reply) -> str:
        """Its user; where a webhook spoke under another name, that."""
        user, name = _key(said.user), said.props.get("override_username")
        if not isinstance(name, str) or not name.strip() or str(said.props.get("from_webhook")).lower() != "true":
            return user
        id = f"{user}:{name.strip()}"[:256]  # noqa: A001
        self.reading.spool.person(Person(id, name.strip(), name.strip(), bot=True), stand_in=True)
        return id

    def _text(self, said: Reply, team: str) -> tuple[Piece, ...]:
        text = said.message
        if said.type == "me" and text.strip() and "\n" not in text:
            text = f"*{text.strip().strip('*')}*"
        attached = attached_text(said.props)
        text = f"{text}\n\n{attached}" if text.strip() and attached else text or attached

        def chat_of(name: str) -> str | None:
            return f"{team}/{name}" if f"{team}/{name}" in self._chats else None

        return pieces(text, self._names.__contains__, chat_of, ours=self._ours)

    def _file(self, path: str, place: str) -> ImportedFile:
        name = path.rstrip("/").rpartition("/")[2] or "file"
        found = self.reading.found(path, place, *self._roots())
        if found is None:
            return ImportedFile(name, f"File: {name} (not in the export)")
        return ImportedFile(name, f"File: {name}", *found)

    def _roots(self) -> tuple[str, str]:
        """Where files are: `data/` beside the lines, else right there."""
        folder = self.path.rpartition("/")[0]
        root = f"{folder}/" if folder else ""
        return f"{root}data/", root

    def _settle_members(self) -> None:
        for id, chat in self._chats.items():  # noqa: A001
            members = tuple(self._members[id])
            self.reading.spool.replace_chat(replace(chat, members=members, creator=self._admins.get(id)))


def _key(username: str) -> str:
    """Usernames are small letters there, and are not always written so."""
    return username.lower()


def _email(text: str) -> str | None:
    """`.invalid` is where addresses are that nobody has (RFC 2606)."""
    found = address(text)
    return None if found is None or found.endswith(".invalid") else found


def _reactions(reactions: tuple[Reaction, ...]) -> tuple[ImportedReaction, ...]:
    people: dict[str, dict[str, None]] = {}
    for each in reactions:
        people.setdefault(reaction(each.emoji_name), {})[_key(each.user)] = None
    return tuple(ImportedReaction(emoji, tuple(users)) for emoji, users in people.items())
