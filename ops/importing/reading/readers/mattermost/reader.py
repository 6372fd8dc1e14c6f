"""Mattermost's bulk export: one file of lines, which tell of teams, channels, users, posts, and files beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ops.importing.model import ImportedChat, ImportedEmoji, ImportedFile, ImportedReaction, Person, Piece
from ops.importing.model import Post as Said
from ops.importing.reading.markup.emoji_names import reaction
from ops.importing.reading.markup.mattermost import pieces
from ops.importing.reading.readers.lines import lines
from ops.importing.reading.readers.mattermost.fields import (
    ChannelPost,
    CustomEmoji,
    DirectPost,
    Post,
    Reaction,
    Reply,
    Team,
    Version,
)
from ops.importing.reading.readers.mattermost.roster import Roster, key_of
from ops.importing.reading.readers.mattermost.text import attached_text
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.spool.codec import microseconds

OURS = "monkey-snowfight"
"""Who writes this format too (`make export`): texts are in our Markdown then."""


@dataclass
class MattermostReader:
    """Reads the lines of `path` into the spool."""

    reading: Reading
    path: str
    _ours: bool = False
    _teams: list[str] = field(default_factory=list[str])

    @cached_property
    def _roster(self) -> Roster:
        return Roster(self.reading)

    def read(self) -> str:
        """Everything; returns which server it is of, by its first team."""
        kinds: dict[str, Callable[[Any, str], None]] = {
            "version": self._version,
            "team": self._team,
            "channel": self._roster.channel,
            "user": self._roster.user,
            "bot": self._roster.bot,
            "emoji": self._emoji,
            "post": self._post,
            "direct_channel": self._roster.direct_channel,
            "direct_post": self._direct_post,
        }
        for place, line in lines(self.reading, self.path):
            kind = line.get("type") if isinstance(line, dict) else None
            if isinstance(kind, str) and kind in kinds:
                kinds[kind](line if kind == "version" else line.get(kind), place)
            else:
                self.reading.left_out(place, f"a line of the kind {kind}, which is not imported")
        self._roster.settle_members()
        return f"mattermost:{self._teams[0]}" if self._teams else "mattermost"

    def _version(self, value: Any, place: str) -> None:
        if version := self.reading.checked(Version, value, place):
            self._ours = version.info.generator == OURS

    def _team(self, value: Any, place: str) -> None:
        if team := self.reading.checked(Team, value, place):
            self._teams.append(team.name)

    def _emoji(self, value: Any, place: str) -> None:
        if emoji := self.reading.checked(CustomEmoji, value, place):
            found = self.reading.found(emoji.image, place, *self._roots())
            if found is None:
                self.reading.left_out(place, f"the picture of :{emoji.name}: is not in the export")
            else:
                self.reading.spool.emoji(ImportedEmoji(emoji.name, found[0]))

    def _post(self, value: Any, place: str) -> None:
        post = self.reading.checked(ChannelPost, value, place)
        if post is None:
            return
        chat = f"{post.team}/{post.channel}"
        if chat not in self._roster.chats:
            self._roster.chat(ImportedChat(chat, "closed", post.channel))
            self.reading.left_out(place, f"no line tells of the channel {post.channel}: it becomes a closed group")
        self._thread(chat, post.team, post, place)

    def _direct_post(self, value: Any, place: str) -> None:
        if post := self.reading.checked(DirectPost, value, place):
            self._thread(self._roster.direct(post.channel_members or (post.user,)), "", post, place)

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
        id = f"{microseconds(said.create_at) // 1000}:{key_of(said.user)}"  # noqa: A001
        return self.reading.spool.another(chat, id), None

    def _author(self, said: Reply) -> str:
        """Its user; where a webhook spoke under another name, that."""
        user, name = key_of(said.user), said.props.get("override_username")
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
            return f"{team}/{name}" if f"{team}/{name}" in self._roster.chats else None

        return pieces(text, self._roster.names.__contains__, chat_of, ours=self._ours)

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


def _reactions(reactions: tuple[Reaction, ...]) -> tuple[ImportedReaction, ...]:
    people: dict[str, dict[str, None]] = {}
    for each in reactions:
        people.setdefault(reaction(each.emoji_name), {})[key_of(each.user)] = None
    return tuple(ImportedReaction(emoji, tuple(users)) for emoji, users in people.items())
