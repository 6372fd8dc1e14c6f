"""Calls in memory: what serves their frames on a chat's tables, and devices that send those and hear what is posted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from snowfight.domain.calls.arrivals import Capacity
from snowfight.domain.calls.call_messages import CallMessages
from snowfight.domain.calls.calls import Calls
from snowfight.domain.calls.chat_calls import ChatCalls
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.looking import CallLooking
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.parting import CallParting
from snowfight.domain.calls.signals import CallSignals
from snowfight.domain.calls.telling import CallTelling
from snowfight.domain.calls.watching import CallWatching
from snowfight.errors import SnowfightError
from snowfight.models.base import Answer
from snowfight.models.calls.frames import CallAccept, CallDecline, CallFrame, CallLeave, CallSignal, CallStart, CallSync
from snowfight.models.message import HistoryQuery
from snowfight.models.records import Link
from snowfight.storage.calls.calls import CallRows
from snowfight.storage.calls.room_calls import RoomCalls
from snowfight.storage.calls.watches import Watches
from snowfight.storage.database import Database
from snowfight.transport.websocket import error_frame, parse

if TYPE_CHECKING:
    from tests.support.chat import Chat

MODELS: dict[str, type[CallFrame]] = {
    "call_start": CallStart,
    "call_accept": CallAccept,
    "call_decline": CallDecline,
    "call_leave": CallLeave,
    "call_signal": CallSignal,
    "call_sync": CallSync,
}


class CallParts:
    """What serves calls, put together as functions/calls/wiring.py does."""

    def __init__(
        self, chat: Chat, *, pause: Callable[[float], None] = lambda _seconds: None, notices: bool = True
    ) -> None:
        assert chat.database is not None
        self._database: Database = chat.database
        self.rows = CallRows(self._database)
        self.room_calls = RoomCalls(self._database)
        self.watches = Watches(self._database)
        on = Dependencies(
            database=self._database,
            rooms=chat.rooms,
            messages=chat.messages,
            accounts=chat.accounts,
            limits=chat.rate_limits,
            fanout=chat.fanout,
            retention=chat.retention,
            blocking=chat.blocking,
            clock=chat.clock,
            capacity=Capacity(chat.settings.call_video, chat.settings.call_voice),
            notices=notices,
        )
        moves, telling = CallMoves(self.rows, chat.clock, pause), CallTelling(on)
        self.messages = CallMessages(on)
        self.calls = Calls(on, moves, telling, self._log)
        self.signals = CallSignals(on)
        self.looking = CallLooking(on, moves, telling)
        self.parting = CallParting(on, moves, telling)
        self.watching = CallWatching(on, self.looking, self.messages)
        self.chat_calls = ChatCalls(self.rows, chat.clock)
        self.serve: dict[str, Callable[[Link, Any], Answer | None]] = {
            "call_start": self.calls.start,
            "call_accept": self.calls.accept,
            "call_decline": self.calls.decline,
            "call_leave": self.calls.leave,
            "call_signal": self.signals.send,
            "call_sync": self.calls.sync,
        }

    def _log(self, room: str) -> None:
        """What fails is left to the watcher."""
        try:
            self.messages.log(room)
        except Exception:  # noqa: BLE001  (as the function does)
            return

    def answer(self, link: Link, raw: dict[str, Any]) -> dict[str, Any] | None:
        """What that connection is answered to the frame, which is read, served and answered as the function does."""
        try:
            frame = MODELS[raw["type"]].model_validate(raw)
            reply = self.serve[raw["type"]](link, frame)
        except SnowfightError as error:
            reply = error_frame(error, raw)
        return None if reply is None else parse(reply.model_dump_json())


@dataclass
class Device:
    """A page of a user's, in one chat. Every frame returns its answer."""

    phones: Phones
    link: Link
    room: str
    id: str = field(default_factory=lambda: str(uuid4()))
    call: str = field(default_factory=lambda: str(uuid4()))

    def start(self, *, video: bool = False, call: str | None = None, **parts: Any) -> dict[str, Any]:
        """Start a new call, or one of that id."""
        self.call = call or str(uuid4())
        return self.send("call_start", video=video, **parts)

    def accept(self, *, video: bool = False, **parts: Any) -> dict[str, Any]:
        """Come into the call that this page knows."""
        return self.send("call_accept", video=video, **parts)

    def decline(self, **parts: Any) -> dict[str, Any]:
        return self.send("call_decline", **parts)

    def leave(self, **parts: Any) -> dict[str, Any]:
        return self.send("call_leave", **parts)

    def sync(self, **parts: Any) -> dict[str, Any]:
        return self.send("call_sync", **parts)

    def signal(self, to: str, data: dict[str, Any] | None = None, **parts: Any) -> dict[str, Any] | None:
        """None where it was delivered."""
        return self.ask("call_signal", to=to, data={"candidates": []} if data is None else data, **parts)

    def send(self, kind: str, **parts: Any) -> dict[str, Any]:
        answer = self.ask(kind, **parts)
        assert answer is not None
        return answer

    def ask(self, kind: str, **parts: Any) -> dict[str, Any] | None:
        frame = {"type": kind, "room": self.room, "call": self.call, "device": self.id, **parts}
        return self.phones.parts.answer(self.link, frame)

    def heard(self, kind: str | None = None) -> list[dict[str, Any]]:
        """What was posted to the page since this was asked last, of calls or of one kind."""
        frames = self.phones.news(self.link)
        return [each for each in frames if (each["type"] == kind if kind else each["type"].startswith("call_"))]

    def moved(self) -> Device:
        """The same page, over another connection."""
        return Device(self.phones, self.phones.connect(self.link.username), self.room, self.id, self.call)


