"""Mail of what was missed, made of a chat in one process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from snowfight.domain.notices.mail.digest_mail import DigestMails
from snowfight.domain.notices.mail.digests import MailDigests, Mailed
from snowfight.domain.notices.mail.making import DigestSources
from snowfight.domain.notices.mail.missed import MissedMessages
from snowfight.domain.notices.mail.stops import MailStops, MailTokens
from snowfight.domain.notices.mail.waiting import MailPauses
from snowfight.errors import Unavailable
from snowfight.integrations.rich_mail import AnswerLost, RichMail
from snowfight.storage.accounts.user_settings import SettingsChange, UserSettingsRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.notices.mails import Mails
from tests.support.chat import Chat

ORIGIN = "https://chat.example"
PAUSES = MailPauses(after=timedelta(minutes=15), every=timedelta(minutes=60))


class PlainTokens:
    """Signatures that anybody could make."""

    def token(self, purpose: str, text: str) -> str:
        return f"{purpose}-of-{text}"


@dataclass
class FakeMailer:
    """Keeps mail, unless it is told to fail: before it has gone, of one address or all, or after."""

    sent: list[RichMail] = field(default_factory=list[RichMail])
    refusal: Exception | None = None
    unreachable: str = ""
    is_answer_lost: bool = False

    def send(self, mail: RichMail) -> None:
        if self.refusal is not None:
            raise self.refusal
        if mail.to == self.unreachable:
            raise Unavailable
        self.sent.append(mail)
        if self.is_answer_lost:
            raise AnswerLost


@dataclass
class Languages:
    known: dict[str, str] = field(default_factory=dict[str, str])

    def language(self, username: str) -> str | None:
        return self.known.get(username)


class Mailing:
    """The parts, and the shortest ways to make things happen."""

    def __init__(self, chat: Chat, pauses: MailPauses = PAUSES) -> None:
        assert chat.database is not None
        self.chat = chat
        self.mailer = FakeMailer()
        self.languages = Languages()
        self.rows = Mails(chat.database)
        self.settings = UserSettingsRows(chat.database)
        self.tokens = MailTokens(PlainTokens())
        self.stops = MailStops(self.tokens, self.settings)
        missed = MissedMessages(chat.rooms, chat.messages, MentionRows(), chat.retention, chat.blocking)
        self.digests = MailDigests(
            DigestSources(self.rows, self.settings, chat.connections.users, missed, self.languages),
            DigestMails(chat.accounts, self.mailer, self.tokens, ORIGIN),
            pauses,
            chat.clock,
        )

    @property
    def sent(self) -> list[RichMail]:
        return self.mailer.sent

    @property
    def mail(self) -> RichMail:
        """The only one that went."""
        [mail] = self.sent
        return mail

    def call(self, *usernames: str, at: datetime | None = None) -> None:
        """A message of now, or of that time, calls for mail to those users."""
        for username in usernames:
            self.digests.wait(username, at or self.chat.clock.now())

    def later(self, **parts: float) -> Mailed:
        """The schedule's turn, so much later; six minutes after a mail is due there was surely one."""
        self.chat.clock.advance(**parts)
        return self.digests.send_due(lambda: True)

    def set(self, username: str, change: SettingsChange) -> None:
        self.settings.change(username, change)
