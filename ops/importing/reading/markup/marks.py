"""Marks that others have and we have not, or write otherwise. All linear: what is between two has none of the sign."""

from __future__ import annotations

import re

STRONG = re.compile(r"(?<![^\W_])(?<!_)__(?=[^\s_])([^\n_]+)(?<=\S)__(?!_)(?![^\W_])")
"""`__bold__`"""

EMPHASIS = re.compile(r"(?<![^\W_])(?<!_)_(?=[^\s_])([^\n_]+)(?<=\S)_(?!_)(?![^\W_])")
"""`_italic_`"""

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S[^\n*]*)$", re.MULTILINE)
"""A line that is a heading, with what closes it."""


def headings(text: str) -> str:
    """Lines that are headings are bold."""
    return _HEADING.sub(lambda line: f"**{line[1].rstrip().rstrip('#').rstrip() or line[1]}**", text)


def marked(text: str, mark: str) -> str:
    """`text` between two of a mark, which touch no space; nothing but space stays as it is."""
    core = text.strip()
    if not core:
        return text
    before = text[: len(text) - len(text.lstrip())]
    return f"{before}{mark}{core}{mark}{text[len(before) + len(core) :]}"


def quoted(text: str) -> str:
    """Each line of it quoted."""
    return "\n".join(f"> {line}" for line in text.strip("\n").split("\n"))


def code(text: str) -> str:
    """Code within a line, between more backticks than are in it; as it is where that is not possible."""
    ticks = next((each for each in ("`", "``", "```") if each not in text), None)
    if ticks is None or not text.strip() or "\n" in text:
        return text
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"
