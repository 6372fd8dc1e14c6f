"""What a message of Telegram's says beside its files: text, places, contacts, polls."""

from __future__ import annotations

from typing import Any

from ops.importing.model import ImportedFile, Piece
from ops.importing.reading.markup.pieces import joined
from ops.importing.reading.markup.telegram import pieces
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.telegram.fields import Message, Poll

MEDIA = {
    "sticker": "Sticker",
    "voice_message": "Voice message",
    "video_message": "Video message",
    "video_file": "Video",
    "audio_file": "Audio",
    "animation": "Animation",
}

MAX_ANSWERS = 100


def shown_text(message: Message) -> tuple[Piece, ...]:
    """In our Markdown, with who wrote it first where it was passed on."""
    text = pieces(message.text_entities or message.text)
    lines = [_place(message.location_information), _contact(message.contact_information), _poll(message.poll)]
    before = [f"Forwarded from {message.forwarded_from}:\n"] if message.forwarded_from else []
    behind = "\n".join(line for line in lines if line)
    return joined([*before, *text, "\n" if text and behind else "", behind])


def files_of(message: Message, reading: Reading, root: str, place: str) -> tuple[ImportedFile, ...]:
    """Its photo and its file: those that are not in the export are sentences there that say so, in brackets."""
    photo = _file("Photo", message.photo, "", message.photo_file_size)
    what = MEDIA.get(message.media_type, "File")
    file = _file(f"{what} {message.sticker_emoji}".strip(), message.file, message.file_name, message.file_size)
    return tuple(_found(each, reading, root, place) for each in (photo, file) if each is not None)


def _file(what: str, path: str, name: str, size: int | None) -> ImportedFile | None:
    if not path:
        return None
    if path.startswith("(") or " (File " in path:
        return ImportedFile(name or what, f"{what}{f': {name}' if name else ''} (not in the export)", None, size)
    name = name or path.rpartition("/")[2]
    return ImportedFile(name, f"{what}: {name}", path, size)


def _found(file: ImportedFile, reading: Reading, root: str, place: str) -> ImportedFile:
    found = reading.found(file.path, place, root) if file.path else None
    if found is None:
        words = file.words if file.path is None else f"{file.words} (not in the export)"
        return ImportedFile(file.name, words, None, file.size)
    return ImportedFile(file.name, file.words, *found)


def _place(place: dict[str, Any]) -> str:
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return ""
    return f"Location: {latitude}, {longitude}"


def _contact(contact: dict[str, Any]) -> str:
    parts = [contact.get(key) for key in ("first_name", "last_name", "phone_number")]
    said = " ".join(part for part in parts if isinstance(part, str) and part)
    return f"Contact: {said}" if said else ""


def _poll(poll: Poll | None) -> str:
    question = _plain(poll.question) if poll else ""
    if poll is None or not question:
        return ""
    answers = [f"- {_plain(answer.get('text'))} ({answer.get('voters', 0)})" for answer in poll.answers[:MAX_ANSWERS]]
    return "\n".join([f"Poll: {question}", *answers])


def _plain(text: Any) -> str:
    return "".join(piece for piece in pieces(text) if isinstance(piece, str))
