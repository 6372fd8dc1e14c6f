"""Names made to fit: of people, chats and files, by our rules, the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from snowfight.blank import is_blank
from snowfight.domain.mentions.names import ALL
from snowfight.fold import fold
from snowfight.models.file import MAX_FILENAME, filename
from snowfight.models.names import RESERVED

SHORTEST, LONGEST = 3, 20
"""Of a username (wire contract, HTTP)."""

HOOK = "hook_"
"""How the accounts of hooks begin: nobody else's do."""

DISPLAY_NAME = 50
TITLE = 128

_ODD = re.compile("[^a-z0-9_]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def usernames(username: str, display_name: str) -> Iterator[str]:
    """What somebody may be called here, the first choice first, without end: `ann`, `ann_2`, `ann_3` …"""
    base = next(filter(None, map(_fitted, (username, display_name))), "user")
    if base.startswith(HOOK):
        base = f"a_{base}"[:LONGEST]
    if len(base) >= SHORTEST and base not in RESERVED | {ALL}:
        yield base
    for number in count(2):
        ending = f"_{number}"
        yield f"{base[: LONGEST - len(ending)]}{ending}"


def _fitted(name: str) -> str:
    name = name.strip().lower()
    if not re.fullmatch("[a-z0-9_]+", name):
        name = _ODD.sub("_", fold(name)).strip("_")
    return name[:LONGEST]


def shown_name(text: str, most: int, instead: str) -> str:
    """A display name or title of at most `most` characters, without those that names may not have; `instead` where
    there is nothing to see."""
    name = clean(_CONTROL.sub(" ", text)).strip()[:most].strip()
    return instead if is_blank(name) else name


def clean(text: str) -> str:
    """The text without NUL and halves of characters, which no message may have."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def file_name(text: str) -> str:
    """A file's name as messages have it."""
    return filename(clean(text)[-MAX_FILENAME:])
