"""What replies quote: the message that each is one to, resolved whenever it is read or told.

So a quote shows the text of now, and nothing of a message that was deleted; there are no copies to be found anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from snowfight.domain.messages.views import people_of, shown
from snowfight.models.message import Message
from snowfight.models.records import Entry
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages

Kept = Callable[[Entry], bool]
"""Says whether a message may be shown, or is over."""


class Quotes:
    def __init__(self, messages: Messages, accounts: Accounts) -> None:
        self._messages = messages
        self._accounts = accounts

    def of(self, entries: Sequence[Entry], is_kept: Kept) -> dict[tuple[str, int], Entry]:
        """The quoted messages that are not over, by chat and number: one request for a hundred, where `entries` quote
        others than themselves; else none."""
        wanted = {(entry.room, entry.reply_to) for entry in entries if entry.reply_to is not None}
        here = {(entry.room, entry.seq): entry for entry in entries if (entry.room, entry.seq) in wanted}
        others = wanted - here.keys()
        found = here | self._messages.get(others) if others else here
        return {key: entry for key, entry in found.items() if is_kept(entry)}

    def views(self, entries: Sequence[Entry], is_kept: Kept) -> list[Message]:
        """The messages as everybody sees them, with the names that people have now."""
        quoted = self.of(entries, is_kept)
        authors = self._accounts.authors(people_of(entries))
        return [shown(entry, authors, quoted=quoted_by(entry, quoted)) for entry in entries]


def quoted_by(entry: Entry, quoted: dict[tuple[str, int], Entry]) -> Entry | None:
    """Which of the `quoted` messages that one quotes."""
    return quoted.get((entry.room, entry.reply_to)) if entry.reply_to is not None else None
