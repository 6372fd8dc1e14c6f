"""What is asked for meanwhile, counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Self

from snowfight.models.records import Entry
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from tests.support.search import MemoryBucket


@dataclass
class Load:
    """S3's reads, their bytes, and writes; DynamoDB's requests and units; seconds of this process's processor."""

    gets: float = 0
    bytes: float = 0
    puts: float = 0
    requests: float = 0
    reads: float = 0
    writes: float = 0
    processor: float = 0

    def over(self, count: float) -> Self:
        """The share of one, where `count` did this."""
        return type(self)(**{each.name: getattr(self, each.name) / count for each in fields(self)})


class CountedBucket(MemoryBucket):
    """A bucket that tells `load` what is asked of it."""

    load: Load

    def get(self, key: str) -> bytes | None:
        content = super().get(key)
        self.load.gets += 1
        self.load.bytes += len(content or b"")
        return content

    def put_new(self, key: str, content: bytes) -> None:
        super().put_new(key, content)
        self.load.puts += 1


class TimedMessages(Messages):
    """A log that knows for how many `seconds` it was read forward, by `timer`."""

    def __init__(self, database: Database, timer: Callable[[], float]) -> None:
        super().__init__(database)
        self.seconds = 0.0
        self._seconds_now = timer

    def after(self, room: str, seq: int, limit: int) -> list[Entry]:
        began = self._seconds_now()
        page = super().after(room, seq, limit)
        self.seconds += self._seconds_now() - began
        return page
