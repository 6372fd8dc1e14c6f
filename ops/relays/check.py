"""Whether relays let browsers in: somebody asks the chat for credentials, as a browser does, and each server for a
relay with them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from ops.deployment import Deployment
from ops.findings import Finding, fail, ok, warn
from ops.relays.turn_client import Server, TurnClient
from ops.smoke_test import Guest, carried_out

SUBJECT = "relays"
UNAUTHORIZED = 401


def relays(deployment: Deployment) -> Finding:
    """Try the relays of a deployment, if it has any."""
    settings = deployment.settings
    if not settings.calls:
        return ok(SUBJECT, "off: there are no calls")
    if settings.turn == "none":
        return warn(SUBJECT, "there are none: about a fifth of calls do not connect; see docs/calls.md")
    return carried_out(SUBJECT, _try(deployment.site, settings.sender_address))


async def _try(site: str, email: str) -> Finding:
    async with Guest(site, email) as guest:
        answer = await guest.call("servers", "GET", f"/api/calls/ice?device={uuid4()}")
        return await asyncio.to_thread(examined, answer["ice_servers"])


def examined(servers: list[dict[str, Any]]) -> Finding:
    """What becomes of it where a browser is told of those servers."""
    tried: list[str] = []
    for url, server, username, credential in _relays(servers):
        if wrong := _fault(server, username, credential):
            return fail(SUBJECT, f"{url} {wrong}")
        tried.append(url)
    return ok(SUBJECT, f"{', '.join(tried)}: lets browsers in") if tried else fail(SUBJECT, "browsers are told of none")


def _relays(servers: list[dict[str, Any]]) -> Iterator[tuple[str, Server, str, str]]:
    for each in servers:
        for url in each["urls"]:
            if server := Server.of(url):
                yield url, server, each["username"], each["credential"]


def _fault(server: Server, username: str, credential: str) -> str:
    """What is wrong with a server, in words; empty where nothing is."""
    try:
        with TurnClient(server, username, credential) as client:
            code = client.allocate()
            if code == UNAUTHORIZED:
                return "refuses our credentials: its static-auth-secret is another than turn_parameter's"
            client.refresh(0)
            return "" if code == 200 else f"gives no relay: error {code}"  # noqa: PLR2004
    except OSError as error:
        return f"does not answer: {error}"
