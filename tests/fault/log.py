"""One chat as a device has it, by the rules of the wire contract: messages by `seq`, changes to them by `rev`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Wire = dict[str, Any]


@dataclass
class Log:
    """An unbroken run of messages, what lies behind a hole, and up to which change they show all."""

    reader: str
    messages: list[Wire] = field(default_factory=list[Wire])
    ahead: dict[int, Wire] = field(default_factory=dict[int, Wire])
    known: int = 0
    fetching: bool = False
    failures: int = 0
    gone: bool = False
    rev: int | None = None
    """The cursor: everything up to that change is shown; None until a page has come."""

    known_rev: int = 0
    is_beyond: bool = False
    """Whether the server says that it has fewer changes than this."""

    asking: bool = False
    refusals: int = 0
    resets: int = 0
    doubtful: set[int] = field(default_factory=set[int])
    """Messages of which a frame could not tell whether the reader is among those who reacted."""

    _later: set[int] = field(default_factory=set[int])
    _mine: dict[tuple[int, str], tuple[int, bool]] = field(default_factory=dict[tuple[int, str], tuple[int, bool]])

    @property
    def end(self) -> int:
        return len(self.messages)

    @property
    def is_behind(self) -> bool:
        """Whether there are messages to ask for; one that has nothing does not know where its changes begin."""
        return self.known > self.end or self.rev is None

    @property
    def is_stale(self) -> bool:
        """Whether there are changes to ask for."""
        return bool(self.doubtful) or self.is_beyond or (self.rev is not None and self.known_rev > self.rev)

    def add(self, messages: list[Wire]) -> None:
        """Messages that a frame or a page tells of."""
        for message in messages:
            seq = message["seq"]
            self.known = max(self.known, seq)
            have = self.messages[seq - 1] if seq <= self.end else self.ahead.get(seq)
            if have is None or have["rev"] <= message["rev"]:
                (self.messages if seq <= self.end else self.ahead)[seq - 1 if seq <= self.end else seq] = message
            self._judge(message)
        while self.end + 1 in self.ahead:
            self.messages.append(self.ahead.pop(self.end + 1))

    def page(self, messages: list[Wire], rev: int) -> None:
        """A page of history, which shows at least what had changed up to `rev`."""
        self.add(messages)
        self._clear_up(messages)
        if self.rev is None:
            self.rev = rev
        self._go_on()

    def changes(self, page: Wire) -> None:
        """A page of changes behind the cursor."""
        if page["reset"]:
            self.resets += 1
            self.messages, self.ahead, self.rev, self._mine = [], {}, None, {}
            return
        self.add(page["messages"])
        self._clear_up(page["messages"])
        if page["more"]:  # a message that changed again comes with its last change only: frames lead past nothing
            self._later.clear()
        self.rev = max(self.rev or 0, page["rev"])
        self.known_rev = max(self.known_rev, page["rev"] + page["more"])
        self._go_on()

    def change(self, frame: Wire) -> None:
        """One change."""
        self.add([frame["message"]])
        if frame["kind"] == "react" and frame["username"] == self.reader:
            self._learn(frame["seq"], frame["emoji"], frame["rev"], frame["on"])
        self.tell(frame["rev"])
        self._later.add(frame["rev"])
        self._go_on()

    def gathered(self, frame: Wire) -> None:
        """Many changes at once."""
        self.add(frame["messages"])
        self.doubtful |= {m["seq"] for m in frame["messages"] if any(map(_is_cut, m["reactions"]))}
        self.tell(frame["rev"])
        if self.rev is not None and self.rev >= frame["after"]:
            self.rev = max(self.rev, frame["rev"])
        self._go_on()

    def tell(self, rev: int) -> None:
        """There is a change of that number."""
        self.known_rev = max(self.known_rev, rev)

    def state(self) -> list[Wire]:
        """What is shown, with whether the reader has reacted."""
        return [
            message | {"reactions": [each | {"me": self._me(message["seq"], each)} for each in message["reactions"]]}
            for message in self.messages
        ]

    def _me(self, seq: int, reaction: Wire) -> bool:
        return self._mine.get((seq, reaction["emoji"]), (0, False))[1]

    def _clear_up(self, messages: list[Wire]) -> None:
        """A page has come; one that is older than what a frame told since clears nothing up."""
        for message in messages:
            seq = message["seq"]
            have = self.messages[seq - 1] if seq <= self.end else self.ahead[seq]
            if have["rev"] <= message["rev"]:
                self.doubtful.discard(seq)

    def _go_on(self) -> None:
        while self.rev is not None and self.rev + 1 in self._later:
            self.rev += 1
        self._later = {rev for rev in self._later if rev > (self.rev or 0)}

    def _judge(self, message: Wire) -> None:
        """Whether the reader has reacted: pages say it, and lists of names that are complete."""
        seq, rev = message["seq"], message["rev"]
        for reaction in message["reactions"]:
            if reaction["me"] is not None:
                self._learn(seq, reaction["emoji"], rev, reaction["me"])
            elif not _is_cut(reaction):
                self._learn(seq, reaction["emoji"], rev, self.reader in reaction["usernames"])
        there = {reaction["emoji"] for reaction in message["reactions"]}
        for of, emoji in list(self._mine):
            if of == seq and emoji not in there:
                self._learn(seq, emoji, rev, False)

    def _learn(self, seq: int, emoji: str, rev: int, is_there: bool) -> None:
        if rev >= self._mine.get((seq, emoji), (0, False))[0]:
            self._mine[seq, emoji] = (rev, is_there)


def _is_cut(reaction: Wire) -> bool:
    return reaction["count"] > len(reaction["usernames"])
