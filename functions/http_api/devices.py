"""What forgets the browsers of a user that are pushed to, with the session or the account that they belong to."""

from __future__ import annotations

from functions.http_api.wiring import database
from snowfight.storage.notices.push_subscriptions import PushSubscriptions

_subscriptions = PushSubscriptions(database)


def forget_session(username: str, session: str) -> None:
    """Push to none of the browsers that subscribed in the session."""
    _subscriptions.remove(username, lambda each: each.session == session)


def forget_all(username: str) -> None:
    """Push to none of the user's browsers."""
    _subscriptions.remove(username, lambda _each: True)
