"""Making a mail that is due: everything is asked anew, then it is sent, or it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from snowfight.clock import Clock
from snowfight.domain.notices.mail.digest_mail import DigestMails
from snowfight.domain.notices.mail.missed import MissedMessages, Told
from snowfight.domain.notices.mail.waiting import MailPauses, ended, postponed, resting, sent
from snowfight.domain.notices.quiet import quiet_until
from snowfight.models.records import Account
from snowfight.storage.accounts.user_settings import UserSettings, UserSettingsRows
from snowfight.storage.notices.mails import Mails, MailState
from snowfight.storage.presence.online_users import OnlineUsers

Ending = Callable[[MailState], MailState]
"""What becomes of a user's mail, whatever has called since it was claimed."""


class Languages(Protocol):
    def language(self, username: str) -> str | None:
        """The language tag in which the user is told; None: nothing is known of it."""
        ...


@dataclass(frozen=True)
class DigestSources:
    """What a mail is decided and made from."""

    mails: Mails
    settings: UserSettingsRows
    users: OnlineUsers
    missed: MissedMessages
    languages: Languages


class MailMaker:
    def __init__(self, sources: DigestSources, digest_mails: DigestMails, pauses: MailPauses, clock: Clock) -> None:
        self._sources = sources
        self._digest_mails = digest_mails
        self._pauses = pauses
        self._clock = clock

    def make(self, claim: MailState) -> tuple[bool, Ending]:
        """Send the mail that is claimed, if there is something to tell and it is time; says whether one went, and what
        becomes of it. Raises as DigestMails.send."""
        now, since = self._clock.now(), claim.since
        account, settings = self._sources.settings.with_account(claim.username)
        presence = self._sources.users.presences_of([claim.username], now).get(claim.username)
        is_there = presence is not None and presence.status == "online"
        if since is None or account is None or is_there or not is_mailed(account, settings):
            return False, self._over
        if (until := quiet_until(settings.quiet, now)) > now:
            return False, lambda state: resting(state, until)
        seen = presence.seen if presence else None
        told = Told(max(since, seen) if seen else since, claim.told)
        chats = self._sources.missed.of(account, settings, told, now)
        if not chats:
            return False, self._over
        first = min(chat.entries[0].created for chat in chats)
        if self._pauses.due(first, claim.sent) > now:
            return False, lambda state: postponed(state, first, self._pauses)
        language = self._sources.languages.language(claim.username)
        self._digest_mails.send(account, chats, language, previews=settings.previews)
        ends = {chat.state.name: chat.entries[-1].seq for chat in chats}
        return True, lambda state: sent(state, self._clock.now(), ends, self._pauses)

    def _over(self, state: MailState) -> MailState:
        return ended(state, self._pauses)


def is_mailed(account: Account, settings: UserSettings) -> bool:
    """Whether what they miss is mailed to them at all."""
    is_reached = account.email_verified and not account.deleted and account.mail_stopped is None
    return is_reached and settings.mail
