"""Given the secret that coturn shares with the deployment, when a device asks for relays, then it gets credentials that
coturn makes in the same way (that it does: tests/e2e/calls/test_coturn.py)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from snowfight.errors import Unavailable
from snowfight.integrations.coturn import KEPT, LIFE, Coturn

URLS = ("turn:turn.example.org", "turns:turn.example.org:443?transport=tcp")
NOW = datetime(2026, 1, 1, 12, 0, 0, 500_000, UTC)


def test_credentials_are_those_of_the_worked_example() -> None:
    """HMAC-SHA1 of "1767290400:ann" with "snow", by `openssl dgst -sha1 -hmac snow -binary | base64`."""
    relays = Coturn(URLS, "/turn", lambda _name: "snow\n").relays("ann", "phone", NOW)
    [server] = relays.servers
    assert relays.expires == (NOW + LIFE).replace(microsecond=0)
    assert (server.urls, server.username, server.credential) == (
        [*URLS],
        "1767290400:ann",
        "ut5S9MgmQo3I/+AVwtHHkshkrT8=",
    )


def test_the_secret_is_read_when_it_is_needed_and_anew_after_a_while() -> None:
    secrets = {"/turn": "old"}
    reads: list[str] = []

    def read(name: str) -> str:
        reads.append(name)
        return secrets[name]

    coturn = Coturn(URLS, "/turn", read)
    assert not reads
    first = coturn.relays("ann", "phone", NOW)
    secrets["/turn"] = "new"
    assert coturn.relays("ann", "phone", NOW) == first
    assert reads == ["/turn"]
    later = NOW + KEPT
    renewed = coturn.relays("ann", "phone", later)
    assert renewed == Coturn(URLS, "/turn", lambda _name: "new").relays("ann", "phone", later)
    assert len(reads) == 2


def test_without_a_secret_there_are_no_credentials() -> None:
    with pytest.raises(Unavailable):
        Coturn(URLS, "/turn", lambda _name: " \n").relays("ann", "phone", NOW)


def test_they_end_within_twelve_hours() -> None:
    assert timedelta(hours=1) <= LIFE <= timedelta(hours=12)
