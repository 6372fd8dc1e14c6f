"""Reacting to a message: each user once with each emoji, however many do it at once."""

from __future__ import annotations

from dataclasses import replace

from snowfight.domain.changes.plan import Decide, Plan, Situation
from snowfight.domain.emoji.unicode_emoji import fully_qualified
from snowfight.errors import BadEmoji, TooManyReactions
from snowfight.models.emoji import is_emoji_name
from snowfight.models.message import NAMED
from snowfight.models.names import DELETED_USER
from snowfight.models.records import Entry, Reacted, ReactionGroup
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.changes import Contested
from snowfight.storage.messages.reactions import Reactions

MAX_EMOJI = 20
"""Different ones on a message, and MAX_OWN of one user (wire contract, part 2)."""

MAX_OWN = 10


class Reacting:
    """Decides about reactions."""

    def __init__(self, reactions: Reactions) -> None:
        self._reactions = reactions

    def decide(self, emoji: str, client_id: str, *, on: bool) -> Decide:
        """The user's `emoji`, in its full form, is there or not; raises BadEmoji, TooManyReactions.

        A frame that came before changes nothing, whatever became of the reaction since.
        """

        def decide(now: Situation) -> Plan | None:
            before = now.reading.reacted or Reacted(now.entry.room, now.entry.seq, now.username)
            if not _agree(now.entry, before, emoji):
                raise Contested
            if client_id in before.client_ids:
                return None
            _check_custom(now, emoji, adds=on and emoji not in before.emoji)
            after = replace(before, client_ids=(*before.client_ids, client_id))
            if (emoji in before.emoji) == on:
                if not self._reactions.remember(now.reading.reacted, after, now.entry, now.now):
                    raise Contested
                return None
            return self._add(now, after, emoji) if on else self._remove(now, after, emoji)

        return decide

    def withdraw(self, emoji: str) -> Decide:
        """The reaction of a user who is no more goes; `deleted-user` takes it back."""

        def decide(now: Situation) -> Plan | None:
            before = now.reading.reacted
            if before is None or emoji not in before.emoji:
                return None
            return replace(self._remove(now, before, emoji), username=DELETED_USER)

        return decide

    def _add(self, now: Situation, reacted: Reacted, emoji: str) -> Plan:
        groups = now.entry.reactions
        group = next((each for each in groups if each.emoji == emoji), None)
        if len(reacted.emoji) >= MAX_OWN or (group is None and len(groups) >= MAX_EMOJI):
            raise TooManyReactions
        own = self._reactions.keep(
            now.reading.reacted, replace(reacted, emoji=reacted.emoji | {emoji: now.rev}), now.entry, now.now
        )
        if group is None:
            return _plan(now, (*groups, ReactionGroup(emoji, 1, (now.username,))), emoji, (own,), on=True)
        grown = replace(group, count=group.count + 1)
        if len(group.usernames) < NAMED:
            grown = replace(grown, usernames=(*group.usernames, now.username))
            return _plan(now, _with(groups, grown), emoji, (own,), on=True)
        beyond = self._reactions.add_beyond(now.entry, emoji, now.rev, now.username)
        return _plan(now, _with(groups, grown), emoji, (own, beyond), on=True)

    def _remove(self, now: Situation, reacted: Reacted, emoji: str) -> Plan:
        entry, groups = now.entry, now.entry.reactions
        left = {each: rev for each, rev in reacted.emoji.items() if each != emoji}
        also = [self._reactions.keep(now.reading.reacted, replace(reacted, emoji=left), entry, now.now)]
        group = next((each for each in groups if each.emoji == emoji), None)
        if group is None:  # the message was read before the reaction came
            raise Contested
        names = tuple(name for name in group.usernames if name != now.username)
        if len(names) == len(group.usernames):
            also.append(self._reactions.remove_beyond(entry, emoji, reacted.emoji[emoji]))
        elif group.count > len(group.usernames):
            rev, name = self._next(entry, emoji)
            names = (*names, name)
            also.append(self._reactions.remove_beyond(entry, emoji, rev))
        return _plan(now, _with(groups, ReactionGroup(emoji, group.count - 1, names)), emoji, tuple(also), on=False)

    def _next(self, entry: Entry, emoji: str) -> tuple[int, str]:
        """Who came first of those whom the message does not name, and by which change."""
        first = self._reactions.beyond(entry.room, entry.seq, emoji, 0, 1)
        if not first:  # they have gone since the message was read
            raise Contested
        return first[0]


def _agree(entry: Entry, reacted: Reacted, emoji: str) -> bool:
    """Whether a message and what its user has put on it may have been read at one moment: else one of them is older,
    and what it says is not what is answered."""
    group = next((each for each in entry.reactions if each.emoji == emoji), None)
    if group is None or reacted.username in group.usernames:
        return (emoji in reacted.emoji) == (group is not None)
    return emoji not in reacted.emoji or group.count > len(group.usernames)


def full_form(emoji: str) -> str:
    """The emoji as it is stored: Unicode's with U+FE0F where it belongs, a custom one's name; raises BadEmoji."""
    if custom_name(emoji) is not None:
        return emoji
    full = fully_qualified(emoji)
    if full is None:
        raise BadEmoji
    return full


def custom_name(emoji: str) -> str | None:
    """The name of a custom emoji, from between its colons; None where it has not that form."""
    name = emoji[1:-1]
    return name if emoji == f":{name}:" and is_emoji_name(name) else None


def _check_custom(now: Situation, emoji: str, *, adds: bool) -> None:
    """A removed one can be taken back, not added."""
    if custom_name(emoji) is None:
        return
    custom = now.reading.emoji
    if custom is None or (adds and custom.removed is not None):
        raise BadEmoji


def _with(groups: tuple[ReactionGroup, ...], changed: ReactionGroup) -> tuple[ReactionGroup, ...]:
    """The groups with one of them changed, at its place; without it where nobody is left."""
    all_groups = (changed if group.emoji == changed.emoji else group for group in groups)
    return tuple(group for group in all_groups if group.count > 0)


def _plan(now: Situation, groups: tuple[ReactionGroup, ...], emoji: str, also: tuple[Also, ...], *, on: bool) -> Plan:
    return Plan("react", replace(now.entry, reactions=groups, rev=now.rev), also, emoji, on)
