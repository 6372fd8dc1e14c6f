"""What a deployment is like."""

from __future__ import annotations

from snowfight.models.base import Answer
from snowfight.models.moderation import SignUpMode


class Site(Answer):
    """Answer of `GET /api/site`: what a client has to know before anybody signs in."""

    name: str
    contact: str
    """Whom to write to."""
    sign_up: SignUpMode
    challenge: bool
    """Whether signing up takes a solved challenge."""
    calls: bool
    push: bool
    uploads: bool
    """Whether there are these."""
    upload_limit: int
    """The largest file, in bytes."""
    message_length: int
    """The longest message, in Unicode code points."""
    edit_hours: float | None
    """For so long its author may edit a message; 0: not at all, null: without end."""
