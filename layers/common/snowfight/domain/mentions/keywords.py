"""Words that a user wants to be told of, as if they were mentioned."""

from __future__ import annotations

from collections.abc import Callable, Collection

from snowfight.domain.mentions.visible_text import visible
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.user_settings import UserSettingsRows
from snowfight.storage.mentions.keywords import KeywordRows, Keywords
from snowfight.storage.rooms.memberships import MAX_MEMBERSHIPS, Memberships


class KeywordService:
    """Keeps a user's keywords where messages are looked through for them: in each of their chats."""

    def __init__(
        self, accounts: Accounts, memberships: Memberships, settings: UserSettingsRows, rows: KeywordRows
    ) -> None:
        self._accounts = accounts
        self._memberships = memberships
        self._settings = settings
        self._rows = rows

    def replace(self, username: str, keywords: Collection[str]) -> None:
        """Those are the user's keywords from now on, which their settings have to say already; two writes a chat.

        Chats that they come into meanwhile find them: the account says that there are some before chats are listed.
        """
        words = tuple(keywords)
        if words:
            self._accounts.flag_keywords(username, has=True)
        rooms = self._memberships.of(username) if words else self._all(username)
        self._rows.put(username, words, list(rooms))
        if not words:
            self._accounts.flag_keywords(username, has=False)

    def entered(self, account: Account, room: str) -> None:
        """A user has come into a chat: their keywords count there, if they have some."""
        if account.has_keywords:
            words = self._settings.get_many([account.username])[account.username].keywords
            self._rows.put(account.username, words, [room])

    def forget(self, username: str, has_time: Callable[[], bool]) -> bool:
        """Forget the keywords of a user who is no more; says whether that was all."""
        account = self._accounts.get(username)
        if account is not None and account.has_keywords:
            if not has_time():
                return False
            self.replace(username, ())
        return True

    def _all(self, username: str) -> set[str]:
        """The chats that the user is in, and was in."""
        former = self._memberships.page(username, MAX_MEMBERSHIPS)
        return {membership.room for membership in former} | set(self._memberships.of(username))


def matched(keywords: Keywords, body: str | None) -> frozenset[str]:
    """Whose keywords are in the text, as words of their own, without regard to case."""
    if not keywords or not body:
        return frozenset()
    text = visible(body).casefold()
    return frozenset(name for name, words in keywords.items() if any(_has(text, word.casefold()) for word in words))


def _has(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        if not _joins(text[at - 1 : at], word[:1]) and not _joins(text[at + len(word) :][:1], word[-1:]):
            return True
        at = text.find(word, at + 1)
    return False


def _joins(outside: str, edge: str) -> bool:
    """Whether a word goes on beyond its edge."""
    return bool(outside) and _is_letter(outside) and _is_letter(edge)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"
