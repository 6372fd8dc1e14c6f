"""Ours on the local stack beside chats that others run: the same client, the same machine, one after the other.

Ours runs on an emulator of AWS, which shares the machine with it; each post goes through the emulator too. How long it
takes to answer a frame that asks for nothing is taken off in a column of its own. `python -m bench.peers synapse ours`
takes some of them only.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import aiohttp

from bench.peers import channels
from bench.peers.channels import Channels
from bench.peers.counts import requests_of_a_message
from bench.peers.ours import Snowfight
from bench.peers.prosody import server as prosody
from bench.peers.prosody.client import Rooms
from bench.peers.servers import Missing
from bench.peers.synapse import server as synapse
from bench.peers.synapse.client import Matrix
from bench.peers.tables import FIELD, show
from bench.peers.work import RECIPIENTS, ROUNDS, Result, Work
from bench.report import machine, verdict
from local.stack import running

FROM = 50
"""Recipients from which on ours has to be faster than that."""


def session() -> aiohttp.ClientSession:
    """As many connections as there are guests."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))


async def of_channels() -> Result:
    result = Result("Django Channels")
    with channels.running() as (port, redis_port, servers):
        async with session() as http:
            chat = Channels(http, port, redis_port)
            work = Work(chat, result, servers.memory)
            await work.measure()
            before = await chat.requests()
            for number in range(ROUNDS):
                await work.to_the_last(f"counted {number}")
            after = await chat.requests()
            work.end()
            queries, commands = ((b - a) / ROUNDS for a, b in zip(before, after, strict=True))
            result.requests = f"{queries:.0f} SQL, {commands:.0f} Redis"
    return result


async def of_synapse() -> Result:
    result = Result("Synapse")
    with synapse.running() as (port, result.version, servers):
        async with session() as http:
            work = Work(Matrix(http, port), result, servers.memory)
            await work.measure()
            work.end()
    return result


async def of_prosody() -> Result:
    result = Result("Prosody")
    people = [f"guest{number}" for number in range(RECIPIENTS[-1])]
    with prosody.running(people) as (port, result.version, servers):
        work = Work(Rooms(port, people), result, servers.memory)
        await work.measure()
        work.end()
    return result


async def of_ours() -> Result:
    result = Result("ours")
    with running() as stack:
        async with session() as http:
            chat = Snowfight(http, stack.base_url)
            work = Work(chat, result, lambda: 0)
            await work.measure()
            work.end()
            await chat.leave()
    requests = requests_of_a_message(RECIPIENTS[-1])
    result.requests = f"{requests} DynamoDB, {RECIPIENTS[-1] + 1} posts"
    return result


CHATS: Mapping[str, Callable[[], Coroutine[Any, Any, Result]]] = {
    "channels": of_channels,
    "synapse": of_synapse,
    "prosody": of_prosody,
    "ours": of_ours,
}


def met(ours: Result) -> bool:
    """Whether ours is what it has to be."""
    verdicts = [
        verdict(
            f"ms to the last of {recipients}", ours.last[recipients] * 1000, FIELD[recipients] * 1000, at_least=False
        )
        for recipients in FIELD
        if recipients >= FROM
    ]
    wrong = ours.back.missing + ours.back.outdated + ours.back.undeleted + ours.back.served if ours.back else 0
    return all(
        [
            *verdicts,
            verdict("lost for good", ours.lost, 0, at_least=False),
            verdict("wrong after a return", wrong, 0, at_least=False),
        ]
    )


def main() -> None:
    wanted = sys.argv[1:] or list(CHATS)
    print(machine())
    results: list[Result] = []
    for name in wanted:
        try:
            results.append(asyncio.run(CHATS[name]()))
        except Missing as missing:
            print(f"{name}: {missing}", file=sys.stderr)
    show(results)
    ours = next((each for each in results if each.name == "ours"), None)
    sys.exit(0 if len(results) == len(wanted) and (ours is None or met(ours)) else 1)


if __name__ == "__main__":
    main()
