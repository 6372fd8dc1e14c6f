"""Given DynamoDB at the other end of our wire, when the storage calls it, then …"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, ReadTimeoutError

from snowfight.aws.credentials import Keys
from snowfight.aws.endpoint import Endpoint
from snowfight.storage.dynamodb_client import ATTEMPTS, Wire, WireConnection, connect
from tests.support.endpoint import Asked, Reply, reply, serving
from tests.support.endpoint import Endpoint as Server

REGION = "eu-central-1"
PREFIX = "com.amazonaws.dynamodb.v20120810#"
THROTTLED = {"__type": "com.amazon.coral.availability#ThrottlingException", "message": "slow down"}
REFUSED = {
    "__type": f"{PREFIX}ConditionalCheckFailedException",
    "message": "The conditional request failed",
    "Item": {"pk": {"S": "a"}, "budget": {"N": "12"}},
}
CANCELLED = {
    "__type": f"{PREFIX}TransactionCanceledException",
    "Message": "Transaction cancelled",
    "CancellationReasons": [
        {"Code": "None"},
        {"Code": "ConditionalCheckFailed", "Message": "no", "Item": {"pk": {"S": "a"}, "seen": {"SS": ["b"]}}},
    ],
}


def gives(status: int, answer: object) -> Reply:
    return reply(status, body=json.dumps(answer).encode(), headers="Content-Type: application/x-amz-json-1.0\r\n")


def one_after_another(*answers: Reply) -> Callable[[Asked], Reply]:
    """The requests get `answers` in turn, the last one for good."""
    left = list(answers)
    return lambda _asked: left.pop(0) if len(left) > 1 else left[0]


def wire_to(server: Server, pauses: list[float] | None = None, read: float = 3.0) -> Wire:
    endpoint = Endpoint("dynamodb", REGION, lambda: Keys("AKID", "secret"), url=server.url, connect=1, read=read)
    return Wire(endpoint, (pauses if pauses is not None else []).append)


def test_binary_values_are_bytes_here_and_base64_on_the_wire_in_errors_too() -> None:
    # Given
    item = {"pk": {"S": "a"}, "B": {"S": "a name"}, "ids": {"B": "AP8="}, "list": {"L": [{"B": ""}]}}
    refused = {**REFUSED, "Item": item}
    with serving(Server(one_after_another(gives(200, {"Item": item}), gives(400, refused)))) as running:
        wire, ours = wire_to(running.endpoint), {**item, "ids": {"B": b"\x00\xff"}, "list": {"L": [{"B": b""}]}}
        # When
        call = {"TableName": "rooms", "Item": ours}
        assert wire._make_api_call("GetItem", {"TableName": "rooms"}) == {"Item": ours}
        with pytest.raises(ClientError) as error:
            wire._make_api_call("PutItem", call)
        # Then
        assert error.value.response.get("Item") == ours
        assert json.loads(running.endpoint.asked[1].body)["Item"] == item


def test_a_call_is_json_and_so_is_its_answer() -> None:
    answer = {"Item": {"pk": {"S": "ROOM#ä"}, "last_seq": {"N": "7"}}}
    with serving(Server(lambda _: gives(200, answer))) as running:
        call = {"TableName": "rooms", "Key": {"pk": {"S": "ROOM#ä"}}}
        assert wire_to(running.endpoint)._make_api_call("GetItem", call) == answer
        [asked] = running.endpoint.asked
        assert asked.headers["x-amz-target"] == "DynamoDB_20120810.GetItem"
        assert asked.headers["content-type"] == "application/x-amz-json-1.0"
        assert json.loads(asked.body) == call


@pytest.mark.parametrize(("operation", "answer"), [("UpdateItem", REFUSED), ("TransactWriteItems", CANCELLED)])
def test_an_error_is_what_botocore_makes_of_it_and_not_tried_again(operation: str, answer: dict[str, Any]) -> None:
    call: dict[str, Any] = {"TransactItems": []} if "Transact" in operation else {"TableName": "rooms", "Key": {}}
    with serving(Server(lambda _: gives(400, answer))) as running:
        theirs = botocore.session.get_session().create_client(
            "dynamodb",
            region_name=REGION,
            endpoint_url=running.endpoint.url,
            aws_access_key_id="AKID",
            aws_secret_access_key="secret",
            config=Config(parameter_validation=False),
        )
        errors: list[ClientError] = []
        for client in (theirs, wire_to(running.endpoint)):
            with pytest.raises(ClientError) as caught:
                client._make_api_call(operation, call)
            errors.append(caught.value)
        assert len(running.endpoint.asked) == 2
    as_botocore, ours = (error.response for error in errors)
    for part in ("Error", "Item", "CancellationReasons"):
        assert ours.get(part) == as_botocore.get(part)


@pytest.mark.parametrize("passing", [gives(400, THROTTLED), gives(500, {"__type": "InternalServerError"}), reply(503)])
def test_what_may_pass_is_tried_again_after_a_pause(passing: Reply) -> None:
    pauses: list[float] = []
    with serving(Server(one_after_another(passing, gives(200, {})))) as running:
        assert wire_to(running.endpoint, pauses)._make_api_call("PutItem", {"TableName": "rooms"}) == {}
        assert len(running.endpoint.asked) == 2
    assert len(pauses) == 1
    assert 0 <= pauses[0] <= 0.1


def test_what_does_not_pass_ends_as_an_error() -> None:
    pauses: list[float] = []
    with serving(Server(lambda _: gives(400, THROTTLED))) as running:
        with pytest.raises(ClientError, match="slow down"):
            wire_to(running.endpoint, pauses)._make_api_call("PutItem", {"TableName": "rooms"})
        assert len(running.endpoint.asked) == ATTEMPTS == len(pauses) + 1


def test_a_transaction_is_the_same_one_however_often_it_is_asked_for() -> None:
    with serving(Server(one_after_another(gives(500, {}), gives(500, {}), gives(200, {})))) as running:
        wire = wire_to(running.endpoint)
        wire._make_api_call("TransactWriteItems", {"TransactItems": []})
        wire._make_api_call("TransactWriteItems", {"TransactItems": []})
        tokens = [json.loads(asked.body)["ClientRequestToken"] for asked in running.endpoint.asked]
    assert len(tokens) == 4
    assert len(set(tokens[:3])) == 1
    assert tokens[3] != tokens[0]


def test_no_answer_is_botocores_error_after_as_many_tries() -> None:
    with serving(Server(lambda _: Reply(then="hang"))) as running:
        with pytest.raises(ReadTimeoutError):
            wire_to(running.endpoint, read=0.02)._make_api_call("PutItem", {"TableName": "rooms"})
        assert len(running.endpoint.asked) == ATTEMPTS
    with pytest.raises(EndpointConnectionError):
        wire_to(running.endpoint)._make_api_call("PutItem", {"TableName": "rooms"})
    assert issubclass(ReadTimeoutError, BotoCoreError)  # which PynamoDB turns into its own


def test_a_functions_connection_is_to_its_region_with_its_role(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Server(lambda _: gives(200, {"Responses": {}}))) as running:
        keys = {f"AWS_{name}": "testing" for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN")}
        for name, value in {**keys, "AWS_ENDPOINT_URL": running.endpoint.url, "AWS_REGION": REGION}.items():
            monkeypatch.setenv(name, value)
        connection = connect()
        assert isinstance(connection, WireConnection)
        assert connection.dispatch("BatchGetItem", {"RequestItems": {}}) == {"Responses": {}}
        [asked] = running.endpoint.asked
    assert asked.headers["x-amz-security-token"] == "testing"
    assert f"Credential=testing/{asked.headers['x-amz-date'][:8]}/{REGION}/dynamodb/" in asked.headers["authorization"]
