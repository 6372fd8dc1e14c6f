"""Given a chat whose log has grown, when its index is to follow, then the indexer is told of that chat alone."""

from __future__ import annotations

import json

import pytest

from snowfight.delivery import index_tasks


def test_the_indexer_is_asked_for_one_chat_in_the_region_of_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, object]] = []

    class Queued:
        def __init__(self, name: str, region: str, *_credentials: object, **_url: object) -> None:
            self._where = name, region

        def start(self, payload: bytes) -> bool:
            asked.append((*self._where, json.loads(payload)))
            return False  # nobody takes it up: the next search does

    monkeypatch.setattr(index_tasks, "QueuedFunction", Queued)
    monkeypatch.setenv("AWS_REGION", "eu-central-1")

    index_tasks.index("indexer", "fort")

    assert asked == [("indexer", "eu-central-1", {"room": "fort"})]
