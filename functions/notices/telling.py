"""What tells those who do not look, by push and by mail."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from functions.notices.wiring import (
    accounts,
    clock,
    database,
    messages,
    noticed,
    pusher,
    retention,
    retries,
    rooms,
    secrets,
    settings,
    subscriptions,
)
from snowfight.domain.blocking import Blocking
from snowfight.domain.notices.composing import NoticeComposer
from snowfight.domain.notices.looking import Dependencies, Looking
from snowfight.domain.notices.mail.digest_mail import DigestMails
from snowfight.domain.notices.mail.digests import MailDigests
from snowfight.domain.notices.mail.making import DigestSources
from snowfight.domain.notices.mail.missed import MissedMessages
from snowfight.domain.notices.mail.stops import MailTokens
from snowfight.domain.notices.mail.waiting import MailPauses
from snowfight.domain.notices.turns import NoticeTurns
from snowfight.domain.notices.unread_totals import UnreadTotals
from snowfight.integrations.rich_mail import SesRichMail
from snowfight.storage.accounts.user_settings import UserSettingsRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.notices.mails import Mails
from snowfight.storage.notices.people import People
from snowfight.storage.notices.waiting import WaitingNotices
from snowfight.storage.presence.online_users import OnlineUsers

_waiting = WaitingNotices(database)
_mention_rows = MentionRows()
_blocking = Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database))
_missed = MissedMessages(rooms, messages, _mention_rows, retention, _blocking)
_site = settings.site_origins[0] if settings.site_origins else ""
_mailer = SesRichMail(settings.sender_address, settings.mail_configuration_set)
mail_digests = MailDigests(
    DigestSources(Mails(database), UserSettingsRows(database), OnlineUsers(database), _missed, subscriptions),
    DigestMails(accounts, _mailer, MailTokens(secrets), _site),
    MailPauses(timedelta(minutes=settings.mail_after_minutes), timedelta(minutes=settings.mail_every_minutes)),
    clock,
)
totals = UnreadTotals(rooms, noticed, retention)
people = People(database)
_composer = NoticeComposer(accounts, subscriptions, totals, clock)


def _rings() -> Any:
    """What pushes calls: loaded with the first that rings for somebody away."""
    return import_module("functions.notices.rings").rings


_looking = Looking(
    Dependencies(
        *(rooms, messages, _mention_rows, people, _waiting),
        *(_composer, pusher, mail_digests, retention, _blocking, clock, _rings),
    )
)
turns = NoticeTurns(_waiting, retries, _looking, clock)
