"""A reader whose machine sleeps while others write, edit and delete, and what they have when they are back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from functools import partial

from bench.peers.chats import Chat, Guest, until

BEFORE, MEANWHILE = 100, 500
"""Messages that the reader has seen, and those of the time when they are away."""

EDITED = DELETED = 50
"""Half of each are messages that the reader has seen."""


@dataclass(frozen=True)
class Plan:
    """What is said before and meanwhile; of that what is edited, with the new texts by the old, and what is deleted."""

    before: Sequence[str]
    meanwhile: Sequence[str]
    edited: dict[str, str]
    deleted: Sequence[str]


@dataclass(frozen=True)
class Return:
    """What it took to come back, and what is wrong then."""

    requests: int
    received: int
    """Bytes."""
    seconds: float
    missing: int
    """Messages of meanwhile that are not there at all, though nobody deleted them."""
    outdated: int
    """Messages that are there as they were before an edit."""
    undeleted: int
    """Deleted messages that are there."""
    served: int
    """Deleted messages whose texts the chat has sent."""


def plan(*, changes: bool) -> Plan:
    """The same for every chat, without `changes` for one that has none."""
    before = [f"before {number:03}" for number in range(BEFORE)]
    meanwhile = [f"away {number:03}" for number in range(MEANWHILE)]
    if not changes:
        return Plan(before, meanwhile, {}, [])
    edited = (*before[: EDITED // 2], *meanwhile[: EDITED // 2])
    deleted = (*before[-DELETED // 2 :], *meanwhile[-DELETED // 2 :])
    return Plan(before, meanwhile, {text: f"edited {text}" for text in edited}, deleted)


async def returned(chat: Chat, reader: Guest, listening: asyncio.Task[None], speakers: Sequence[Guest]) -> Return:
    """Let all that happen before speakers who listen; the reader's `listening` is over when they leave."""
    happens = plan(changes=chat.changes)
    await _say(chat, speakers, happens.before)
    await until(chat, lambda: set(happens.before) <= reader.seen.keys())
    listening.cancel()
    await reader.leave()
    await _say(chat, speakers, happens.meanwhile)
    await _change(chat, speakers, happens)
    reader.tape, reader.requests = bytearray(), 0
    began = time.perf_counter()
    await reader.come_back()
    seconds = time.perf_counter() - began
    back = judged(happens, reader.shown.values(), bytes(reader.tape), reader.requests, seconds)
    reader.tape = None
    return back


def judged(happens: Plan, shown: Collection[str], sent: bytes, requests: int, seconds: float) -> Return:
    """What is wrong with what is shown, and in what the chat has sent for it."""
    there = set(shown)
    there_once = there | {old for old, new in happens.edited.items() if new in there}
    return Return(
        requests=requests,
        received=len(sent),
        seconds=seconds,
        missing=len(set(happens.meanwhile) - set(happens.deleted) - there_once),
        outdated=len(there & happens.edited.keys()),
        undeleted=len(there & set(happens.deleted)),
        served=sum(text.encode() in sent for text in happens.deleted),
    )


async def _say(chat: Chat, speakers: Sequence[Guest], texts: Sequence[str]) -> None:
    """The speakers take turns; the next ones begin when all have heard the last."""
    for some in _turns(texts, speakers):
        await asyncio.gather(*(speaker.say(text) for text, speaker in some.items()))
        await until(chat, lambda some=some: all(some.keys() <= speaker.seen.keys() for speaker in speakers))


async def _change(chat: Chat, speakers: Sequence[Guest], happens: Plan) -> None:
    """Everybody edits and deletes what they have said themselves."""
    for texts in (happens.before, happens.meanwhile):
        for some in _turns(texts, speakers):
            edited = {text: happens.edited[text] for text in some if text in happens.edited}
            deleted = {text for text in some if text in happens.deleted}
            await asyncio.gather(
                *(some[text].edit(some[text].key(text), new) for text, new in edited.items()),
                *(some[text].delete(some[text].key(text)) for text in deleted),
            )
            await until(chat, partial(_changed, speakers, {*edited.values()}, deleted))


def _changed(speakers: Sequence[Guest], new: Set[str], deleted: Set[str]) -> bool:
    return all(new <= speaker.seen.keys() and not deleted & {*speaker.shown.values()} for speaker in speakers)


def _turns(texts: Sequence[str], speakers: Sequence[Guest]) -> list[dict[str, Guest]]:
    """Who says what, in portions of one text a speaker."""
    count = len(speakers)
    return [dict(zip(texts[at : at + count], speakers, strict=False)) for at in range(0, len(texts), count)]
