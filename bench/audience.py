"""Time to the last of 100 to 100,000 viewers.

The tree of tasks is made by the product's code, and what its workers do themselves is measured: asking others and
posting with the real senders, to a sink that takes 8 ms a post, and reading a shard's rows on tables in memory. What
AWS takes is simulated by the constants below. The time to the last recipient is the longest path through the tree.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from statistics import median

from bench.posting import LATENCY, ROUNDS, measured
from bench.report import table, title, verdict
from bench.senders import KEY, REGION, SECRET, TOKEN, ours
from bench.sink import sink
from snowfight.aws.credentials import Keys
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.fanout.shards import Sharding
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.models.tasks import WIDTH, ShardTask
from snowfight.settings import Settings
from snowfight.storage.presence.viewers import shard_of
from tests.support.dynamodb import bound_elsewhere
from tests.support.presence import Presence

AUDIENCES = (100, 1000, 10_000, 100_000)
PER_WORKER = Settings().viewers_per_worker
BEFORE = 0.030
"""Seconds of a send before its first post: API Gateway and Lambda, the chat and the budget, receipt and message."""

QUERY = 0.004
"""Seconds of a Query's round trip, besides what reading its rows costs here."""

INVOKE = 0.012
"""Seconds from asking Lambda for a warm worker, synchronously, until its first line runs."""

GROWS = 2.0


@dataclass(frozen=True)
class Crowd:
    """An audience as it lies in shards."""

    viewers: int
    shards: int
    fullest: int
    reading: float
    """Seconds of processor to read the fullest shard."""

    def last(self, ask: float, invoke: float, broadcast: float) -> float:
        """Seconds until the last viewer has the frame.

        `ask` is what one invocation costs who asks for it, `invoke` until it runs, `broadcast` what a shard takes.
        """
        if self.shards == 1:
            return BEFORE + broadcast

        def handed_out(tasks: list[ShardTask]) -> float:
            return len(tasks) * ask + invoke + max(served(task) for task in tasks)

        def served(task: ShardTask) -> float:
            others = rest.split() if (rest := task.rest()) else []
            own = len(others) * ask + QUERY + self.reading + broadcast
            return max(own, handed_out(others)) if others else own

        return BEFORE + handed_out(ShardTask(room=PUBLIC_CHAT, end=self.shards, frame="{}").split())


def audience() -> bool:
    """How the time to the last recipient grows with the audience."""
    title(f"Time to the last viewer of the public chat: {LATENCY * 1000:.0f} ms a post, {PER_WORKER} viewers a worker")
    rows: list[list[str]] = []
    times: list[float] = []
    slower: list[float] = []
    ask = _asking()
    for viewers in AUDIENCES:
        crowd = _crowd(viewers)
        with sink(LATENCY) as there:
            broadcast = measured({"ours": ours(there)}, crowd.fullest)["ours"]
        times.append(crowd.last(ask, INVOKE, broadcast.seconds))
        slower.append(crowd.last(ask, 2 * INVOKE, broadcast.seconds))
        figures = (crowd.reading, broadcast.processor, broadcast.seconds, times[-1])
        rows.append(
            [f"{viewers:,}", f"{crowd.shards:,}", f"{crowd.fullest:,}", *(f"{each * 1000:.0f}" for each in figures)]
        )
    table(
        ["viewers", "shards", "in the fullest", "reading ms", "posting, processor ms", "posting ms", "ms to the last"],
        rows,
    )
    print(
        f"Measured: {ask * 1e6:.0f} µs of processor to ask for a worker. Simulated: {BEFORE * 1000:.0f} ms before the "
        f"first post, {QUERY * 1000:.0f} ms a Query, {INVOKE * 1000:.0f} ms until a worker runs; were those "
        f"{2 * INVOKE * 1000:.0f} ms, the last of 100,000 would have it after {slower[-1] * 1000:.0f} ms."
    )
    return verdict("time to the last of 100,000 : of 100", times[-1] / times[0], GROWS, at_least=False)


def _asking() -> float:
    """Seconds of processor to have one task run, of a function that asks for as many as it may."""
    tasks = ShardTask(room=PUBLIC_CHAT, end=WIDTH, frame="{}").split()
    with sink() as there:
        url = there.url.removesuffix("/ws")
        workers = LambdaWorkers("worker", REGION, lambda: Keys(KEY, SECRET, TOKEN), url=url, tls=there.context())
        workers.call(tasks)
        costs: list[float] = []
        for _ in range(ROUNDS):
            began = time.process_time()
            if workers.call(tasks):
                raise RuntimeError("the sink took no task")
            costs.append(time.process_time() - began)
    return median(costs) / len(tasks)


def _crowd(viewers: int) -> Crowd:
    """An audience that has come while its shards grew with it; what its fullest shard takes to read."""
    with bound_elsewhere():
        presence = Presence()
        chat = presence.chat
        links = [Link(f"Nx{number:06}IAMCF0g=", f"user{number}", chat.clock.now()) for number in range(viewers)]
        Sharding(chat.rooms, chat.connections.viewers, chat.clock, PER_WORKER).fit(RoomState.public(), viewers)
        state = chat.rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT, RoomState.public())
        sizes = Counter(shard_of(link, state.filling) for link in links)
        fullest, size = sizes.most_common(1)[0]
        for link in links:
            if shard_of(link, state.filling) == fullest:
                chat.connections.open(link)
                chat.connections.view(link, PUBLIC_CHAT, fullest)
        began = time.process_time()
        chat.connections.viewers.of(PUBLIC_CHAT, chat.clock.now(), fullest)
        return Crowd(viewers, state.shards, size, time.process_time() - began)
