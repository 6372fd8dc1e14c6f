"""What the rows of a chat and of a membership keep, as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from snowfight.clock import from_milliseconds
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Membership, RoomState, UnreadMark
from snowfight.storage.messages.packed_numbers import unpack
from snowfight.storage.rows.rooms import MembershipRow, MetaRow

if TYPE_CHECKING:
    from snowfight.models.chat import Level


def meta_row(name: str) -> MetaRow:
    """The key of a chat's row."""
    return MetaRow(f"ROOM#{name}", "META")


def membership_row(username: str, name: str) -> MembershipRow:
    """The key of what is kept of a user in a chat."""
    return MembershipRow(f"USER#{username}", f"ROOM#{name}")


def membership_of(row: MembershipRow) -> Membership:
    """The membership that a row keeps."""
    return Membership(
        room=row.sk.removeprefix("ROOM#"),
        read_seq=int(row.read_seq or 0),
        joined=from_milliseconds(int(row.joined)) if row.joined else None,
        left=from_milliseconds(int(row.left)) if row.left else None,
        title=row.title,
        mark=_mark_of([int(number) for number in row.mark]) if row.mark else None,
        mentions=tuple(int(seq) for seq in row.mentions or ()),
        passed_over=tuple(int(seq) for seq in row.passed_over or ()),
        notify=cast("Level | None", row.notify),
        notify_until=from_milliseconds(int(row.notify_until)) if row.notify_until else None,
    )


def _mark_of(numbers: list[int]) -> UnreadMark:
    seq, end, *own = numbers
    return UnreadMark(seq, end, tuple(own))


def state_of(row: MetaRow) -> RoomState:
    """The chat that a row keeps, without its members."""
    name = row.pk.removeprefix("ROOM#")
    public = RoomState.public()
    pair = sorted(row.pair or ())
    return RoomState(
        name=name,
        kind=public.kind if name == PUBLIC_CHAT else ("private" if pair else "group"),
        title=row.title or (public.title if name == PUBLIC_CHAT else ""),
        admin=row.admin,
        open=bool(row.open) or name == PUBLIC_CHAT,
        invite=row.invite,
        retention_days=int(row.retention_days) if row.retention_days else None,
        slow_seconds=int(row.slow_seconds or 0),
        last_seq=int(row.last_seq or 0),
        active=from_milliseconds(int(row.active)) if row.active else None,
        member_count=int(row.member_count or 0),
        pair=(pair[0], pair[1]) if pair else None,
        sent=dict(row.sent),
        shards=int(row.shards or 1),
        filling=int(row.filling or 1),
        resized=from_milliseconds(int(row.resized)) if row.resized else None,
        last_rev=int(row.last_rev or 0),
        deletions=unpack(row.deletions) if row.deletions else (),
        keywords=int(row.keywords or 0),
        mentions_all=unpack(row.mentions_all) if row.mentions_all else (),
        call=row.call,
        events=int(row.events or 0),
        member_events=int(row.member_events or 0),
        told=int(row.told) if row.teller or row.told else None,
        teller=row.teller,
        tells_at=from_milliseconds(int(row.tells_at)) if row.tells_at else None,
        quiet_at=from_milliseconds(int(row.quiet_at)) if row.quiet_at else None,
    )
