"""A moderator takes anybody's message away, wherever it is: what a report about it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from snowfight.clock import Clock
from snowfight.domain.changes.changes import ChangeService
from snowfight.domain.changes.deletions import Deletions
from snowfight.domain.changes.plan import Situation
from snowfight.domain.changes.storing import Request
from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.cases import Case
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.models.records import Account, Entry
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.change_reads import Wanted
from snowfight.storage.moderation.audit_log import AuditLog, Deed
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.rows.moderation import DecisionRow

GetAccount = Callable[[str], Account | None]


class Removals:
    """One transaction: the change, the tombstone, the line of the audit log, and the notice to who wrote it."""

    def __init__(
        self,
        changes: ChangeService,
        deletions: Deletions,
        authority: Authority,
        account: GetAccount,
        notices: DecisionNotices,
        clock: Clock,
    ) -> None:
        self._changes = changes
        self._deletions = deletions
        self._authority = authority
        self._account = account
        self._notices = notices
        self._clock = clock
        self._audit_log = AuditLog()
        self._decisions = Decisions()

    def remove(self, case: Case, room: str, seq: int) -> bool:
        """Delete the message, also in a private chat; False where it is deleted or over already.

        Raises Unauthorized, NotAllowed, NotEditable for what a call leaves, what the case's `also` raises, Unavailable.
        """
        self._authority.having("moderator", case.actor, case.signed_in)
        told: list[DecisionRow] = []

        def also(now: Situation) -> Sequence[Also]:
            row = self._notice(case, now.entry)
            told[:] = [row]
            deed = Deed(case.actor, "delete", now.entry.author, room, seq, case.statement or None, case.report)
            written = (self._audit_log.joining(deed, self._clock.now()), self._decisions.joining(row))
            return (*written, *case.also())

        request = Request(room, seq, self._deletions.removal(also), Wanted(pins=True))
        done = self._changes.make(case.actor, request)
        if done is None:
            return False
        with suppress(Exception):  # it is deleted, and stands where its author finds it
            author = self._account(done.entry.author)
            if author is not None and not author.deleted:
                self._notices.tell(author, told[0])
        return True

    def _notice(self, case: Case, entry: Entry) -> DecisionRow:
        now = self._clock.now()
        return self._decisions.row(entry.author, "deleted", case.statement, now, entry.room, entry.seq)
