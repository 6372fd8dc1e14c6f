"""What is compared: chats with one room, and somebody in it who does what the chat's own client does."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Set
from dataclasses import dataclass, field

PATIENCE = 60.0
"""Seconds that an answer may take."""


@dataclass(eq=False)
class Guest(ABC):
    """Somebody in a chat, and what is on their screen."""

    name: str
    shown: dict[str, str] = field(default_factory=dict[str, str], kw_only=True)
    """The texts as they are now, by the chat's id of the message."""
    seen: dict[str, float] = field(default_factory=dict[str, float], kw_only=True)
    """When each text came first."""
    requests: int = field(default=0, kw_only=True)
    """Calls, frames and stanzas that were sent."""
    tape: bytearray | None = field(default=None, kw_only=True)
    """All that the chat sends, where somebody wants to know: bodies and frames, without their headers."""

    def show(self, key: str, text: str) -> None:
        self.shown[key] = text
        self.seen.setdefault(text, time.perf_counter())

    def hide(self, key: str) -> None:
        self.shown.pop(key, None)

    def key(self, text: str) -> str:
        """The id of a message that is shown."""
        return next(key for key, shown in self.shown.items() if shown == text)

    def heard(self, data: bytes) -> None:
        if self.tape is not None:
            self.tape += data

    @abstractmethod
    async def listen(self) -> None:
        """Take what the chat sends, until cancelled."""

    @abstractmethod
    async def say(self, text: str) -> None: ...

    async def edit(self, key: str, text: str) -> None:
        """Change a message of one's own, if the chat `changes`."""
        raise NotImplementedError

    async def delete(self, key: str) -> None:
        """Delete a message of one's own, if the chat `changes`."""
        raise NotImplementedError

    async def catch_up(self, texts: Set[str]) -> None:  # noqa: ARG002
        """Do what the client does at leisure to get what it missed."""
        return

    async def answered(self) -> float:
        """Seconds until a question is answered that asks for nothing, where those are an emulator's; else 0."""
        return 0.0

    @abstractmethod
    async def leave(self) -> None:
        """As a machine that falls asleep; nobody listens any more."""

    @abstractmethod
    async def come_back(self) -> None:
        """Connect again, and ask until there is nothing left to ask for."""


class Chat(ABC):
    """A chat that runs."""

    changes = True
    """Whether messages can be edited and deleted."""

    @property
    def again(self) -> int:
        """How often something was sent again, or asked for because a push had left it out."""
        return 0

    @abstractmethod
    async def enter(self) -> Guest:
        """Another guest, who hears everything that is said from now on if they listen."""

    async def resend(self) -> None:
        """Send again what the chat's client would by now."""
        return


async def until(chat: Chat, true: Callable[[], bool], step: float = 0.01) -> None:
    """Wait for something, looking every `step` seconds, while the chat sends again what it would.

    Raises TimeoutError.
    """
    deadline = time.perf_counter() + PATIENCE
    while not true():
        if time.perf_counter() > deadline:
            raise TimeoutError("what was sent has not reached everybody")
        await chat.resend()
        await asyncio.sleep(step)
