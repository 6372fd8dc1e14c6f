"""Pushing notices, and what is made of the push services' answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from snowfight.clock import Clock
from snowfight.delivery.web_push.push import Push, PushResult, PushServices
from snowfight.domain.notices.notices import Notice
from snowfight.domain.notices.wording import count_of, payload_of, test_words
from snowfight.integrations.notice_secrets import NoticeSecrets
from snowfight.models.notices import CallPush, MessagePush, ReadPush
from snowfight.models.records import Account, PushSubscription
from snowfight.settings import SITE_NAME
from snowfight.storage.notices.noticed import Noticed, NoticedRows
from snowfight.storage.notices.push_subscriptions import PushSubscriptions, device_id
from snowfight.storage.notices.retries import Retries, Retry

TOPIC = 32
"""Characters of a topic (RFC 8030, section 5.4)."""

SOON = timedelta(minutes=1)
"""After so long what failed is tried again, unless the push service says otherwise, then after twice as long …"""

GIVE_UP = timedelta(hours=1)
"""… and no more after so long (wire contract, "Notices when nobody looks")."""


@dataclass(frozen=True)
class _Sent:
    """A push of a notice; `is_message` tells it from what only takes something back."""

    notice: Notice
    push: Push
    is_message: bool


class Pusher:
    """`services` are there where the deployment has a key for them. `counts` is what became of pushes, by outcome, for
    the metrics; `refusals` which push services refused them as wrong, and how."""

    def __init__(
        self,
        services: Callable[[], PushServices],
        secrets: NoticeSecrets,
        subscriptions: PushSubscriptions,
        noticed: NoticedRows,
        retries: Retries,
        clock: Clock,
    ) -> None:
        self._services = services
        self._secrets = secrets
        self._subscriptions = subscriptions
        self._noticed = noticed
        self._retries = retries
        self._clock = clock
        self.counts: Counter[str] = Counter()
        self.refusals: list[tuple[str, int | None]] = []

    def push(self, notices: Sequence[Notice]) -> None:
        """Push each notice to each of its devices, at once, and what takes back those that were read."""
        if not notices:
            return
        devices = [(notice, device) for notice in notices for device in notice.devices]
        self._send([each for notice, device in devices for each in self._pushes(notice, device)])
        for notice in notices:
            told = Noticed(notice.state.name, notice.entry.seq, self._clock.now())
            self._noticed.put(notice.person.username, told)
            self._noticed.forget(notice.person.username, notice.read)

    def push_again(self, notice: Notice, first: datetime) -> None:
        """Push to its devices a notice that failed first at `first`. What was read since waits for one that all devices
        get."""
        self._send([self._message(notice, device) for device in notice.devices], first)

    def test(self, account: Account, device: PushSubscription) -> None:
        """Push a notice to try."""
        words = test_words(device.language)
        message = MessagePush(room="", seq=0, title=SITE_NAME, body=words, icon=None, url="/me", unread=0)
        push = Push(device, payload_of(message), self._topic(account.username, ""), "high")
        [result] = self._services().send([push])
        self._count(result, push)
        if result.outcome == "gone":
            self._subscriptions.remove(account.username, lambda each: each.endpoint == device.endpoint)

    def ring(self, username: str, device: PushSubscription, ring: CallPush, ttl: timedelta) -> None:
        """Push that a call rings, for as long as it does: what fails is not tried again."""
        push = Push(device, payload_of(ring), self._topic(username, ring.room), "high", ttl)
        [result] = self._services().send([push])
        self._count(result, push)
        if result.outcome == "gone":
            self._subscriptions.remove(username, lambda each: each.endpoint == device.endpoint)

    def _send(self, sent: Sequence[_Sent], first: datetime | None = None) -> None:
        results = self._services().send([each.push for each in sent])
        for each, result in zip(sent, results, strict=True):
            self._settle(each, result, first)

    def _pushes(self, notice: Notice, device: PushSubscription) -> list[_Sent]:
        return [self._message(notice, device), *(self._read(notice, device, read) for read in notice.reads())]

    def _read(self, notice: Notice, device: PushSubscription, read: ReadPush) -> _Sent:
        """It takes the place of what waits of a chat that was read, but not of the notice that goes with it."""
        room = read.room if read.room != notice.state.name else f"{read.room}/read"
        topic = self._topic(notice.person.username, room)
        return _Sent(notice, Push(device, read.model_dump_json(), topic, "normal"), is_message=False)

    def _message(self, notice: Notice, device: PushSubscription) -> _Sent:
        topic = self._topic(notice.person.username, notice.state.name)
        told = notice.message(device)
        body = told.body if isinstance(told, CallPush) else count_of(max(1, notice.here), device.language)
        short = told.model_copy(update={"body": body})
        urgency = "high" if notice.urgent else "normal"
        push = Push(device, payload_of(told), topic, urgency, short=short.model_dump_json())
        return _Sent(notice, push, is_message=True)

    def _topic(self, username: str, room: str) -> str:
        return self._secrets.token("topic", f"{username}/{room}")[:TOPIC]

    def _settle(self, sent: _Sent, result: PushResult, first: datetime | None) -> None:
        self._count(result, sent.push)
        username, device = sent.notice.person.username, sent.push.subscription
        if result.outcome == "gone":
            self._subscriptions.remove(username, lambda each: each.endpoint == device.endpoint)
        if result.outcome in ("failed", "late") and sent.is_message:
            self._try_again(sent, result, first)

    def _count(self, result: PushResult, push: Push) -> None:
        self.counts[result.outcome] += 1
        if result.outcome == "refused":
            self.refusals.append((urlsplit(push.subscription.endpoint).hostname or "", result.status))

    def _try_again(self, sent: _Sent, result: PushResult, first: datetime | None) -> None:
        now = self._clock.now()
        began = first or now
        wait = max(result.retry_after or timedelta(), SOON, now - began)
        if now + wait > began + GIVE_UP:
            return
        notice = sent.notice
        device = device_id(sent.push.subscription.endpoint)
        self._retries.put(Retry(notice.person.username, notice.state.name, notice.entry.seq, device, began, now + wait))
