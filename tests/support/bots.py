"""Bots in memory: what makes them and lets them in on a chat's tables, and the shortest ways to do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from snowfight.domain.bots.authentication import BotAuthentication
from snowfight.domain.bots.bots import BotService
from snowfight.domain.bots.writing import BotWriting
from snowfight.domain.messages.sending import Delivery, Sending
from snowfight.domain.permissions import Action, allow
from snowfight.errors import SnowfightError, Unauthorized
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Room
from snowfight.models.robots.bots import Bot, BotMessage, NewBot
from snowfight.storage.bots.bots import BotRows
from tests.support.chat import Chat
from tests.support.site import Answer, Site
from tests.support.wire import Wire

HOUR = timedelta(hours=1)
Deed = Callable[[], object]


class Bots:
    """Put together as functions/bots/wiring.py does."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.rows: BotRows = chat.bot_rows
        limits = (chat.bot_deletion, chat.rate_limits, chat.clock)
        self.service = BotService(chat.accounts, chat.bot_rows, *limits, pause=lambda _seconds: None)
        self.authentication = BotAuthentication(chat.bot_rows, chat.clock)
        sending = Sending(
            *(chat.message_dependencies(chat.fanout), chat.clock, chat.settings.message_length),
            admit=_admit,
            acknowledge=lambda _bot, _ack: None,
        )
        self.writing = BotWriting(sending, lambda: chat.changes, chat.clock)

    def create(self, username: str = "crab", maker: str = "ann") -> str:
        """Make a bot; returns its token."""
        return self.service.create(maker, NewBot(username=username, display_name=username.title())).token

    def renew(self, username: str = "crab", maker: str = "ann", days: int = 365) -> str:
        return self.service.renew(maker, username, days).token

    def lets_in(self, token: str) -> bool:
        """Whether that is a bot's token."""
        try:
            self.authentication.bot(token)
        except Unauthorized:
            return False
        return True

    def of(self, maker: str = "ann") -> list[Bot]:
        return self.service.all(maker).bots

    def account(self, username: str) -> Account:
        account = self.chat.accounts.get(username)
        assert account is not None
        return account

    def say(self, bot: str = "crab", body: str = "hello", room: str = PUBLIC_CHAT, **parts: Any) -> Delivery:
        return self.writing.send(bot, BotMessage(room=room, body=body, **parts))


def _admit(room: Room | None, username: str) -> Room:
    return allow(Action.SEND, room, username)


def outcome(action: Deed) -> str:
    """`ok`, or the code of the error that the action ends with."""
    try:
        action()
    except SnowfightError as error:
        return error.code
    return "ok"


@dataclass(frozen=True)
class Meeting:
    """What became of two who acted at once."""

    one: str
    other: str

    @property
    def outcomes(self) -> list[str]:
        return sorted([self.one, self.other])


def meetings(wire: Wire, act: Callable[[int], tuple[Deed, Deed]]) -> Iterator[tuple[int, Meeting]]:
    """Every way in which the second deed may come between what the first one does: `act` gives both, for each."""
    for place in count():
        one, other = act(place)
        found: list[str] = []
        with wire.rival_after(place, partial(_try, other, found)) as acted:
            mine = outcome(one)
        if not acted():
            return
        yield place, Meeting(mine, found[0])


def _try(deed: Deed, found: list[str]) -> None:
    found.append(outcome(deed))


class BotCaller:
    """A program that has a token, as it calls the HTTP API."""

    def __init__(self, site: Site, token: str) -> None:
        self.site = site
        self.token = token

    def call(self, method: str, call: str, body: Any = None, **parts: Any) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.site.call(method, f"/api/bot/{call}", body, headers=headers, **parts)

    def say(self, room: str, body: str = "hello", **parts: Any) -> Answer:
        return self.call("POST", "message", {"room": room, "body": body, **parts})
