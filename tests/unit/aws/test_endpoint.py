"""Given a service of AWS, when it is asked, then …"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from snowfight.aws import endpoint as module
from snowfight.aws.credentials import Keys, of_this_function
from snowfight.aws.endpoint import Endpoint, Reply
from snowfight.aws.trust import trust
from tests.support.certificate import certified
from tests.support.endpoint import Asked, reply, serving
from tests.support.endpoint import Endpoint as Server
from tests.support.endpoint import Reply as Told

REGION = "eu-central-1"
KEYS = Keys("AKID", "secret", "token")


def asking(server: Server, *, read: float = 3.0, tls: ssl.SSLContext | None = None) -> Endpoint:
    return Endpoint("dynamodb", REGION, lambda: KEYS, url=server.url, connect=1, read=read, tls=tls)


def once(first: Told, then: Told) -> Callable[[Asked], Told]:
    """The first request gets `first`, all others `then`."""
    left = [first]
    return lambda _asked: left.pop() if left else then


def test_a_request_goes_out_signed_and_its_answer_comes_back() -> None:
    with serving(Server(lambda _: reply(400, body=b"no"))) as running:
        # When
        answer = asking(running.endpoint).post("/path", b"body", {"x-amz-target": "Thing"})
        # Then
        assert answer == Reply(400, b"no")
        [asked] = running.endpoint.asked
        assert (asked.method, asked.path, asked.body) == ("POST", "/path", b"body")
        assert asked.headers["x-amz-target"] == "Thing"
        assert asked.headers["x-amz-security-token"] == "token"
        signed = "SignedHeaders=host;x-amz-date;x-amz-security-token;x-amz-target"
        assert f"/{REGION}/dynamodb/aws4_request, {signed}, Signature=" in asked.headers["authorization"]


def test_connections_are_kept_and_one_that_ended_is_replaced() -> None:
    with serving(Server()) as running:
        endpoint = asking(running.endpoint)
        for _ in range(3):
            assert endpoint.post("/", b"", {}).status == 200
        # When they end at the other side
        running.hang_up()
        # Then nobody notices
        assert endpoint.post("/", b"", {}).status == 200
        assert [asked.connection for asked in running.endpoint.asked] == [0, 0, 0, 1]


def test_a_connection_that_nobody_used_for_long_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Server()) as running:
        endpoint = asking(running.endpoint)
        endpoint.post("/", b"", {})
        monkeypatch.setattr(module, "IDLE_SECONDS", -1.0)
        endpoint.post("/", b"", {})
        assert [asked.connection for asked in running.endpoint.asked] == [0, 1]


def test_an_answer_that_ends_its_connection_is_the_last_on_it() -> None:
    with serving(Server(lambda _: reply(200, headers="Connection: close\r\n", then="close"))) as running:
        endpoint = asking(running.endpoint)
        for _ in range(2):
            assert endpoint.post("/", b"", {}).status == 200
        assert [asked.connection for asked in running.endpoint.asked] == [0, 1]


def test_each_of_several_at_once_has_a_connection_of_its_own() -> None:
    with serving(Server(lambda _: replace(reply(200), after=0.05))) as running, ThreadPoolExecutor(4) as threads:
        endpoint = asking(running.endpoint)
        asking_at_once = [threads.submit(endpoint.post, "/", b"", {}) for _ in range(4)]
        assert {each.result().status for each in asking_at_once} == {200}
        assert {asked.connection for asked in running.endpoint.asked} == {0, 1, 2, 3}


def test_who_finds_that_another_took_the_last_kept_connection_makes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a thread that is interrupted right after it saw a connection there
    class Raced(list[Any]):
        def __bool__(self) -> bool:
            was_there = len(self) > 0
            self.clear()
            return was_there

    with serving(Server()) as running:
        endpoint = asking(running.endpoint)
        monkeypatch.setattr(endpoint, "_idle", Raced())
        # When, then
        for _ in range(2):
            assert endpoint.post("/", b"", {}).status == 200


def test_an_answer_that_does_not_come_is_waited_for_once_also_on_a_kept_connection() -> None:
    with serving(Server(once(reply(200), Told(then="hang")))) as running:
        endpoint = asking(running.endpoint, read=0.05)
        endpoint.post("/", b"", {})
        with pytest.raises(TimeoutError):
            endpoint.post("/", b"", {})
        assert len(running.endpoint.asked) == 2


@pytest.mark.parametrize("answer", [b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nless", b""])
def test_what_is_no_answer_is_an_error_of_the_connection(answer: bytes) -> None:
    with serving(Server(lambda _: Told(answer, then="close"))) as running, pytest.raises(ConnectionError):
        asking(running.endpoint).post("/", b"", {})


def test_a_port_where_nobody_is_is_an_error_too() -> None:
    with serving(Server()) as running:
        url = running.endpoint.url
    with pytest.raises(OSError, match="refused"):
        Endpoint("dynamodb", REGION, lambda: KEYS, url=url, connect=1, read=3).post("/", b"", {})


def test_only_whom_we_trust_is_asked(tmp_path: Path) -> None:
    certificate = certified(tmp_path)
    with serving(Server(tls=certificate.server())) as running:
        assert asking(running.endpoint, tls=certificate.client()).post("/", b"", {}).status == 200
        with pytest.raises(ssl.SSLCertVerificationError):
            asking(running.endpoint).post("/", b"", {})


def test_we_trust_amazon_alone() -> None:
    subjects: list[Any] = [each["subject"] for each in trust().get_ca_certs()]
    names = {value for subject in subjects for [(kind, value)] in subject if kind == "commonName"}
    assert {"Amazon Root CA 1", "Amazon Root CA 2", "Amazon Root CA 3", "Amazon Root CA 4"} < names
    assert all("Amazon" in name or "Starfield" in name for name in names)
    assert trust().verify_mode is ssl.CERT_REQUIRED
    assert trust().check_hostname


def test_credentials_come_from_the_environment_or_from_where_botocore_finds_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret"}
    assert of_this_function(keys)() == Keys("id", "secret", None)
    assert of_this_function({**keys, "AWS_SESSION_TOKEN": "token"})() == Keys("id", "secret", "token")
    # Given another place, which botocore knows
    (tmp_path / "credentials").write_text("[default]\naws_access_key_id = kept\naws_secret_access_key = well\n")
    for name in keys:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    assert of_this_function({})().access_key == "kept"
