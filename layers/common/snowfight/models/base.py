"""The bases of every model on the wire.

Models are built when they are first used: a function that starts uses few of those that it knows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from snowfight.clock import iso

MAX_INTEGER = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""

Time = Annotated[
    datetime,
    PlainSerializer(iso, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment; ISO 8601 in UTC with milliseconds on the wire."""


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("must be a time, as text")  # noqa: TRY004  (pydantic passes on no other)
    return value


Moment = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_text)]
"""A moment as a client tells it: ISO 8601 with its offset from UTC."""


class Body(BaseModel):
    """What a client sends over HTTP: unknown fields and wrong types are refused (422)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Frame(BaseModel):
    """What a client sends over the WebSocket: unknown fields are ignored, wrong types refused (`bad_frame`)."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, defer_build=True)


class Answer(BaseModel):
    """What the server says, over either transport: every field, null where there is nothing, but for OMITTED ones."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, json_schema_serialization_defaults_required=True
    )


OMITTED: Any = Field(exclude_if=lambda value: value is None)
"""Annotates a field of an Answer that is left out where it would be null."""


def without_nul(text: str) -> str:
    """Refuse NUL, which no name or message needs and which breaks other people's tools."""
    if "\0" in text:
        raise ValueError("may not contain a NUL character")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
"""Any Unicode text without NUL; pydantic itself refuses lone surrogates."""
