"""Names and addresses of people, as exports have them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")

PEOPLE_IN_TITLE = 6
"""So many names make the title of a group that has none."""


def address(text: str) -> str | None:
    """An e-mail address in small letters; None where it is none."""
    found = text.strip().lower()
    return found if _ADDRESS.fullmatch(found) else None


def first_name(*names: str) -> str:
    """The first that says anything, without space around it; "" where none does."""
    return next((name.strip() for name in names if name.strip()), "")


def title_of(names: list[str]) -> str:
    """What a group is called that has no name: after those who are in it."""
    shown = ", ".join(names[:PEOPLE_IN_TITLE])
    return f"{shown} …" if len(names) > PEOPLE_IN_TITLE else shown
