"""Given coturn and the secret that it shares with us, when somebody asks it for a relay, then our credentials let in
whom they were made for, and while they last."""

from __future__ import annotations

import re
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ops.relays.check import examined
from ops.relays.turn_client import Server, TurnClient
from snowfight.integrations.coturn import LIFE, Coturn
from tests.support.certificate import certified
from tests.support.coturn import HOST, Relay, relay

DOCUMENTATION = Path(__file__).resolve().parents[3] / "docs/calls.md"
LATE = timedelta(seconds=5)
PATIENCE = 20.0
"""Seconds."""


@contextmanager
def client(relay: Relay, secret: str, made: datetime, credential: str | None = None) -> Generator[TurnClient]:
    """Ann's, with what she was given at `made`, or with another `credential`."""
    [server] = Coturn(relay.urls, "/turn", lambda _name: secret).relays("ann", "phone", made).servers
    assert server.username is not None
    address = Server(HOST, relay.port, "udp")
    with TurnClient(address, server.username, credential or str(server.credential)) as client:
        yield client


def test_our_credentials_get_a_relay_and_keep_it(coturn: Relay) -> None:
    with client(coturn, coturn.secret, datetime.now(UTC)) as ann:
        assert (ann.allocate(), ann.refresh()) == (200, 200)


@pytest.mark.parametrize("wrong", ["another secret", "expired", "another user's"])
def test_others_are_refused(coturn: Relay, wrong: str) -> None:
    now = datetime.now(UTC)
    [bobs] = Coturn(coturn.urls, "/turn", lambda _name: coturn.secret).relays("bob", "phone", now).servers
    with client(
        coturn,
        "no secret of coturn's" if wrong == "another secret" else coturn.secret,
        now - LIFE - LATE if wrong == "expired" else now,
        bobs.credential if wrong == "another user's" else None,
    ) as ann:
        assert ann.allocate() == 401


def test_a_relay_that_is_held_outlives_the_credentials_that_it_was_taken_with(coturn: Relay) -> None:
    made = datetime.now(UTC) - LIFE + timedelta(seconds=3)
    with client(coturn, coturn.secret, made) as ann:
        assert ann.allocate() == 200
        deadline = time.monotonic() + PATIENCE
        while _lets_in(coturn, made):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert ann.refresh() == 200


def _lets_in(coturn: Relay, made: datetime) -> bool:
    with client(coturn, coturn.secret, made) as another:
        return another.allocate() == 200


def test_the_settings_of_the_documentation_lead_nobody_into_private_networks(tmp_path: Path) -> None:
    [block] = re.findall(r"^```ini\n(.*?)^```", DOCUMENTATION.read_text(), flags=re.DOTALL | re.MULTILINE)
    files = certified(tmp_path)
    here = {"/etc/coturn/fullchain.pem": str(files.certificate), "/etc/coturn/privkey.pem": str(files.key)}
    lines = [line.replace(path, here.get(path, path)) for line in block.splitlines() for path in [line.split("=")[-1]]]

    with relay(tmp_path, lines) as running, client(running, running.secret, datetime.now(UTC)) as ann:
        assert ann.allocate() == 200
        private = ("127.0.0.1", "10.1.2.3", "172.31.0.2", "192.168.0.1", "169.254.169.254")
        assert {peer: ann.permit(peer) for peer in private} == dict.fromkeys(private, 403)
        assert ann.permit("203.0.113.7") == 200
        assert not re.findall(r"(?i)(unknown|wrong|bad) (configuration|config|argument).*", running.log.read_text())


def told(relay: Relay, secret: str) -> list[dict[str, Any]]:
    """What a browser is told, over UDP and TCP."""
    urls = tuple(f"turn:{HOST}:{relay.port}?transport={each}" for each in ("udp", "tcp"))
    made = Coturn(urls, "/turn", lambda _name: secret).relays("ann", "phone", datetime.now(UTC))
    return [server.model_dump() for server in made.servers]


def test_the_doctor_tries_every_address(coturn: Relay) -> None:
    [server] = servers = told(coturn, coturn.secret)
    assert str(examined(servers)) == f"ok    relays       {', '.join(server['urls'])}: lets browsers in"


def test_the_doctor_says_where_the_secrets_differ(coturn: Relay) -> None:
    finding = examined(told(coturn, "another"))
    assert str(finding).endswith("udp refuses our credentials: its static-auth-secret is another than turn_parameter's")
