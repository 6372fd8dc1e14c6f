"""Given a receiver on a real socket, when it is posted to, then what it answers is told, and nothing makes us wait
longer, follow, read more, or speak to somebody else."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from snowfight.delivery.outgoing import look_ups
from snowfight.delivery.outgoing.http_receivers import HttpReceivers
from snowfight.errors import Unavailable
from tests.support.certificate import Certificate, certified
from tests.support.endpoint import Endpoint, Reply, Then, reply, serving


@pytest.fixture
def endpoint() -> Generator[Endpoint]:
    """Over http, on this machine: as on the local stack."""
    endpoint = Endpoint()
    with serving(endpoint):
        yield endpoint


def post(endpoint: Endpoint, seconds: float = 5.0) -> int | None:
    return HttpReceivers(local=True, seconds=seconds).post(endpoint.url + "?a=1", {"webhook-id": "evt_1"}, b'{"a":1}')


def test_an_event_is_one_post_of_json_with_its_headers(endpoint: Endpoint) -> None:
    assert post(endpoint) == 200
    [asked] = endpoint.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/ws?a=1", b'{"a":1}')
    assert asked.headers["host"] == f"127.0.0.1:{endpoint.port}"
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["webhook-id"] == "evt_1"
    assert asked.headers["user-agent"].startswith("MonkeySnowfight")


@pytest.mark.parametrize("status", [200, 204, 299, 400, 404, 410, 429, 500, 503])
def test_the_status_is_told_as_it_is(endpoint: Endpoint, status: int) -> None:
    endpoint.answer = lambda _: reply(status, body=b"whatever")
    assert post(endpoint) == status


def test_redirects_are_answers_and_are_not_followed(endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: reply(307, headers=f"Location: {endpoint.url}\r\n")
    assert post(endpoint) == 307
    assert len(endpoint.asked) == 1


def test_interim_answers_are_passed_over(endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: Reply(b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 202 Taken\r\n\r\n", "close")
    assert post(endpoint) == 202


@pytest.mark.parametrize("then", ["close", "reset"])
@pytest.mark.parametrize("data", [b"", b"HTTP/1.1 200 OK\r\nContent-"])
def test_a_connection_that_is_closed_is_no_answer(endpoint: Endpoint, then: Then, data: bytes) -> None:
    endpoint.answer = lambda _: Reply(data, then)
    assert post(endpoint) is None


@pytest.mark.parametrize("data", [b"SSH-2.0-x\r\n\r\n", b"HTTP/2 200\r\n\r\n", b"HTTP/1.1 20\r\n\r\n", b"\r\n\r\n"])
def test_what_is_no_http_is_no_answer(endpoint: Endpoint, data: bytes) -> None:
    endpoint.answer = lambda _: Reply(data, "close")
    assert post(endpoint) is None


def test_a_head_without_an_end_is_not_read_on(endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: Reply(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, "hang")
    assert post(endpoint) is None


def test_a_body_is_not_waited_for(endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nx", "hang")
    assert post(endpoint) == 200


@pytest.mark.parametrize("data", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_a_slow_one_is_given_up_in_time(endpoint: Endpoint, data: bytes) -> None:
    endpoint.answer = lambda _: Reply(data, "hang")
    assert post(endpoint, seconds=0.3) is None


def test_nobody_there_is_no_answer(endpoint: Endpoint) -> None:
    receivers = HttpReceivers(local=True, seconds=2)
    assert receivers.post("http://127.0.0.1:1/", {}, b"{}") is None


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certified(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def secure(certificate: Certificate) -> Generator[Endpoint]:
    endpoint = Endpoint(tls=certificate.server())
    with serving(endpoint):
        yield endpoint


def over_tls(tls: ssl.SSLContext, resolved: list[str], *addresses: str) -> HttpReceivers:
    """As everywhere, but that this machine's addresses count as public."""

    def resolve(host: str, _port: int) -> Sequence[str]:
        resolved.append(host)
        return addresses or ("127.0.0.1",)

    return HttpReceivers(resolve=resolve, permits=lambda _address: True, tls=tls, seconds=5)


def test_the_host_has_to_prove_who_it_is(secure: Endpoint, certificate: Certificate) -> None:
    resolved: list[str] = []
    receivers = over_tls(certificate.client(), resolved)
    assert receivers.post(f"https://127.0.0.1:{secure.port}/", {}, b"{}") == 200
    # The same server by another name, and by an authority that nobody trusts
    assert receivers.post(f"https://localhost:{secure.port}/", {}, b"{}") is None
    assert over_tls(ssl.create_default_context(), []).post(f"https://127.0.0.1:{secure.port}/", {}, b"{}") is None
    assert len(secure.asked) == 1


def test_who_is_connected_to_is_who_was_looked_at(secure: Endpoint, certificate: Certificate) -> None:
    """A name that resolves to something else the next time is looked up once a call."""
    resolved: list[str] = []
    receivers = over_tls(certificate.client(), resolved)
    receivers.post(f"https://127.0.0.1:{secure.port}/", {}, b"{}")
    receivers.post(f"https://127.0.0.1:{secure.port}/", {}, b"{}")
    assert resolved == ["127.0.0.1", "127.0.0.1"]


def test_the_next_address_is_tried_where_one_takes_no_connection(secure: Endpoint, certificate: Certificate) -> None:
    receivers = over_tls(certificate.client(), [], "127.0.0.2", "127.0.0.1")
    assert receivers.post(f"https://127.0.0.1:{secure.port}/", {}, b"{}") == 200


def test_no_proxy_of_the_environment_is_used(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert post(endpoint) == 200


def test_a_name_that_takes_long_to_look_up_is_given_up_in_time() -> None:
    release = threading.Event()

    def resolve(_host: str, _port: int) -> Sequence[str]:
        release.wait(5)
        return ["8.8.8.8"]

    try:
        assert HttpReceivers(resolve=resolve, seconds=0.2).post("https://example.org/", {}, b"{}") is None
    finally:
        release.set()


def test_a_name_that_others_keep_from_being_looked_up_has_not_failed_and_is_not_looked_up_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Given names that take long, as many as are looked up at once
    release = threading.Event()
    begun: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        begun.append(host)
        release.wait(5)
        return []

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(look_ups, "_pool", pool)
        receivers = HttpReceivers(resolve=resolve, seconds=0.1)
        assert receivers.post("https://slow.example.org/", {}, b"{}") is None
        # When another is to be posted to, or made, then that says nothing of it
        with pytest.raises(Unavailable):
            receivers.post("https://other.example.org/", {}, b"{}")
        with pytest.raises(Unavailable):
            receivers.check("https://other.example.org/")
        # And nobody looks it up any more
        release.set()
    assert begun == ["slow.example.org"]