@dataclass
class Phones:
    """Devices on `chat`, and turns of the watcher by hand."""

    chat: Chat

    def __post_init__(self) -> None:
        self._read: dict[str, int] = {}

    @cached_property
    def parts(self) -> CallParts:
        return self.chat.calls

    def device(self, username: str, room: str, *, link: Link | None = None) -> Device:
        """Another page of the user's, which shows that chat."""
        return Device(self, link or self.connect(username), room)

    def connect(self, username: str) -> Link:
        """A connection that was opened a minute ago: no time passes."""
        link = Link(f"{username}-{uuid4()}", username, self.chat.clock.now() - timedelta(minutes=1))
        self.chat.connection_lifecycle.opened(link)
        self.chat.gateway.open.add(link.connection_id)
        return link

    def news(self, link: Link) -> list[dict[str, Any]]:
        frames = self.chat.gateway.frames(link.connection_id)
        start = self._read.get(link.connection_id, 0)
        self._read[link.connection_id] = len(frames)
        return frames[start:]

    def watch(self, room: str) -> bool:
        """The watcher's row has come; whether it was time."""
        return self.parts.watching.take(room).total_seconds() <= 0

    def wait(self, room: str, seconds: float, *alive: Device) -> None:
        """Let time pass in which the watcher looks as often as it wants to, and those devices say that they are there,
        every 20 s."""
        for second in range(1, int(seconds) + 1):
            self.chat.clock.advance(seconds=1)
            for device in alive if second % 20 == 0 else ():
                device.sync()
            self.watch(room)

    def logged(self, username: str, room: str) -> list[dict[str, Any]]:
        """The chat's messages that tell of calls, as that user's history has them."""
        page = self.chat.history.page(username, room, HistoryQuery(limit=100))
        messages = [message.model_dump(mode="json") for message in page.messages]
        return [message for message in messages if message["call"]]

    def going_on(self, username: str, room: str) -> dict[str, Any] | None:
        """The chat's `call`, as that user's list of chats has it."""
        call = self.chat.chat_lists.one(username, room).call
        return None if call is None else call.model_dump(mode="json")
