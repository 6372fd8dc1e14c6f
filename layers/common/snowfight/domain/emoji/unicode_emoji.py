"""Unicode's emoji: what is recommended for general interchange (RGI), and how each is written in full."""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_suffix(".txt")
"""Every RGI emoji, fully qualified, one a line; made by `python -m infra.bundle.emoji`."""

EMOJI_PRESENTATION = "\N{VARIATION SELECTOR-16}"
"""Says that the character before it is drawn as an emoji; people's keyboards set it or leave it out."""


def fully_qualified(text: str) -> str | None:
    """The emoji that `text` is, with every U+FE0F where it belongs; None where it is not exactly one.

    U+FE0F is left out of account when comparing, skin tones are not (wire contract, part 2). The table is read when it
    is first needed: a function that meets no emoji does not load it.
    """
    return _table().get(_bare(text))


@cache
def _table() -> dict[str, str]:
    return {_bare(emoji): emoji for emoji in TABLE.read_text("utf-8").splitlines()}


def _bare(text: str) -> str:
    return text.replace(EMOJI_PRESENTATION, "")
