"""Given calls, turns of the schedule and failures in any order, then mails are an hour apart and none is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.notices.mail import waiting as mail_waiting
from snowfight.domain.notices.mail.waiting import LIFE, STALE, MailPauses, called, claimed, ended, failed, sent
from snowfight.storage.notices.mails import MailState

START = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
PAUSES = MailPauses(after=timedelta(minutes=15), every=timedelta(minutes=60))
Step = Literal["call", "send", "lose", "fail", "die", "nothing"]
STEPS: st.SearchStrategy[tuple[int, Step]] = st.tuples(
    st.integers(0, 40), st.sampled_from(["call", "call", "send", "lose", "fail", "die", "nothing"])
)
"""Minutes that pass, and what happens then."""


def turn(state: MailState, now: datetime, outcome: Step, mails: list[datetime]) -> MailState:
    """The schedule's, with a mail that ends so."""
    if state.due is None or state.due > now:
        return state
    claim = claimed(state, now, PAUSES)
    if claim is None:
        return ended(state, PAUSES)
    if outcome in ("send", "lose"):
        mails.append(now)
    match outcome:
        case "send":
            return sent(claim, now, {}, PAUSES)
        case "fail":
            return failed(claim, now, PAUSES)
        case "nothing":
            return ended(claim, PAUSES)
        case _:
            return claim


@given(st.lists(STEPS, max_size=40))
def test_two_mails_are_never_closer_than_an_hour(steps: list[tuple[int, Step]]) -> None:
    state, now, mails = MailState("bob"), START, list[datetime]()
    for minutes, step in steps:
        now += timedelta(minutes=minutes)
        state = called(state, now, PAUSES) if step == "call" else turn(state, now, step, mails)
    assert all(later - earlier >= PAUSES.every for earlier, later in pairwise(mails))


@given(st.lists(STEPS, max_size=40))
def test_whatever_happened_a_message_that_calls_is_mailed_within_bounds(steps: list[tuple[int, Step]]) -> None:
    # Given any past
    state, now, mails = MailState("bob"), START, list[datetime]()
    for minutes, step in steps:
        now += timedelta(minutes=minutes)
        state = called(state, now, PAUSES) if step == "call" else turn(state, now, step, mails)
    # When a message calls, and from then on everything works
    before = len(mails)
    state = called(state, now, PAUSES)
    end = now + 2 * (PAUSES.after + PAUSES.every + LIFE)
    while now < end:
        now += timedelta(minutes=1)
        state = turn(state, now, "send", mails)
    # Then a mail goes that was made after it
    assert len(mails) > before
    assert state.due is None


@given(st.lists(st.integers(1, 600), min_size=1, max_size=20))
def test_the_first_message_decides_however_calls_are_ordered(seconds: list[int]) -> None:
    state = MailState("bob")
    for each in seconds:
        state = called(state, START + timedelta(seconds=each), PAUSES)
    assert state.since == START + timedelta(seconds=min(seconds))
    assert state.due == START + timedelta(seconds=seconds[0]) + PAUSES.after


def test_what_never_goes_is_tried_for_a_day_and_no_longer() -> None:
    state, now, tries = called(MailState("bob"), START, PAUSES), START, 0
    while state.due is not None:
        now = state.due
        assert now <= START + STALE + mail_waiting.RETRY
        claim = claimed(state, now, PAUSES)
        assert claim is not None
        state, tries = failed(claim, now, PAUSES), tries + 1
    assert tries <= STALE / mail_waiting.RETRY
