"""The relays of Kinesis Video Streams: AWS runs them, and gives credentials for a signalling channel of ours.

Nothing is signalled over the channel: our own socket does that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from snowfight.errors import Unavailable
from snowfight.integrations.boto_clients import client
from snowfight.integrations.turn import Relays
from snowfight.models.calls.ice import IceServer


class KinesisVideoRelays:
    """`channel` is the ARN of the signalling channel; `clients` makes the client of a service, as `client` does."""

    def __init__(self, channel: str, clients: Callable[..., Any] = client) -> None:
        self._channel = channel
        self._clients = clients

    def relays(self, username: str, device: str, now: datetime, /) -> Relays:
        try:
            answer = self._signaling.get_ice_server_config(
                ChannelARN=self._channel, ClientId=device, Username=username, Service="TURN"
            )
            servers = answer["IceServerList"]
            seconds = min(int(each["Ttl"]) for each in servers)
            made = (IceServer(urls=s["Uris"], username=s["Username"], credential=s["Password"]) for s in servers)
            return Relays(tuple(made), now + timedelta(seconds=seconds))
        except Exception as error:
            raise Unavailable from error

    @cached_property
    def _signaling(self) -> Any:
        """A client of the host that serves the channel, which never changes."""
        found = self._clients("kinesisvideo").get_signaling_channel_endpoint(
            ChannelARN=self._channel,
            SingleMasterChannelEndpointConfiguration={"Protocols": ["HTTPS"], "Role": "VIEWER"},
        )
        [endpoint] = found["ResourceEndpointList"]
        return self._clients("kinesis-video-signaling", endpoint=endpoint["ResourceEndpoint"])
