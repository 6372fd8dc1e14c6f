"""DynamoDB's condition and update expressions, compiled to functions: as much of the language as the storage speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

Value = dict[str, Any]
Item = dict[str, Value]
Condition = Callable[["Scope"], bool]
Operand = Callable[["Scope"], "Value | None"]

_TOKEN = re.compile(r"\s*([#:]?\w+(?:\.#?\w+)*|<>|<=|>=|[=<>(),+-])")
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


class Invalid(Exception):
    """DynamoDB would answer ValidationException."""


@dataclass(frozen=True)
class Scope:
    """What an expression's names stand for."""

    item: Item
    names: dict[str, str]
    values: Item

    def attribute(self, token: str) -> str:
        return self.names[token] if token.startswith("#") else token

    def path(self, token: str) -> list[str]:
        """The names that lead to a value, from the item's attribute on into maps."""
        return [self.attribute(part) for part in token.split(".")]

    def value(self, token: str) -> Value | None:
        """What is there; None for nothing."""
        name, *inner = self.path(token)
        value = self.item.get(name)
        for name in inner:
            value = value.get("M", {}).get(name) if value else None
        return value


@dataclass
class Update:
    """What an update expression does, in DynamoDB's order of clauses."""

    sets: list[tuple[str, Operand]] = field(default_factory=list[tuple[str, Operand]])
    removes: list[str] = field(default_factory=list[str])
    adds: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    deletes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def apply(self, scope: Scope) -> Item:
        """The item as it is after the update; every operand is read before anything is written."""
        written = [(scope.path(path), operand(scope)) for path, operand in self.sets]
        item = dict(scope.item)
        for path, value in written:
            if value is None:
                raise Invalid("an operand of SET is not there")
            _inner(item, path)[path[-1]] = value
        for token in self.removes:
            path = scope.path(token)
            _inner(item, path).pop(path[-1], None)
        for token, more in self.adds:
            item[scope.attribute(token)] = _added(scope.item.get(scope.attribute(token)), scope.values[more])
        for token, less in self.deletes:
            _strike(item, scope.attribute(token), scope.values[less])
        return item


def comparable(value: Value) -> Any:
    """A value that Python compares as DynamoDB does."""
    [(kind, content)] = value.items()
    match kind:
        case "N":
            return Decimal(content)
        case "S":
            return content.encode()
        case "SS":
            return frozenset(content)
        case _:
            return content


def _inner(item: Item, path: list[str]) -> Item:
    """The map that the path's last name lies in, as a copy that may be changed."""
    for name in path[:-1]:
        if "M" not in item.get(name, {}):
            raise Invalid("the document path is not there")
        item[name] = {"M": dict(item[name]["M"])}
        item = item[name]["M"]
    return item


def _added(old: Value | None, more: Value) -> Value:
    [(kind, content)] = more.items()
    if kind == "N":
        return {"N": str(Decimal(old["N"] if old else 0) + Decimal(content))}
    return {kind: sorted({*(old[kind] if old else ()), *content})}


def _strike(item: Item, name: str, less: Value) -> None:
    [(kind, content)] = less.items()
    rest = sorted(set(item[name][kind]) - set(content)) if name in item else []
    if rest:
        item[name] = {kind: rest}
    else:
        item.pop(name, None)


@lru_cache(maxsize=1000)
def condition(text: str) -> Condition:
    """Compile a condition or key condition."""
    parser = _Parser(text)
    compiled = parser.any_of()
    parser.end()
    return compiled


