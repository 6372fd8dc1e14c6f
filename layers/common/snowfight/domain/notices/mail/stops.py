"""The end of mails of what was missed: by the link in them, or since they do not arrive or are unwanted."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import Protocol

from snowfight.errors import NotFound
from snowfight.models.names import username as canonical
from snowfight.models.notices import MailStop
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.user_settings import SettingsChange, UserSettingsRows


class KeyedTokens(Protocol):
    def token(self, purpose: str, text: str) -> str:
        """43 characters of base64url that only this deployment can make of `text`; raises Unavailable, PushOff."""
        ...


class MailTokens:
    """`username.signature`. It ends mails, and is good for nothing else; it has no end itself, as old mails have
    none."""

    def __init__(self, keyed: KeyedTokens) -> None:
        self._keyed = keyed

    def of(self, username: str) -> str:
        """The user's token."""
        return f"{username}.{self._keyed.token('mail', username)}"

    def username(self, token: str) -> str:
        """Whose token that is; raises NotFound where it is nobody's."""
        name, _, _signature = token.partition(".")
        try:
            expected = self.of(canonical(name))
        except ValueError:
            raise NotFound from None
        if not hmac.compare_digest(token.encode(errors="replace"), expected.encode()):
            raise NotFound
        return name


class MailStops:
    def __init__(self, tokens: MailTokens, settings: UserSettingsRows) -> None:
        self._tokens = tokens
        self._settings = settings

    def end(self, token: str) -> None:
        """Mail its user no more of what they miss, as their settings say from now on; once more is fine. Raises
        NotFound where the token is nobody's."""
        username = self._tokens.username(token)
        account, settings = self._settings.with_account(username)
        if account is not None and not account.deleted and settings.mail:
            self._settings.change(username, SettingsChange(mail=False))


class UndeliveredMail:
    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def stop(self, username: str, recipients: Iterable[str], reason: MailStop) -> bool:
        """Mail to those addresses bounced for good, or was called unwanted: mail no more to that user, if one of them
        is theirs. Says whether it was; once more is fine."""
        account = self._accounts.get(username)
        if account is None or account.email.casefold() not in {each.casefold() for each in recipients}:
            return False
        return self._accounts.stop_mail(username, account.email, reason)
