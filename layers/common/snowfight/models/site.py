"""What a deployment is like."""

from __future__ import annotations

from snowfight.models.base import Answer


class Site(Answer):
    """Answer of `GET /api/site`: the longest message in Unicode code points, the largest file in bytes, and whether
    files can be sent at all."""

    name: str
    message_length: int
    upload_limit: int
    uploads: bool
