"""What stops an operator's command."""

from __future__ import annotations


class Failure(Exception):
    """The command cannot go on; the message is one line that says what to do."""
