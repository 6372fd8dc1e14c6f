"""What a message's row says of one user, said of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pynamodb.attributes import Attribute
from pynamodb.expressions.condition import Condition

from snowfight.storage.database import Database, Refused
from snowfight.storage.messages.entries import replies_of, replies_text
from snowfight.storage.messages.threads import thread_row
from snowfight.storage.rows.messages import MessageRow, ThreadRow

ATTEMPTS = 8
"""Times that a message is looked at again which somebody changes meanwhile."""


@dataclass(frozen=True)
class Renaming:
    """`old` is called `new` from now on. Reactions are another matter (ops.people.reactions)."""

    database: Database
    old: str
    new: str

    def concerned(self) -> Condition:
        """Which messages may name the user, for a filter."""
        names = (MessageRow.mentions, MessageRow.replies, MessageRow.call)
        found = (MessageRow.author == self.old) | (MessageRow.quotes == self.old) | (MessageRow.deleted_by == self.old)
        for attribute in names:
            found = found | attribute.contains(self.old)
        return found

    def rename(self, row: MessageRow) -> bool:
        """Rename the user in a message, whatever happens to it meanwhile; says whether there was anything to do."""
        for _ in range(ATTEMPTS):
            changes = list(self._changes(row))
            if not changes:
                return False
            if row.author == self.old and row.thread:
                self._rename_reply(row)
            same = MessageRow.room.exists()
            for attribute, before, _ in changes:
                same = same & (attribute == before)
            try:
                self.database.update(
                    MessageRow(row.room, row.seq), [attribute.set(after) for attribute, _, after in changes], same
                )
            except Refused as refused:
                if refused.item is None:  # it has ended
                    return False
                row = MessageRow.from_raw_data(refused.item)
            else:
                return True
        raise TimeoutError(f"message {int(row.seq)} of {row.room} is being changed by others: run this again")

    def _rename_reply(self, row: MessageRow) -> None:
        key = thread_row(row.room, int(row.thread or 0), int(row.seq))
        try:
            self.database.update(key, [ThreadRow.author.set(self.new)], ThreadRow.room.exists())
        except Refused:  # a reply that was deleted has left its thread
            return

    def _changes(self, row: MessageRow) -> Iterator[tuple[Attribute[Any], Any, Any]]:
        """Each attribute that names the user: what it is, and what it has to be."""
        for attribute, name in (
            (MessageRow.author, row.author),
            (MessageRow.quotes, row.quotes),
            (MessageRow.deleted_by, row.deleted_by),
        ):
            if name == self.old:
                yield attribute, name, self.new
        if row.replies:
            replies = replies_of(row.replies)
            if self.old in replies.usernames:
                renamed = replace(replies, usernames=self._replaced(replies.usernames))
                yield MessageRow.replies, row.replies, replies_text(renamed)
        if row.call and self.old in {*row.call["participants"], *row.call["missed"]}:
            told = {kind: list(self._replaced(row.call[kind])) for kind in ("participants", "missed")}
            yield MessageRow.call, row.call, {**row.call, **told}
        if row.mentions and self.old in row.mentions.split():
            yield MessageRow.mentions, row.mentions, " ".join(self._replaced(row.mentions.split()))
            if row.body and (body := _mentioning(row.body, self.old, self.new)) != row.body:
                yield MessageRow.body, row.body, body

    def _replaced(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names with the new one for the old, each once, in order."""
        return tuple(dict.fromkeys(self.new if name == self.old else name for name in names))


def _mentioning(body: str, old: str, new: str) -> str:
    """A text that mentions the one, with the other for them."""
    mention = re.compile(rf"(?<![\w@/])@{re.escape(old)}(?![\w@])", re.IGNORECASE | re.ASCII)
    return mention.sub(f"@{new}", body)
