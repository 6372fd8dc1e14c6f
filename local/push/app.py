"""The stand-in's addresses, below the front door's `/_local/push`."""

from __future__ import annotations

import base64
import itertools
import time
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local.push import vapid
from local.push.checks import LARGEST, check_body, check_headers
from local.push.refusal import Refusal

KEPT = 1000
"""Pushes that are listed, of all devices together."""
CREATED = 201


@dataclass(frozen=True)
class Entry:
    """A push that came: its body base64, of one that is too large the beginning; when; and how it was answered."""

    headers: dict[str, str]
    body: str
    received: str
    status: int


class Order(BaseModel):
    """How a device's pushes are to be answered."""

    model_config = ConfigDict(extra="forbid")

    status: Annotated[int, Field(ge=200, le=599)]


class PushService:
    """Takes pushes to any device, as RFC 8030 says, or answers as it is told to."""

    def __init__(self) -> None:
        self._entries: deque[tuple[str, Entry]] = deque(maxlen=KEPT)
        self._orders: dict[str, int] = {}
        self._numbers = itertools.count(1)

    async def push(self, request: web.Request) -> web.Response:
        device, body = request.match_info["device"], await request.read()
        try:
            self._obey(device)
            _check(request, body)
            location = f"{request.scheme}://{request.host}{request.path}/{next(self._numbers)}"
            answer = web.Response(status=CREATED, headers={"Location": location})
        except Refusal as refusal:
            answer = web.json_response({"message": refusal.message}, status=refusal.status)
        received = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        shown = base64.b64encode(body[: LARGEST + 1]).decode()
        self._entries.appendleft((device, Entry(dict(request.headers), shown, received, answer.status)))
        return answer

    async def listed(self, request: web.Request) -> web.Response:
        """A device's pushes, newest first: a later one of the same topic takes none off this list."""
        device = request.match_info["device"]
        return web.json_response([asdict(entry) for of, entry in self._entries if of == device])

    async def order(self, request: web.Request) -> web.Response:
        """Have a device's pushes answered with a status from now on; 201 undoes it."""
        device = request.match_info["device"]
        try:
            order = Order.model_validate_json(await request.read())
        except ValidationError:
            return web.json_response({"message": "No such order"}, status=400)
        self._orders.pop(device, None)
        if order.status != CREATED:
            self._orders = dict([*self._orders.items(), (device, order.status)][-KEPT:])
        return web.json_response(order.model_dump())

    def _obey(self, device: str) -> None:
        """Raises Refusal where that was ordered."""
        if device in self._orders:
            raise Refusal(self._orders[device], "As it was ordered")


def _check(request: web.Request, body: bytes) -> None:
    vapid.check(request.headers.get("Authorization", ""), f"{request.scheme}://{request.host}", time.time())
    check_headers(request.headers)
    check_body(request.headers.get("Content-Encoding", ""), body)


def application() -> web.Application:
    """The stand-in; it forgets everything when it ends."""
    service = PushService()
    app = web.Application()
    app.router.add_post("/{device:.+}/fail", service.order)
    app.router.add_post("/{device:.+}", service.push)
    app.router.add_get("/{device:.+}", service.listed)
    return app
