"""No frame of ours is larger than 32 KB, whatever a chat or a user has."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.contract.frames import SERVER_FRAMES
from infra.settings import Settings
from snowfight.domain.changes.frames import frame_of, gathered
from snowfight.domain.changes.reactions import MAX_EMOJI
from snowfight.domain.fanout.frame_size import within_a_frame
from snowfight.models import moderation, server_frames
from snowfight.models.base import MAX_INTEGER, Answer
from snowfight.models.calls import frames as calls
from snowfight.models.client_frames import MAX_PING_ROOMS
from snowfight.models.file import MAX_FILENAME, File
from snowfight.models.message import NAMED, Message, Reaction
from snowfight.models.problem import ErrorFrame
from snowfight.models.records import Change
from snowfight.models.server_frames import MAX_FRAME, ChatIndicators, OnlineStatus, StatusChange
from snowfight.models.user import Author

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
ROOM = str(UUID(int=2**128 - 1))
NAME = "w" * 20
LONGEST = 4000
"""Characters of a message in a deployment that allows as many as there may be (infra/settings.py)."""

texts = st.text(st.sampled_from('\x01\x1f"\\é漢🐒'), min_size=LONGEST, max_size=LONGEST)
"""What JSON escapes, what is long in UTF-8."""

AUTHOR = Author(username=NAME, display_name="🐒" * 50, avatar_url="https://" + "x" * 1000)
FILE = File(
    filename="🐒" * MAX_FILENAME,
    resource_type="image",
    format="jpeg",
    bytes=MAX_INTEGER,
    width=10**6,
    height=10**6,
    duration=123456.789,
)
BODIES = ("\x01" * LONGEST, None)
"""The longest text, and a file instead of one."""
CHATS = [str(UUID(int=number)) for number in range(1001)]


def size(frame: Answer) -> int:
    return len(frame.model_dump_json().encode())


def message(body: str | None) -> Message:
    """A message with a text, or with a file: none has both."""
    return Message(
        room=ROOM,
        seq=MAX_INTEGER,
        id=f"{ROOM}:{MAX_INTEGER}",
        client_id=ROOM,
        author=AUTHOR,
        body=body,
        file=FILE if body is None else None,
        created=NOW,
        edited=NOW,
        deleted=NOW,
    )


def adorned(body: str | None) -> Message:
    """That message with as many reactions as one may have, each with all names that a message holds."""
    names = [NAME] * NAMED
    reactions = [Reaction(emoji=f":{'x' * 32}:", count=MAX_INTEGER, usernames=names)] * MAX_EMOJI
    update = {"reactions": reactions, "deleted_by": NAME, "pinned": True, "rev": MAX_INTEGER}
    return message(body).model_copy(update=update)


CHANGE = Change(ROOM, MAX_INTEGER, MAX_INTEGER, "react", NAME, f":{'x' * 32}:", on=True)

LARGEST: dict[type[Answer], list[Answer]] = {
    server_frames.Ack: [server_frames.Ack(client_id=ROOM, room=ROOM, seq=MAX_INTEGER, created=NOW)],
    server_frames.MessageHandler: [server_frames.MessageHandler(room=ROOM, message=message(body)) for body in BODIES],
    server_frames.MessagesHandler: [
        server_frames.MessagesHandler(room=ROOM, messages=within_a_frame([adorned(body)] * 50)) for body in BODIES
    ],
    server_frames.Changed: [
        server_frames.Changed(client_id=ROOM, room=ROOM, seq=MAX_INTEGER, rev=MAX_INTEGER),
    ],
    server_frames.ChangeHandler: [frame_of(CHANGE, adorned(body)) for body in BODIES],
    server_frames.ChangesHandler: [gathered(ROOM, MAX_INTEGER, MAX_INTEGER, [adorned(body)] * 50) for body in BODIES],
    server_frames.Joined: [],  # tests/unit/rooms/test_subscriptions.py
    server_frames.Pong: [
        server_frames.Pong(**dict.fromkeys(("behind", "changed"), dict.fromkeys(CHATS[:MAX_PING_ROOMS], MAX_INTEGER)))
    ],
    server_frames.System: [server_frames.System(room=ROOM, event="removed", username=NAME, created=NOW)],
    server_frames.OnlineCount: [server_frames.OnlineCount(room=ROOM, online_count=MAX_INTEGER)],
    OnlineStatus: list(OnlineStatus.of(MAX_INTEGER, [StatusChange(username=NAME, status="inactive")] * 5000)),
    ChatIndicators: list(ChatIndicators.of(*[dict.fromkeys(CHATS, MAX_INTEGER)] * 5)),
    server_frames.ReadHandler: [server_frames.ReadHandler(room=ROOM, username=NAME, seq=MAX_INTEGER)],
    server_frames.TypingHandler: [server_frames.TypingHandler(room=ROOM, username=NAME)],
    calls.CallRing: [calls.CallRing(room=ROOM, call=ROOM, username=NAME, video=True, expires=NOW)],
    calls.CallState: [
        calls.CallState(
            room=ROOM,
            call=ROOM,
            state="over",
            version=MAX_INTEGER,
            started_by=NAME,
            started=NOW,
            expires=NOW,
            participants=[calls.CallParticipant(username=NAME, device=ROOM, video=True, since=NOW)] * 12,
            declined=[NAME] * 20,
            busy=[NAME] * 20,
            reason="cancelled",
        )
    ],
    calls.CallSignalHandler: [
        calls.CallSignalHandler(
            room=ROOM, call=ROOM, sender=ROOM, username=NAME, data={"x": "\U0001f412" * ((calls.MAX_SIGNAL - 8) // 4)}
        )
    ],
    moderation.DecisionNoticeFrame: [
        moderation.DecisionNoticeFrame(
            notice=moderation.DecisionNotice(
                id="9" * 30, kind="decided", text="\x01" * 2_000, room=ROOM, seq=MAX_INTEGER, created=NOW
            )
        )
    ],
    ErrorFrame: [ErrorFrame(code="x" * 20, detail="x" * 500, client_id=ROOM, room=ROOM, retry_after=1e6)],
}


@pytest.mark.parametrize("model", SERVER_FRAMES)
def test_the_largest_of_every_kind_of_frame_is_within_32_kb(model: type[Answer]) -> None:
    """A kind that is new has to say what its largest is."""
    assert inspect.isclass(model)
    assert [size(frame) for frame in LARGEST[model] if size(frame) > MAX_FRAME] == []


@given(texts)
def test_a_message_of_any_characters_is_within_32_kb(body: str) -> None:
    assert size(server_frames.MessageHandler(room=ROOM, message=message(body))) <= MAX_FRAME


def test_no_deployment_may_allow_longer_messages() -> None:
    [bound] = [limit.le for limit in Settings.model_fields["message_length"].metadata if hasattr(limit, "le")]
    assert bound == LONGEST


def test_what_is_told_in_several_frames_is_told_whole() -> None:
    # Given
    changes = [StatusChange(username=f"user_{number}", status="online") for number in range(1001)]
    counts, unread = dict.fromkeys(CHATS, 1), {CHATS[700]: 3}
    # When
    statuses = list(OnlineStatus.of(7, changes))
    indicators = list(ChatIndicators.of(counts, unread, {}, {}, {}))
    # Then
    assert [change for frame in statuses for change in frame.changes] == changes
    assert {frame.online_count for frame in statuses} == {7}
    assert {name: count for frame in indicators for name, count in frame.chat_counts.items()} == counts
    assert {name: count for frame in indicators for name, count in frame.unread.items()} == unread
    assert [len(list(OnlineStatus.of(7, []))), len(list(ChatIndicators.of({}, {}, {}, {}, {})))] == [1, 0]