@lru_cache(maxsize=1000)
def update(text: str) -> Update:
    """Compile an update."""
    return _Parser(text).update()


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.findall(text)
        if "".join(self._tokens) != re.sub(r"\s", "", text):
            raise Invalid(text)
        self._at = 0

    def any_of(self) -> Condition:
        parts = [self._all_of()]
        while self._take("OR"):
            parts.append(self._all_of())
        return parts[0] if len(parts) == 1 else lambda scope: any(part(scope) for part in parts)

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise Invalid(self._tokens[self._at])

    def update(self) -> Update:
        compiled = Update()
        clauses: dict[str, Callable[[], None]] = {
            "SET": lambda: compiled.sets.append(self._assignment()),
            "REMOVE": lambda: compiled.removes.append(self._next()),
            "ADD": lambda: compiled.adds.append((self._next(), self._next())),
            "DELETE": lambda: compiled.deletes.append((self._next(), self._next())),
        }
        while self._at < len(self._tokens):
            clause = clauses[self._next()]
            clause()
            while self._take(","):
                clause()
        return compiled

    def _all_of(self) -> Condition:
        parts = [self._one()]
        while self._take("AND"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda scope: all(part(scope) for part in parts)

    def _one(self) -> Condition:
        if self._take("NOT"):
            part = self._one()
            return lambda scope: not part(scope)
        if self._take("("):
            part = self.any_of()
            self._expect(")")
            return part
        if self._peek() in _FUNCTIONS:
            return self._function(_FUNCTIONS[self._next()])
        return self._comparison()

    def _function(self, holds: Callable[[Value | None, Value | None], bool]) -> Condition:
        self._expect("(")
        first = self._operand()
        second = self._operand() if self._take(",") else _nothing
        self._expect(")")
        return lambda scope: holds(first(scope), second(scope))

    def _comparison(self) -> Condition:
        left = self._operand()
        word = self._next()
        if word == "BETWEEN":
            low = self._operand()
            self._expect("AND")
            high = self._operand()
            return lambda scope: _compare("<=", low(scope), left(scope)) and _compare("<=", left(scope), high(scope))
        right = self._operand()
        return lambda scope: _compare(word, left(scope), right(scope))

    def _operand(self) -> Operand:
        token = self._next()
        if token == "size":
            self._expect("(")
            inner = self._operand()
            self._expect(")")
            return lambda scope: _size(inner(scope))
        if token == "if_not_exists":
            self._expect("(")
            path = self._next()
            self._expect(",")
            otherwise = self._operand()
            self._expect(")")
            return lambda scope: scope.value(path) or otherwise(scope)
        if token.startswith(":"):
            return lambda scope: scope.values[token]
        return lambda scope: scope.value(token)

    def _assignment(self) -> tuple[str, Operand]:
        path = self._next()
        self._expect("=")
        operand = self._operand()
        for sign, factor in (("+", 1), ("-", -1)):
            if self._take(sign):
                operand = _sum(operand, self._operand(), factor)
        return path, operand

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._at += 1
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise Invalid(f"{token} expected, {self._peek()} found")


def _nothing(_scope: Scope) -> None:
    return None


def _compare(word: str, left: Value | None, right: Value | None) -> bool:
    if left is None or right is None or left.keys() != right.keys():
        return word == "<>"
    return _COMPARISONS[word](comparable(left), comparable(right))


def _size(value: Value | None) -> Value | None:
    if value is None:
        return None
    [content] = value.values()
    return {"N": str(len(content))}


def _sum(left: Operand, right: Operand, sign: int) -> Operand:
    def total(scope: Scope) -> Value:
        one, other = left(scope), right(scope)
        if one is None or other is None:
            raise Invalid("an operand of a sum is not there")
        return {"N": str(Decimal(one["N"]) + sign * Decimal(other["N"]))}

    return total


def _begins(value: Value | None, prefix: Value | None) -> bool:
    return value is not None and prefix is not None and str(value.get("S", "")).startswith(prefix["S"])


def _contains(value: Value | None, part: Value | None) -> bool:
    return value is not None and part is not None and part["S"] in next(iter(value.values()))


_FUNCTIONS: dict[str, Callable[[Value | None, Value | None], bool]] = {
    "attribute_exists": lambda value, _: value is not None,
    "attribute_not_exists": lambda value, _: value is None,
    "begins_with": _begins,
    "contains": _contains,
}
