"""Every frame: the one list from which docs/asyncapi.json is made."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.models import client_frames, moderation, problem, server_frames
from snowfight.models.base import Answer, Frame
from snowfight.models.calls import frames as calls


@dataclass(frozen=True)
class ClientFrame:
    """A frame that a client may send, and the one that answers it, if one does."""

    frame: type[Frame]
    reply: type[Answer] | None = None


CLIENT_FRAMES: tuple[ClientFrame, ...] = (
    ClientFrame(client_frames.Send),
    ClientFrame(client_frames.FileUpload),
    ClientFrame(client_frames.Edit),
    ClientFrame(client_frames.Delete),
    ClientFrame(client_frames.React),
    ClientFrame(client_frames.Pin),
    ClientFrame(client_frames.Join, server_frames.Joined),
    ClientFrame(client_frames.Leave),
    ClientFrame(client_frames.Read),
    ClientFrame(client_frames.Typing),
    ClientFrame(client_frames.PresenceFrame),
    ClientFrame(client_frames.Ping, server_frames.Pong),
    ClientFrame(calls.CallStart, calls.CallState),
    ClientFrame(calls.CallAccept, calls.CallState),
    ClientFrame(calls.CallDecline, calls.CallState),
    ClientFrame(calls.CallLeave, calls.CallState),
    ClientFrame(calls.CallSignal),
    ClientFrame(calls.CallSync, calls.CallState),
)

SERVER_FRAMES: tuple[type[Answer], ...] = (
    server_frames.Ack,
    server_frames.MessageHandler,
    server_frames.MessagesHandler,
    server_frames.Changed,
    server_frames.ChangeHandler,
    server_frames.ChangesHandler,
    server_frames.Joined,
    server_frames.Pong,
    server_frames.System,
    server_frames.OnlineCount,
    server_frames.OnlineStatus,
    server_frames.ChatIndicators,
    server_frames.ReadHandler,
    server_frames.TypingHandler,
    calls.CallRing,
    calls.CallState,
    calls.CallSignalHandler,
    moderation.DecisionNoticeFrame,
    problem.ErrorFrame,
)
