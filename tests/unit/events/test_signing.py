"""Given an event, when it is signed, then whoever knows Standard Webhooks 1.0 can check it."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime

import pytest

from snowfight.domain.events.signing import new_secret, signed

VECTORS = [
    (
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        '{"test": 2432232314}',
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ),
    (
        "whsec_plJ3nmyCDGBKInavdOK15jsl",
        "msg_loFOjxBNrRLzqYUf",
        1731705121,
        '{"event_type":"ping","data":{"success":true}}',
        "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
    ),
]
"""Of the reference libraries' tests, and of the manual for checking without one."""


@pytest.mark.parametrize(("secret", "identity", "timestamp", "body", "signature"), VECTORS)
def test_known_events_have_the_known_signatures(
    secret: str, identity: str, timestamp: int, body: str, signature: str
) -> None:
    headers = signed(secret, identity, datetime.fromtimestamp(timestamp, UTC), body.encode())
    assert headers == {
        "webhook-id": identity,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature,
    }


def test_each_secret_is_another_and_as_long_as_the_specification_wants() -> None:
    secrets = {new_secret() for _ in range(20)}
    assert len(secrets) == 20
    for secret in secrets:
        assert secret.startswith("whsec_")
        assert 24 <= len(b64decode(secret.removeprefix("whsec_"), validate=True)) <= 64


def test_another_body_or_time_has_another_signature() -> None:
    secret, now = new_secret(), datetime(2026, 1, 31, tzinfo=UTC)
    one = signed(secret, "evt_1", now, b"{}")["webhook-signature"]
    assert one != signed(secret, "evt_1", now, b"{ }")["webhook-signature"]
    assert one != signed(secret, "evt_1", now.replace(second=1), b"{}")["webhook-signature"]
    assert one != signed(secret, "evt_2", now, b"{}")["webhook-signature"]
    assert one != signed(new_secret(), "evt_1", now, b"{}")["webhook-signature"]
