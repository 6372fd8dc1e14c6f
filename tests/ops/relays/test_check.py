"""Whether relays let browsers in is one line of the doctor's (what coturn says itself: tests/e2e/calls)."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from infra.settings import Settings
from ops.deployment import Deployment
from ops.relays.check import examined, relays
from ops.relays.turn_client import Server

COTURN = {"turn": "coturn", "turn_urls": "turn:turn.example.org", "turn_parameter": "/turn"}


def deployment(**settings: Any) -> Deployment:
    usual = {"stage": "dev", "region": "us-east-1", "sender_address": "chat@example.org"}
    session = boto3.Session("k", "s", region_name="us-east-1")
    return Deployment(Settings.model_validate({**usual, **settings}), session, address="http://127.0.0.1:9")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"calls": False}, "ok    relays       off: there are no calls"),
        ({}, "warn  relays       there are none: about a fifth of calls do not connect; see docs/calls.md"),
    ],
)
def test_where_there_is_nothing_to_try_nothing_is_tried(settings: dict[str, Any], words: str) -> None:
    assert str(relays(deployment(**settings))) == words


def test_a_site_that_does_not_answer_is_told_as_that() -> None:
    assert str(relays(deployment(**COTURN))).startswith("fail  relays       ClientConnectorError: ")


def test_a_server_that_does_not_answer_is_named() -> None:
    url = "turn:127.0.0.1:9?transport=tcp"
    finding = examined([{"urls": ["stun:x"]}, {"urls": [url], "username": "u", "credential": "c"}])
    assert str(finding).startswith(f"fail  relays       {url} does not answer: ")


def test_relays_of_which_nobody_is_told_are_a_fault() -> None:
    assert str(examined([{"urls": ["stun:x"]}])) == "fail  relays       browsers are told of none"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("turn:turn.example.org", Server("turn.example.org", 3478, "udp")),
        ("turn:turn.example.org:80?transport=tcp", Server("turn.example.org", 80, "tcp")),
        ("turns:turn.example.org", Server("turn.example.org", 5349, "tls")),
        ("turns:turn.example.org:443?transport=tcp", Server("turn.example.org", 443, "tls")),
        ("turn:[2001:db8::1]:3478", Server("2001:db8::1", 3478, "udp")),
        ("turns:turn.example.org:443?transport=udp", None),
        ("stun:turn.example.org", None),
    ],
)
def test_a_turn_address_says_where_and_how(url: str, server: Server | None) -> None:
    assert Server.of(url) == server
