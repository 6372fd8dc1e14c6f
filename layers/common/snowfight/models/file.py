"""Files: asked for, answered for by Cloudinary, kept with a message, and read."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from snowfight.models.base import MAX_INTEGER, Answer, Body, Frame, Text, Time
from snowfight.models.blank import is_blank

Kind = Literal["image", "raw"]
"""Cloudinary's resource types that we use: what it may draw, and what is only ever handed out as it came."""

IMAGE_FORMATS = ("jpg", "png", "gif", "webp", "avif")
"""Pictures of which there are thumbnails. Everything else, SVG, HTML and PDF too, is `raw` and a download."""

_IMAGE_TYPES = frozenset(("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"))
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

MAX_FILENAME = 255


def filename(text: str) -> str:
    """The last part of a path without control characters and those that turn the direction of what follows."""
    last = re.split(r"[/\\]", text)[-1]
    name = _UNWANTED.sub("", last).strip()
    if len(name) > MAX_FILENAME:
        raise ValueError(f"may have at most {MAX_FILENAME} characters")
    return "file" if is_blank(name) or name in {".", ".."} else name


class NewUpload(Body):
    """Body of `POST /api/chat/upload/{chatroom_name}` and `POST /api/me/avatar`; `size` is in bytes."""

    filename: Annotated[str, Field(min_length=1, max_length=4096), AfterValidator(filename)]
    size: Annotated[int, Field(ge=1, le=MAX_INTEGER)]
    content_type: Annotated[Text, Field(max_length=255)]

    @property
    def kind(self) -> Kind:
        """What Cloudinary shall take it for."""
        named = self.content_type.partition(";")[0].strip().lower()
        return "image" if named in _IMAGE_TYPES else "raw"


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
    """A file of a message, as Cloudinary describes it; `bytes`, `width` and `height` are its size."""

    filename: str
    resource_type: str
    format: str | None = None
    bytes: int
    width: int | None = None
    height: int | None = None


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
