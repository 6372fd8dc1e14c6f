"""What was decided about a user, or about what they reported, for them to read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from snowfight.models.moderation import DecisionNotice, DecisionNoticePage, NoticeKind
from snowfight.storage.moderation.moments import moment_of, new_id
from snowfight.storage.rows.moderation import DecisionRow

if TYPE_CHECKING:
    from snowfight.storage.files.uploads import Also

KEPT = timedelta(days=365)
PAGE = 30


class Decisions:
    """The `DECISIONS#` rows."""

    def row(
        self, username: str, kind: NoticeKind, text: str, now: datetime, room: str | None = None, seq: int | None = None
    ) -> DecisionRow:
        """The row to be put in the transaction that decides."""
        expires = int((now + KEPT).timestamp())
        return DecisionRow(
            _partition(username), new_id(now), kind=kind, text=text, room=room, seq=seq, expires_at=expires
        )

    def joining(self, row: DecisionRow) -> Also:
        """The write of it, in the transaction that decides."""
        return lambda transaction: transaction.save(row)

    def page(self, username: str, cursor: str | None, now: datetime) -> DecisionNoticePage:
        """A page, newest first: one Query."""
        before = DecisionRow.sk < cursor if cursor else None
        rows = list(DecisionRow.query(_partition(username), before, scan_index_forward=False, limit=PAGE + 1))
        notices = [notice_of(row) for row in rows[:PAGE] if row.expires_at > now.timestamp()]
        return DecisionNoticePage(notices=notices, cursor=rows[PAGE - 1].sk if len(rows) > PAGE else None)


def notice_of(row: DecisionRow) -> DecisionNotice:
    """The notice that a row keeps."""
    return DecisionNotice(
        id=row.sk,
        kind=row.kind,  # pyright: ignore[reportArgumentType]  (written by `Decisions.row`)
        text=row.text,
        room=row.room,
        seq=int(row.seq) if row.seq else None,
        created=moment_of(row.sk),
    )


def _partition(username: str) -> str:
    return f"DECISIONS#{username}"
