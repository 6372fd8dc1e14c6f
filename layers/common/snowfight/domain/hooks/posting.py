"""What is posted to a hook becomes messages of its chat.

They are sent as anybody's: stored, told and looked at for words as those are. What a post needs besides is here:
whether its address is one, whether it comes too soon, and that a post that is sent again is stored once, whatever it
died of.
"""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from snowfight.clock import Clock
from snowfight.domain.admission import speaking
from snowfight.domain.credentials import HookKey
from snowfight.domain.hooks.rendering import rendered
from snowfight.domain.hooks.splitting import messages
from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.domain.messages.sending import Delivery, Sending
from snowfight.domain.posting.checks import PostingChecks
from snowfight.errors import NoSuchChat, NoSuchHook, RateLimited, Unavailable
from snowfight.models.client_frames import Send
from snowfight.models.names import is_room
from snowfight.models.records import Link, Room
from snowfight.models.robots.payload import HookPayload
from snowfight.storage.database import together
from snowfight.storage.hooks.accounts import HookAccounts
from snowfight.storage.hooks.hooks import HookRows, KeptHook
from snowfight.storage.messages.log import Messages

_AGAIN = UUID("5f0d6f0a-3a0e-4c55-9d0d-0b6f6c9c2e71")
"""The namespace of the ids of messages whose post says by a key of its own that it may come again."""


def as_hook(room: Room | None, username: str) -> Room:  # noqa: ARG001  (whose hook it is was asked before)
    """The room, for Sending; raises NoSuchChat where there is none (any more)."""
    if room is None:
        raise NoSuchChat
    return room


class HookPosting:
    """`length` is the deployment's limit of a message in code points; `sending` sends for hooks."""

    def __init__(
        self,
        rows: HookRows,
        accounts: HookAccounts,
        sending: Sending,
        log: Messages,
        checks: PostingChecks,
        clock: Clock,
        length: int,
    ) -> None:
        self._rows = rows
        self._accounts = accounts
        self._sending = sending
        self._log = log
        self._checks = checks
        self._clock = clock
        self._length = length

    def hook(self, room: str, key: str) -> KeptHook:
        """The hook of that address.

        Raises NoSuchHook, whether there never was one, it is deleted, the secret is another, or whoever made it is
        banned or gone; and Muted where they are: it says nothing that they may not say.
        """
        known = HookKey.of(key)
        hook = self._rows.get(room, known.id) if known and is_room(room) else None
        if known is None or hook is None or not known.fits(hook.digest):
            raise NoSuchHook
        maker = self._accounts.get(hook.maker)
        if maker is None or not maker.is_open:
            raise NoSuchHook
        speaking(maker, self._clock.now())
        return hook

    def post(self, hook: KeptHook, payload: HookPayload, again: str = "") -> list[Delivery]:
        """Send what the post shows, and return what that did, by message; `again` is the key of a post that may come
        again, which is stored once within a day.

        Raises NoText, RateLimited, NoSuchHook, and as PostingChecks: nothing of it is stored then. Raises Unavailable
        where some of it may be: with a key the same post completes it.
        """
        text = rendered(payload)
        self._checks.must_be_clean(text)
        self._pay(hook)
        try:
            return self._send(hook, messages(text, self._length), again)
        except NoSuchChat:
            raise NoSuchHook from None
        except OutcomeUnknown as unknown:
            raise Unavailable from unknown

    def _pay(self, hook: KeptHook) -> None:
        now = self._clock.now()
        charge, is_there = together(
            lambda: self._accounts.pay(hook.username, now),
            lambda: self._rows.use(hook, now),
        )
        if charge.account is None or not is_there:
            raise NoSuchHook
        if charge.retry_after is not None:
            raise RateLimited("a hook takes one post a second", retry_after=charge.retry_after)

    def _send(self, hook: KeptHook, bodies: list[str], again: str) -> list[Delivery]:
        sender = Link("", hook.username, self._clock.now())
        deliveries: list[Delivery] = []
        for number, body in enumerate(bodies):
            client_id = str(uuid5(_AGAIN, f"{hook.id}/{number}/{again}") if again else uuid4())
            frame = Send(type="message", room=hook.room, client_id=client_id, body=body)
            deliveries.append(self._sending.send(sender, frame))
            if number == 0 and len(bodies) > 1 and self._is_another(hook.room, deliveries[0], body):
                break
        return deliveries

    def _is_another(self, room: str, first: Delivery, body: str) -> bool:
        """Whether the first message of a post was stored before, by another post with the same key: it counts."""
        if not first.again:
            return False
        key = (room, first.seq)
        stored = self._log.get([key]).get(key)
        return stored is None or stored.body != body
