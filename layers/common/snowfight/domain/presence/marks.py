"""The marks of one turn: what is due, and what of it has been done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from snowfight.storage.presence.schedule import PresenceTurns, Shelf, new_version


class Marks:
    """The marks of one shelf: those that lie there (`kept`, with their versions), and those that this turn puts.

    What becomes of them is written when the turn ends: a mark that is put and done within it is never written. Whoever
    dies before leaves all as it was, and the stream brings the batch again that the new ones came from.
    """

    def __init__(self, turns: PresenceTurns, shelf: Shelf, kept: dict[str, str]) -> None:
        self._turns = turns
        self._shelf: Shelf = shelf
        self._kept = kept
        self._new: dict[str, str] = {}
        self._done: dict[str, str] = {}

    def put(self, names: Iterable[str], now: datetime) -> None:
        """Put marks; one that is there is put anew."""
        self._new |= {name: new_version(now) for name in names}

    def all(self, kind: str = "") -> dict[str, str]:
        """The marks, or those of one kind of topics, and their versions, the longest waiting first."""
        marks = ((name, version) for name, version in (self._kept | self._new).items() if name.startswith(kind))
        return dict(sorted(marks, key=lambda mark: mark[1]))

    def strike(self, name: str) -> None:
        """It has been done."""
        self._new.pop(name, None)
        if name in self._kept:
            self._done[name] = self._kept.pop(name)

    def keep(self, now: datetime) -> None:
        """Write what is left of the new ones, and strike off what has been done, unless it was put anew meanwhile."""
        self._turns.put(self._shelf, self._new, now)
        for name, version in self._done.items():
            self._turns.strike(self._shelf, name, version)

    def __bool__(self) -> bool:
        return bool(self._kept or self._new)
