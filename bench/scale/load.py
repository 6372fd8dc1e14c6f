"""What so many people ask of AWS in a second, and which limit that comes to first."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from bench import prices
from bench.cost import kept
from bench.posting import LATENCY
from bench.scale.limits import (
    PARTITION_READS,
    PARTITION_WRITES,
    REQUESTS_OF_AN_INSTANCE,
    TABLE_READS,
    TABLE_WRITES,
    Limits,
)
from bench.scale.partitions import VIEWERS, Key, Units, measured
from bench.usage import Usage
from snowfight.delivery.gateway import BROADCAST_SECONDS
from snowfight.delivery.management_api import CHANNELS
from snowfight.domain.fanout.shards import MAX_SHARDS, ROOM_TO_GROW
from snowfight.settings import Settings
from snowfight.storage.presence.online_users import SHARDS

LOOKING = 0.5
"""Of the people, at the public chat."""
HEARTBEAT = 60.0
"""Seconds between two pings of a connection (`web/src/sync/connection/channel.ts`)."""
STAY = 100 * 60.0
"""Seconds that somebody stays before they go, and somebody else comes."""
RENEWED = 107.5 * 60.0
"""Seconds that a connection is used, on average, before the client opens the next (`connection.ts`): AWS ends it at
two hours."""
PRESENCE_POSTS = Settings().presence_users_per_second
"""A second, for everybody together (docs/presence.md)."""

VIEW = ("ephemeral", "VIEW#public-chat#<shard>")
BUSY = 0.02
"""Seconds of an instance that one of most requests takes, as those of a connection that comes back do."""


@dataclass(frozen=True)
class Load:
    """`people` online, and so many messages a second, all of them in the public chat, each a frame of its own."""

    people: int
    messages: float

    @property
    def viewers(self) -> int:
        return int(self.people * LOOKING)

    @property
    def shards(self) -> int:
        """Workers of a message, as `Sharding` grows them; 1 where the sender posts itself."""
        needed = math.ceil(self.viewers / Settings().viewers_per_worker)
        return min(MAX_SHARDS, math.ceil(needed * ROOM_TO_GROW)) if needed > 1 else 1

    @property
    def comings(self) -> float:
        """New connections a second: people who come, and connections that are renewed."""
        return self.people / STAY + self.people / RENEWED

    @property
    def pings(self) -> float:
        return self.people / HEARTBEAT

    @property
    def posts(self) -> float:
        """Frames of messages and their acks, presence, and two welcomes of each who comes."""
        return self.messages * (self.viewers + 1) + min(PRESENCE_POSTS, self.people) + 2 * self.comings

    @property
    def calls(self) -> float:
        """One of who comes; a renewal asks for a ticket, the list of chats and what was missed."""
        return self.people / STAY + 3 * self.people / RENEWED

    @property
    def shared_calls(self) -> float:
        """Those of the one route that most calls go by: pages that open, and tickets, have others."""
        return 2 * self.people / RENEWED

    @property
    def frames(self) -> float:
        """Heartbeats, joins, messages."""
        return self.pings + self.comings + self.messages

    @property
    def others(self) -> float:
        """Gateway requests that are not frames of messages to viewers."""
        return self.calls + self.frames + self.comings + self.posts - self.messages * self.viewers

    @property
    def gateway(self) -> float:
        return self.others + self.messages * self.viewers

    @property
    def invocations(self) -> float:
        """Authorizer and $connect of each who comes, $disconnect, and whatever workers a message takes."""
        workers = self.messages * self.shards if self.shards > 1 else 0
        return self.calls + self.frames + 3 * self.comings + workers

    @property
    def busy(self) -> float:
        """Instances at work at once: a message's workers all at the same time, and what the others take on average."""
        return max(self.shards, self.invocations * BUSY)

    @cached_property
    def units(self) -> tuple[Units, Units]:
        """Write and read units a second of the hottest partition of each kind."""
        asked, writes, reads = measured(), Units(float), Units(float)
        rates = {
            "text": self.messages,
            "ping": self.pings * LOOKING,
            "back": self.comings,
        }
        for action, rate in rates.items():
            for total, counted in ((writes, asked[action].writes), (reads, asked[action].reads)):
                for key, units in counted.items():
                    total[key] += rate * units / self._spread(key)
        # Who comes and who goes is marked and struck off again; what else presence writes grows with time, not people.
        writes["ephemeral", "CHANGED"] += 2 * 2 * self.people / STAY
        reads[VIEW] = self.messages * asked["text"].reads[VIEW] * self.viewers / self.shards / VIEWERS
        return writes, reads

    def _spread(self, key: Key) -> float:
        """Partitions that the units of a kind lie in."""
        partition = key[1]
        if partition.startswith("ONLINE#"):
            return SHARDS
        if partition.startswith("VIEW#"):
            return self.shards
        return self.people if "<" in partition else 1

    def tables(self) -> tuple[dict[str, float], dict[str, float]]:
        """Write and read units a second of each table, whatever partition they are in."""
        asked = measured()
        writes, reads = defaultdict[str, float](float), defaultdict[str, float](float)
        rates = {"text": self.messages, "ping": self.pings, "back": self.comings}
        for action, rate in rates.items():
            for total, counted in ((writes, asked[action].writes), (reads, asked[action].reads)):
                for (table, partition), units in counted.items():
                    is_audience = action == "text" and partition.startswith("VIEW#")
                    total[table] += rate * units * (self.viewers / VIEWERS if is_audience else 1)
        return writes, reads

    def ratios(self, limits: Limits) -> dict[str, float]:
        """What is asked of each limit, as a multiple of it."""
        (writes, reads), (table_writes, table_reads) = self.units, self.tables()
        return {
            "`calls_per_second`": self.shared_calls / limits.calls,
            "`frames_per_second`": self.frames / limits.frames,
            "`connects_per_second`": self.comings / limits.connects,
            "gateway requests": self.gateway / limits.gateway,
            "new connections": self.comings / limits.account_connects,
            "Lambda's concurrency": self.busy / limits.concurrency,
            "Lambda's requests": self.invocations / limits.concurrency / REQUESTS_OF_AN_INSTANCE,
            **{f"writes of {name}": units / PARTITION_WRITES for (_, name), units in writes.items()},
            **{f"reads of {name}": units / PARTITION_READS for (_, name), units in reads.items()},
            **{f"writes of the table {name}": units / TABLE_WRITES for name, units in table_writes.items()},
            **{f"reads of the table {name}": units / TABLE_READS for name, units in table_reads.items()},
        }

    def told(self, limits: Limits) -> float:
        """The share of the people whom a count reaches that is told to everybody: its workers are as many as there are
        partitions of who is online, and each has the time of one broadcast."""
        own = SHARDS * CHANNELS / LATENCY * BROADCAST_SECONDS
        let_through = limits.gateway_burst + (limits.gateway - self.others) * BROADCAST_SECONDS
        return min(1.0, own / self.people, max(0.0, let_through) / self.people)

    def dollars(self) -> float:
        """An hour, of everything that is asked, were all of it let through."""
        asked, arrival = measured(), kept()["somebody opens the page"]
        text, seen = asked["text"].usage, asked["text"].reads[VIEW]
        message = Usage(
            frames=1,
            posts=self.viewers + 1,
            invocations=1 + (self.shards if self.shards > 1 else 0),
            requests=text.requests + self.shards,
            writes=text.writes,
            reads=text.reads + seen * (self.viewers / VIEWERS - 1),
        )
        told = Usage(posts=min(PRESENCE_POSTS, self.people), invocations=1, requests=40, writes=10, reads=40)
        second = (
            self.messages * message.dollars
            + self.pings * asked["ping"].usage.dollars
            + self.people / STAY * arrival.dollars
            + self.people / RENEWED * asked["back"].usage.dollars
            + told.dollars
        )
        return 3600 * second + self.people * 60 * prices.CONNECTION_MINUTE
