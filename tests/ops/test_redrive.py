"""Dead letters are called again, each once, and what nobody can read stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.settings import Settings
from ops.deployment import Deployment
from ops.redrive import Redriven, redrive

REGION = "us-east-1"
ARN = "arn:aws:dynamodb:us-east-1:1:table/t/stream/1"
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass
class Functions:
    """Lambda's invoke, noting what it was asked for."""

    calls: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])

    def invoke(self, FunctionName: str, InvocationType: str, Payload: bytes) -> None:  # noqa: N803
        assert InvocationType == "Event"
        self.calls.append((FunctionName, json.loads(Payload)))


class Trimmed(Exception):
    """What DynamoDB raises for records that are older than a day."""


@dataclass
class Stream:
    """One shard, in pages of two records, whose first row has the number 100."""

    exceptions = SimpleNamespace(TrimmedDataAccessException=Trimmed)
    rows: list[str] = field(default_factory=list[str])
    pauses: bool = False
    """Every other page is empty, as DynamoDB's are where a part of a shard holds nothing."""

    def get_shard_iterator(self, SequenceNumber: str, **_: str) -> dict[str, str]:  # noqa: N803
        if int(SequenceNumber) < 100:
            raise Trimmed
        return {"ShardIterator": SequenceNumber}

    def get_records(self, ShardIterator: str, **_: int) -> dict[str, Any]:  # noqa: N803
        if self.pauses and not ShardIterator.endswith("!"):
            return {"Records": [], "NextShardIterator": f"{ShardIterator}!"}
        ShardIterator = ShardIterator.rstrip("!")  # noqa: N806
        start = int(ShardIterator) - 100
        records = [self._record(start + place, row) for place, row in enumerate(self.rows[start : start + 2])]
        return {"Records": records, "NextShardIterator": str(int(ShardIterator) + len(records))}

    def _record(self, place: int, row: str) -> dict[str, Any]:
        image = {"pk": {"S": row}, "blob": {"B": b"\x00"}}
        change = {"Keys": {"pk": {"S": row}}, "NewImage": image, "SequenceNumber": str(100 + place)}
        return {"eventName": "INSERT", "dynamodb": {**change, "ApproximateCreationDateTime": MOMENT}}


class Scene(Deployment):
    """A deployment with one queue, its function `f`, and a stream."""

    def client(self, service: str, **options: Any) -> Any:
        ours = {"lambda": self.functions, "dynamodbstreams": self.stream}
        return ours.get(service) or super().client(service, **options)

    @property
    def stream(self) -> Stream:
        return self.__dict__.setdefault("_stream", Stream())

    @property
    def functions(self) -> Functions:
        return self.__dict__.setdefault("_functions", Functions())

    @property
    def url(self) -> str:
        return self.outputs["DeadLettersJobs"]

    def letter(self, body: object) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        self.client("sqs").send_message(QueueUrl=self.url, MessageBody=text)

    def waiting(self) -> int:
        answer = self.client("sqs").get_queue_attributes(QueueUrl=self.url, AttributeNames=["All"])["Attributes"]
        return sum(int(answer[name]) for name in answer if name.startswith("ApproximateNumberOfMessages"))


@pytest.fixture
def scene() -> Iterator[Scene]:
    with mock_aws():
        settings = Settings(stage="dev", region=REGION, sender_address="a@example.org")
        scene = Scene(settings, boto3.Session("k", "s", region_name=REGION))
        url = scene.client("sqs").create_queue(QueueName="q")["QueueUrl"]
        scene.__dict__["outputs"] = {"DeadLettersJobs": url, "FunctionJobs": "f", "SiteUrl": "https://x"}
        yield scene


def _asynchronous(payload: object) -> dict[str, Any]:
    return {"requestContext": {"condition": "RetriesExhausted"}, "requestPayload": payload}


def test_what_failed_asynchronously_is_called_again_with_what_it_was_called_with(scene: Scene) -> None:
    scene.letter(_asynchronous({"room": "public-chat"}))

    [done] = redrive(scene)

    assert done == Redriven("f", called=1, outdated=0, left=0)
    assert scene.functions.calls == [("f", {"room": "public-chat"})]
    assert scene.waiting() == 0


