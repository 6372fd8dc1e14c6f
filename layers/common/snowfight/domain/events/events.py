"""Events as programs are told of them: what happened, with the message as it is now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from snowfight.clock import iso
from snowfight.domain.changes.frames import frame_of
from snowfight.domain.events.occurrences import Occurrence
from snowfight.domain.messages.quotes import Quotes, quoted_by
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.views import named, people_of, shown
from snowfight.models.base import Answer
from snowfight.models.message import Message
from snowfight.models.records import Account, Change, Entry, Replies, RoomState
from snowfight.models.robots.events import MemberData, MessageData
from snowfight.models.user import Author
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.records import authors_of
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.member_events import MemberChange

_LETTERS = {"message": "m", "change": "c", "member": "p"}


@dataclass(frozen=True)
class Event:
    """`by_bot`: a bot or a hook said it, or what it is about."""

    type: str
    at: datetime
    data: Answer
    by_bot: bool = False

    @property
    def body(self) -> bytes:
        """As it is posted."""
        data = self.data.model_dump(mode="json", exclude={"type"})
        payload = {"type": self.type, "timestamp": iso(self.at), "data": data}
        return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def event_id(subscription_id: str, occurrence: Occurrence) -> str:
    """The same, however often it is tried."""
    return f"evt_{subscription_id}_{_LETTERS[occurrence.kind]}{occurrence.number}"


class Events:
    """Makes events of what happened, many at once: a request for messages, two for people."""

    def __init__(self, messages: Messages, accounts: Accounts, retention: Retention) -> None:
        self._messages = messages
        self._accounts = accounts
        self._retention = retention
        self._quotes = Quotes(messages, accounts)

    def of(self, room: str, state: RoomState | None, occurrences: Sequence[Occurrence]) -> list[Event | None]:
        """The event of each; None where its message is over or gone. `state` is None for a chat that is no more."""
        entries = self._entries(state, occurrences) if state else {}
        roots = self._roots(entries, occurrences)
        replies = [root.replies for root in roots.values() if root.replies]
        people = people_of(entries.values()) | {name for each in replies for name in each.usernames}
        people |= {each.of.username for each in occurrences if isinstance(each.of, Change)}
        accounts = self._accounts.get_many(people) if people else {}
        quoted = self._quotes.of(list(entries.values()), self._retention.keeps(state)) if state else {}
        told = _Told(room, entries, roots, accounts, authors_of(accounts, people), quoted)
        return [told.event(occurrence) for occurrence in occurrences]

    def _entries(self, state: RoomState, occurrences: Sequence[Occurrence]) -> dict[int, Entry]:
        """The messages that are told of, by number, as they are now."""
        found = {each.of.seq: each.of for each in occurrences if isinstance(each.of, Entry)}
        changed = {each.of.seq for each in occurrences if isinstance(each.of, Change)} - found.keys()
        if changed:
            found |= {key[1]: entry for key, entry in self._messages.get((state.name, seq) for seq in changed).items()}
        return {seq: entry for seq, entry in found.items() if self._retention.is_kept(state, entry)}

    def _roots(self, entries: Mapping[int, Entry], occurrences: Sequence[Occurrence]) -> dict[int, Entry]:
        """The first messages of the threads from which a reply was deleted."""
        deleted = {each.of.seq for each in occurrences if isinstance(each.of, Change) and each.of.kind == "delete"}
        replies = [entry for seq, entry in entries.items() if seq in deleted and entry.thread is not None]
        found = self._messages.get((entry.room, entry.thread or 0) for entry in replies) if replies else {}
        return {key[1]: entry for key, entry in found.items()}


@dataclass(frozen=True)
class _Told:
    """What goes with some occurrences, all looked up."""

    room: str
    entries: Mapping[int, Entry]
    roots: Mapping[int, Entry]
    accounts: Mapping[str, Account]
    authors: Mapping[str, Author]
    quoted: dict[tuple[str, int], Entry]

    def event(self, occurrence: Occurrence) -> Event | None:
        match occurrence.of:
            case Entry(seq=seq) as entry:
                if seq not in self.entries:
                    return None
                data = MessageData(room=entry.room, message=self._message(entry))
                return Event("message.created", occurrence.at, data, self._is_bot(entry.author))
            case Change(seq=seq) as change:
                entry = self.entries.get(seq)
                if entry is None:
                    return None
                frame = frame_of(change, self._message(entry), self._left(change, entry))
                by_bot = self._is_bot(change.username) or self._is_bot(entry.author)
                return Event("message.changed", occurrence.at, frame, by_bot)
            case MemberChange(event=event, username=username):
                member = MemberData(room=self.room, username=username, created=occurrence.at)
                return Event(f"member.{event}", occurrence.at, member)

    def _message(self, entry: Entry) -> Message:
        return shown(entry, self.authors, quoted=quoted_by(entry, self.quoted))

    def _left(self, change: Change, entry: Entry) -> Replies | None:
        root = self.roots.get(entry.thread or 0) if change.kind == "delete" else None
        if root is None or root.replies is None:
            return None
        return named(root.replies, self.authors)

    def _is_bot(self, username: str) -> bool:
        return username in self.accounts and self.accounts[username].bot
