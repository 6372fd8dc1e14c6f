"""What a message may say."""

from __future__ import annotations

from snowfight.blank import is_blank
from snowfight.errors import Empty, TooLong


def body_of(text: str, length: int) -> str:
    """The text as it is stored, trimmed, of at most `length` code points; raises Empty, TooLong."""
    body = text.strip()
    if is_blank(body):
        raise Empty
    if len(body) > length:
        raise TooLong(f"a message has at most {length} characters; this one has {len(body)}")
    return body
