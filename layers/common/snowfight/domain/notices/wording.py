"""What a notice says: its title, a few words, and as a number where the user wants no more to be seen."""

from __future__ import annotations

import re
from typing import Literal

from snowfight.models.file import File
from snowfight.models.notices import PAYLOAD_BYTES, PREVIEW, CallPush, MessagePush
from snowfight.models.records import Entry, RoomState
from snowfight.models.user import Author

_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
HIDDEN = "▒▒▒"
"""Stands for what a spoiler hides."""

_COUNTS = {
    "en": ("1 new message", "{count} new messages"),
    "tr": ("1 yeni mesaj", "{count} yeni mesaj"),
}
PUBLIC_TITLES = {"en": "Public chat", "tr": "Genel sohbet"}
"""As the client calls the chat of everybody (web/src/text)."""
_VOICE_MESSAGES = {"en": "Voice message", "tr": "Sesli mesaj"}
_TESTS = {
    "en": "This is how notices look here.",
    "tr": "Bildirimler burada böyle görünür.",
}


_CALLS = {
    "en": {"ringing": ("Voice call", "Video call"), "missed": ("Missed voice call", "Missed video call")},
    "tr": {
        "ringing": ("Sesli arama", "Görüntülü arama"),
        "missed": ("Cevapsız sesli arama", "Cevapsız görüntülü arama"),
    },
}


def language_of(tag: str | None) -> str:
    """The language of ours that a language tag asks for; English unless there is a better one."""
    primary = (tag or "").partition("-")[0].lower()
    return primary if primary in _COUNTS else "en"


def preview(entry: Entry, tag: str | None) -> str:
    """The first words of a message in one line, without what its spoilers hide; of a file its name, of a voice message
    how long it is, of a call what it was."""
    if entry.call is not None:
        return call_words("missed", tag, video=entry.call.video)
    if entry.body is None:
        return _file_words(entry.file, tag)[:PREVIEW] if entry.file else ""
    return " ".join(_SPOILER.sub(HIDDEN, entry.body).split())[:PREVIEW]


def call_words(state: Literal["ringing", "missed"], tag: str | None, *, video: bool) -> str:
    """What kind of call it is."""
    return _CALLS[language_of(tag)][state][video]


def _file_words(file: File, tag: str | None) -> str:
    if not file.is_voice_message:
        return file.filename
    words = _VOICE_MESSAGES[language_of(tag)]
    if file.duration is None:
        return words
    minutes, seconds = divmod(round(file.duration), 60)
    return f"{words} {minutes}:{seconds:02}"


def count_of(unread: int, tag: str | None) -> str:
    """How many messages wait, in words."""
    one, many = _COUNTS[language_of(tag)]
    return one if unread == 1 else many.format(count=unread)


def test_words(tag: str | None) -> str:
    """What the notice says by which a user sees whether any arrive."""
    return _TESTS[language_of(tag)]


def title_of(state: RoomState, author: Author, tag: str | None) -> str:
    """Who wrote, and where others read it too."""
    if state.kind == "private":
        return author.display_name
    title = PUBLIC_TITLES[language_of(tag)] if state.kind == "public" else state.title
    return f"{author.display_name} · {title}"


def payload_of(push: MessagePush | CallPush) -> str:
    """The notice as JSON, its words cut where it would be too large."""
    while len(text := push.model_dump_json().encode()) > PAYLOAD_BYTES and push.body:
        push = push.model_copy(update={"body": push.body[: len(push.body) // 2]})
    return text.decode()
