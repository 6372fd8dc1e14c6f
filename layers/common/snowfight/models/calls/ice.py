"""What a browser needs to reach others from behind its network."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from snowfight.models.base import OMITTED, Answer, Time
from snowfight.models.calls.frames import DeviceId


class IceQuery(BaseModel):
    """Query of `GET /api/calls/ice`: the device that the servers are for."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    device: DeviceId


class IceServer(Answer):
    """A STUN or TURN server, as RTCIceServer has it (W3C WebRTC)."""

    urls: list[str]
    username: Annotated[str | None, OMITTED] = None
    credential: Annotated[str | None, OMITTED] = None


class IceServers(Answer):
    """Answer of `GET /api/calls/ice`; `expires` is when the credentials do, null without any. `relay_only`: media are
    to go through a relay alone, so that nobody in a call learns another's address."""

    ice_servers: list[IceServer]
    expires: Time | None
    relay_only: bool
