"""What an export holds and what of it is here already: looked through before anything is stored."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ops.importing.journal import Journal
from ops.importing.model import Export, ImportedChat
from ops.importing.writing.destinations import Destination
from ops.importing.writing.ids import message_id
from ops.importing.writing.log import ChatLog, Overtaken
from snowfight.domain.changes.pins import MAX_PINS

AUTHORS = 10_000
"""Of a chat that are kept at hand, for where the export knows no members."""


@dataclass
class ChatSurvey:
    """One chat of the export: how many posts it has, how many of them are here, and behind which the others come."""

    chat: ImportedChat
    posts: int = 0
    there: int = 0
    last: int = 0
    """The place of the last post that is here, 0: none is."""
    authors: dict[str, None] = field(default_factory=dict[str, None])
    pinned: deque[str] = field(default_factory=lambda: deque[str](maxlen=MAX_PINS))
    """The newest of those that are pinned."""

    @property
    def beyond(self) -> int:
        """Posts that may have to be stored."""
        return self.posts - self.last


class Survey:
    """Everything that is counted; `chats` in the export's order."""

    def __init__(self, export: Export, log: ChatLog, journal: Journal, known: Mapping[str, Destination]) -> None:
        self.counts = Counter[str]()
        self.chats: list[ChatSurvey] = []
        self._export = export
        self._journal = journal
        for chat in export.chats():
            destination = known.get(chat.id)
            if destination is not None:
                with suppress(Overtaken):
                    log.look(destination)
            self.chats.append(self._chat(chat, destination.rooms if destination else ()))

    @property
    def beyond(self) -> int:
        return sum(each.beyond for each in self.chats)

    def _chat(self, chat: ImportedChat, rooms: tuple[str, ...]) -> ChatSurvey:
        found = ChatSurvey(chat)
        for place, post in self._export.posts(chat.id):
            found.posts += 1
            self.counts["reactions"] += sum(len(each.people) for each in post.reactions)
            self.counts["files"] += sum(each.path is not None for each in post.files)
            if post.pinned:
                found.pinned.append(post.id)
            if len(found.authors) < AUTHORS:
                found.authors[post.author] = None
            if rooms and self._is_there(rooms, message_id(self._export.source, chat.id, post.id)):
                found.there, found.last = found.there + 1, place
        self.counts["messages"] += found.posts
        self.counts["there"] += found.there
        return found

    def _is_there(self, rooms: tuple[str, ...], message: str) -> bool:
        return any(self._journal.find(room, message) for room in rooms)
