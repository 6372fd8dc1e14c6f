"""What serves calls about the browsers that are pushed to."""

from __future__ import annotations

from functions.notices.wiring import accounts, clock, endpoints, pusher, rate_limits, subscriptions, vapid
from snowfight.domain.notices.devices import DeviceService

devices = DeviceService(
    *(accounts, subscriptions, rate_limits, clock),
    public_key=lambda: vapid().public_key,
    is_known=lambda endpoint: endpoints.origin(endpoint) is not None,
    test=pusher.test,
)
