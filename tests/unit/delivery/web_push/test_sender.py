"""Given subscriptions at a push service, when something is pushed to them, then …"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from snowfight.delivery.web_push import sender
from snowfight.delivery.web_push.endpoints import PushEndpoints
from snowfight.delivery.web_push.push import Push, PushResult
from snowfight.delivery.web_push.sender import AT_ONCE, HttpPushServices
from snowfight.delivery.web_push.vapid import Vapid
from tests.support.certificate import certified
from tests.support.clock import ManualClock
from tests.support.endpoint import Endpoint, Reply, Running, reply, serving
from tests.support.push_browser import PushBrowser, claims, verify

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
CONTACT = "mailto:chat@example.com"
VAPID = Vapid(bytes(range(1, 33)), CONTACT)
LONG, SHORT = '{"body":"a long text"}', '{"body":""}'
Reaching = Callable[..., HttpPushServices]


@pytest.fixture
def service() -> Iterator[Running]:
    with serving(Endpoint(lambda _: reply(201))) as running:
        yield running


@pytest.fixture
def reaching() -> Iterator[Reaching]:
    """Makes what reaches the push services at some origins."""
    made: list[HttpPushServices] = []

    def make(*origins: str) -> HttpPushServices:
        made.append(HttpPushServices(VAPID, PushEndpoints(origins), clock=ManualClock(NOW)))
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def services(service: Running, reaching: Reaching) -> HttpPushServices:
    return reaching(origin(service.endpoint))


def origin(endpoint: Endpoint) -> str:
    return endpoint.url.removesuffix("/ws")


def push(service: Running, browser: PushBrowser, device: str = "1", short: str | None = None) -> Push:
    subscription = browser.subscription(f"{origin(service.endpoint)}/_local/push/{device}")
    return Push(subscription, LONG, topic="a" * 32, urgency="high", short=short)


def test_a_push_is_what_push_services_take(service: Running, services: HttpPushServices, browser: PushBrowser) -> None:
    # When
    [result] = services.send([push(service, browser, "device?token=%3d")])
    # Then
    assert result == PushResult("sent", status=201)
    [asked] = service.endpoint.asked
    assert (asked.method, asked.path) == ("POST", "/_local/push/device?token=%3d")
    headers = {name.lower(): value for name, value in asked.headers.items()}
    assert headers == {
        "host": f"127.0.0.1:{service.endpoint.port}",
        "authorization": headers["authorization"],
        "ttl": "86400",
        "urgency": "high",
        "topic": "a" * 32,
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "content-length": str(len(asked.body)),
    }
    assert browser.read(asked.body) == LONG.encode()
    verify(headers["authorization"])
    assert claims(headers["authorization"])["aud"] == origin(service.endpoint)
    assert claims(headers["authorization"])["sub"] == CONTACT
    assert headers["authorization"].endswith(f", k={VAPID.public_key}")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *((status, "sent") for status in (200, 201, 202, 204)),
        *((status, "gone") for status in (404, 410)),
        *((status, "failed") for status in (406, 408, 429, 500, 502, 503)),
        *((status, "refused") for status in (301, 307, 400, 401, 403, 413)),
    ],
)
def test_what_becomes_of_it_follows_from_the_answer(
    service: Running, services: HttpPushServices, browser: PushBrowser, status: int, outcome: str
) -> None:
    service.endpoint.answer = lambda _: reply(status, headers="Location: http://127.0.0.1:1/\r\n")
    [result] = services.send([push(service, browser)])
    assert (result.outcome, result.status) == (outcome, status)
    assert len(service.endpoint.asked) == 1


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("Retry-After: 120\r\n", timedelta(minutes=2)),
        ("retry-after:  0 \r\n", timedelta(0)),
        ("Retry-After: 86400\r\n", timedelta(hours=1)),
        ("Retry-After: 99999999999999999999\r\n", timedelta(hours=1)),
        ("Retry-After: Sat, 31 Jan 2026 12:05:00 GMT\r\n", timedelta(minutes=5)),
        ("Retry-After: Sat, 31 Jan 2026 12:05:00 -0000\r\n", timedelta(minutes=5)),
        ("Retry-After: Sat, 31 Jan 2026 11:00:00 GMT\r\n", timedelta(0)),
        ("Retry-After: Mon, 31 Jan 2039 11:00:00 GMT\r\n", timedelta(hours=1)),
        ("Retry-After: soon\r\n", None),
        ("Retry-After: -5\r\n", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_it_says_how_long_the_service_wants_to_be_left_alone_but_an_hour_at_most(
    service: Running, services: HttpPushServices, browser: PushBrowser, status: int, header: str, wait: timedelta | None
) -> None:
    service.endpoint.answer = lambda _: reply(status, headers=header, body=b"slow down")
    assert services.send([push(service, browser)]) == [PushResult("failed", wait, status)]


@pytest.mark.parametrize("second", [201, 413])
def test_what_is_too_large_is_pushed_once_more_without_its_text(
    service: Running, services: HttpPushServices, browser: PushBrowser, second: int
) -> None:
    service.endpoint.answer = lambda _: reply(413 if len(service.endpoint.asked) == 1 else second)
    [result] = services.send([push(service, browser, short=SHORT)])
    assert result == PushResult("sent" if second == 201 else "refused", status=second)
    assert [browser.read(asked.body).decode() for asked in service.endpoint.asked] == [LONG, SHORT]


def test_results_are_in_order_and_one_failure_is_nobody_elses(
    service: Running, services: HttpPushServices, browser: PushBrowser
) -> None:
    # Given a service with all kinds of subscriptions, a service that is not there, and keys that are none
    answers = {"sent": 201, "gone": 410, "refused": 403, "failed": 500}
    service.endpoint.answer = lambda asked: reply(answers[asked.path.rsplit("/", 1)[1]])
    pushes = [push(service, browser, name) for name in answers]
    broken = replace(pushes[0], subscription=replace(pushes[0].subscription, p256dh="BBBB"))
    # When
    results = services.send([broken, *pushes, pushes[0]])
    # Then
    assert [result.outcome for result in results] == ["refused", *answers, "sent"]
    assert len(service.endpoint.asked) == 5


@pytest.mark.parametrize(
    "endpoint",
    ["/api/health", "/_local/push/", "@127.0.0.1/_local/push/x", "/_local/push/x\r\nA: b"],
)
def test_who_is_no_push_service_is_not_connected_to(
    service: Running, services: HttpPushServices, browser: PushBrowser, endpoint: str
) -> None:
    given = push(service, browser)
    stray = replace(given.subscription, endpoint=origin(service.endpoint) + endpoint)
    assert services.send([replace(given, subscription=stray)]) == [PushResult("gone")]
    assert service.endpoint.asked == []


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(Reply(b"", "reset"), "failed"), (Reply(b"no HTTP\r\n\r\n"), "failed"), (Reply(b"", "hang"), "late")],
    ids=["reset", "no HTTP", "silence"],
)
def test_who_does_not_answer_is_not_waited_for(
    service: Running,
    services: HttpPushServices,
    browser: PushBrowser,
    monkeypatch: pytest.MonkeyPatch,
    answer: Reply,
    outcome: str,
) -> None:
    monkeypatch.setattr(sender, "SECONDS", 0.5)
    service.endpoint.answer = lambda _: answer
    started = time.monotonic()
    assert services.send([push(service, browser)]) == [PushResult(outcome)]  # pyright: ignore[reportArgumentType]
    assert time.monotonic() - started < 5


def test_an_answer_that_trickles_ends_in_time(
    service: Running, services: HttpPushServices, browser: PushBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SECONDS", 0.5)
    service.endpoint.answer = lambda _: Reply(
        b"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nx", "hang", slowly=True
    )
    assert services.send([push(service, browser)]) == [PushResult("late")]


def test_a_service_that_is_not_there_has_failed(reaching: Reaching, service: Running, browser: PushBrowser) -> None:
    nowhere = "http://127.0.0.1:1"
    given = push(service, browser)
    stray = replace(given.subscription, endpoint=f"{nowhere}/_local/push/x")
    assert reaching(nowhere).send([replace(given, subscription=stray)]) == [PushResult("failed")]


@pytest.mark.parametrize("framing", ["Content-Length: 10000000", "Transfer-Encoding: chunked"])
def test_of_a_long_answer_the_status_counts_and_the_rest_is_not_read(
    service: Running, services: HttpPushServices, browser: PushBrowser, framing: str
) -> None:
    # Given an answer that says 10 MB, of which no more than 5 KB come
    body = b"x" * 5000
    chunk = b"989680\r\n" + body if "chunked" in framing else body
    service.endpoint.answer = lambda _: Reply(f"HTTP/1.1 201 OK\r\n{framing}\r\n\r\n".encode() + chunk, "hang")
    # When
    results = services.send([push(service, browser), push(service, browser)])
    # Then it is taken at once, and its connection is not used again
    assert results == [PushResult("sent", status=201)] * 2
    services.send([push(service, browser)])
    assert len({asked.connection for asked in service.endpoint.asked}) == 3


def test_connections_are_kept_and_so_many_are_used_at_once(
    service: Running, services: HttpPushServices, browser: PushBrowser
) -> None:
    service.endpoint.answer = lambda _: replace(reply(201), after=0.01)
    for _ in range(2):
        results = services.send([push(service, browser, str(number)) for number in range(3 * AT_ONCE)])
        assert {result.outcome for result in results} == {"sent"}
    assert 1 < service.endpoint.busiest <= AT_ONCE
    assert len({asked.connection for asked in service.endpoint.asked}) <= AT_ONCE


def test_a_service_that_hangs_holds_up_no_other(
    service: Running, reaching: Reaching, browser: PushBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SECONDS", 1.0)
    with serving(Endpoint(lambda _: Reply(b"", "hang"))) as hanging:
        services = reaching(origin(service.endpoint), origin(hanging.endpoint))
        slow = [push(hanging, browser, str(number)) for number in range(2 * AT_ONCE)]
        results = services.send([*slow, push(service, browser)])
    assert [result.outcome for result in results] == ["late"] * len(slow) + ["sent"]


def test_connections_to_services_that_were_not_used_for_long_are_closed(
    service: Running, reaching: Reaching, browser: PushBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SERVICES", 1)
    with serving(Endpoint(lambda _: reply(201))) as other:
        services = reaching(origin(service.endpoint), origin(other.endpoint))
        for each in (service, other, other, service):
            services.send([push(each, browser)])
    assert [asked.connection for asked in service.endpoint.asked] == [0, 1]
    assert [asked.connection for asked in other.endpoint.asked] == [0, 0]


def test_only_whom_a_certificate_proves_is_pushed_to(tmp_path: Path, browser: PushBrowser) -> None:
    made = certified(tmp_path)
    with serving(Endpoint(lambda _: reply(201), tls=made.server())) as running:
        for tls, outcome in ((made.client(), "sent"), (None, "failed")):
            services = HttpPushServices(VAPID, PushEndpoints((origin(running.endpoint),)), tls=tls)
            assert services.send([push(running, browser)])[0].outcome == outcome
            services.stop()


def test_nothing_to_push_asks_nobody(reaching: Reaching) -> None:
    assert reaching().send([]) == []
