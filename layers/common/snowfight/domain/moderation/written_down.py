"""What is written down of moderators who act by a frame, without a report."""

from __future__ import annotations

from snowfight.domain.changes.plan import Situation
from snowfight.storage.files.uploads import Also
from snowfight.storage.moderation.audit_log import AuditLog, Deed


def deletion(now: Situation) -> Also:
    """The line of the audit log for a message that somebody deletes because their role lets them."""
    deed = Deed(now.username, "delete", now.entry.author, now.entry.room, now.entry.seq)
    return AuditLog().joining(deed, now.now)
