"""The same work for every chat: a message to ever more recipients, a burst, a reader who was away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.peers.away import Return, returned
from bench.peers.chats import Chat, Guest, until

RECIPIENTS = (2, 10, 50, 200)
ROUNDS = 15
SENDERS, EACH = 50, 6
"""Who sends the burst: 300 messages."""

FEW = 10
"""Recipients at which somebody goes away and comes back."""

QUIET = 20.0
"""Seconds without anything new after which nothing more is expected."""


@dataclass
class Result:
    """What was measured of a chat."""

    name: str
    version: str = ""
    last: dict[int, float] = field(default_factory=dict[int, float])
    """Seconds to the last recipient, by their number."""
    answered: dict[int, float] = field(default_factory=dict[int, float])
    """Seconds until the emulator's answer to a frame that asks for nothing."""
    requests: str = ""
    seconds: float = 0.0
    missed: int = 0
    lost: int = 0
    """Of the burst: what did not come by itself, and what never came."""
    again: int = 0
    idle: int = 0
    full: int = 0
    """Bytes of the server's memory, without a guest and with all."""
    back: Return | None = None


class Work:
    """Does it, and keeps who is there."""

    def __init__(self, chat: Chat, result: Result, memory: Callable[[], int]) -> None:
        self._chat = chat
        self._result = result
        self._memory = memory
        self._guests: list[Guest] = []
        self._listening: dict[Guest, asyncio.Task[None]] = {}

    async def measure(self) -> None:
        """Fill the result."""
        self._result.idle = self._memory()
        for recipients in RECIPIENTS:
            await self._fill(recipients)
            times = [await self.to_the_last(f"{recipients} {number}") for number in range(ROUNDS)]
            self._result.last[recipients] = median(times)
            print(f"{self._result.name}: {recipients} recipients, {median(times) * 1000:.0f} ms", flush=True)
            questions = [await self._guests[0].answered() for _ in range(ROUNDS)]
            self._result.answered[recipients] = median(questions)
            if recipients == FEW:
                await self._away()
        self._result.full = self._memory()
        await self._burst()

    def end(self) -> None:
        """Nobody listens any more; raises what somebody could not go on for."""
        for task in self._listening.values():
            if not task.cancel():
                task.result()

    async def to_the_last(self, text: str) -> float:
        """Seconds from a send until everybody has it; the senders take turns, for the sake of their budgets."""
        sender = self._guests[hash(text) % len(self._guests)]
        began = time.perf_counter()
        await sender.say(text)
        await until(self._chat, lambda: all(text in guest.seen for guest in self._guests), step=0.001)
        await asyncio.sleep(0.5)  # budgets grow again
        return max(guest.seen[text] for guest in self._guests) - began

    async def _fill(self, recipients: int) -> None:
        while len(self._guests) < recipients:
            coming = [self._chat.enter() for _ in range(min(4, recipients - len(self._guests)))]
            for guest in await asyncio.gather(*coming):
                self._guests.append(guest)
                self._listen(guest)
        await asyncio.sleep(QUIET / 2)  # until nobody is being told any more who has come

    def _listen(self, guest: Guest) -> None:
        self._listening[guest] = asyncio.create_task(guest.listen())

    async def _away(self) -> None:
        reader, *speakers = self._guests
        began = time.perf_counter()
        self._result.back = await returned(self._chat, reader, self._listening.pop(reader), speakers)
        self._listen(reader)
        print(f"{self._result.name}: away and back, {time.perf_counter() - began:.0f} s in all", flush=True)

    async def _burst(self) -> None:
        guests, result = self._guests, self._result
        texts = {f"burst {number} {sender}" for sender in range(SENDERS) for number in range(EACH)}
        again = self._chat.again
        began = time.perf_counter()
        for number in range(EACH):
            await asyncio.gather(*(guests[sender].say(f"burst {number} {sender}") for sender in range(SENDERS)))
        came, news = 0, time.perf_counter()
        while came < len(texts) * len(guests) and time.perf_counter() < news + QUIET:
            await asyncio.sleep(0.05)
            await self._chat.resend()
            now = _came(guests, texts)
            if now > came:
                came, news = now, time.perf_counter()
        result.seconds = news - began
        result.missed = len(texts) * len(guests) - came
        result.again = self._chat.again - again
        for guest in guests:
            await guest.catch_up(texts)
        result.lost = len(texts) * len(guests) - _came(guests, texts)
        print(f"{result.name}: a burst, {result.seconds:.1f} s, {result.lost} lost", flush=True)


def _came(guests: Sequence[Guest], texts: set[str]) -> int:
    return sum(len(texts & guest.seen.keys()) for guest in guests)
