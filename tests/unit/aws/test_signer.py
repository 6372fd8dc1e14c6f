"""Given a request, when it is signed, then it is signed as botocore does it."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import botocore.auth
import pytest
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from snowfight.aws.credentials import Keys
from snowfight.aws.signer import Signer

HOST = "abc123.execute-api.eu-central-1.amazonaws.com"
REGION = "eu-central-1"
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Signed:
    """The headers that make a request somebody's."""

    authorization: str
    date: str
    token: str | None


def by_us(signer: Signer, method: str, path: str, body: bytes, credentials: Credentials, now: datetime) -> Signed:
    request = signer.series(method, body, credentials.get_frozen_credentials(), now).request(path)
    head, _, sent = request.partition(b"\r\n\r\n")
    asked, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    assert asked == f"{method} {path} HTTP/1.1"
    assert (sent, headers["content-length"]) == (body, f"{len(body)}")
    assert headers["host"] == HOST
    return Signed(headers["authorization"], headers["x-amz-date"], headers.get("x-amz-security-token"))


def by_botocore(
    monkeypatch: pytest.MonkeyPatch, method: str, path: str, body: bytes, credentials: Credentials, now: datetime
) -> Signed:
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: now)
    request = AWSRequest(method=method, url=f"https://{HOST}{path}", data=body)
    botocore.auth.SigV4Auth(credentials, "execute-api", REGION).add_auth(request)
    headers = request.headers
    return Signed(headers["Authorization"], headers["X-Amz-Date"], headers.get("X-Amz-Security-Token"))


def test_a_thousand_requests_are_signed_as_botocore_signs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given one signer, requests at random moments of several days, and credentials that change now and then
    chance = random.Random(7)
    signer = Signer(HOST, REGION, "execute-api")
    start = datetime(2026, 1, 30, 22, tzinfo=UTC)
    letters = string.ascii_letters + string.digits + "-_=+/@ ~é🐒"
    credentials = Credentials("AKIDEXAMPLE", "secret", None)
    for _ in range(1000):
        if chance.random() < 0.05:
            token = chance.choice([None, "token/with+odd=characters"])
            credentials = Credentials(f"AKID{chance.random()}", f"secret{chance.random()}", token)
        now = start + timedelta(seconds=chance.uniform(0, 3 * 24 * 3600))
        connection_id = "".join(chance.choices(letters, k=16))
        path = f"/ws/%40connections/{quote(connection_id, safe='')}"
        method = chance.choice(["POST", "DELETE"])
        body = chance.randbytes(chance.randrange(200)) if method == "POST" else b""
        # When both sign it, then they agree
        signed = by_us(signer, method, path, body, credentials, now)
        assert signed == by_botocore(monkeypatch, method, path, body, credentials, now)


def test_requests_of_one_series_differ_in_path_and_signature_alone() -> None:
    series = Signer(HOST, REGION, "execute-api").series(
        "POST", b"{}", Credentials("AKID", "secret").get_frozen_credentials(), NOW
    )
    first, again, other = (series.request(f"/{name}").decode().partition("Signature=") for name in "aab")
    assert first == again
    assert first[0] == other[0].replace("POST /b", "POST /a")
    assert first[2][:64] != other[2][:64]
    assert first[2][64:] == other[2][64:]


def test_two_threads_may_sign_while_a_day_ends() -> None:
    # Given a thread that is interrupted by another's signature of the next day while it looks for its key
    signer, alone = (Signer(HOST, REGION, "execute-api") for _ in range(2))
    keys = Keys("AKID", "secret")

    class Interrupting(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            signer.series("GET", b"", keys, NOW + timedelta(days=1))
            return str.__eq__(self, other)

    signer.series("GET", b"", keys, NOW)
    # When
    signed = signer.series("GET", b"", Keys("AKID", Interrupting("secret")), NOW).request("/")
    # Then
    assert signed == alone.series("GET", b"", keys, NOW).request("/")
