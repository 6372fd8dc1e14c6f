"""Files: asked for, answered for by Cloudinary, kept with a message, and read."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from snowfight.blank import is_blank
from snowfight.models.base import MAX_INTEGER, Answer, Body, Frame, Text, Time

Kind = Literal["image", "video", "raw"]
"""Cloudinary's resource types: what it may draw, what it tells the length of (`video`, which sound is too), and what is
only ever handed out as it came."""

IMAGE_FORMATS = ("jpg", "png", "gif", "webp", "avif")
"""Pictures of which there are thumbnails. SVG is none of them: as HTML and PDF it is `raw`, and a download."""

_IMAGE_TYPES = {"image/jpeg": "jpg", **{f"image/{name}": name for name in IMAGE_FORMATS if name != "jpg"}}
_RECORDINGS = {
    *(f"audio/{name}" for name in ("aac", "flac", "mp4", "mpeg", "ogg", "wav", "webm", "x-m4a", "x-wav")),
    *(f"video/{name}" for name in ("mp4", "ogg", "quicktime", "webm")),
}
"""Sound and films that browsers play, and Cloudinary takes as `video`."""
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

_VOICE_MESSAGE = re.compile(r"voice-message-[0-9-]{1,40}\.(?:webm|m4a|ogg)")
"""What the client's recorder names what it recorded; the client has the same (`web/src/files/voice-message.ts`)."""

MAX_FILENAME = 255


def filename(text: str) -> str:
    """The last part of a path without control characters and those that turn the direction of what follows."""
    last = re.split(r"[/\\]", text)[-1]
    name = _UNWANTED.sub("", last).strip()
    if len(name) > MAX_FILENAME:
        raise ValueError(f"may have at most {MAX_FILENAME} characters")
    return "file" if is_blank(name) or name in {".", ".."} else name


class NewUpload(Body):
    """Body of `POST /api/chat/upload/{chatroom_name}`, `POST /api/me/avatar` and `POST /api/emoji/upload`; `size` is in
    bytes."""

    filename: Annotated[str, Field(min_length=1, max_length=4096), AfterValidator(filename)]
    size: Annotated[int, Field(ge=1, le=MAX_INTEGER)]
    content_type: Annotated[Text, Field(max_length=255)]

    @property
    def kind(self) -> Kind:
        """What Cloudinary shall take it for."""
        if self.image_format:
            return "image"
        return "video" if self._media_type in _RECORDINGS else "raw"

    @property
    def image_format(self) -> str | None:
        """Which of IMAGE_FORMATS it is said to have, None where it is said to be something else."""
        return _IMAGE_TYPES.get(self._media_type)

    @property
    def _media_type(self) -> str:
        """What it is said to be, without parameters as `codecs`."""
        return self.content_type.partition(";")[0].strip().lower()


class UploadGrant(Answer):
    """What the browser posts, as multipart/form-data with the `file`, to `upload_url`; good for one upload."""

    upload_url: str
    fields: dict[str, str]


class UploadAnswer(Frame):
    """The parts of Cloudinary's upload answer that are looked at; `signature` covers `public_id` and `version`."""

    public_id: Annotated[str, Field(max_length=255)]
    version: Annotated[int, Field(ge=0, le=MAX_INTEGER)]
    signature: Annotated[str, Field(max_length=128)]
    bytes: int | None = None
    width: int | None = None
    height: int | None = None


class File(Answer):
    """A file of a message, as Cloudinary describes it; `bytes`, `width` and `height` are its size, `duration` is how
    many seconds of sound or film it has, null where it has none or that is not known."""

    filename: str
    resource_type: str
    format: str | None = None
    bytes: int
    width: int | None = None
    height: int | None = None
    duration: float | None = None

    @property
    def is_voice_message(self) -> bool:
        """Whether it was recorded here (ADR 0056)."""
        return _VOICE_MESSAGE.fullmatch(self.filename) is not None


class StoredFile(File):
    """The same as the log keeps it, with its name at Cloudinary."""

    public_id: str

    @property
    def view(self) -> File:
        """The file as its readers see it."""
        return File(**self.model_dump(exclude={"public_id"}))

    @classmethod
    def of(cls, kept: dict[str, object]) -> Self:
        """The file that `model_dump` wrote."""
        return cls.model_validate(kept)


class FileLinks(Answer):
    """Where to read a file until `expires`; `url` downloads it under its own name."""

    url: str
    thumb_url: str | None
    expires: Time
