"""Changes as frames, none of them larger than a frame may be."""

from __future__ import annotations

from collections.abc import Sequence

from snowfight.domain.fanout.frame_size import shortened, within_a_frame
from snowfight.domain.messages.views import summary_of
from snowfight.models.message import Message
from snowfight.models.records import Change, Replies
from snowfight.models.server_frames import MAX_FRAME, ChangeHandler, ChangesHandler, ReplyDeleted


def frame_of(change: Change, message: Message, replies: Replies | None = None) -> ChangeHandler:
    """What tells of one change; of a reply that was deleted also the `replies` that it left of its thread."""
    frame = ChangeHandler(
        room=change.room,
        rev=change.rev,
        seq=change.seq,
        kind=change.kind,
        username=change.username,
        emoji=change.emoji,
        on=change.on,
        message=message,
    )
    if change.kind == "delete" and message.thread is not None:
        left = summary_of(replies) if replies and replies.count else None
        return ReplyDeleted.model_validate({**dict(frame), "thread_replies": left})
    return fitting(frame)


def fitting(frame: ChangeHandler) -> ChangeHandler:
    """The frame, with fewer names in its message where it would be too large with all of them."""
    if len(frame.model_dump_json().encode()) <= MAX_FRAME:
        return frame
    return frame.model_copy(update={"message": shortened(frame.message)})


def gathered(room: str, after: int, rev: int, messages: Sequence[Message]) -> ChangesHandler:
    """The first of `messages`, in the order of their last change, that fit into one frame; its `rev` is how far.

    They are all that changed from behind `after` up to `rev`; what has changed since, others with it, comes later.
    """
    fit = within_a_frame(messages)
    up_to = rev if len(fit) >= len(messages) else min(rev, fit[-1].rev)
    return ChangesHandler(room=room, after=after, rev=up_to, messages=fit)
