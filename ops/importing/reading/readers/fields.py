"""What fields of exports have in common: nothing is trusted, what is unknown is ignored, what is strange is nothing."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = datetime(1990, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 1, 1, tzinfo=UTC)
"""No chat that is exported here is older, and no clock so wrong that it is kept."""

MAX_ID = 512


class Fields(BaseModel):
    """A part of an export. Fields that are not named here are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True, defer_build=True)


def _sane(moment: datetime) -> datetime:
    if not FIRST <= moment <= LAST:
        raise ValueError("is no time of a chat")
    return moment


def _since(value: Any, unit: float) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("is no time")  # noqa: TRY004  (pydantic passes on no other)
    number = float(value)
    if not math.isfinite(number) or abs(number * unit) > LAST.timestamp():
        raise ValueError("is no time of a chat")
    if unit == 1 and isinstance(value, str) and "." in value:  # floats lose microseconds
        whole, _, part = value.partition(".")
        return EPOCH + timedelta(seconds=int(whole), microseconds=int((part + "000000")[:6]))
    return EPOCH + timedelta(microseconds=round(number * unit * 1_000_000))


def seconds(value: Any) -> datetime:
    """A moment from seconds since 1970, as a number or text, to the microsecond. Raises ValueError."""
    return _since(value, 1)


def milliseconds(value: Any) -> datetime:
    return _since(value, 0.001)


def iso_time(value: Any) -> datetime:
    """A moment as ISO 8601. Without an offset it is taken for UTC: the zone of who exported is written nowhere."""
    if not isinstance(value, str):
        raise ValueError("is no time")  # noqa: TRY004
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Seconds = Annotated[datetime, BeforeValidator(seconds), AfterValidator(_sane)]
Milliseconds = Annotated[datetime, BeforeValidator(milliseconds), AfterValidator(_sane)]
IsoTime = Annotated[datetime, BeforeValidator(iso_time), AfterValidator(_sane)]

Id = Annotated[str, Field(min_length=1, max_length=MAX_ID)]
"""An id of the source; numbers become text."""


def _text_or_nothing(value: Any) -> str:
    return value if isinstance(value, str) else ""


Loose = Annotated[str, BeforeValidator(_text_or_nothing)]
"""A text that nothing hangs on: what is none is "". """


def _list_or_nothing(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _unless_zero(value: Any) -> Any:
    """0, -1, "" and None, by which exports say never, are None."""
    return value if value and value != -1 else None


def _objects(value: Any) -> list[Any]:
    return [each for each in _list_or_nothing(value) if isinstance(each, dict)]


def _texts(value: Any) -> list[Any]:
    """Texts and numbers of a list; the rest of it is left out."""
    return [each for each in _list_or_nothing(value) if isinstance(each, str | int) and not isinstance(each, bool)]


LooseObjects = BeforeValidator(_objects)
"""Before a list of models: what is no list is empty, what is no object is left out of it."""


def _object(value: Any) -> Any:
    return value if isinstance(value, dict | BaseModel) else {}


LooseObject = BeforeValidator(_object)
"""Before a model or an object: what is none is an empty one."""

Ids = Annotated[tuple[str, ...], BeforeValidator(_texts)]

EverOrNever = BeforeValidator(_unless_zero)


def why(error: ValidationError) -> str:
    """In a few words, what does not fit: the first of it."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
