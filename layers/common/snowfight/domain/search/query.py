"""What is asked for: words, and what else is known of a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeVar, get_args

from snowfight.domain.search.words import words_of
from snowfight.errors import NothingToSearch
from snowfight.models.names import is_room, username

Trait = Literal["file", "image", "link"]
"""What a message may have; an image is a file too."""

_T = TypeVar("_T")

_TRAITS: dict[str, Trait] = {trait: trait for trait in get_args(Trait)}

_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂", '"'))
"""What keyboards make of quotation marks."""

_TOKEN = re.compile(r'(?P<minus>-(?!-))?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))')
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """Words that follow each other. The last may go on, unless the term is `whole`."""

    words: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True)
class Query:
    """All of this has to be so of a message that is found.

    `terms` are in it and `excluded` are not; every one of `authors` has written it and every one of `rooms` is its
    chat, so that two different ones find nothing; it was sent at or after `since` and before `until`.
    """

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    authors: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    has: frozenset[Trait] = frozenset()
    without: frozenset[Trait] = frozenset()
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, text: str) -> Query:
        """What a user has typed; raises NothingToSearch where that is neither a word nor an operator.

        An operator without a good value is words, as is everything else.
        """
        query = cls()
        for token in _TOKEN.finditer(text.translate(_QUOTES)):
            query &= _read(token)
        if replace(query, excluded=()) == cls():
            raise NothingToSearch
        return query

    @classmethod
    def files(cls, kind: Literal["image", "file"] | None) -> Query:
        """The files of one kind: those that are images, those that are none, or all."""
        if kind == "image":
            return cls(has=frozenset({"image"}))
        return cls(has=frozenset({"file"}), without=frozenset({"image"} if kind == "file" else ()))

    def __and__(self, other: Query) -> Query:
        """What is so if both are."""
        return Query(
            terms=_each(self.terms + other.terms),
            excluded=_each(self.excluded + other.excluded),
            authors=_each(self.authors + other.authors),
            rooms=_each(self.rooms + other.rooms),
            has=self.has | other.has,
            without=self.without | other.without,
            since=max(filter(None, (self.since, other.since)), default=None),
            until=min(filter(None, (self.until, other.until)), default=None),
        )


def _each(items: tuple[_T, ...]) -> tuple[_T, ...]:
    """Each of them once, in order."""
    return tuple(dict.fromkeys(items))


def _read(token: re.Match[str]) -> Query:
    """What one word, quotation or operator asks for."""
    quoted: str | None = token["quoted"]
    plain: str = token["plain"] or ""
    if not token["minus"]:
        name, _, value = plain.partition(":")
        operator = _OPERATORS.get(name.lower())
        asked = operator(value) if operator else None
        if asked is not None:
            return asked
    words = tuple(words_of(plain if quoted is None else quoted))
    if not words:
        return Query()
    term = (Term(words, whole=quoted is not None),)
    return Query(excluded=term) if token["minus"] else Query(terms=term)


def _from(value: str) -> Query | None:
    try:
        return Query(authors=(username(value.removeprefix("@")),))
    except ValueError:
        return None


def _in(value: str) -> Query | None:
    return Query(rooms=(value,)) if is_room(value) else None


def _has(value: str) -> Query | None:
    trait = _TRAITS.get(value.lower())
    return Query(has=frozenset({trait})) if trait else None


def _after(value: str) -> Query | None:
    day = _day(value)
    return None if day is None else Query(since=day)


def _before(value: str) -> Query | None:
    day = _day(value)
    return None if day is None or day.date() == date.max else Query(until=day + _DAY)


def _day(value: str) -> datetime | None:
    """When a day of the form 2026-11-01 begins in UTC; None where there is no such day."""
    try:
        return datetime.combine(date.fromisoformat(value), time(), UTC) if _DATE.fullmatch(value) else None
    except ValueError:
        return None


_OPERATORS: dict[str, Callable[[str], Query | None]] = {
    "from": _from,
    "in": _in,
    "has": _has,
    "before": _before,
    "after": _after,
}
"""What each asks for by its value; None where that is none of it."""
