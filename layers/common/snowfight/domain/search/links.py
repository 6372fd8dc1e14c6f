"""Whether a text has a link: what the client makes one of (`web/src/rich/links.ts`, `inline.ts`).

`tests/cases/links.json` holds both to it.
"""

from __future__ import annotations

import re

from snowfight.domain.search.alphabets import UNSPACED

_BLOCK = re.compile(r"^```(?!\s*```)(?:(?!```).)+```[^\S\n]*$", re.MULTILINE | re.DOTALL)
_CODE = r"(?<!`)(?P<ticks>`{1,3})(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"

_END = '\\s<>"`“”„‟«»‹›、-〄〈-〠〰〽！-／：-＠［-｀｛-･\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff'
"""What no address goes on behind."""

_UNSPACED_LETTER = f"(?<![a-z0-9])(?![{_END}])[{UNSPACED}]"
"""Such a letter may be in an address, but not right behind a Latin one: there a sentence goes on."""

_HOST = rf"(?:[^{_END}{UNSPACED}/?#*|~]|{_UNSPACED_LETTER}){{1,255}}"
_WEB = rf"(?:(?<!\w)|(?<=[{UNSPACED}]))(?:https?://|www\.){_HOST}"
_MAILBOX = (
    rf"(?:(?<![\w.%+@-])|(?<=[{UNSPACED}]))[a-z0-9][a-z0-9._%+-]{{0,63}}@(?:[a-z0-9-]{{1,63}}\.){{1,8}}[a-z]{{2,24}}"
    rf"(?:(?![^\W_]|[@-])|(?=[{UNSPACED}]))"
)
_TOKEN = re.compile(rf"{_CODE}|(?P<web>{_WEB})|(?P<mailbox>{_MAILBOX})", re.IGNORECASE)

_LEADS_SOMEWHERE = re.compile(
    r"(?:https?://)?(?:[^\s@:\\^|%<>\[\]]*\.[^\s@:\\^|%<>\[\]]*|localhost|\[[^@]*\]?)(?::\d*)?", re.IGNORECASE
)
_TRAILING = ".,;:!?'…’،؛؟۔।)]}"


def has_link(body: str) -> bool:
    """Whether the client makes a link of some of the text: an address of the web, or a mailbox, not within code."""
    if "://" not in body and "@" not in body and "www." not in body.lower():
        return False
    return any(_is_link(found) for found in _TOKEN.finditer(_BLOCK.sub(" ", body)))


def _is_link(found: re.Match[str]) -> bool:
    """One with a user before its host is none, nor one that leads nowhere."""
    web = found["web"]
    if web is None:
        return found["mailbox"] is not None
    return _LEADS_SOMEWHERE.fullmatch(web.rstrip(_TRAILING)) is not None
