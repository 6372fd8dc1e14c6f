"""Messages as one reader sees them: with the names that authors have now, and whether the reader has reacted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from snowfight.domain.messages.quotes import Kept, Quotes, quoted_by
from snowfight.domain.messages.views import Me, people_of, shown
from snowfight.models.message import Message
from snowfight.models.records import Account, Entry, Reacted, ReactionGroup
from snowfight.models.user import Author
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.reactions import Reactions


class ReaderViews:
    def __init__(self, accounts: Accounts, reactions: Reactions, messages: Messages) -> None:
        self._accounts = accounts
        self._reactions = reactions
        self._quotes = Quotes(messages, accounts)

    def authors(self, usernames: Iterable[str]) -> dict[str, Author]:
        """As `Accounts.authors`."""
        return self._accounts.authors(usernames)

    def accounts(self, usernames: Iterable[str]) -> dict[str, Account]:
        """As `Accounts.get_many`."""
        return self._accounts.get_many(usernames)

    def of(self, entries: Sequence[Entry], reader: str, is_kept: Kept) -> list[Message]:
        """The messages on the wire: one request for all accounts, one more where others are quoted, and one more where
        a message has more reactions of a kind than it names. What is quoted has to be kept."""
        return self.by(self._accounts.authors(people_of(entries)), entries, reader, is_kept)

    def by(self, authors: Mapping[str, Author], entries: Sequence[Entry], reader: str, is_kept: Kept) -> list[Message]:
        """The same where the `people_of` the messages are known."""
        quoted = self._quotes.of(entries, is_kept)
        reacted = self._reacted(entries, reader)
        return [
            shown(entry, authors, _me(reader, reacted.get((entry.room, entry.seq))), quoted_by(entry, quoted))
            for entry in entries
        ]

    def _reacted(self, entries: Sequence[Entry], reader: str) -> Mapping[tuple[str, int], Reacted]:
        """What the reader has put on those messages that do not name everybody who has."""
        unnamed = [entry for entry in entries if any(_may_be_beyond(group, reader) for group in entry.reactions)]
        return self._reactions.of(reader, ((entry.room, entry.seq) for entry in unnamed)) if unnamed else {}


def _may_be_beyond(group: ReactionGroup, reader: str) -> bool:
    """Whether the reader may be among those that the message does not name."""
    return group.count > len(group.usernames) and reader not in group.usernames


def _me(reader: str, reacted: Reacted | None) -> Me:
    own = reacted.emoji if reacted else {}
    return lambda group: reader in group.usernames or group.emoji in own
