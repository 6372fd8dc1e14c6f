"""Subscriptions, as those who see to a chat make and look after them."""

from __future__ import annotations

import secrets
import time
from datetime import datetime, timedelta

from snowfight.clock import Clock, milliseconds
from snowfight.delivery.outgoing.receivers import Receivers
from snowfight.domain.admission import admit
from snowfight.domain.events.events import Event
from snowfight.domain.events.signing import new_secret, signed
from snowfight.domain.permissions import Action
from snowfight.errors import NoSuchSubscription, TooManySubscriptions
from snowfight.models.records import RoomState
from snowfight.models.robots.events import (
    MAX_SUBSCRIPTIONS,
    NewSubscription,
    Subscription,
    SubscriptionList,
    SubscriptionMade,
    TestData,
    Tested,
)
from snowfight.storage.events.subscriptions import Cursor, EventSubscription, EventSubscriptionRows
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.contested import uncontested
from snowfight.storage.rooms.event_wakes import EventWakes
from snowfight.storage.rooms.rooms import Rooms

POSTS = RateLimit("events", 60, timedelta(hours=1), "at most 60 subscriptions made, enabled and tested an hour")
"""Each has an address looked up that a user gives, or posted to."""


class EventSubscriptions:
    def __init__(
        self,
        rooms: Rooms,
        ends: LogEnds,
        rows: EventSubscriptionRows,
        wakes: EventWakes,
        receivers: Receivers,
        rate_limits: RateLimits,
        clock: Clock,
    ) -> None:
        self._rooms = rooms
        self._ends = ends
        self._rows = rows
        self._wakes = wakes
        self._receivers = receivers
        self._rate_limits = rate_limits
        self._clock = clock

    def make(self, username: str, name: str, body: NewSubscription, signed_in: datetime | None) -> SubscriptionMade:
        """Have events of the chat sent to an address, from now on.

        Raises as `admit`; TooManySubscriptions, RateLimited, BadUrl, Unavailable.
        """
        state = self._admitted(username, name, signed_in)
        _need_room(state)
        self._rate_limits.spend(POSTS, username, self._clock.now())
        self._receivers.check(body.url)
        made = uncontested(lambda: self._make(username, name, body, signed_in), time.sleep)
        # Somebody may have written who did not know of it yet.
        self._wakes.put(name, self._clock.now())
        return SubscriptionMade(id=made.id, url=made.url, events=list(made.kinds), secret=made.secret)

    def _make(self, username: str, name: str, body: NewSubscription, signed_in: datetime | None) -> EventSubscription:
        state = self._admitted(username, name, signed_in)
        _need_room(state)
        seq, rev = self._ends.of(state)
        made = EventSubscription(
            room=name,
            id=f"{milliseconds(self._clock.now()):x}{secrets.token_hex(4)}",
            url=body.url,
            kinds=tuple(dict.fromkeys(body.events)),
            bots=body.bots,
            maker=username,
            secret=new_secret(),
            cursor=Cursor(seq, rev, state.member_events),
        )
        self._rows.create(made, MAX_SUBSCRIPTIONS)
        return made

    def list(self, username: str, name: str, signed_in: datetime | None) -> SubscriptionList:
        """Those of the chat, the oldest first; raises as `admit`."""
        self._admitted(username, name, signed_in)
        return SubscriptionList(subscriptions=[_view(each) for each in self._rows.of(name)])

    def delete(self, username: str, name: str, subscription_id: str, signed_in: datetime | None) -> None:
        """Send it nothing more, for good; raises as `admit`, NoSuchSubscription."""

        def attempt() -> None:
            state = self._admitted(username, name, signed_in)
            self._known(name, subscription_id)
            self._rows.delete(state, subscription_id)

        uncontested(attempt, time.sleep)

    def enable(self, username: str, name: str, subscription_id: str, signed_in: datetime | None) -> None:
        """Have it sent on from where it stood, at once: whoever enables it answers for it from now on.

        Raises as `admit`, NoSuchSubscription, RateLimited.
        """
        self._admitted(username, name, signed_in)
        self._rate_limits.spend(POSTS, username, self._clock.now())
        if not self._rows.enable(name, subscription_id, username):
            raise NoSuchSubscription
        self._wakes.put(name, self._clock.now())

    def test(self, username: str, name: str, subscription_id: str, signed_in: datetime | None) -> Tested:
        """Post an event to it that tells of nothing, and return what it answers; nothing is kept of that.

        Raises as `admit`, NoSuchSubscription, RateLimited, Unavailable.
        """
        self._admitted(username, name, signed_in)
        subscription, now = self._known(name, subscription_id), self._clock.now()
        self._rate_limits.spend(POSTS, username, now)
        body = Event("test", now, TestData(room=name)).body
        headers = signed(subscription.secret, f"evt_{subscription_id}_t{secrets.token_hex(4)}", now, body)
        return Tested(status=self._receivers.post(subscription.url, headers, body))

    def _admitted(self, username: str, name: str, signed_in: datetime | None) -> RoomState:
        return admit(self._rooms, Action.INTEGRATE, username, name, signed_in).state

    def _known(self, name: str, subscription_id: str) -> EventSubscription:
        found = self._rows.get(name, subscription_id)
        if found is None:
            raise NoSuchSubscription
        return found


def _need_room(state: RoomState) -> None:
    if state.events >= MAX_SUBSCRIPTIONS:
        raise TooManySubscriptions


def _view(subscription: EventSubscription) -> Subscription:
    return Subscription(
        id=subscription.id,
        url=subscription.url,
        events=list(subscription.kinds),
        bots=subscription.bots,
        last_status=subscription.last_status,
        failing_since=subscription.failing_since,
        disabled=subscription.disabled,
    )
