"""A gateway that keeps what it was given, and knows which connections live."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from snowfight.delivery.gateway import BROADCAST_SECONDS, Report


class RecordingGateway:
    """Takes every frame for the connections that are `open`; answers gone for all others."""

    def __init__(self) -> None:
        self.open: set[str] = set()
        self.closed: list[str] = []
        self._frames: list[tuple[str, bytes]] = []

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        report = Report()
        for connection_id in dict.fromkeys(connection_ids):
            if connection_id in self.open:
                self._frames.append((connection_id, frame))
                report.delivered += 1
            else:
                report.gone.append(connection_id)
        return report

    def close(self, connection_ids: Iterable[str]) -> None:
        for connection_id in connection_ids:
            self.open.discard(connection_id)
            self.closed.append(connection_id)

    def gone(self, connection_ids: Iterable[str]) -> list[str]:
        return [connection_id for connection_id in connection_ids if connection_id not in self.open]

    def frames(self, connection_id: str, kind: str | None = None) -> list[dict[str, Any]]:
        """What one connection was sent, of one type or of all."""
        frames = [json.loads(frame) for target, frame in self._frames if target == connection_id]
        return [frame for frame in frames if kind is None or frame["type"] == kind]
