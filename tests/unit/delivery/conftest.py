"""The sender, against a management API of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from botocore.credentials import ReadOnlyCredentials

from snowfight.delivery import broadcast
from snowfight.delivery.concurrency_limit import MOST
from snowfight.delivery.management_api import ManagementGateway
from tests.support.clock import ManualClock
from tests.support.endpoint import Endpoint, Running, serving

CREDENTIALS = ReadOnlyCredentials("AKID", "secret", "token")
Gateways = Callable[..., ManagementGateway]


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A management API that takes everything, and retries that do not wait."""
    monkeypatch.setattr(broadcast, "_BACKOFF", 0.0)
    with serving(Endpoint()) as running:
        yield running


@pytest.fixture
def gateways(running: Running) -> Iterator[Gateways]:
    """Makes gateways to that API."""
    made: list[ManagementGateway] = []

    def make(channels: int = MOST) -> ManagementGateway:
        url = running.endpoint.url
        made.append(ManagementGateway(url, "us-east-1", lambda: CREDENTIALS, clock=ManualClock(), channels=channels))
        return made[-1]

    yield make
    for gateway in made:
        gateway.stop()
