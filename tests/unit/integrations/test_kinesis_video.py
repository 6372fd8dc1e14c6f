"""Given a signalling channel, when a device asks for relays, then Kinesis Video Streams makes its credentials."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.session import get_session
from botocore.stub import Stubber

from snowfight.errors import Unavailable
from snowfight.integrations.kinesis_video import KinesisVideoRelays

CHANNEL = "arn:aws:kinesisvideo:us-east-1:123456789012:channel/calls/1700000000000"
HOST = "https://r-1234.kinesisvideo.us-east-1.amazonaws.com"
DEVICE = "00000000-0000-0000-0000-000000000001"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LENT = [
    {"Uris": ["turn:1-2-3-4.t-1.kinesisvideo.us-east-1.amazonaws.com:443?transport=udp"], "Username": "u1",
     "Password": "p1", "Ttl": 300},
    {"Uris": ["turns:5-6-7-8.t-1.kinesisvideo.us-east-1.amazonaws.com:443?transport=tcp"], "Username": "u2",
     "Password": "p2", "Ttl": 240},
]  # fmt: skip


class Kinesis:
    """botocore's own clients, which refuse what the service's description does not have; answers are made up."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str | None]] = []
        self._stubs: dict[str, Stubber] = {}

    def clients(self, service: str, attempts: int = 3, endpoint: str | None = None) -> Any:
        self.made.append((service, endpoint))
        return self._stub(service).client

    def _stub(self, service: str) -> Stubber:
        if service not in self._stubs:
            self._stubs[service] = Stubber(
                get_session().create_client(
                    service, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
                )
            )
            self._stubs[service].activate()
        return self._stubs[service]

    def lead_to(self, host: str) -> None:
        role = {"Protocols": ["HTTPS"], "Role": "VIEWER"}
        self._stub("kinesisvideo").add_response(
            "get_signaling_channel_endpoint",
            {"ResourceEndpointList": [{"Protocol": "HTTPS", "ResourceEndpoint": host}]},
            {"ChannelARN": CHANNEL, "SingleMasterChannelEndpointConfiguration": role},
        )

    def lend(self, servers: list[dict[str, Any]]) -> None:
        asked = {"ChannelARN": CHANNEL, "ClientId": DEVICE, "Username": "ann", "Service": "TURN"}
        self._stub("kinesis-video-signaling").add_response("get_ice_server_config", {"IceServerList": servers}, asked)

    def refuse(self) -> None:
        self._stub("kinesis-video-signaling").add_client_error("get_ice_server_config", "ClientLimitExceededException")


@pytest.fixture
def kinesis() -> Kinesis:
    return Kinesis()


def test_credentials_are_for_the_device_until_the_first_of_them_ends(kinesis: Kinesis) -> None:
    kinesis.lead_to(HOST)
    kinesis.lend(LENT)
    relays = KinesisVideoRelays(CHANNEL, kinesis.clients).relays("ann", DEVICE, NOW)
    assert [(each.urls, each.username, each.credential) for each in relays.servers] == [
        (each["Uris"], each["Username"], each["Password"]) for each in LENT
    ]
    assert relays.expires == NOW + timedelta(seconds=240)


def test_the_channels_host_is_looked_up_once(kinesis: Kinesis) -> None:
    kinesis.lead_to(HOST)
    relays = KinesisVideoRelays(CHANNEL, kinesis.clients)
    for _ in range(2):
        kinesis.lend(LENT)
        relays.relays("ann", DEVICE, NOW)
    assert kinesis.made == [("kinesisvideo", None), ("kinesis-video-signaling", HOST)]


@pytest.mark.parametrize("failure", ["refused", "nothing to lend", "no host"])
def test_what_cannot_be_had_may_be_tried_again(kinesis: Kinesis, failure: str) -> None:
    if failure != "no host":
        kinesis.lead_to(HOST)
    if failure == "refused":
        kinesis.refuse()
    elif failure == "nothing to lend":
        kinesis.lend([])
    with pytest.raises(Unavailable):
        KinesisVideoRelays(CHANNEL, kinesis.clients).relays("ann", DEVICE, NOW)
