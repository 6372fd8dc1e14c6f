"""What serves reports, on a chat's tables, with remedies that only say what they were asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.cases import Case
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.domain.moderation.removals import Removals
from snowfight.domain.moderation.sanctions import Rows, Sanctions
from snowfight.domain.reports.deciding import Records, ReportDecisions
from snowfight.domain.reports.remedies import Remedies
from snowfight.domain.reports.reporting import Reporting
from snowfight.models.moderation import Decide, NewReport, OpenReport, Report
from snowfight.models.user import Role
from snowfight.storage.accounts.records import account_row
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.banned_addresses import BannedAddresses
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.moderation.report_pages import ReportPages
from snowfight.storage.moderation.reports import Reports
from snowfight.storage.moderation.standings import Standings
from snowfight.storage.rooms.contested import uncontested
from snowfight.storage.rows.rooms import AccountRow

if TYPE_CHECKING:
    from tests.support.chat import Chat


@dataclass
class Asked:
    """Remedies that write what joins their transaction, and keep what they were asked for."""

    reports: Reports
    done: list[tuple[str, str, int | None]] = field(default_factory=list[tuple[str, str, int | None]])
    cases: list[Case] = field(default_factory=list[Case])
    has_message: bool = True

    def remove(self, case: Case, room: str, seq: int) -> bool:
        if self.has_message:
            self._do(case, "remove", room, seq)
        return self.has_message

    def mute(self, case: Case, username: str, minutes: int) -> None:
        self._do(case, "mute", username, minutes)

    def ban(self, case: Case, username: str, minutes: int | None) -> None:
        self._do(case, "ban", username, minutes)

    def _do(self, case: Case, what: str, to: str, number: int | None) -> None:
        uncontested(lambda: self.reports.write(case.also()), lambda _seconds: None)
        self.cases.append(case)
        self.done.append((what, to, number))


@dataclass
class ReportDesk:
    """Reporting in a chat, and deciding about it."""

    chat: Chat
    in_earnest: bool = False
    """Whether what is decided is done."""

    @cached_property
    def reports(self) -> Reports:
        assert self.chat.database is not None
        return Reports(self.chat.database)

    @cached_property
    def pages(self) -> ReportPages:
        assert self.chat.database is not None
        return ReportPages(self.chat.database)

    @cached_property
    def reporting(self) -> Reporting:
        chat = self.chat
        quotes = Quotes(chat.messages, chat.accounts)
        return Reporting(chat.rooms, self.reports, quotes, chat.retention, chat.rate_limits, chat.clock)

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.reports)

    @cached_property
    def remedies(self) -> Remedies:
        """What moderators can do, in earnest."""
        chat, authority = self.chat, Authority(self.chat.accounts.get_many)
        assert chat.database is not None
        rows = Rows(Standings(chat.database), AuditLog(), Decisions(), BannedAddresses(str.upper))
        parts = chat.changes
        return Remedies(
            Removals(parts.service, parts.deletions, authority, chat.accounts.get, self.notices, chat.clock),
            Sanctions(rows, authority, self.notices, chat.ejection, chat.clock, pause=lambda _seconds: None),
        )

    @cached_property
    def notices(self) -> DecisionNotices:
        return DecisionNotices(self.chat.fanout, self.chat.mail, "https://chat.example.org")

    @cached_property
    def decisions(self) -> ReportDecisions:
        chat = self.chat
        return ReportDecisions(
            Records(self.reports, AuditLog(), Decisions()),
            self.remedies if self.in_earnest else Remedies(self.asked, self.asked),
            self.notices,
            chat.accounts.get_many,
            chat.clock,
            pause=lambda _seconds: None,
        )

    def appoint(self, username: str, role: Role) -> None:
        """Give a user that role."""
        assert self.chat.database is not None
        self.chat.database.update(account_row(username), [AccountRow.role.set(role)])

    def report(self, username: str, room: str, seq: int, reason: str = "abuse", text: str | None = None) -> Report:
        """Report a message; returns the newest report."""
        body = NewReport.model_validate({"seq": seq, "reason": reason, "text": text})
        self.chat.clock.advance(milliseconds=1)
        self.reporting.report(username, room, body)
        return self.open()[0]

    def report_openly(self, url: str = "https://chat.example.org/chat/public-chat", **parts: str) -> str:
        """Report something without an account, from one address; returns the report's id."""
        address = parts.pop("address", "192.0.2.1")
        self.chat.clock.advance(milliseconds=1)
        body = OpenReport.model_validate({"url": url, "reason": "illegal", "text": "It is a lie.", **parts})
        return self.reporting.report_openly(body, address).id

    def decide(self, username: str, identifier: str, decision: str, **parts: object) -> Report:
        body = Decide.model_validate({"decision": decision, **parts})
        actor = Authority(self.chat.accounts.get_many).having("moderator", username, None)
        return self.decisions.decide(actor, identifier, body)

    def open(self) -> list[Report]:
        """The newest open reports."""
        return self.pages.page("open", None, self.chat.clock.now()).reports

    def closed(self) -> list[Report]:
        return self.pages.page("closed", None, self.chat.clock.now()).reports
