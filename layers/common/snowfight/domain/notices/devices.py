"""The browsers of users that are pushed to."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.errors import FieldError, Invalid, NotFound
from snowfight.models.notices import PushDevice, PushDevices, PushKey, PushSubscribe
from snowfight.models.records import Account, PushSubscription
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.notices.people import Person
from snowfight.storage.notices.push_subscriptions import PushSubscriptions, device_id
from snowfight.storage.rate_limits import RateLimit, RateLimits

SESSION = timedelta(days=30)
"""As long as a session lives (infra/integrations/user_pool.py): a subscription does not outlive it."""

CHANGES = RateLimit("push-subscriptions", 60, timedelta(minutes=10), "that is very many changes of your devices")
"""Of one user: far more than browsers start."""

TESTS = RateLimit("test-notices", 10, timedelta(minutes=10), "that is very many notices to try; please wait a little")


class DeviceService:
    """`public_key` says what browsers subscribe with, or raises PushOff; `is_known`, whether an endpoint is a push
    service's; `test` pushes a notice to try to one subscription."""

    def __init__(
        self,
        accounts: Accounts,
        subscriptions: PushSubscriptions,
        rate_limits: RateLimits,
        clock: Clock,
        public_key: Callable[[], str],
        is_known: Callable[[str], bool],
        test: Callable[[Account, PushSubscription], None],
    ) -> None:
        self._accounts = accounts
        self._subscriptions = subscriptions
        self._rate_limits = rate_limits
        self._clock = clock
        self._public_key = public_key
        self._is_known = is_known
        self._test = test

    def devices(self, username: str, signed_in: datetime) -> PushDevices:
        """The user's browsers that are pushed to, oldest first; raises Unauthorized."""
        account = self._living(username, signed_in)
        subscriptions = living_devices(Person(account, "offline", subscriptions=self._of(username)), self._clock.now())
        devices = [PushDevice(id=device_id(each.endpoint), created=each.created) for each in subscriptions]
        return PushDevices(devices=devices, mail_stopped=account.mail_stopped)

    def key(self, username: str, signed_in: datetime) -> PushKey:
        """What browsers subscribe with; raises PushOff, Unauthorized."""
        self._living(username, signed_in)
        return PushKey(public_key=self._public_key())

    def subscribe(self, username: str, body: PushSubscribe, session: str, signed_in: datetime) -> None:
        """Push to the browser while the session lasts; raises PushOff, Invalid, Unauthorized,
        RateLimited."""
        self._living(username, signed_in)
        self._public_key()
        if not self._is_known(body.endpoint):
            raise Invalid([FieldError("endpoint", "is at no push service that we know")])
        now = self._clock.now()
        self._rate_limits.spend(CHANGES, username, now)
        keys, language = body.keys, body.language
        subscription = PushSubscription(body.endpoint, keys.p256dh, keys.auth, session, signed_in, now, language)
        self._subscriptions.add(username, subscription)

    def unsubscribe(self, username: str, endpoint: str, signed_in: datetime) -> None:
        """Push to that browser no more, where it is the user's; raises Unauthorized, RateLimited."""
        self._living(username, signed_in)
        self._rate_limits.spend(CHANGES, username, self._clock.now())
        self._subscriptions.remove(username, lambda each: _is_same(each.endpoint, endpoint))

    def test(self, username: str, endpoint: str, signed_in: datetime) -> None:
        """Push a notice to try; raises NotFound where that browser is not the user's, Unauthorized, RateLimited."""
        account = self._living(username, signed_in)
        known = [each for each in self._of(username) if _is_same(each.endpoint, endpoint)]
        if not known:
            raise NotFound
        self._rate_limits.spend(TESTS, username, self._clock.now())
        self._test(account, known[0])

    def _living(self, username: str, signed_in: datetime) -> Account:
        return living(self._accounts.get(username), signed_in)

    def _of(self, username: str) -> tuple[PushSubscription, ...]:
        return tuple(self._subscriptions.of(username))


def living_devices(person: Person, now: datetime) -> list[PushSubscription]:
    """Where the user is pushed to: subscriptions end with the session that made them."""
    admits = person.account.admits
    return [each for each in person.subscriptions if admits(each.signed_in) and now < each.signed_in + SESSION]


def _is_same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
