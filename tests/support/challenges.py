"""A browser that does the work of ALTCHA's widget."""

from __future__ import annotations

from typing import Any

from altcha import Challenge, Payload, solve_challenge


def solved(challenge: dict[str, Any]) -> str:
    """What the widget makes of what `GET /api/auth/challenge` answers."""
    given = Challenge.from_dict(challenge)
    solution = solve_challenge(given)
    assert solution is not None
    return Payload(given, solution).to_base64()
