"""The search index is built anew where somebody asks for it, and whether searching works is one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from infra.settings import Settings
from ops.deployment import Deployment, Outputs
from ops.failure import Failure
from ops.reindex import PATIENCE, Reindex, rebuild
from ops.search_check import search

Answer = dict[str, Any]
Asked = list[dict[str, Any]]


class Searching(Deployment):
    """A deployment with one chat, `here`, whose indexer answers as a test says."""

    def client(self, service: str, config: Any = None, **options: Any) -> Any:
        self.__dict__["config"] = config
        return SimpleNamespace(invoke=self._invoke, batch_get_item=self._get)

    def answers(self, payload: object, **more: str) -> None:
        self.__dict__["answer"] = {"Payload": BytesIO(json.dumps(payload).encode()), **more}

    @property
    def asked(self) -> Asked:
        return self.__dict__.setdefault("_asked", [])

    def _invoke(self, FunctionName: str, Payload: str) -> Answer:  # noqa: N803
        assert FunctionName == "indexer"
        self.asked.append(json.loads(Payload))
        return self.__dict__["answer"]

    def _get(self, RequestItems: dict[str, Any]) -> Answer:  # noqa: N803
        keys = RequestItems["rooms"]["Keys"]
        return {"Responses": {"rooms": [key for key in keys if key["pk"]["S"] == "ROOM#here"]}}


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> Searching:
    settings = Settings(stage="dev", region="us-east-1", sender_address="a@example.org")
    deployment = Searching(settings, boto3.Session("k", "s", region_name="us-east-1"))
    deployment.__dict__["outputs"] = Outputs({"FunctionIndexer": "indexer", "RoomsTable": "rooms"})
    deployment.answers({"done": True})

    def of(_stage: str) -> Deployment:
        return deployment

    monkeypatch.setattr(Deployment, "of", of)
    monkeypatch.delenv("ROOM", raising=False)
    return deployment


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What `make reindex` says, given a ROOM."""

    def said(room: str) -> str:
        monkeypatch.setenv("ROOM", room)
        rebuild("dev")
        return capsys.readouterr().out

    return said


def test_one_chats_index_is_built_and_waited_for(deployment: Searching, said: Callable[[str], str]) -> None:
    assert said("here") == "The index of here is built anew.\n"
    assert deployment.asked == [{"room": "here", "anew": True}]


def test_of_a_long_one_it_is_said_that_it_goes_on(deployment: Searching, said: Callable[[str], str]) -> None:
    deployment.answers({"done": False})

    assert said("here") == "The index of here is being built anew: the indexer goes on by itself.\n"


def test_without_a_chat_all_that_have_an_index_are_built(deployment: Searching, said: Callable[[str], str]) -> None:
    assert len(said("").splitlines()) == 1
    assert deployment.asked == [{"anew": True}]


def test_a_chat_that_there_is_not_is_named_and_nothing_is_built(
    deployment: Searching, said: Callable[[str], str]
) -> None:
    with pytest.raises(Failure, match="there is no chat nowhere"):
        said("nowhere")
    assert deployment.asked == []


def test_an_indexer_that_fails_is_one_line(deployment: Searching, said: Callable[[str], str]) -> None:
    deployment.answers({"errorMessage": "S3 answered 503"}, FunctionError="Unhandled")

    with pytest.raises(Failure, match="the index of here was not built: S3 answered 503"):
        said("here")


def test_the_indexer_is_waited_for_and_asked_once(deployment: Searching) -> None:
    Reindex(deployment)

    config = deployment.__dict__["config"]
    assert (config.read_timeout, config.retries["total_max_attempts"]) == (PATIENCE, 1)
    merged = Deployment.client(deployment, "lambda", config=config).meta.config
    assert (merged.connect_timeout, merged.read_timeout) == (5, PATIENCE)


@pytest.mark.parametrize(
    ("library", "words"),
    [
        ("python", "ok    search       Lambda's own SQLite 3.40.0 has full-text search"),
        (
            "apsw",
            "ok    search       Lambda's own SQLite has no full-text search: the one of the layer, 3.40.0, does it",
        ),
    ],
)
def test_the_doctor_says_which_sqlite_searches(deployment: Searching, library: str, words: str) -> None:
    deployment.answers({"library": library, "version": "3.40.0"})

    assert str(search(deployment)) == words
    assert deployment.asked == [{"describe": True}]


def test_functions_without_any_sqlite_are_a_failure(deployment: Searching) -> None:
    deployment.answers({"errorMessage": "Python's SQLite has no FTS5"}, FunctionError="Unhandled")

    assert str(search(deployment)) == "fail  search       the indexer does not start: Python's SQLite has no FTS5"
