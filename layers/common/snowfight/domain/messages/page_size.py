"""How much a page of messages may hold: a megabyte, whatever was written and however many reacted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate, takewhile

from snowfight.models.records import Entry

PAGE_BYTES = 1_000_000
"""Of one answer (wire contract, part 2)."""

_ENVELOPE = 1_000
"""Bytes of a message without its text and its reactions."""

_PER_GROUP = 120
"""Bytes of an emoji on a message without the names."""

_PER_NAME = 23
"""Bytes of a username with its quotes and comma."""


def within(entries: Sequence[Entry]) -> list[Entry]:
    """The first of `entries` that make a page, at least one."""
    sizes = accumulate(_bytes(entry) for entry in entries)
    fit = len(list(takewhile(lambda size: size <= PAGE_BYTES, sizes)))
    return list(entries[: max(1, fit)])


def _bytes(entry: Entry) -> int:
    """How large the message is on the wire, at most."""
    reactions = sum(_PER_GROUP + _PER_NAME * len(group.usernames) for group in entry.reactions)
    return _ENVELOPE + len(json.dumps(entry.body, ensure_ascii=False).encode()) + reactions
