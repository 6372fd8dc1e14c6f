"""Roles and sanctions in memory: what decides about people on a chat's tables, and the shortest ways to decide."""

from __future__ import annotations

from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.cases import Case
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.domain.moderation.removals import Removals
from snowfight.domain.moderation.roles import Roles
from snowfight.domain.moderation.sanctions import Rows, Sanctions
from snowfight.models.moderation import DecisionNotice, LogEntry
from snowfight.models.records import Account
from snowfight.models.user import Role
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.banned_addresses import BannedAddresses
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.moderation.standings import Standings
from tests.support.chat import Chat

SPAM = "You advertised."


class Community:
    """Put together as functions/moderation/wiring.py does."""

    def __init__(self, chat: Chat) -> None:
        assert chat.database is not None
        self.chat = chat
        self.addresses = BannedAddresses(lambda address: f"{address}, hashed")
        self.audit_log, self.decisions, self.standings = AuditLog(), Decisions(), Standings(chat.database)
        authority = Authority(chat.accounts.get_many)
        self.notices = DecisionNotices(chat.fanout, chat.mail, "https://chat.example.org")
        self.roles = Roles(self.standings, authority, chat.clock, pause=_at_once)
        rows = Rows(self.standings, self.audit_log, self.decisions, self.addresses)
        self.sanctions = Sanctions(rows, authority, self.notices, chat.ejection, chat.clock, pause=_at_once)
        self.removals = Removals(
            *(chat.changes.service, chat.changes.deletions, authority, chat.accounts.get), self.notices, chat.clock
        )

    def appoint(self, username: str, role: Role) -> None:
        """As an operator does it."""
        self.standings.promote(self.account(username), role)

    def account(self, username: str) -> Account:
        account = self.chat.accounts.get(username)
        assert account is not None
        return account

    def mute(self, username: str, minutes: int = 60, by: str = "mod") -> None:
        self.sanctions.mute(Case(by, SPAM), username, minutes)

    def unmute(self, username: str, by: str = "mod") -> None:
        self.sanctions.unmute(Case(by), username)

    def ban(self, username: str, minutes: int | None = None, by: str = "mod") -> None:
        self.sanctions.ban(Case(by, SPAM), username, minutes)

    def unban(self, username: str, by: str = "mod") -> None:
        self.sanctions.unban(Case(by), username)

    def keeps_out(self, address: str) -> bool:
        """Whether that address cannot sign up."""
        return self.addresses.has(address, self.chat.clock.now())

    @property
    def log(self) -> list[LogEntry]:
        """Newest first."""
        return self.audit_log.page(None, self.chat.clock.now()).entries

    def told(self, username: str) -> list[DecisionNotice]:
        """Newest first."""
        return self.decisions.page(username, None, self.chat.clock.now()).notices


def _at_once(_seconds: float) -> None:
    return
