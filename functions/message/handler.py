"""Every frame that a client sends."""

from __future__ import annotations

from typing import Any

from functions.message.wiring import router


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Serve one frame; the returned body is the reply to its sender."""
    return router.resolve(event)
