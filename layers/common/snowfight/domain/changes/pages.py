"""Catching up with changes, a page at a time; the pins of a chat, and who reacted to a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from snowfight.domain.admission import admit
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.reactions import full_form
from snowfight.domain.messages.page_size import within
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.permissions import Action
from snowfight.errors import BadEmoji, NoSuchMessage
from snowfight.models.message import ChangePage, ChangeQuery, Message, PinList, ReactionPage, ReactionQuery
from snowfight.models.records import Change, Entry, RoomState
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.pins import Pins
from snowfight.storage.messages.reactions import Reactions

LOOKED_AT = 1000
"""Changes that one page looks through, of which several may be of one message: below one Query's megabyte."""

REACTORS = 200
"""Users of one page (wire contract, part 2)."""


class ChangePages:
    def __init__(
        self, on: Dependencies, changes: Changes, reactions: Reactions, pins: Pins, views: ReaderViews
    ) -> None:
        self._rooms = on.rooms
        self._messages = on.messages
        self._retention = on.retention
        self._clock = on.clock
        self._changes = changes
        self._reactions = reactions
        self._pins = pins
        self._views = views

    def changes(self, username: str, name: str, query: ChangeQuery, signed_in: datetime | None = None) -> ChangePage:
        """Messages from `query.first` on that changed behind `query.after`, each once, in the order of its last change.

        Takes a Query of the log of changes and a read of the messages. Raises Unauthorized, NoSuchChat, NotAMember.
        """
        state = admit(self._rooms, Action.VIEW, username, name, signed_in).state
        found = self._changes.after(name, query.after, LOOKED_AT + 1, self._clock.now())
        if not found:
            return self._nothing(state, query.after)
        if found[0].rev != query.after + 1:
            return ChangePage(messages=[], rev=self._last(state), more=False, reset=True)
        changes, more = found[:LOOKED_AT], len(found) > LOOKED_AT
        entries = self._changed(state, [each for each in changes if each.seq >= query.first], is_last=not more)
        page = within(entries[: query.limit])
        is_cut = len(page) < len(entries)
        rev = min(page[-1].rev, changes[-1].rev) if is_cut else changes[-1].rev
        return ChangePage(messages=self._shown(state, page, username), rev=rev, more=more or is_cut, reset=False)

    def _nothing(self, state: RoomState, after: int) -> ChangePage:
        """Nothing is kept behind `after`: because nothing changed since, or because it was long ago, or never was."""
        reset = after != state.last_rev and not (after > state.last_rev and self._changes.has(state.name, after))
        rev = self._last(state) if reset else after
        return ChangePage(messages=[], rev=rev, more=False, reset=reset)

    def _last(self, state: RoomState) -> int:
        return max(state.last_rev, self._changes.newest(state.name))

    def _changed(self, state: RoomState, changes: Sequence[Change], *, is_last: bool) -> list[Entry]:
        """The messages of which one of `changes` is the last; on the last page those too that have changed since."""
        found = self._messages.get({(state.name, change.seq) for change in changes})
        end = changes[-1].rev if changes else 0
        entries = [entry for entry in found.values() if entry.rev <= end or is_last]
        return sorted((e for e in entries if self._retention.is_kept(state, e)), key=lambda entry: entry.rev)

    def pins(self, username: str, name: str, signed_in: datetime | None = None) -> PinList:
        """The chat's pinned messages, the newest pin first; raises Unauthorized, NoSuchChat, NotAMember."""
        state = admit(self._rooms, Action.VIEW, username, name, signed_in).state
        entries = self.pinned(state, self._pins.of(name))
        return PinList(messages=self._shown(state, entries[::-1], username))

    def pinned(self, state: RoomState, seqs: Sequence[int]) -> list[Entry]:
        """Those of the messages that still are there, in that order."""
        found = self._messages.get((state.name, seq) for seq in seqs)
        entries = (found.get((state.name, seq)) for seq in seqs)
        return [entry for entry in entries if entry and entry.pinned and self._retention.is_kept(state, entry)]

    def _shown(self, state: RoomState, entries: Sequence[Entry], username: str) -> list[Message]:
        return self._views.of(entries, username, self._retention.keeps(state))

    def reactions(
        self, username: str, name: str, seq: int, query: ReactionQuery, signed_in: datetime | None = None
    ) -> ReactionPage:
        """Who reacted to a message with an emoji, in the order of coming; raises as `changes`, and NoSuchMessage."""
        state = admit(self._rooms, Action.VIEW, username, name, signed_in).state
        entry = self._messages.one(name, seq)
        if entry is None or entry.deleted is not None or not self._retention.is_kept(state, entry):
            raise NoSuchMessage
        emoji = _known(query.emoji)
        named = next((list(group.usernames) for group in entry.reactions if group.emoji == emoji), [])
        first = named if query.cursor is None else []
        space = REACTORS - len(first)
        beyond = self._reactions.beyond(name, seq, emoji, int(query.cursor or 0), space + 1)
        page, more = beyond[:space], beyond[space:]
        return ReactionPage(usernames=[*first, *(each for _, each in page)], cursor=str(page[-1][0]) if more else None)


def _known(emoji: str) -> str:
    """The full form of an emoji; of what is none, nobody has used it."""
    try:
        return full_form(emoji)
    except BadEmoji:
        return emoji
