"""What a post comes to: messages without numbers yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ops.importing.model import Post
from ops.importing.writing.files import BroughtFile, FileBringer
from ops.importing.writing.ids import message_id
from ops.importing.writing.reactions import Groups, Reacting
from ops.importing.writing.texts import Texts, split
from snowfight.blank import is_blank
from snowfight.domain.mentions.names import ALL, names_in
from snowfight.domain.mentions.recording import MOST
from snowfight.domain.permissions import MAX_FEW
from snowfight.models.names import DELETED_USER

Part = tuple[str, str | None, BroughtFile | None]
"""A part of a post: how it is told from the others, and its text or its file."""


@dataclass(frozen=True)
class Draft:
    """A message. `thread` and `reply_to` are client ids."""

    client_id: str
    author: str
    created: datetime
    body: str | None = None
    file: BroughtFile | None = None
    thread: str | None = None
    reply_to: str | None = None
    reactions: Groups = ()
    edited: datetime | None = None
    deleted: bool = False
    mentions: tuple[str, ...] = ()
    mentions_all: bool = False


@dataclass(frozen=True)
class Crowd:
    """Who is in a chat, and who may mention everybody there: everybody in a small or private one, else its admin."""

    members: frozenset[str] = field(default_factory=frozenset[str])
    admin: str | None = None
    private: bool = False

    def may_mention_all(self, username: str) -> bool:
        return self.private or username == self.admin or len(self.members) <= MAX_FEW


class Drafting:
    """Makes drafts of the posts of one chat of `source`."""

    def __init__(
        self,
        origin: tuple[str, str],
        texts: Texts,
        crowd: Crowd,
        reacting: Reacting,
        files: FileBringer,
        length: int,
    ) -> None:
        """`origin` is the source and the chat there, `length` that of the longest message."""
        self._source, self._chat = origin
        self._texts = texts
        self._crowd = crowd
        self._reacting = reacting
        self._files = files
        self._length = length

    def id(self, post: str, part: str = "") -> str:
        """The client id of a post."""
        return message_id(self._source, self._chat, post, part)

    def author(self, person: str) -> str:
        """Who wrote something; whoever is unknown is nobody who is still here."""
        return self._texts.usernames.get(person, DELETED_USER)

    def of(self, room: str, post: Post, is_there: Callable[[str], bool]) -> list[Draft]:
        """The messages of a post, in order, the first of them with what hangs on it; none where there is nothing to
        see. Its files are brought meanwhile, but for those of messages that are there. Raises Failure."""
        author = self.author(post.author)
        if post.tombstone:
            return [replace(self._placed(post, author), deleted=True)]
        text = self._texts.written(post.text)
        head_is_file = is_blank(text) and is_there(self.id(post.id))
        lines: list[str] = []
        brought: list[tuple[str, None, BroughtFile]] = []
        for number, file in enumerate(post.files):
            if is_there(self.id(post.id, f"f{number}")) or (head_is_file and not number):
                continue
            found = self._files.bring(room, author, file, f"{self._chat}/{post.id}")
            if isinstance(found, str):
                lines.append(found)
            else:
                brought.append((f"f{number}", None, found))
        bodies = split("\n".join(filter(None, (text, *lines))), self._length)
        parts: list[Part] = [*((f"t{number}", body, None) for number, body in enumerate(bodies)), *brought]
        head = None if head_is_file else next(iter(parts), None)
        return [self._draft(post, author, part, first=part is head) for part in parts]

    def _draft(self, post: Post, author: str, part: Part, *, first: bool) -> Draft:
        name, body, file = part
        mentions, mentions_all = self._mentioned(author, body or "")
        return replace(
            self._placed(post, author),
            client_id=self.id(post.id, "" if first else name),
            body=body,
            file=file,
            reactions=self._reacting.groups(post.reactions, f"{self._chat}/{post.id}") if first else (),
            edited=post.edited if first else None,
            mentions=mentions,
            mentions_all=mentions_all,
        )

    def _placed(self, post: Post, author: str) -> Draft:
        """Nothing of a post but whose it is, of when, and what it answers."""
        thread = self.id(post.thread) if post.thread and post.thread != post.id else None
        reply_to = self.id(post.reply_to) if post.reply_to and post.reply_to != post.id else None
        return Draft(self.id(post.id), author, post.created, thread=thread, reply_to=reply_to)

    def _mentioned(self, author: str, body: str) -> tuple[tuple[str, ...], bool]:
        """As domain/mentions/recording.py resolves them."""
        if "@" not in body:
            return (), False
        names = names_in(body)
        inside = [name for name in names if name != ALL and name in self._crowd.members]
        return tuple(inside[:MOST]), ALL in names and self._crowd.may_mention_all(author)
