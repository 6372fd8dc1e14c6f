"""What is posted to a hook: the part of Slack's incoming webhooks that is shown here (wire contract, part 8).

Nobody who posts to a hook reads its answer, so nothing is refused that can be shown in part: unknown fields are passed
over, numbers stand where texts are expected, and what is of a wrong type is as if it were not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

M = TypeVar("M", bound=BaseModel)

MAX_LISTED = 100
"""Of anything that is listed: Slack takes 50 blocks, 100 attachments and 10 fields."""


def _said(value: object) -> str:
    """The text, without NUL and halves of characters; a number as it is written; of anything else nothing."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "")


def _listed(value: object) -> list[Any]:
    return value[:MAX_LISTED] if isinstance(value, list) else []


Said = Annotated[str, BeforeValidator(_said)]
Listed = Annotated[list[Any], BeforeValidator(_listed)]
"""Whatever is in the list is looked at one by one: `fitting`."""


class Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class TextPart(Part):
    """Slack's text object."""

    type: Literal["mrkdwn", "plain_text"]
    text: Said


def _text_part(value: object) -> object:
    return next(fitting([value], TextPart), None)


MaybeText = Annotated[TextPart | None, BeforeValidator(_text_part)]


class Section(Part):
    type: Literal["section"]
    text: MaybeText = None
    fields: Listed = Field(default_factory=list[Any])


class Header(Part):
    type: Literal["header"]
    text: TextPart


class Context(Part):
    type: Literal["context"]
    elements: Listed


class Divider(Part):
    type: Literal["divider"]


class Image(Part):
    type: Literal["image"]
    image_url: Said = ""
    alt_text: Said = ""
    title: MaybeText = None


class AttachmentField(Part):
    title: Said = ""
    value: Said = ""


class Attachment(Part):
    fallback: Said = ""
    pretext: Said = ""
    title: Said = ""
    title_link: Said = ""
    text: Said = ""
    fields: Listed = Field(default_factory=list[Any])
    footer: Said = ""
    blocks: Listed = Field(default_factory=list[Any])


class HookPayload(Part):
    """A whole post."""

    text: Said = ""
    blocks: Listed = Field(default_factory=list[Any])
    attachments: Listed = Field(default_factory=list[Any])


def fitting(values: list[Any], model: type[M]) -> Iterator[M]:
    """Those of the values that are a `model`, in order."""
    for value in values:
        with suppress(ValidationError):
            yield model.model_validate(value)
