"""A user's settings."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from snowfight.blank import visible
from snowfight.models.base import Answer, Body
from snowfight.models.chat import Level
from snowfight.models.user import printable

MAX_KEYWORDS = 20

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Hours and minutes, `22:00`."""


def zone(name: str) -> str:
    """Refuse what is the name of no time zone, by the list that comes with the zones themselves."""
    from importlib import resources  # noqa: PLC0415  (few calls need it)

    if name not in resources.files("tzdata").joinpath("zones").read_text("utf-8").split():
        raise ValueError("is no time zone")
    return name


def distinct(words: list[str]) -> list[str]:
    """The words, each once: of those that differ by case alone the first."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return list(first.values())


Keyword = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=50),
    AfterValidator(printable),
    AfterValidator(visible),
]


class Quiet(Answer):
    """When a user is not to be disturbed, in their time zone; where `from` is later than `to`, over midnight."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    start: Annotated[str, Field(alias="from")]
    to: str
    zone: str


class NotifyLevels(Answer):
    """What a user is told of in each kind of chat."""

    private: Level
    group: Level
    public: Level


class Settings(Answer):
    """A user's settings, as `GET` and `PATCH /api/me/settings` answer them."""

    typing: bool
    receipts: bool
    notify: NotifyLevels
    keywords: list[str]
    quiet: Quiet | None
    mail: bool
    previews: bool


class QuietPatch(Body):
    """A quiet time, which is changed as a whole; one that begins when it ends would be none, or the whole day."""

    start: Annotated[TimeOfDay, Field(alias="from")]
    to: TimeOfDay
    zone: Annotated[str, Field(max_length=64), AfterValidator(zone)]

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.start == self.to:
            raise ValueError("begins when it ends")
        return self


class NotifyLevelsPatch(Body):
    """Levels of some kinds of chats; what is left out stays as it is."""

    private: Level = "all"
    group: Level = "all"
    public: Level = "all"


class SettingsPatch(Body):
    """Body of `PATCH /api/me/settings`; what is left out stays as it is, `quiet` of null ends it."""

    typing: bool = True
    receipts: bool = True
    notify: NotifyLevelsPatch = Field(default_factory=NotifyLevelsPatch)
    keywords: Annotated[list[Keyword], Field(max_length=MAX_KEYWORDS), AfterValidator(distinct)] = Field(
        default_factory=list[str]
    )
    quiet: QuietPatch | None = None
    mail: bool = True
    previews: bool = True

    @property
    def given(self) -> set[str]:
        """The fields that the body named."""
        return self.model_fields_set
