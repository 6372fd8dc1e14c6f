"""Time to the last of 100 to 100,000 viewers.

The tree of errands is made by the product's code, and what its workers do themselves is measured: reading a shard's
rows on tables in memory, and the real sender's broadcast to a sink that takes 8 ms a post. What AWS takes is simulated
by the constants below. The time to the last recipient is the longest path through the tree.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

from bench.posting import LATENCY, measured
from bench.report import table, title, verdict
from bench.senders import ours
from bench.sink import sink
from snowfight.domain.sharding import Sharding
from snowfight.models.errands import Errand
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.storage.connections import shard_of
from tests.support.dynamodb import bound_elsewhere
from tests.support.presence import Presence

AUDIENCES = (100, 1000, 10_000, 100_000)
PER_WORKER = 250
BEFORE = 0.030
"""Seconds of a send before its first post: API Gateway and Lambda, the chat and the budget, the transaction."""

QUERY = 0.004
"""Seconds of a Query's round trip, besides what reading its rows costs here."""

ASK = 0.008
"""Seconds until Lambda has taken asynchronous invocations; 32 are asked for at once …"""

ASK_PROCESSOR = 0.0007
"""… and each takes botocore so much processor time."""

START = 0.020
"""Seconds from then to the first line of a warm worker."""

GROWS = 2.0


@dataclass(frozen=True)
class Crowd:
    """An audience as it lies in shards."""

    viewers: int
    shards: int
    fullest: int
    reading: float
    """Seconds of processor to read the fullest shard."""

    def last(self, broadcast: float) -> float:
        """Seconds until the last viewer has the frame, where a broadcast to a shard takes so long."""
        if self.shards == 1:
            return BEFORE + broadcast
        errand = Errand(room=PUBLIC_CHAT, end=self.shards, frame="{}")
        return BEFORE + self._handed_out(errand.split(), broadcast)

    def _handed_out(self, errands: list[Errand], broadcast: float) -> float:
        asking = ASK + len(errands) * ASK_PROCESSOR
        return asking + START + max(self._served(errand, broadcast) for errand in errands)

    def _served(self, errand: Errand, broadcast: float) -> float:
        rest = errand.rest()
        asking = ASK + len(rest.split()) * ASK_PROCESSOR if rest else 0.0
        own = asking + QUERY + self.reading + broadcast
        return max(own, self._handed_out(rest.split(), broadcast)) if rest else own


def audience() -> bool:
    """How the time to the last recipient grows with the audience."""
    title(f"Time to the last viewer of the public chat: {LATENCY * 1000:.0f} ms a post, {PER_WORKER} viewers a worker")
    rows: list[list[str]] = []
    times: list[float] = []
    for viewers in AUDIENCES:
        crowd = _crowd(viewers)
        with sink(LATENCY) as there:
            broadcast = measured({"ours": ours(there)}, crowd.fullest)["ours"]
        times.append(crowd.last(broadcast.seconds))
        figures = (crowd.reading, broadcast.processor, broadcast.seconds, times[-1])
        rows.append(
            [f"{viewers:,}", f"{crowd.shards:,}", f"{crowd.fullest:,}", *(f"{each * 1000:.0f}" for each in figures)]
        )
    table(
        ["viewers", "shards", "in the fullest", "reading ms", "posting, processor ms", "posting ms", "ms to the last"],
        rows,
    )
    print(
        f"Simulated: {BEFORE * 1000:.0f} ms before the first post, {QUERY * 1000:.0f} ms a Query, {ASK * 1000:.0f} ms "
        f"to ask for workers, {START * 1000:.0f} ms until they run."
    )
    return verdict("time to the last of 100,000 : of 100", times[-1] / times[0], GROWS, at_least=False)


def _crowd(viewers: int) -> Crowd:
    """An audience that has come while its shards grew with it; what its fullest shard takes to read."""
    with bound_elsewhere():
        presence = Presence()
        chat = presence.chat
        links = [Link(f"Nx{number:06}IAMCF0g=", f"user{number}", chat.clock.now()) for number in range(viewers)]
        Sharding(chat.rooms, chat.connections, chat.clock, PER_WORKER).fit(RoomState.public(), viewers)
        state = chat.rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT, RoomState.public())
        sizes = Counter(shard_of(link, state.filling) for link in links)
        fullest, size = sizes.most_common(1)[0]
        for link in links:
            if shard_of(link, state.filling) == fullest:
                chat.connections.open(link)
                chat.connections.view(link, PUBLIC_CHAT, fullest)
        began = time.process_time()
        chat.connections.viewers(PUBLIC_CHAT, chat.clock.now(), fullest)
        return Crowd(viewers, state.shards, size, time.process_time() - began)
