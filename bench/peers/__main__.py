"""Ours on the local stack beside Django Channels: the same client, the same machine, one after the other.

Ours runs on an emulator of AWS, which shares the machine with it; each post goes through the emulator too. How long it
takes to answer a frame that asks for nothing is printed beside the table.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import aiohttp

from bench.peers import channels
from bench.peers.chats import Channels, Guest, Ours, Peer
from bench.peers.counts import requests_of_a_message
from bench.report import machine, table, title, verdict
from local.stack import running

RECIPIENTS = (2, 10, 50, 200)
ROUNDS = 15
SENDERS, EACH = 50, 6
"""Who sends the burst: 300 messages."""

QUIET = 20.0
"""Seconds without anything new after which nothing more is expected."""

PATIENCE = 20.0
FIELD = {10: 0.031, 50: 0.157, 200: 0.904}
"""Seconds to the last recipient in the most copied Django chat: one daphne, Redis, SQLite, two processors."""

FIELD_LOST = "65%"
FROM = 50
"""Recipients from which on ours has to be faster than that."""


@dataclass
class Result:
    """Seconds to the last by recipients; of the burst what did not come by itself, and what never came."""

    last: dict[int, float] = field(default_factory=dict[int, float])
    answered: float = 0.0
    """Until a frame is answered that asks for nothing."""
    requests: str = ""
    seconds: float = 0.0
    missed: int = 0
    lost: int = 0
    again: int = 0


async def measured(peer: Peer, result: Result) -> list[Guest]:
    """Let guests come, measure how long a message takes to the last of them, and how a burst goes."""
    guests: list[Guest] = []
    listening: list[asyncio.Task[None]] = []
    for recipients in RECIPIENTS:
        while len(guests) < recipients:
            coming = [peer.enter() for _ in range(min(4, recipients - len(guests)))]
            for guest in await asyncio.gather(*coming):
                guests.append(guest)
                listening.append(asyncio.create_task(guest.listen()))
        await asyncio.sleep(QUIET / 2)  # until nobody is being told any more who has come
        times = [await _to_the_last(peer, guests, f"{recipients} {number}") for number in range(ROUNDS)]
        result.last[recipients] = median(times)
        print(f"{type(peer).__name__}: {recipients} recipients, {result.last[recipients] * 1000:.0f} ms", flush=True)
    if isinstance(peer, Ours):
        result.answered = median([await peer.ping(guests[0]) for _ in range(ROUNDS)])
    await _burst(peer, guests, result)
    for task in listening:
        task.cancel()
    return guests


async def _to_the_last(peer: Peer, guests: Sequence[Guest], text: str) -> float:
    """Seconds from a send until everybody has it; the senders take turns, for the sake of their budgets."""
    sender = guests[hash(text) % len(guests)]
    began = time.perf_counter()
    await peer.say(sender, text)
    while not all(text in guest.seen for guest in guests):
        await asyncio.sleep(0.001)
        if time.perf_counter() > began + PATIENCE:
            raise TimeoutError(f"{text} has not reached everybody")
    await asyncio.sleep(0.5)  # budgets grow again
    return max(guest.seen[text] for guest in guests) - began


async def _burst(peer: Peer, guests: Sequence[Guest], result: Result) -> None:
    texts = {f"burst {number} {sender}" for sender in range(SENDERS) for number in range(EACH)}
    began = time.perf_counter()
    for number in range(EACH):
        await asyncio.gather(*(peer.say(guests[sender], f"burst {number} {sender}") for sender in range(SENDERS)))
    came, news = 0, time.perf_counter()
    while came < len(texts) * len(guests) and time.perf_counter() < news + QUIET:
        await asyncio.sleep(0.05)
        await peer.resend()
        now = _came(guests, texts)
        if now > came:
            came, news = now, time.perf_counter()
    result.seconds = news - began
    result.missed = len(texts) * len(guests) - came
    await peer.catch_up(guests, texts)
    result.lost = len(texts) * len(guests) - _came(guests, texts)


def _came(guests: Sequence[Guest], texts: set[str]) -> int:
    return sum(len(texts & guest.seen.keys()) for guest in guests)


async def of_channels() -> Result:
    result = Result()
    with channels.running() as (port, redis_port):
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            peer = Channels(http, port, redis_port)
            guests = await measured(peer, result)
            before = await peer.requests()
            listeners = [asyncio.create_task(guest.listen()) for guest in guests]
            for number in range(ROUNDS):
                await _to_the_last(peer, guests, f"counted {number}")
            after = await peer.requests()
            for task in listeners:
                task.cancel()
            queries, commands = ((b - a) / ROUNDS for a, b in zip(before, after, strict=True))
            result.requests = f"{queries:.0f} SQL, {commands:.0f} Redis"
    return result


async def of_ours() -> Result:
    result = Result()
    with running() as stack:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            peer = Ours(http, stack.base_url)
            await measured(peer, result)
            await peer.leave()
            result.again = peer.again
    requests = requests_of_a_message(RECIPIENTS[-1])
    result.requests = f"{requests} DynamoDB, {RECIPIENTS[-1] + 1} posts"
    return result


def show(ours: Result, theirs: Result) -> bool:
    """Print the two side by side; says whether ours is what it has to be."""
    title("Milliseconds from a send to the last recipient, the sender included")
    rows = [
        [
            f"{recipients}",
            f"{theirs.last[recipients] * 1000:.0f}",
            f"{ours.last[recipients] * 1000:.0f}",
            f"{FIELD[recipients] * 1000:.0f}" if recipients in FIELD else "",
        ]
        for recipients in RECIPIENTS
    ]
    table(["recipients", "Django Channels", "ours", "the most copied"], rows)
    print(f"The emulator answers a frame that asks for nothing within {ours.answered * 1000:.0f} ms.")
    burst = f"{SENDERS * EACH} messages at once to {RECIPIENTS[-1]} recipients"
    title(f"{burst}, and what a message asks for")
    rows = [
        [name, each.requests, f"{each.seconds:.1f}", f"{each.missed:,}", f"{each.again}", f"{each.lost:,}"]
        for name, each in (("Django Channels", theirs), ("ours", ours))
    ]
    head = ["", "requests a message", "s until the last", "not pushed", "sent again", "lost for good"]
    table(head, [*rows, ["the most copied", "4 SQL a recipient", "", "", "", FIELD_LOST]])
    met = [
        verdict(
            f"ms to the last of {recipients}", ours.last[recipients] * 1000, FIELD[recipients] * 1000, at_least=False
        )
        for recipients in RECIPIENTS
        if recipients in FIELD and recipients > min(FIELD)
    ]
    return all([*met, verdict("lost for good", ours.lost, 0, at_least=False)])


def main() -> None:
    print(machine())
    try:
        theirs = asyncio.run(of_channels())
    except channels.Missing as missing:
        sys.exit(f"{missing}")
    ours = asyncio.run(of_ours())
    sys.exit(0 if show(ours, theirs) else 1)


if __name__ == "__main__":
    main()
