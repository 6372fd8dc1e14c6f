"""Telling a user what was decided about them, or about what they reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snowfight.domain.fanout.fanout import Fanout
from snowfight.errors import Unavailable
from snowfight.models.moderation import DecisionNoticeFrame
from snowfight.models.records import Account
from snowfight.storage.moderation.decisions import notice_of

if TYPE_CHECKING:
    from snowfight.integrations.mail import Mail
    from snowfight.models.moderation import DecisionNotice, NoticeKind
    from snowfight.storage.rows.moderation import DecisionRow

SUBJECTS: dict[NoticeKind, str] = {
    "decided": "Your report was decided",
    "deleted": "A message of yours was deleted",
    "muted": "You were muted",
    "banned": "Your account was banned",
    "lifted": "A sanction was lifted",
}


class DecisionNotices:
    """Tells what is stored already: whoever misses it finds it under `GET /api/me/notices`."""

    def __init__(self, fanout: Fanout, mail: Mail, site: str) -> None:
        """`site` is the chat's address, for mails."""
        self._fanout = fanout
        self._mail = mail
        self._site = site

    def tell(self, account: Account, row: DecisionRow) -> None:
        """Show and mail it."""
        self.show(account, row)
        self.mail(account, row)

    def show(self, account: Account, row: DecisionRow) -> None:
        """To all connections of the user."""
        self._fanout.tell([account.username], DecisionNoticeFrame(notice=notice_of(row)))

    def mail(self, account: Account, row: DecisionRow) -> None:
        """By mail, where the address is proven and mail arrives there."""
        if account.email_verified and account.mail_stopped is None and not account.deleted:
            self._send(account, notice_of(row))

    def write_to(self, address: str, kind: NoticeKind, text: str) -> None:
        """By mail, to somebody who has no account."""
        self._post(address, kind, f"Hello,\n\n{text}\n\n{self._site}/rules\n")

    def _send(self, account: Account, notice: DecisionNotice) -> None:
        text = f"Hello {account.display_name},\n\n{notice.text}\n\n{self._site}/me/notices\n"
        self._post(account.email, notice.kind, text)

    def _post(self, address: str, kind: NoticeKind, text: str) -> None:
        try:
            self._mail.send(address, SUBJECTS[kind], text)
        except Unavailable:
            return  # the notice stands; a mail that could not be handed over is not tried again
