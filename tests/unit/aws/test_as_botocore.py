"""Given an operation of AWS that a client of ours calls, when botocore calls it, then both ask the same and hear the
same, whatever the answer is: our clients know nothing of AWS that its own models do not say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from snowfight.aws.bucket import PAGE, Bucket
from snowfight.aws.credentials import Keys
from snowfight.aws.endpoint import Endpoint
from snowfight.aws.parameters import secure_text
from snowfight.delivery.index_tasks import IndexTasks
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.models.tasks import IndexTask, ShardTask
from snowfight.storage.dynamodb_client import Wire
from tests.support.endpoint import Asked, Reply, reply, serving
from tests.support.endpoint import Endpoint as Server

REGION = "ap-southeast-2"
KEYS = Keys("AKID", "secret")
OPERATIONS = {
    "PutItem": {"TableName": "rooms", "Item": {"pk": {"S": "ä"}, "sk": {"S": "b"}, "x": {"B": b"\x00"}}},
    "UpdateItem": {"TableName": "rooms", "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}},
    "DeleteItem": {"TableName": "rooms", "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}},
    "Query": {"TableName": "rooms", "ConsistentRead": True},
    "GetItem": {"TableName": "rooms", "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}},
    "BatchGetItem": {"RequestItems": {"rooms": {"Keys": [{"pk": {"S": "a"}, "sk": {"S": "b"}}]}}},
    "BatchWriteItem": {"RequestItems": {"rooms": [{"DeleteRequest": {"Key": {"pk": {"S": "a"}}}}]}},
    "TransactWriteItems": {
        "ClientRequestToken": "token",
        "TransactItems": [{"Delete": {"TableName": "rooms", "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}}}],
    },
}
"""Every operation of DynamoDB that the storage uses."""

COMMON = {
    "AccessDeniedException": 400,
    "ExpiredTokenException": 400,
    "IncompleteSignature": 400,
    "InternalFailure": 500,
    "MissingAuthenticationTokenException": 400,
    "ServiceUnavailable": 503,
    "ThrottlingException": 400,
    "UnrecognizedClientException": 400,
    "ValidationException": 400,
}
"""What every operation may answer besides its own errors (API Reference, "Common Errors")."""


def theirs(service: str, url: str, attempts: int = 3) -> Any:
    config = Config(
        retries={"total_max_attempts": attempts, "mode": "standard"},
        s3={"addressing_style": "path"},
        parameter_validation=True,
        request_checksum_calculation="when_required",
        inject_host_prefix=False,
    )
    return botocore.session.get_session().create_client(
        service,
        region_name=REGION,
        endpoint_url=url,
        aws_access_key_id=KEYS.access_key,
        aws_secret_access_key=KEYS.secret_key,
        config=config,
    )


def _no_pause(_seconds: float) -> None:
    return


def wire(url: str) -> Wire:
    return Wire(Endpoint("dynamodb", REGION, lambda: KEYS, url=url, connect=1, read=3), _no_pause)


def errors_of(operation: str) -> dict[str, int]:
    """The status of each error that an operation may answer."""
    model: Any = botocore.session.get_session().get_service_model("dynamodb").operation_model(operation)
    return {shape.name: 500 if shape.metadata.get("fault") else 400 for shape in model.error_shapes} | COMMON


@pytest.mark.parametrize("operation", OPERATIONS)
def test_dynamodb_is_asked_the_same(operation: str) -> None:
    with serving(Server(lambda _: reply(200, body=b"{}"))) as running:
        url = f"http://127.0.0.1:{running.endpoint.port}"
        theirs("dynamodb", url)._make_api_call(operation, OPERATIONS[operation])
        wire(url)._make_api_call(operation, OPERATIONS[operation])
        their, our = running.endpoint.asked
    assert (our.method, our.path, json.loads(our.body)) == (their.method, their.path, json.loads(their.body))
    for name in ("x-amz-target", "content-type"):
        assert our.headers[name] == their.headers[name]


@pytest.mark.parametrize(
    ("operation", "code", "status"),
    [(each, code, status) for each in OPERATIONS for code, status in errors_of(each).items()],
)
def test_every_documented_error_of_dynamodb_is_heard_and_tried_again_as_botocore_does(
    operation: str, code: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", _no_pause)
    body = json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no"}).encode()
    outcomes: list[tuple[str, str, int]] = []
    clients: tuple[Callable[[str], Any], ...] = (partial(theirs, "dynamodb"), wire)
    for client in clients:
        with serving(Server(lambda _: reply(status, body=body))) as running:
            with pytest.raises(ClientError) as caught:
                client(f"http://127.0.0.1:{running.endpoint.port}")._make_api_call(operation, OPERATIONS[operation])
            error = caught.value.response["Error"]
            outcomes.append((error["Code"], error["Message"], len(running.endpoint.asked)))
    assert outcomes[0] == outcomes[1]


OK = reply(200)


@dataclass(frozen=True)
class Pair:
    """The same done by botocore and by us, at that address; `sent` are headers that count."""

    service: str
    botocore: Callable[[Any], object]
    own: Callable[[str], object]
    sent: tuple[str, ...] = ()
    answer: Reply = OK


TASK = ShardTask(room="public-chat", end=1, frame="{}")
INDEX = IndexTask(room="public-chat")


def bucket(url: str) -> Bucket:
    return Bucket("index", REGION, lambda: KEYS, environment={"AWS_ENDPOINT_URL": url})


def workers(url: str) -> LambdaWorkers:
    return LambdaWorkers("worker", REGION, lambda: KEYS, url=url)


def posted(url: str, do: Callable[[ManagementGateway], object]) -> None:
    gateway = ManagementGateway(f"{url}/ws", REGION, lambda: KEYS)
    do(gateway)
    gateway.stop()


def invoked(kind: str) -> Callable[[Any], object]:
    body = (TASK if kind == "worker" else INDEX).model_dump_json(exclude_defaults=True).encode()
    return lambda client: client.invoke(FunctionName=kind, InvocationType="Event", Payload=body)


PAIRS = {
    "post to a connection": Pair(
        "apigatewaymanagementapi",
        lambda client: client.post_to_connection(ConnectionId="a=/", Data=b"{}"),
        lambda url: posted(url, lambda gateway: gateway.broadcast(["a=/"], b"{}")),
    ),
    "end a connection": Pair(
        "apigatewaymanagementapi",
        lambda client: client.delete_connection(ConnectionId="a="),
        lambda url: posted(url, lambda gateway: gateway.close(["a="])),
        answer=reply(204),
    ),
    "look for a connection": Pair(
        "apigatewaymanagementapi",
        lambda client: client.get_connection(ConnectionId="a="),
        lambda url: posted(url, lambda gateway: gateway.gone(["a="])),
        answer=reply(200, body=b"{}"),
    ),
    "queue a task": Pair(
        "lambda", invoked("worker"), lambda url: workers(url).start([TASK]), ("x-amz-invocation-type",), reply(202)
    ),
    "queue an index task": Pair(
        "lambda",
        invoked("indexer"),
        lambda url: IndexTasks("indexer", REGION, lambda: KEYS, url=url).start(INDEX),
        ("x-amz-invocation-type",),
        reply(202),
    ),
    "read an object": Pair(
        "s3", lambda client: client.get_object(Bucket="index", Key="a/b-1"), lambda url: bucket(url).get("a/b-1")
    ),
    "write a new object": Pair(
        "s3",
        lambda client: client.put_object(Bucket="index", Key="a/b-1", Body=b"x", IfNoneMatch="*"),
        lambda url: bucket(url).put_new("a/b-1", b"x"),
        ("if-none-match",),
    ),
    "delete an object": Pair(
        "s3",
        lambda client: client.delete_object(Bucket="index", Key="a/b-1"),
        lambda url: bucket(url).delete("a/b-1"),
        answer=reply(204),
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_other_services_are_asked_the_same(pair: Pair) -> None:
    with serving(Server(lambda _: pair.answer)) as running:
        url = f"http://127.0.0.1:{running.endpoint.port}"
        pair.botocore(theirs(pair.service, url + ("/ws" if "management" in pair.service else "")))
        pair.own(url)
        their, our = running.endpoint.asked
    assert told(our, pair.sent) == told(their, pair.sent)


def told(asked: Asked, headers: tuple[str, ...]) -> tuple[object, ...]:
    """What counts of a request; botocore sends an `@` as it is, and the gateway takes it either way ("Use @connections
    commands in your backend service" tells to encode it)."""
    path = asked.path.replace("%40", "@")
    return asked.method, path, asked.body, *(asked.headers.get(name) for name in headers)


def test_a_list_of_objects_is_asked_for_as_botocore_does() -> None:
    empty = reply(200, body=b"<ListBucketResult/>")
    with serving(Server(lambda _: empty)) as running:
        url = f"http://127.0.0.1:{running.endpoint.port}"
        theirs("s3", url).list_objects_v2(Bucket="index", StartAfter="a/b", MaxKeys=PAGE)
        bucket(url).page("a/b")
        their, our = running.endpoint.asked
    assert parts(our.path) == parts(their.path) - {"encoding-type=url"}


def parts(path: str) -> set[str]:
    address, _, query = path.partition("?")
    return {address.rstrip("/"), *query.split("&")}


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def at(url: str) -> None:
        for name, value in {
            "AWS_ENDPOINT_URL": url,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": KEYS.access_key,
            "AWS_SECRET_ACCESS_KEY": KEYS.secret_key,
        }.items():
            monkeypatch.setenv(name, value)

    return at


def test_a_secret_is_asked_for_as_botocore_does(at_home: Callable[[str], None]) -> None:
    found = reply(200, body=b'{"Parameter": {"Value": "x"}}')
    with serving(Server(lambda _: found)) as running:
        url = f"http://127.0.0.1:{running.endpoint.port}"
        at_home(url)
        theirs("ssm", url).get_parameter(Name="/a/b", WithDecryption=True)
        secure_text("/a/b")
        their, our = running.endpoint.asked
    assert (our.method, our.path, json.loads(our.body)) == (their.method, their.path, json.loads(their.body))
    for name in ("x-amz-target", "content-type"):
        assert our.headers[name] == their.headers[name]
