"""Reactions as messages keep them, within the limits that hold for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import ceil
from uuid import UUID

from ops.importing.model import ImportedReaction
from ops.importing.report import Report
from snowfight.domain.changes.reactions import MAX_EMOJI, MAX_OWN, custom_name
from snowfight.domain.emoji.unicode_emoji import fully_qualified
from snowfight.models.message import NAMED
from snowfight.models.records import Entry, ReactionGroup
from snowfight.storage.messages.reactions import beyond_row, reacted_row
from snowfight.storage.rows.rooms import ReactedRow, ReactionRow

BEYOND = 10**15
"""Reactions of people whom a message does not name are kept by the change that brought them. Nothing changed here: they
are numbered from here on, which no log of changes reaches."""

Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""Each emoji of a message and who used it, in order."""


class Reacting:
    """`custom` are the names of custom emoji that can be used here."""

    def __init__(self, usernames: Mapping[str, str], custom: Collection[str], report: Report) -> None:
        self._usernames = usernames
        self._custom = custom
        self._report = report

    def groups(self, reactions: Iterable[ImportedReaction], place: str) -> Groups:
        """What can be kept of those reactions; what cannot is said of the post at `place`."""
        found: dict[str, dict[str, None]] = {}
        own = Counter[str]()
        for reaction in reactions:
            emoji = self._emoji(reaction.emoji)
            if emoji is None:
                self._report.leave_out(place, "a reaction with an emoji that there is not here", reaction.emoji)
            elif emoji not in found and len(found) == MAX_EMOJI:
                self._report.leave_out(place, f"a reaction with more than {MAX_EMOJI} different emoji")
            else:
                self._add(found.setdefault(emoji, {}), own, reaction, place)
        return tuple((emoji, tuple(people)) for emoji, people in found.items() if people)

    def _add(self, people: dict[str, None], own: Counter[str], reaction: ImportedReaction, place: str) -> None:
        for person in reaction.people:
            name = self._usernames.get(person)
            if name is None:
                self._report.leave_out(place, "a reaction of somebody of whom the export says nothing")
            elif name not in people and own[name] == MAX_OWN:
                self._report.leave_out(place, f"a reaction of somebody with more than {MAX_OWN} to one message")
            elif name not in people:
                people[name] = None
                own[name] += 1

    def _emoji(self, emoji: str) -> str | None:
        custom = emoji.lower()
        if name := custom_name(custom):
            return custom if name in self._custom else None
        return fully_qualified(emoji)


def summary(groups: Groups) -> tuple[ReactionGroup, ...]:
    """As the message itself keeps them."""
    return tuple(ReactionGroup(emoji, len(people), people[:NAMED]) for emoji, people in groups)


def reaction_rows(entry: Entry, groups: Groups) -> Iterator[ReactedRow | ReactionRow]:
    """The rows of everybody who reacted to the message, and those of whom it does not name."""
    own: dict[str, dict[str, int]] = {}
    for emoji, people in groups:
        for number, name in enumerate(people):
            rev = BEYOND + number if number >= NAMED else 0
            own.setdefault(name, {})[emoji] = rev
            if rev:
                yield beyond_row(entry, emoji, rev, name)
    for name, emoji in own.items():
        row = reacted_row(name, entry.room, entry.seq)
        row.emoji, row.client_ids = emoji, UUID(entry.client_id).bytes
        row.expires_at = ceil(entry.expires.timestamp()) if entry.expires else None
        yield row
