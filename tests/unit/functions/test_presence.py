"""Presence as Lambda calls it: by records of the tables' streams."""

from __future__ import annotations

import importlib
import time
from typing import Any

import pytest

from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat
from tests.support.lambdas import Lambdas

SPOKEN = {
    "eventName": "MODIFY",
    "dynamodb": {
        "ApproximateCreationDateTime": time.time(),
        "Keys": {"pk": {"S": f"ROOM#{PUBLIC_CHAT}"}, "sk": {"S": "META"}},
    },
}


def _no_sleep(_seconds: float) -> None:
    """What is waited for has come."""


@pytest.fixture
def handler(lambdas: Lambdas, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The function, which waits for nothing."""
    monkeypatch.setattr("time.sleep", _no_sleep)
    return importlib.import_module("functions.presence.handler")


@pytest.mark.parametrize("is_large", [True, False])
def test_somebody_writes_and_whether_that_is_told_is_watched_where_very_many_look(
    handler: Any, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    watched: list[str] = []
    telling = importlib.import_module("functions.presence.telling").telling
    monkeypatch.setattr(telling, "watch", watched.append)
    monkeypatch.setattr(handler.sharding, "is_large", is_large)

    handler.handler({"Records": [SPOKEN]}, object())

    assert watched == [PUBLIC_CHAT] * is_large
