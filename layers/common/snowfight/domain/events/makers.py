"""In whose name events are sent: only while they may still see to the chat, and they are told when it ends."""

from __future__ import annotations

from typing import Protocol

from snowfight.domain.permissions import Action, allow
from snowfight.errors import SnowfightError, Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Room, RoomState
from snowfight.storage.events.subscriptions import EventSubscription


class Mail(Protocol):
    """What mails a plain text (integrations.mail)."""

    def send(self, to: str, subject: str, body: str) -> None:
        """Raises Unavailable where it cannot be handed over."""
        ...


def may_still(account: Account | None, state: RoomState | None) -> bool:
    """Whether the maker of a subscription may have made it today; of a chat that is no more, whether they live."""
    if account is None or not account.is_open:
        return False
    if state is None:
        return True
    try:
        allow(Action.INTEGRATE, Room(state, (account.username,)), account.username, account.role)
    except SnowfightError:
        return False
    return True


class MakerNotices:
    """Tells makers; `site` is the chat's address, for mails."""

    def __init__(self, mail: Mail, site: str) -> None:
        self._mail = mail
        self._site = site

    def disabled(self, account: Account, subscription: EventSubscription, title: str) -> None:
        """Nothing more is sent to it. By mail, where the address is proven and mail arrives there; what the list of the
        chat's subscriptions shows stands in any case."""
        if not account.email_verified or account.mail_stopped is not None:
            return
        answer = f"answered {subscription.last_status}" if subscription.last_status else "did not answer"
        text = (
            f"Hello {account.display_name},\n\n"
            f"events of “{title}” are no longer sent to {subscription.url}: it {answer}.\n\n"
            "What happens from now on waits. Enable the subscription again under “Robots and hooks” in the settings of "
            f"the chat, and it goes on where it stood.\n\n{self._site}/{_path(subscription.room)}\n"
        )
        try:
            self._mail.send(account.email, "Events are no longer sent", text)
        except Unavailable:
            return  # the list shows it; a mail that could not be handed over is not tried again


def _path(room: str) -> str:
    return "" if room == PUBLIC_CHAT else f"chat/{room}"
