"""What becomes of a user's mail of what they missed: when it is due, when it is tried again, when it is given up.

A mail is claimed before anything is read for it, and its claim makes it due again when the next mail may go. So whoever
dies in the middle is followed by somebody else, and never within the time that keeps two mails apart (ADR 0050).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from snowfight.storage.notices.mails import MailState

RETRY = timedelta(minutes=5)
"""A mail that surely did not go is tried again by the next schedule …"""

STALE = timedelta(days=1)
"""… and given up when the first message that it would tell of is so old."""

LIFE = timedelta(minutes=2)
"""No function that makes a mail lives longer: what it sends, it sends so soon after its claim."""

MAX_LOST = 1
"""How often a mail is made again of which nobody knows whether it went."""


@dataclass(frozen=True)
class MailPauses:
    """A mail goes `after` the first message that called for it, and `every` so often at most."""

    after: timedelta
    every: timedelta

    def due(self, first: datetime, sent: datetime | None) -> datetime:
        """When a mail may go that begins with a message of that time, after one that was sent."""
        return max(first + self.after, sent + self.every) if sent else first + self.after


def called(state: MailState, at: datetime, pauses: MailPauses) -> MailState:
    """A message of that time calls for a mail; the state as it is where that changes nothing."""
    if state.claimed is not None:  # whoever makes it may have looked already
        return replace(state, again=min(at, state.again or at))
    if state.due is None or state.since is None:
        return replace(state, since=at, due=pauses.due(at, state.sent))
    return replace(state, since=min(at, state.since))


def claimed(state: MailState, now: datetime, pauses: MailPauses) -> MailState | None:
    """Somebody makes it now; None where it is given up. All that has called so far is looked at."""
    lost = state.lost + (state.claimed is not None)
    if lost > MAX_LOST:
        return None
    return replace(state, claimed=now, due=now + LIFE + pauses.every, again=None, lost=lost)


def ended(state: MailState, pauses: MailPauses) -> MailState:
    """There was nothing to tell, or it is given up; what has called meanwhile waits from now on."""
    over = MailState(state.username, sent=state.sent, told=state.told, version=state.version)
    return over if state.again is None else called(over, state.again, pauses)


def sent(state: MailState, now: datetime, told: Mapping[str, int], pauses: MailPauses) -> MailState:
    """It went, and told of each of those chats up to that message."""
    return ended(replace(state, sent=now, told=told), pauses)


def postponed(state: MailState, first: datetime, pauses: MailPauses) -> MailState:
    """The user was there meanwhile: of what is left the first message is of that time, and not old enough."""
    since = min(first, state.again or first)
    return replace(state, since=since, due=pauses.due(since, state.sent), claimed=None, again=None, lost=0)


def resting(state: MailState, until: datetime) -> MailState:
    """It is quiet time where the user is: everything is looked at again when that ends."""
    return replace(state, due=until, claimed=None, again=None, lost=0)


def failed(state: MailState, now: datetime, pauses: MailPauses) -> MailState:
    """It surely did not go."""
    if state.since is None or state.since + STALE <= now:
        return ended(state, pauses)
    return replace(state, due=now + RETRY, claimed=None, again=None)
