"""The mail of what was missed as plain text and as HTML.

The HTML is what every reader shows: no table, no picture, no style but inline ones, none of which says what colour text
or paper has, so that it is as readable on dark paper as on light.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from snowfight.domain.notices.mail.words import MailWords

_REACHING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that turn more than the letters they stand with (web/src/text/direction.ts)."""


@dataclass(frozen=True)
class MailedChat:
    """A chat in a mail: `lines` are the first messages, each with its author; `more` are not shown, and without
    previews none is."""

    title: str
    kind: str
    url: str
    count: int
    lines: Sequence[tuple[str, str]]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class MailedDigest:
    """All that a mail tells."""

    chats: Sequence[MailedChat]
    count: int
    more_chats: int
    home: str
    settings: str
    end: str
    """Addresses of the client: its first page, the settings, and where these mails are ended."""


def one_line(text: str) -> str:
    """Somebody's words as they stand in a line of others: on one line, and turning nothing around them."""
    return " ".join(_REACHING.sub("", text).split())


def plain(digest: MailedDigest, words: MailWords) -> str:
    """The mail as plain text."""
    parts = [words.of(words.heading, digest.count)]
    for chat in digest.chats:
        lines = [f"{chat.title} ({chat.kind})"]
        lines += [f"  {author}: {text}" for author, text in chat.lines]
        if hidden := _hidden(chat, words):
            lines.append(f"  {hidden}")
        parts.append("\n".join([*lines, chat.url]))
    if digest.more_chats:
        parts.append(f"{words.of(words.more_chats, digest.more_chats)}\n{digest.home}")
    parts.append(f"-- \n{words.why}\n{words.end}: {digest.end}\n{words.settings}: {digest.settings}")
    return "\n\n".join(parts) + "\n"


def html(digest: MailedDigest, words: MailWords) -> str:
    """The mail as HTML; all that people wrote is escaped."""
    heading = escape(words.of(words.heading, digest.count))
    chats = "".join(_chat(chat, words) for chat in digest.chats)
    more = _paragraph(_link(digest.home, words.of(words.more_chats, digest.more_chats))) if digest.more_chats else ""
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{heading}</title></head>"
        '<body style="margin:0;padding:16px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5">'
        f'<div style="max-width:560px;margin:0 auto"><h1 style="font-size:20px;margin:0 0 16px">{heading}</h1>'
        f"{chats}{more}"
        '<hr style="border:0;border-top:1px solid #a08f7f;margin:24px 0 12px">'
        f'<p style="font-size:13px;margin:0">{escape(words.why)}<br>'
        f"{_link(digest.end, words.end)} · {_link(digest.settings, words.settings)}</p></div></body></html>\n"
    )


def _chat(chat: MailedChat, words: MailWords) -> str:
    lines = "".join(
        _paragraph(f'<strong dir="auto">{escape(author)}</strong><br><span dir="auto">{escape(text)}</span>')
        for author, text in chat.lines
    )
    hidden = _hidden(chat, words)
    return (
        f'<h2 style="font-size:16px;margin:24px 0 4px"><bdi dir="auto">{escape(chat.title)}</bdi>'
        f' <span style="font-weight:normal;font-size:13px">{escape(chat.kind)}</span></h2>'
        f'<div style="border-left:3px solid #c47b4a;padding-left:12px">{lines}'
        f"{_paragraph(escape(hidden)) if hidden else ''}</div>"
        + _paragraph(
            f'<a href="{escape(chat.url)}" style="display:inline-block;padding:8px 16px;border-radius:8px;'
            f'background:#ad4510;color:#ffffff;text-decoration:none">{escape(words.open)}</a>'
        )
    )


def _hidden(chat: MailedChat, words: MailWords) -> str:
    """How many messages there are that are not shown; empty where all are."""
    if not chat.more:
        return ""
    return words.of(words.more if chat.lines else words.count, chat.more)


def _paragraph(inner: str) -> str:
    return f'<p style="margin:8px 0;overflow-wrap:anywhere">{inner}</p>'


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'