def test_a_schedules_event_is_its_letter(scene: Scene) -> None:
    event = {"detail-type": "Scheduled Event", "source": "aws.events", "detail": {}}
    scene.letter(event)

    list(redrive(scene))

    assert scene.functions.calls == [("f", event)]


def test_a_streams_batch_is_read_again_from_the_stream(scene: Scene) -> None:
    # Given a stream of five rows, of which a batch with the middle three failed
    scene.stream.rows = [f"row {number}" for number in range(5)]
    batch = {"shardId": "s", "streamArn": ARN, "startSequenceNumber": "101", "endSequenceNumber": "103"}
    scene.letter({"DDBStreamBatchInfo": batch, "requestContext": {}})

    # When the letters are called again
    list(redrive(scene))

    # Then the function gets those rows, as the stream's mapping would have given them
    [(_, event)] = scene.functions.calls
    rows = [record["dynamodb"]["Keys"]["pk"]["S"] for record in event["Records"]]
    assert rows == ["row 1", "row 2", "row 3"]
    assert {record["eventSourceARN"] for record in event["Records"]} == {ARN}
    assert event["Records"][0]["dynamodb"]["NewImage"]["blob"] == {"B": "AA=="}
    assert event["Records"][0]["dynamodb"]["ApproximateCreationDateTime"] == MOMENT.timestamp()


@pytest.mark.parametrize("last", ["103", "104"], ids=["amid the stream", "its newest"])
def test_an_empty_page_of_the_stream_is_not_its_end(scene: Scene, last: str) -> None:
    scene.stream.rows = [f"row {number}" for number in range(5)]
    scene.stream.pauses = True
    batch = {"shardId": "s", "streamArn": ARN, "startSequenceNumber": "100", "endSequenceNumber": last}
    scene.letter({"DDBStreamBatchInfo": batch, "requestContext": {}})

    list(redrive(scene))

    [(_, event)] = scene.functions.calls
    assert len(event["Records"]) == int(last) - 99


def test_a_stream_that_never_comes_to_the_batchs_end_is_given_up(scene: Scene) -> None:
    scene.stream.rows = ["row 0"]
    batch = {"shardId": "s", "streamArn": ARN, "startSequenceNumber": "100", "endSequenceNumber": "109"}
    scene.letter({"DDBStreamBatchInfo": batch, "requestContext": {}})

    [done] = redrive(scene)

    assert done.called == 1


def test_a_batch_that_has_left_the_stream_is_dropped_and_said(scene: Scene) -> None:
    batch = {"shardId": "s", "streamArn": ARN, "startSequenceNumber": "7", "endSequenceNumber": "9"}
    scene.letter({"DDBStreamBatchInfo": batch})

    [done] = redrive(scene)

    assert str(done) == "f: 0 called again, 1 outdated and dropped"
    assert scene.functions.calls == []
    assert scene.waiting() == 0


def test_what_nobody_can_read_stays_and_is_counted(scene: Scene) -> None:
    scene.letter("no JSON")
    scene.letter({"a": "letter of somebody else's"})
    scene.letter(_asynchronous({}))

    [done] = redrive(scene)

    assert (done.called, done.left, scene.waiting()) == (1, 2, 2)
    assert str(done) == "f: 1 called again, 2 left, as nothing here can read them"


def test_one_run_calls_so_many_and_leaves_the_rest_for_the_next(scene: Scene) -> None:
    for number in range(25):
        scene.letter(_asynchronous(number))

    [first] = redrive(scene, limit=12)
    [second] = redrive(scene)

    assert (first.called, second.called, scene.waiting()) == (12, 13, 0)
    assert sorted(payload for _, payload in scene.functions.calls) == list(range(25))


def test_an_empty_queue_is_no_trouble(scene: Scene) -> None:
    [done] = redrive(scene)

    assert str(done) == "f: 0 called again"
