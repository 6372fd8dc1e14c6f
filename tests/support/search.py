"""A chat that can be searched, with an index of its own in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from snowfight.aws.bucket import StoredObject
from snowfight.domain.search.budget import Budget
from snowfight.domain.search.dependencies import Dependencies
from snowfight.domain.search.index_builds import IndexBuilds
from snowfight.domain.search.index_upkeep import IndexUpkeep
from snowfight.domain.search.indexer import Indexer
from snowfight.domain.search.searching import Healing, SearchService
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.search import FileQuery, SearchPage, SearchQuery, SearchResult
from snowfight.storage.search.dirty import DirtyMessages
from snowfight.storage.search.index_files import IndexFiles
from snowfight.storage.search.manifests import Extent, Manifest, Manifests
from tests.support.chat import Chat

SMALL = Extent(every=8, file=32)
"""An index of few messages, for tests of its edges."""

PAGE = 2
"""Objects of one list."""


@dataclass
class MemoryBucket:
    """A bucket, with times of the test's clock."""

    now: Callable[[], datetime]
    objects: dict[str, tuple[bytes, datetime]] = field(default_factory=dict[str, tuple[bytes, datetime]])
    reads: int = 0

    def get(self, key: str) -> bytes | None:
        self.reads += 1
        return self.objects[key][0] if key in self.objects else None

    def put_new(self, key: str, content: bytes) -> None:
        if key in self.objects:
            raise OSError("the name is taken")
        self.objects[key] = content, self.now()

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)

    def page(self, after: str = "") -> list[StoredObject]:
        found = sorted(key for key in self.objects if key > after)[:PAGE]
        return [StoredObject(key, self.objects[key][1]) for key in found]


class Watched:
    """Something whose every call is announced."""

    def __init__(self, target: Any, before: Callable[[], None]) -> None:
        self._target, self._before = target, before

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._before()
            return getattr(self._target, name)(*args, **kwargs)

        return call


class Search:
    """What searches a chat and what indexes it; whatever has to be healed is done at once."""

    def __init__(self, chat: Chat, extent: Extent = SMALL, budget: Callable[[], Budget] = Budget) -> None:
        assert chat.database is not None
        self.chat = chat
        self.bucket = MemoryBucket(chat.clock.now)
        self.manifests = Manifests(chat.database)
        self.dirty = DirtyMessages(chat.database)
        self.extent = extent
        self.indexer = self.another_indexer()
        self.asked: list[tuple[str, int | None]] = []
        """What searches have asked the indexer for: a chat to append, or a file of it to build anew."""
        files = IndexFiles(self.bucket)
        self.upkeep = IndexUpkeep(self.indexer, self.dirty, files, chat.retention, chat.clock)
        self.service = SearchService(
            Dependencies(chat.messages, chat.retention, self.manifests, self.dirty, files, extent),
            chat.rooms,
            chat.views,
            chat.rate_limits,
            Healing(lambda room: self.asked.append((room, None)), lambda room, at: self.asked.append((room, at))),
            chat.clock,
            budget,
        )

    def another_indexer(self, before: Callable[[], None] | None = None) -> Indexer:
        """An indexer beside the others; `before` is called ahead of each of its requests."""
        chat = self.chat

        def watched(target: Any) -> Any:
            return Watched(target, before) if before else target

        messages = watched(chat.messages)
        return Indexer(
            *(watched(chat.rooms), messages, watched(self.manifests), watched(self.dirty)),
            files=IndexFiles(watched(self.bucket)),
            builds=IndexBuilds(messages, chat.retention),
            extent=self.extent,
        )

    def index(self, room: str = PUBLIC_CHAT) -> None:
        """Index what there is."""
        assert self.indexer.append(room, lambda: True)

    def manifest(self, room: str = PUBLIC_CHAT) -> Manifest:
        return self.manifests.load(room)

    def sweep(self) -> None:
        """What is done a few times a day."""
        assert self.upkeep.sweep(None, lambda: True) is None

    def page(self, username: str, q: str, room: str | None = None, cursor: str | None = None) -> SearchPage:
        """One page; the user is not held up by how often they search."""
        self.chat.clock.advance(seconds=3)
        return self.service.search(username, SearchQuery(q=q, room=room, cursor=cursor))

    def results(self, username: str, q: str, room: str | None = None) -> list[SearchResult]:
        """All pages together."""
        page = self.page(username, q, room)
        found = list(page.results)
        while page.cursor:
            page = self.page(username, q, room, page.cursor)
            found += page.results
        return found

    def seqs(self, username: str, q: str, room: str = PUBLIC_CHAT) -> list[int]:
        """The numbers of what is found in a chat."""
        return [result.message.seq for result in self.results(username, q, room)]

    def files(self, username: str, room: str, asked: FileQuery | None = None) -> list[int]:
        """The numbers of the files of a chat."""
        asked = asked or FileQuery()
        page = self.service.files(username, room, asked)
        found = [message.seq for message in page.messages]
        while page.cursor:
            page = self.service.files(username, room, asked.model_copy(update={"cursor": page.cursor}))
            found += [message.seq for message in page.messages]
        return found

    def content(self) -> bytes:
        """All that lies in the bucket."""
        return b"".join(content for content, _ in self.bucket.objects.values())


def with_settings(chat: Chat, **changed: object) -> Chat:
    """The same tables in another deployment."""
    return Chat(settings=replace(chat.settings, **changed), database=chat.database, clock=chat.clock)  # pyright: ignore[reportArgumentType]
