"""The mail of what was missed, made of the messages that it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from snowfight.domain.notices.mail.missed import MissedChat
from snowfight.domain.notices.mail.stops import MailTokens
from snowfight.domain.notices.mail.texts import MailedChat, MailedDigest, html, one_line, plain
from snowfight.domain.notices.mail.words import MailWords, words_in
from snowfight.domain.notices.wording import preview
from snowfight.integrations.rich_mail import RichMail, RichMailer
from snowfight.models.notices import PREVIEW
from snowfight.models.records import Account, Entry
from snowfight.models.user import Author
from snowfight.storage.accounts.accounts import Accounts

CHATS = 10
"""That one mail shows, the newest …"""

LINES = 5
"""… with so many messages of each, the oldest; links lead to the first of them."""


class DigestMails:
    """`origin` is the site's, without a slash at its end."""

    def __init__(self, accounts: Accounts, mailer: RichMailer, tokens: MailTokens, origin: str) -> None:
        self._accounts = accounts
        self._mailer = mailer
        self._tokens = tokens
        self._origin = origin

    def send(self, account: Account, chats: Sequence[MissedChat], language: str | None, *, previews: bool) -> None:
        """Mail to the account what it missed, the newest chat first; without `previews`, how much and where alone.
        Raises as RichMailer.send, and Unavailable where the secret of the links cannot be read."""
        words = words_in(language)
        shown = chats[:CHATS]
        people = {entry.author for chat in shown for entry in chat.entries[:LINES]}
        others = {name for chat in shown for name in chat.state.pair or ()}
        authors = self._accounts.authors(people | others)
        token = self._tokens.of(account.username)
        count = sum(len(chat.entries) for chat in chats)
        digest = MailedDigest(
            [self._shown(account.username, chat, authors, words, previews=previews) for chat in shown],
            count,
            len(chats) - len(shown),
            home=f"{self._origin}/",
            settings=f"{self._origin}/me",
            end=f"{self._origin}/mail/unsubscribe?token={token}",
        )
        self._mailer.send(
            RichMail(
                account.email,
                _subject(chats, digest, authors, words, previews=previews),
                plain(digest, words),
                html(digest, words),
                account.username,
                self._headers(token),
            )
        )

    def _headers(self, token: str) -> dict[str, str]:
        """What lets a mail's reader end these mails in one click (RFC 2369, 8058), and keeps automats from answering
        (RFC 3834)."""
        host = urlsplit(self._origin).hostname or "localhost"
        return {
            "List-Unsubscribe": f"<{self._origin}/api/mail/unsubscribe?token={token}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<missed.{host}>",
            "Auto-Submitted": "auto-generated",
        }

    def _shown(
        self, username: str, chat: MissedChat, authors: Mapping[str, Author], words: MailWords, *, previews: bool
    ) -> MailedChat:
        state = chat.state
        kind = {"private": words.private, "group": words.group, "public": words.group}[state.kind]
        lines = [
            (one_line(authors[entry.author].display_name), _first_words(entry, words))
            for entry in chat.entries[: LINES if previews else 0]
        ]
        url = f"{self._origin}/chat/{state.name}/{chat.entries[0].seq}"
        return MailedChat(_title(username, chat, authors, words), kind, url, len(chat.entries), lines)


def _first_words(entry: Entry, words: MailWords) -> str:
    text = preview(entry, words.language)
    line = one_line(text)
    if entry.file and not entry.file.is_voice_message:
        return words.file.format(name=line)
    return f"{line}…" if len(text) == PREVIEW else line


def _title(username: str, chat: MissedChat, authors: Mapping[str, Author], words: MailWords) -> str:
    state = chat.state
    if state.pair:
        other = next((name for name in state.pair if name != username), username)
        return one_line(authors[other].display_name)
    return words.public if state.kind == "public" else one_line(state.title)


def _subject(
    chats: Sequence[MissedChat],
    digest: MailedDigest,
    authors: Mapping[str, Author],
    words: MailWords,
    *,
    previews: bool,
) -> str:
    """Who wrote, where that was one; else how many messages there are."""
    writers = {entry.author for entry in chats[0].entries}
    if not previews or len(chats) > 1 or len(writers) > 1:
        return words.of(words.many, digest.count)
    name = one_line(authors[chats[0].entries[0].author].display_name)
    if chats[0].state.pair:
        return words.wrote.format(name=name)
    return words.mentioned.format(name=name, chat=digest.chats[0].title)
