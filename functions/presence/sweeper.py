"""Presence, every few minutes: what no event has told of."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger

from functions.presence.wiring import sweep

logger = Logger()


def handler(event: dict[str, Any], context: object) -> None:
    """Sweep once."""
    logger.info("swept", extra=asdict(sweep.sweep()))
