"""Mutes and bans: put on an account and lifted, each in one transaction with the line of the audit log that says so and
the notice that tells its user why (ADR 0057)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from snowfight.clock import Clock
from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.cases import Case
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.domain.moderation.ejection import Ejection
from snowfight.models.records import Account, Sanction
from snowfight.storage.files.uploads import Also
from snowfight.storage.moderation.audit_log import AuditLog, Deed
from snowfight.storage.moderation.banned_addresses import BannedAddresses
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.moderation.standings import SanctionKind, Standings
from snowfight.storage.rooms.contested import uncontested

if TYPE_CHECKING:
    from snowfight.models.moderation import LoggedAction, NoticeKind
    from snowfight.storage.rows.moderation import DecisionRow

UNMUTED = "You are no longer muted."
UNBANNED = "Your account is no longer banned."


@dataclass(frozen=True)
class Rows:
    """What is written: accounts, what is written down of it, what its user is told, which address is kept out."""

    standings: Standings
    audit_log: AuditLog
    decisions: Decisions
    addresses: BannedAddresses


@dataclass(frozen=True)
class _Act:
    """One kind of decision: what it is called in the log, what the notice is of, and of which of the two sanctions."""

    action: LoggedAction
    notice: NoticeKind
    kind: SanctionKind


_MUTE = _Act("mute", "muted", "muted")
_UNMUTE = _Act("unmute", "lifted", "muted")
_BAN = _Act("ban", "banned", "banned")
_UNBAN = _Act("unban", "lifted", "banned")


class Sanctions:
    """Every method raises as `Authority.over`, what the case's `also` raises, and Unavailable; nothing is done then."""

    def __init__(
        self,
        rows: Rows,
        authority: Authority,
        notices: DecisionNotices,
        ejection: Ejection,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rows = rows
        self._authority = authority
        self._notices = notices
        self._ejection = ejection
        self._clock = clock
        self._pause = pause

    def mute(self, case: Case, username: str, minutes: int) -> None:
        """The user writes nothing for so long; a mute that there was before ends."""
        account, row = self._decide(case, username, _MUTE, minutes)
        self._tell(account, row)

    def unmute(self, case: Case, username: str) -> None:
        """The user may write again; who may anyway is told nothing."""
        self._lift(case, username, _UNMUTE, UNMUTED)

    def ban(self, case: Case, username: str, minutes: int | None) -> None:
        """The user is kept out for so long, None: until that is lifted; what they have open ends at once."""
        account, row = self._decide(case, username, _BAN, minutes)
        with suppress(Exception):  # the account is banned, and the job that was written with it does this again
            self._notices.show(account, row)
            self._ejection.end(account)
        with suppress(Exception):
            self._notices.mail(account, row)

    def unban(self, case: Case, username: str) -> None:
        """The user may come back, to everything as it was; who may anyway is told nothing."""
        self._lift(case, username, _UNBAN, UNBANNED)

    def _decide(self, case: Case, username: str, act: _Act, minutes: int | None) -> tuple[Account, DecisionRow]:
        def attempt() -> tuple[Account, DecisionRow]:
            account, now = self._subject(case, username), self._clock.now()
            sanction = Sanction(now + timedelta(minutes=minutes) if minutes else None, case.statement)
            return account, self._write(case, account, act, sanction, case.statement, now)

        return uncontested(attempt, self._pause)

    def _lift(self, case: Case, username: str, act: _Act, words: str) -> None:
        def attempt() -> tuple[Account, DecisionRow] | None:
            account, now = self._subject(case, username), self._clock.now()
            held = account.muted_at(now) if act.kind == "muted" else account.banned
            if held is None:
                return None
            return account, self._write(case, account, act, None, words, now)

        lifted = uncontested(attempt, self._pause)
        if lifted is not None:
            self._tell(*lifted)

    def _subject(self, case: Case, username: str) -> Account:
        return self._authority.over("moderator", case.actor, username, case.signed_in)[1]

    def _write(
        self, case: Case, account: Account, act: _Act, sanction: Sanction | None, words: str, now: datetime
    ) -> DecisionRow:
        name = account.username
        until = sanction.until if sanction else None
        deed = Deed(case.actor, act.action, name, reason=case.statement or None, report=case.report, until=until)
        row = self._rows.decisions.row(name, act.notice, words, now)
        written = (self._rows.audit_log.joining(deed, now), self._rows.decisions.joining(row))
        also = (*written, *self._of_a_ban(account, act, until), *case.also())
        self._rows.standings.sanction(account, act.kind, sanction, also)
        return row

    def _of_a_ban(self, account: Account, act: _Act, until: datetime | None) -> Sequence[Also]:
        if act is _BAN:
            proven = (self._rows.addresses.ban(account, until),) if account.email_verified else ()
            return (self._ejection.begin(account.username), *proven)
        return (self._rows.addresses.readmit(account),) if act is _UNBAN else ()

    def _tell(self, account: Account, row: DecisionRow) -> None:
        with suppress(Exception):  # it is decided, and stands where its user finds it
            self._notices.tell(account, row)
