"""What bots say and change without a connection: the ways of frames, answered by what they come to."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from snowfight.clock import Clock
from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.domain.messages.sending import Delivery, Sending
from snowfight.errors import Unavailable
from snowfight.models.client_frames import Delete, Edit, React, Send
from snowfight.models.records import Link
from snowfight.models.robots.bots import BotDelete, BotEdit, BotMessage, BotReact

if TYPE_CHECKING:
    from snowfight.domain.changes.parts import ChangeParts

WHATEVER_IT_IS = datetime(9999, 1, 1, tzinfo=UTC)
"""The `known` of an edit that nobody asks when the message was last edited: no edit is later."""


class BotWriting:
    """`sending` acknowledges nowhere, nor do the `changes`, which are loaded with the first of them."""

    def __init__(self, sending: Sending, changes: Callable[[], ChangeParts], clock: Clock) -> None:
        self._sending = sending
        self._changes = changes
        self._clock = clock

    def send(self, bot: str, body: BotMessage) -> Delivery:
        """Store and deliver a message; with a `client_id` once, without one each time.

        Raises as `Sending.send`, NotAMember, and Unavailable where it may be stored or not.
        """
        frame = Send(
            type="message",
            room=body.room,
            client_id=body.client_id or str(uuid4()),
            body=body.body,
            reply_to=body.reply_to,
        )
        with _known():
            return self._sending.send(self._link(bot), frame)

    def react(self, bot: str, body: BotReact) -> int:
        """The bot's reaction is there or not; returns the message's `rev`, as the others do.

        Raises as `ChangeService.serve`, NotAMember, and Unavailable where it may be stored or not.
        """
        return self._change(
            bot, React(type="react", room=body.room, seq=body.seq, client_id=str(uuid4()), emoji=body.emoji, on=body.on)
        )

    def edit(self, bot: str, body: BotEdit) -> int:
        """A new text for a message of the bot's, whatever it was, or only where it was last edited when it `knows`."""
        known = body.known if "known" in body.model_fields_set else WHATEVER_IT_IS
        room, seq, text, client_id = body.room, body.seq, body.body, str(uuid4())
        frame = Edit.model_construct(type="edit", room=room, seq=seq, client_id=client_id, body=text, known=known)
        return self._change(bot, frame)

    def delete(self, bot: str, body: BotDelete) -> int:
        """Take a message away."""
        return self._change(bot, Delete(type="delete", room=body.room, seq=body.seq, client_id=str(uuid4())))

    def _change(self, bot: str, frame: Edit | Delete | React) -> int:
        parts = self._changes()
        with _known():
            return parts.service.serve(self._link(bot), frame.client_id, parts.requests.of(frame)).rev

    def _link(self, bot: str) -> Link:
        """Who is there, without a connection."""
        return Link("", bot, self._clock.now())


@contextmanager
def _known() -> Generator[None]:
    try:
        yield
    except OutcomeUnknown as unknown:
        detail = "it is not known whether that was stored; with the same client_id it may be sent again"
        raise Unavailable(detail) from unknown
