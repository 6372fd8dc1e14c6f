"""docs/scale.md is what a run says; no limit is ever exceeded in it, and its waits are the client's."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bench.scale.__main__ import DOCUMENT
from bench.scale.crowd import HASTY_CAP, Backoff, Step, run
from bench.scale.document import document, readings, reconnects
from bench.scale.fanout import BACKOFF, BACKOFF_CAP, fan_out
from bench.scale.limits import Bucket, Limits
from bench.scale.load import HEARTBEAT, RENEWED, Load
from bench.scale.raised import raised
from bench.scale.reading import ALL
from bench.scale.reconnect import CATCHING_UP, CONNECTING, JOINING, RETRYING, Design, floor, reconnect
from ops.quotas.table import PEOPLE, QUOTAS

ROOT = Path(__file__).resolve().parents[3]
SYNC = ROOT / "web/src/sync"


def test_the_document_is_what_a_run_says() -> None:
    assert DOCUMENT.read_text() == document(), "run `make scale`"


def test_a_run_says_the_same_again() -> None:
    first, second = (reconnect(2000, Limits(), seed=7) for _ in range(2))

    assert (first.passed, first.asked) == (second.passed, second.asked)
    assert reconnect(2000, Limits(), seed=8).passed != first.passed


@pytest.mark.parametrize("messages", [10, 100])
def test_no_second_has_more_requests_than_the_quota_and_its_burst(messages: int) -> None:
    limits = Limits()
    posts = fan_out(Load(1000, messages), limits).posts

    assert max(posts) <= limits.gateway + limits.gateway_burst
    most = [sum(posts[: end + 1]) for end in range(len(posts))]
    assert all(total <= limits.gateway_burst + limits.gateway * (end + 1) + 1 for end, total in enumerate(most))


def test_fewer_instances_than_the_account_has_are_at_work() -> None:
    assert fan_out(Load(10_000, 10), Limits()).instances <= Limits().concurrency + 1


@pytest.mark.parametrize("design", [Design(), Design(tickets=False), Design(tickets=False, hasty=False)])
def test_no_second_opens_more_connections_than_the_limit_and_its_burst(design: Design) -> None:
    limits = Limits()
    opened = reconnect(20_000, limits, design).by_second["connect"]

    assert sum(opened) == pytest.approx(20_000)
    for seconds in range(1, len(opened) + 1):
        assert sum(opened[:seconds]) <= 2 * limits.connects + limits.connects * seconds + 100


def test_more_people_are_never_faster_and_nobody_is_faster_than_the_quota() -> None:
    for name in dict.fromkeys(name for _, name in reconnects()):
        lasts = [reconnects()[people, name].last for people in PEOPLE]
        assert lasts == sorted(lasts)
        assert all(last >= floor(people, Limits()) - 2 for people, last in zip(PEOPLE, lasts, strict=True))
    for messages in (1, 10, 100):
        courses = [readings()[people, messages] for people in PEOPLE]
        lasts = [course.last if course.last is not None else float("inf") for course in courses]
        assert lasts == sorted(lasts)
        assert [course.frames.reached for course in courses] == sorted(
            (course.frames.reached for course in courses), reverse=True
        )


def test_what_is_asked_for_more_than_there_is_comes_by_the_share_that_there_is() -> None:
    load = Load(10_000, 10)
    expected = (Limits().gateway - load.others) / (load.messages * load.viewers)

    assert fan_out(load, Limits()).reached == pytest.approx(expected, rel=0.1)


def test_more_people_and_more_messages_cost_more() -> None:
    costs = [[Load(people, messages).dollars() for messages in (1, 10, 100)] for people in PEOPLE]

    assert all(row == sorted(row) for row in costs)
    assert all(list(column) == sorted(column) for column in zip(*costs, strict=True))


def test_the_quotas_that_the_doctor_compares_are_those_of_the_run() -> None:
    for at, people in enumerate(PEOPLE):
        needed = raised(people)
        assert {quota.code: quota.wanted[at] for quota in QUOTAS} == {
            quota.code: needed[quota.code] for quota in QUOTAS
        }


def test_with_the_quotas_that_are_wanted_everybody_is_told_within_two_seconds() -> None:
    needed = raised(100_000)
    gateway = needed["L-8A5B8E43"]
    limits = replace(Limits(), gateway=gateway, gateway_burst=gateway / 2, concurrency=needed["L-B99A9384"])
    course = fan_out(Load(100_000, 1), limits)

    assert course.reached > ALL
    assert course.last < 2


def test_a_bucket_gives_what_has_come_and_no_more() -> None:
    bucket = Bucket(10, 5)
    assert [bucket.take(3), bucket.take(3)] == [3, 2]

    bucket.pass_time(0.2)
    assert bucket.take(9) == 2
    bucket.pass_time(100)
    assert bucket.take(9) == 5


def test_who_is_refused_goes_back_and_everybody_gets_through() -> None:
    slow, ticket = Bucket(2, 2), Bucket(100)
    steps = [Step("ticket", (ticket,), Backoff(1, 4), 0), Step("connect", (slow,), Backoff(1, 4), 0)]
    course = run([0.0] * 20, steps, random.Random(1), 1000, 1)

    assert (course.left, len(course.passed[1])) == (0, 20)
    assert course.asked[0] == course.asked[1] > 20  # a ticket for each try of a socket
    assert course.last(1) >= (20 - 2) / 2


def _numbers(path: Path) -> dict[str, float]:
    """The constants of a source, in seconds."""
    names = re.findall(r"^const (\w+) = ([\d_]+);", path.read_text(), flags=re.MULTILINE)
    return {name: int(value.replace("_", "")) / 1000 for name, value in names}


def test_the_waits_are_those_of_the_client() -> None:
    connection, retry = _numbers(SYNC / "connection/connection.ts"), _numbers(SYNC / "retry.ts")
    assert (CONNECTING.base, CONNECTING.cap) == (connection["FIRST_WAIT"], connection["LONGEST_WAIT"])
    assert (CONNECTING.hasty, HASTY_CAP) == (connection["HASTY_TRIES"] * 1000, connection["HASTY_WAIT"])
    assert (RETRYING.base, RETRYING.cap) == (retry["FIRST_WAIT"], retry["LONGEST_WAIT"])
    assert "random() * Math.min(cap, base * 2 **" in (SYNC / "connection/backoff.ts").read_text()
    assert _numbers(SYNC / "connection/channel.ts")["HEARTBEAT"] == HEARTBEAT

    joins = re.search(r"([\d_]+) \+ fullJitter\(.*, ([\d_]+), ([\d_]+)\)", (SYNC / "connection/joins.ts").read_text())
    assert _seconds(joins) == [JOINING.least, JOINING.base, JOINING.cap]
    pages = re.search(r"([\d_]+) \+ fullJitter\(.*, ([\d_]+), ([\d_]+)\)", (SYNC / "room/catch-up.ts").read_text())
    assert _seconds(pages) == [CATCHING_UP.least, CATCHING_UP.base, CATCHING_UP.cap]
    renewal = re.search(
        r"renewIn\((\d+) \* MINUTE \+ .* \* (\d+) \* MINUTE\)", (SYNC / "connection/connection.ts").read_text()
    )
    assert renewal is not None
    assert (int(renewal[1]) + int(renewal[2]) / 2) * 60 == RENEWED


def _seconds(found: re.Match[str] | None) -> list[float]:
    assert found is not None
    return [int(value.replace("_", "")) / 1000 for value in found.groups()]


def test_the_senders_waits_are_those_of_its_source() -> None:
    source = (ROOT / "layers/common/snowfight/delivery/management_api.py").read_text()
    named = dict(re.findall(r"^(_BACKOFF\w*) = ([\d.]+)$", source, flags=re.MULTILINE))

    assert [float(value) for value in named.values()] == [BACKOFF, BACKOFF_CAP]
