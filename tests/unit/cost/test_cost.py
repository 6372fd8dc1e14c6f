"""docs/cost.md is what `make cost` computes, from what the code asks today."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from bench import prices
from bench.cost import DOCUMENT, HUGE, Measured, document, huge, kept, measure
from bench.usage import Usage

EXACT = ("a text", "a picture between", "a search", "a message", "a push", "a mail", "a call", "a hook", "an event")
"""What is counted the same each time."""


@pytest.fixture(scope="module")
def measured() -> Measured:
    return kept()


def test_the_document_is_what_was_counted_times_the_prices(measured: Measured) -> None:
    assert DOCUMENT.read_text() == document(measured), "run `make cost`"


def test_what_was_counted_is_what_the_code_asks(measured: Measured) -> None:
    """A thousand users take too long here; ten do the same things."""
    fresh = measure({10: 20})
    assert len(measured) == len(fresh) + 1
    for name, usage in fresh.items():
        # What presence does in which order, and so what it reads, is a little different each time.
        exact = name.startswith(EXACT)
        assert asdict(usage) == pytest.approx(asdict(measured[name]), rel=0 if exact else 0.03), "run `make cost`"


def test_a_message_costs_what_its_requests_cost() -> None:
    usage = Usage(calls=1, frames=2, posts=3, invocations=4, requests=5, writes=6, reads=7, puts=8, gets=9)
    usage = replace(usage, pushes=11, mails=12, work=10, memory=0.25)
    seconds = 5 * 0.004 + 3 * 0.008 / 48 + 4 * 0.005 + (8 + 9) * 0.05 + (11 + 12) * 0.1 + 10
    dollars = (
        1 * (prices.CALL + prices.EDGE_CALL + prices.EDGE_FUNCTION)
        + 5 * prices.SOCKET_MESSAGE
        + 4 * prices.INVOCATION
        + seconds / 4 * prices.GB_SECOND
        + 6 * prices.WRITE_UNIT
        + 7 * prices.READ_UNIT
        + 8 * prices.OBJECT_WRITE
        + 9 * prices.OBJECT_READ
        + 11 * 1.2 / 1024 / 1024 * prices.TRANSFER_GB
        + 12 * prices.MAIL
    )
    logs = 4 * 0.7 / 1024 / 1024 * prices.LOG_GB
    assert usage.dollars == pytest.approx(dollars + logs)


def test_a_hundred_thousand_users_cost_each_of_them_less_than_a_thousand_do(measured: Measured) -> None:
    thousand = measured["presence of 1,000 users, an hour"]
    assert huge(measured).dollars / HUGE < thousand.dollars / 1000
    assert huge(measured).writes == pytest.approx(thousand.writes * 100)


def test_members_who_are_away_cost_a_text_one_write_and_nothing_else(measured: Measured) -> None:
    more = measured["a text, where members are away, more"]
    assert more == Usage(requests=1, writes=1)


def test_a_thousand_pushes_cost_half_a_cent_at_most(measured: Measured) -> None:
    push = measured["a push, to one who is away"]
    assert (push.pushes, push.invocations) == (1, 1)
    assert push.dollars * 1000 <= 0.005


def test_a_mail_costs_little_more_than_ses_asks(measured: Measured) -> None:
    mail = measured["a mail of what was missed"]
    assert mail.mails == 1
    assert mail.dollars <= 1.2 * prices.MAIL
