"""Why a push is not taken."""

from __future__ import annotations


class Refusal(Exception):
    """An error as push services answer it."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)
