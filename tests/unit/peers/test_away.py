"""Given a reader who sleeps while others write, edit and delete, when they are back, then what is wrong is counted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bench.peers import away
from bench.peers.away import DELETED, EDITED, MEANWHILE, Plan, judged, plan, returned
from bench.peers.chats import Chat, Guest


@dataclass(eq=False)
class Neighbour(Guest):
    """Somebody at a board: they see it as it is while they are there, and when they are back as far as it tells."""

    board: Board
    there: bool = True
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        await self.ended.wait()

    async def say(self, text: str) -> None:
        self.board.put(f"{len(self.board.texts)}", text)

    async def edit(self, key: str, text: str) -> None:
        self.board.put(key, text)

    async def delete(self, key: str) -> None:
        self.board.put(key, None)

    async def leave(self) -> None:
        self.there = False

    async def come_back(self) -> None:
        self.there = True
        for key, text in self.board.texts.items():
            if key not in self.shown or self.board.tells_changes:
                self.requests += 1
                self.heard((text or "").encode())
                self.hear(key, text)

    def hear(self, key: str, text: str | None) -> None:
        if text is None:
            self.hide(key)
        else:
            self.show(key, text)


class Board(Chat):
    """A chat in memory, which tells whoever comes back of changes to what they have seen, or does not."""

    def __init__(self, *, tells_changes: bool) -> None:
        self.tells_changes = tells_changes
        self.texts: dict[str, str | None] = {}
        self.guests: list[Neighbour] = []

    async def enter(self) -> Guest:
        guest = Neighbour(f"guest{len(self.guests)}", board=self)
        self.guests.append(guest)
        return guest

    def put(self, key: str, text: str | None) -> None:
        self.texts[key] = text
        for guest in self.guests:
            if guest.there:
                guest.hear(key, text)


async def back_at(board: Board) -> away.Return:
    reader, *speakers = [await board.enter() for _ in range(4)]
    return await returned(board, reader, asyncio.create_task(reader.listen()), speakers)


async def test_whoever_is_told_everything_has_everything_right() -> None:
    board = Board(tells_changes=True)

    back = await back_at(board)

    assert len(board.texts) == len(plan(changes=True).before) + MEANWHILE
    assert (back.missing, back.outdated, back.undeleted, back.served) == (0, 0, 0, 0)
    assert back.requests == len(board.texts)
    assert back.received > MEANWHILE


async def test_whoever_is_told_of_new_messages_only_keeps_old_texts() -> None:
    back = await back_at(Board(tells_changes=False))

    assert back.missing == 0
    assert back.outdated == EDITED // 2
    assert back.undeleted == DELETED // 2
    assert back.served == 0


async def test_of_a_chat_without_changes_only_what_is_new_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Board, "changes", False)

    async def nothing(_guest: Neighbour) -> None: ...

    monkeypatch.setattr(Neighbour, "come_back", nothing)
    back = await back_at(Board(tells_changes=True))

    assert (back.missing, back.outdated, back.undeleted) == (MEANWHILE, 0, 0)


def test_half_of_the_changes_are_of_messages_that_the_reader_has_seen() -> None:
    happens = plan(changes=True)

    assert len(happens.edited) == EDITED
    assert len(happens.deleted) == len(set(happens.deleted)) == DELETED
    assert not set(happens.deleted) & happens.edited.keys()
    assert sum(text in happens.before for text in happens.edited) == EDITED // 2
    assert sum(text in happens.before for text in happens.deleted) == DELETED // 2


@pytest.mark.parametrize(
    ("shown", "sent", "wrong"),
    [
        (["new", "seen, edited"], "", (0, 0, 0, 0)),
        (["seen, edited"], "", (1, 0, 0, 0)),
        (["new", "seen"], "", (0, 1, 0, 0)),
        (["new", "seen, edited", "gone"], "new", (0, 0, 1, 0)),
        (["new", "seen, edited"], "new, gone, gone", (0, 0, 0, 1)),
    ],
)
def test_each_fault_is_counted_as_what_it_is(shown: list[str], sent: str, wrong: tuple[int, ...]) -> None:
    happens = Plan(["seen"], ["new", "gone"], {"seen": "seen, edited"}, ["gone"])

    back = judged(happens, shown, sent.encode(), requests=1, seconds=0.5)

    assert (back.missing, back.outdated, back.undeleted, back.served) == wrong
