"""Telegram's texts, which are parts of a kind each."""

from __future__ import annotations

from typing import Any

from ops.importing.model import PersonMention, Piece
from ops.importing.reading.markup.marks import code, marked, quoted
from ops.importing.reading.markup.pieces import joined, link

MAX_PARTS = 10_000

_MARKS = {"bold": "**", "italic": "*", "strikethrough": "~~", "spoiler": "||"}


def pieces(text: Any) -> tuple[Piece, ...]:
    """A text, or a list of texts and parts, in our Markdown; what is no part says nothing."""
    if isinstance(text, str):
        return joined([text])
    found: list[Piece] = []
    for part in text[:MAX_PARTS] if isinstance(text, list) else ():
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, dict) and isinstance(said := part.get("text"), str):
            found.append(_piece(part, said, begins=_begins_line(found)))
    return joined(found)


def _piece(part: dict[str, Any], text: str, *, begins: bool) -> Piece:
    kind = part.get("type")
    if kind in ("pre", "blockquote"):
        block = quoted(text) if kind == "blockquote" else _code_block(text, part.get("language"))
        return f"{block}\n" if begins else f"\n{block}\n"
    match kind:
        case "bold" | "italic" | "strikethrough" | "spoiler":
            return marked(text, _MARKS[kind])
        case "code":
            return code(text)
        case "text_link":
            address = part.get("href")
            return link(address, text) if isinstance(address, str) and address else text
        case "mention_name" if isinstance(part.get("user_id"), int):
            return PersonMention(f"user{part['user_id']}", text)
        case _:
            return text


def _code_block(text: str, language: Any) -> str:
    return f"```{language if isinstance(language, str) else ''}\n{text.strip(chr(10))}\n```"


def _begins_line(pieces: list[Piece]) -> bool:
    return not pieces or (isinstance(pieces[-1], str) and pieces[-1].endswith("\n"))
