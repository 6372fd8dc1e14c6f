"""`make merge`: an imported account that nobody has claimed becomes a part of somebody's.

Each step can be made again: whoever was cut off runs the same once more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ops.command import command
from ops.deployment import Deployment
from ops.failure import Failure
from ops.people.memberships import MembershipMerge
from ops.people.reactions import ReactionMerge
from ops.people.renaming import Renaming
from ops.reindex import Reindex
from ops.tables import operators_database
from snowfight.domain.moderation.blocks import BlockClearing
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.names import username as canonical
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.records import account_row, living
from snowfight.storage.database import Database, Refused
from snowfight.storage.moderation.blocks import BlockRows
from snowfight.storage.rows.messages import ManifestRow, MentionRow, MessageRow
from snowfight.storage.rows.robots import ClaimRow, ImportedPersonRow, ImportedRow
from snowfight.storage.rows.rooms import AccountRow, EmojiRow

PEOPLE = "IMPORTED#PEOPLE"
PAGE = 1000


@dataclass
class Merged:
    """What a run did."""

    messages: int = 0
    chats: int = 0
    indexed: list[str] = field(default_factory=list[str])


class Merge:
    """Makes `old` a part of `new`. `index` has the search index of a chat built anew."""

    def __init__(
        self,
        database: Database,
        old: str,
        new: str,
        index: Callable[[str], object],
        say: Callable[[str], None] = print,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database = database
        self._old, self._new = _named(old), _named(new)
        self._index = index
        self._say = say
        self._pause = pause
        self._accounts = Accounts(database)
        self._renaming = Renaming(database, self._old, self._new)
        self._memberships = MembershipMerge(database, self._old, self._new, pause)

    def run(self) -> Merged | None:
        """Merge, or go on with it; None where that was done before. Raises Failure where it cannot be done."""
        source, again = self._begin()
        if source is None:
            return None
        done = Merged()
        self._move_claims()
        self._say("1/4 reactions")
        touched = ReactionMerge(self._database, self._old, self._new, self._pause).run()
        self._say("2/4 mentions")
        self._move_mentions()
        self._say("3/4 chats")
        for room in [*self._memberships.rooms()]:
            self._merge_room(room, done, index=again or room in touched)
        for room in self._imported(source):
            self._merge_room(room, done, index=again or room in touched)
        self._say("4/4 account")
        self._rename_emoji()
        BlockClearing(BlockRows(self._database), self._pause).forget(self._old, lambda: True)
        self._move_people()
        self._accounts.delete(self._old)
        return done

    def _begin(self) -> tuple[str | None, bool]:
        """From now on nobody can claim it. Returns where it came from, None where all is done, and whether a run before
        this one had begun."""
        rows = self._database.get_many([account_row(self._old), account_row(self._new)])
        accounts = {row.pk.removeprefix("USER#"): row for row in rows if isinstance(row, AccountRow)}
        old, new = accounts.get(self._old), accounts.get(self._new)
        if self._old == self._new:
            raise Failure("FROM and INTO are the same account")
        if old is not None and old.deleted and old.merged_into == self._new:
            return None, True
        if old is None or old.deleted:
            raise Failure(f"there is no user called {self._old}")
        if new is None or new.deleted or new.merged_into:
            raise Failure(f"there is no user called {self._new}, whom {self._old} could be made a part of")
        if not old.imported:
            raise Failure(f"{self._old} is its owner's: only what was imported, and nobody has claimed, can be merged")
        if bool(old.bot) != bool(new.bot):
            raise Failure(f"of {self._old} and {self._new} one is a bot and the other is none")
        begun = AccountRow.merged_into
        free = AccountRow.imported.exists() & (begun.does_not_exist() | (begun == self._new))
        try:
            self._database.update(account_row(self._old), [begun.set(self._new)], living() & free)
        except Refused:
            into = f"is being made a part of {old.merged_into}" if old.merged_into else "was claimed just now"
            raise Failure(f"{self._old} {into}") from None
        return old.imported, bool(old.merged_into)

    def _move_claims(self) -> None:
        """Nobody takes over what is no account any more; where `new` has no owner either, the address leads there."""
        [new] = self._database.get_many([account_row(self._new)])
        for row in self._people():
            if row.claim:
                if isinstance(new, AccountRow) and new.imported:
                    ClaimRow(f"CLAIM#{row.claim}", self._new).save()
                ClaimRow(f"CLAIM#{row.claim}", self._old).delete()

    def _move_mentions(self) -> None:
        for row in MentionRow.query(f"MENTIONS#{self._old}", consistent_read=True, page_size=PAGE):
            found = self._database.get_many([MessageRow(row.chat, int(row.message))])
            for message in found:
                if isinstance(message, MessageRow):
                    self._renaming.rename(message)
            row.room, old = f"MENTIONS#{self._new}", MentionRow(row.room, row.seq)
            row.save()
            old.delete()

    def _merge_room(self, room: str, done: Merged, *, index: bool) -> None:
        """The messages first: as long as they are not all done, the chat is found among those of `old`."""
        if room == PUBLIC_CHAT:  # nobody writes there before they can sign in, and who mentions them is known
            done.chats += self._memberships.move(room)
            return
        concerned = self._renaming.concerned()
        rows = MessageRow.query(room, filter_condition=concerned, consistent_read=True, page_size=PAGE)
        renamed = sum(self._renaming.rename(row) for row in rows)
        done.messages += renamed
        if (renamed or index) and self._has_index(room):
            self._index(room)
            done.indexed.append(room)
        done.chats += self._memberships.move(room)

    def _imported(self, source: str) -> Iterator[str]:
        """The chats that came from where `old` did: somebody who was a member nowhere may have written in any."""
        for row in ImportedRow.query(f"IMPORTED#{source.rpartition('#')[0]}", consistent_read=True, page_size=PAGE):
            if row.room:
                yield from {row.room, *((row.progress or {}).get("former") or ())}

    def _has_index(self, room: str) -> bool:
        return bool(self._database.get_many([ManifestRow(f"INDEX#{room}", 0)]))

    def _rename_emoji(self) -> None:
        for row in EmojiRow.query("EMOJI", filter_condition=EmojiRow.username == self._old, consistent_read=True):
            self._database.update(EmojiRow(row.pk, row.sk), [EmojiRow.username.set(self._new)], EmojiRow.pk.exists())

    def _move_people(self) -> None:
        """A later import finds the person where they are now."""
        for row in self._people():
            key = ImportedPersonRow(row.pk, row.sk)
            self._database.update(key, [ImportedPersonRow.username.set(self._new)], ImportedPersonRow.pk.exists())

    def _people(self) -> Iterator[ImportedPersonRow]:
        theirs = ImportedPersonRow.username == self._old
        yield from ImportedPersonRow.query(PEOPLE, filter_condition=theirs, consistent_read=True, page_size=PAGE)


def _named(text: str) -> str:
    try:
        return canonical(text.strip())
    except ValueError as error:
        raise Failure(f"{text.strip()} {error}") from None


def work(stage: str, old: str, new: str) -> None:
    """Make an imported account of a stage a part of another."""
    deployment = Deployment.of(stage)
    done = Merge(operators_database(deployment), old, new, Reindex(deployment).room).run()
    if done is None:
        print(f"{old} is a part of {new} already.")
        return
    print(f"{old} is a part of {new}: {done.messages} messages and {done.chats} chats have changed hands.")
    print("Pages that are open show that once they are loaded anew.")


if __name__ == "__main__":
    command("merge", ["STAGE", "FROM", "INTO"], work)
