"""What a limit of so many calls a second means for API Gateway."""

BURST = 2
"""Calls at once, as a multiple of those of a second …"""

ACCOUNT_BURST = 5000
"""… and at most as many as AWS gives an account: more would only be promised."""


def burst(per_second: int) -> int:
    """How many calls may come at once where so many may come a second."""
    return min(BURST * per_second, ACCOUNT_BURST)
