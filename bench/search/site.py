"""A site with one long chat and its index, looked at over the shoulder of whoever indexes and searches."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

from bench.search.load import CountedBucket, Load, TimedMessages
from bench.search.log import AUTHORS, BEGINNING, INTERVAL, LogTables
from bench.usage import read_units, write_units
from snowfight.domain.search.dependencies import Dependencies
from snowfight.domain.search.index_builds import IndexBuilds
from snowfight.domain.search.indexer import Indexer
from snowfight.domain.search.matching import expression
from snowfight.domain.search.query import Query
from snowfight.domain.search.searching import RESULTS, Healing, SearchService
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry
from snowfight.models.search import SearchPage, SearchQuery
from snowfight.storage.database import Database
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.rooms import MetaRow
from snowfight.storage.search.dirty import DirtyMessages
from snowfight.storage.search.index_files import IndexFiles
from snowfight.storage.search.manifests import EXTENT, Extent, Manifests
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, Write
from tests.support.tables import SETTINGS

READER = "user00"


class Site:
    """`texts` are what the public chat will have been told; `extent` is how its index is divided."""

    def __init__(self, texts: Sequence[str], extent: Extent = EXTENT) -> None:
        self.tables = LogTables(texts)
        connection = MemoryConnection(self.tables)
        self._database = Database(SETTINGS, connection)
        self._chat = Chat(database=self._database)
        self._bucket = CountedBucket(self._chat.clock.now)
        self._extent = extent
        self._manifests, self._dirty = Manifests(self._database), DirtyMessages(self._database)
        self._load = self._bucket.load = Load()
        self._stand_in = 0.0
        connection.carry = self._carried
        self.tables.on_commit = self._written
        self.log = TimedMessages(self._database, self.processor)
        """What the indexer reads."""
        self._indexer = Indexer(
            *(self._chat.rooms, self._chat.messages, self._manifests, self._dirty),
            files=IndexFiles(self._bucket),
            builds=IndexBuilds(self.log, self._chat.retention),
            extent=extent,
        )
        for number in range(AUTHORS):
            self._chat.user(f"user{number:02}", verified=True)

    def grow(self, length: int) -> None:
        """Let the chat have so many messages."""
        self.tables.length = length
        newest = MetaRow.last_seq.set(length), MetaRow.active.set(BEGINNING + length * INTERVAL)
        self._database.update(meta_row(PUBLIC_CHAT), newest)

    def index(self) -> None:
        """Index what there is."""
        self._indexer.append(PUBLIC_CHAT, lambda: True)

    def index_bytes(self) -> int:
        """Of all files that the manifest names."""
        files = self._manifests.load(PUBLIC_CHAT).files
        return sum(len(self._bucket.objects[f"{PUBLIC_CHAT}/{file.name}.sqlite"][0]) for file in files)

    def entries(self, first: int, count: int) -> list[Entry]:
        """A part of the log, oldest first."""
        return self._chat.messages.after(PUBLIC_CHAT, first - 1, count)

    def asking(self) -> Callable[[str], SearchPage]:
        """Searches the chat; has no file of the index yet, and keeps those that it opens."""
        service = SearchService(
            Dependencies(
                *(self._chat.messages, self._chat.retention, self._manifests, self._dirty),
                IndexFiles(self._bucket),
                self._extent,
            ),
            *(self._chat.rooms, self._chat.views, self._chat.rate_limits),
            Healing(lambda _room: None, lambda _room, _first: None),
            self._chat.clock,
        )

        def ask(q: str) -> SearchPage:
            self._chat.clock.advance(seconds=3)  # nobody is held up by how often they search
            return service.search(READER, SearchQuery(q=q, room=PUBLIC_CHAT))

        return ask

    def index_alone(self, q: str, rounds: int) -> float:
        """Seconds of processor that asking the opened files takes, newest first until a page is full."""
        asked, files = expression(Query.of(q)) or "", IndexFiles(self._bucket)
        named = reversed(self._manifests.load(PUBLIC_CHAT).files)
        opened = [(file, index) for file in named if (index := files.open(PUBLIC_CHAT, file))]
        began = 0.0
        for round_ in range(rounds + 1):
            if round_ == 1:
                began = self.processor()
            left = RESULTS
            for file, index in opened:
                left -= len(index.hits(asked, file.first, file.last, left))
                if left == 0:
                    break
        return (self.processor() - began) / rounds

    @contextmanager
    def watched(self) -> Generator[Load]:
        """Count what is asked for meanwhile."""
        load = self._load = self._bucket.load = Load()
        began = self.processor()
        yield load
        load.processor = self.processor() - began

    def processor(self) -> float:
        """Seconds that this process has used, without those of the stand-in for DynamoDB."""
        return time.process_time() - self._stand_in

    def _carried(self, operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        began = time.thread_time()
        answer = serve()
        self._load.requests += 1
        self._load.reads += read_units(operation, call, answer)
        self._stand_in += time.thread_time() - began
        return answer

    def _written(self, write: Write) -> None:
        self._load.writes += write_units(write)
