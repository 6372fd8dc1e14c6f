"""Our sender against boto3, on the same sink, in turns, so that what disturbs one disturbs the other."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from bench.report import table, title, verdict
from bench.senders import Send, in_threads, one_after_another, ours
from bench.sink import sink

ROUNDS = 5
RECIPIENTS = 1000
LATENCY = 0.008
"""Seconds that a post takes in API Gateway."""

POSTS, FASTER = 24_000.0, 12.0
"""What has to be shown: posts a second of a processor, by themselves and against threads."""

LAST, OF_A_LOOP, OF_THREADS = 0.090, 1 / 40, 1 / 5
"""And time to the last recipient, in seconds, and against a loop and threads."""


@dataclass(frozen=True)
class Cost:
    """Of a broadcast: seconds until its end, and seconds of processor time."""

    seconds: float
    processor: float


def measured(senders: Mapping[str, Send], recipients: int) -> dict[str, Cost]:
    """The median cost of a broadcast to so many recipients, warm, in turns."""
    ids = [f"Nx{number:06}IAMCF0g=" for number in range(recipients)]
    for send in senders.values():
        send(ids)
    costs = [{name: _cost(send, ids) for name, send in senders.items()} for _ in range(ROUNDS)]
    return {
        name: Cost(median(cost[name].seconds for cost in costs), median(cost[name].processor for cost in costs))
        for name in senders
    }


def throughput() -> bool:
    """Posts per second and processor time per post, on one core; what the sink and others use does not count."""
    title("Posts on one core, to a sink that answers at once")
    with sink() as there, _one_core():
        costs = measured({"ours": ours(there), "boto3, 10 threads": in_threads(there)}, RECIPIENTS)
    rows = [
        [
            name,
            f"{RECIPIENTS / cost.processor:,.0f}",
            f"{cost.processor / RECIPIENTS * 1e6:,.0f}",
            f"{RECIPIENTS / cost.seconds:,.0f}",
        ]
        for name, cost in costs.items()
    ]
    table(["sender", "posts/s of processor", "µs of processor/post", "posts/s beside all else here"], rows)
    mine, theirs = costs.values()
    met = verdict("posts per second of processor", RECIPIENTS / mine.processor, POSTS, at_least=True)
    return verdict("posts per second, ours : boto3", theirs.processor / mine.processor, FASTER, at_least=True) and met


def last_recipient() -> bool:
    """Seconds to the last of a thousand, where each post takes its time."""
    title(f"Time to the last of {RECIPIENTS:,} recipients, {LATENCY * 1000:.0f} ms a post")
    with sink(LATENCY) as there:
        senders = {
            "ours": ours(there),
            "boto3, 10 threads": in_threads(there),
            "boto3, one after another": one_after_another(there),
        }
        costs = measured(senders, RECIPIENTS)
    table(["sender", "ms"], [[name, f"{cost.seconds * 1000:,.0f}"] for name, cost in costs.items()])
    mine, threads, loop = (cost.seconds for cost in costs.values())
    met = [
        verdict(f"seconds to the last of {RECIPIENTS:,}", mine, LAST, at_least=False),
        verdict("ours : boto3 one after another", mine / loop, OF_A_LOOP, at_least=False),
        verdict("ours : boto3 in 10 threads", mine / threads, OF_THREADS, at_least=False),
    ]
    return all(met)


def _cost(send: Send, ids: list[str]) -> Cost:
    began, used = time.perf_counter(), time.process_time()
    send(ids)
    return Cost(time.perf_counter() - began, time.process_time() - used)


@contextmanager
def _one_core() -> Generator[None]:
    """Keep this process, with the threads that it starts, on its first processor; the sink is on the last."""
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, processors)
