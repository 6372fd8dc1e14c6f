"""The search index: whose it is, and who may do what with it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.infra.conftest import Resource, Synthesised

BUCKET = "AWS::S3::Bucket"


def _bucket(stack: Synthesised) -> Resource:
    return stack.resources[stack.id_of(BUCKET, "SearchIndex")]


def _grants(stack: Synthesised, function: str) -> Iterator[tuple[set[str], str, list[str]]]:
    """What a function may do: actions, resource, partitions."""
    for name, each in stack.statements():
        if f"Functions{function}" in name or ("StartsItself" in name and function in name.lower()):
            actions = each["Action"] if isinstance(each["Action"], list) else [each["Action"]]
            keys = each.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", [])
            yield set(actions), json.dumps(each["Resource"]), keys if isinstance(keys, list) else [keys]


def _operations(stack: Synthesised, function: str, service: str) -> dict[str, set[str]]:
    """The operations of a service that a function may do, by what they are about."""
    found: dict[str, set[str]] = {}
    for actions, resource, keys in _grants(stack, function):
        named = {action.partition(":")[2] for action in actions if action.startswith(f"{service}:")}
        kinds = [kind for kind in ("Rooms", "Messages", "Ephemeral", "SearchIndex", "indexer") if kind in resource]
        for kind in kinds if named else ():
            found.setdefault(" ".join([kind, *keys]), set()).update(named)
    return found


def test_the_bucket_is_private_and_encrypted(stack: Synthesised) -> None:
    bucket = _bucket(stack)["Properties"]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    [rule] = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


def test_the_bucket_is_reached_over_tls_only(prod: Synthesised) -> None:
    name = prod.id_of(BUCKET, "SearchIndex")
    [policy] = [each for each in prod.of_type("AWS::S3::BucketPolicy") if each["Bucket"] == {"Ref": name}]

    refused = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Deny"]

    assert [each["Condition"] for each in refused] == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_what_is_deleted_from_the_index_is_gone_and_what_is_live_stays(stack: Synthesised) -> None:
    bucket = _bucket(stack)["Properties"]

    assert "VersioningConfiguration" not in bucket
    assert [
        {name: value for name, value in rule.items() if name != "Status"}
        for rule in bucket["LifecycleConfiguration"]["Rules"]
    ] == [{"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}]


def test_the_index_goes_with_its_stack_whose_log_has_everything(prod: Synthesised, local: Synthesised) -> None:
    emptied = [json.dumps(each["BucketName"]) for each in prod.of_type("Custom::S3AutoDeleteObjects")]

    assert _bucket(prod)["DeletionPolicy"] == _bucket(local)["DeletionPolicy"] == "Delete"
    assert any("SearchIndex" in name for name in emptied)
    assert not local.of_type("Custom::S3AutoDeleteObjects")


def test_a_search_reads_and_counts_and_has_chats_indexed_and_nothing_else(stack: Synthesised) -> None:
    assert _operations(stack, "search", "dynamodb") == {
        "Rooms ROOM#* USER#* REACTED#*": {"BatchGetItem", "Query"},
        "Messages": {"BatchGetItem", "Query"},
        "Ephemeral RATE#*": {"BatchGetItem", "UpdateItem"},
    }
    assert _operations(stack, "search", "s3") == {"SearchIndex": {"GetObject"}}
    assert _operations(stack, "search", "lambda") == {"indexer": {"InvokeFunction"}}


def test_the_indexer_writes_what_is_of_the_index_alone(stack: Synthesised) -> None:
    assert _operations(stack, "indexer", "dynamodb") == {
        "Rooms ROOM#*": {"BatchGetItem"},
        "Messages": {"BatchGetItem", "Query"},
        "Messages INDEX#*": {"UpdateItem", "DeleteItem"},
    }
    assert _operations(stack, "indexer", "s3") == {
        "SearchIndex": {"GetObject", "PutObject", "DeleteObject", "ListBucket"}
    }
    assert _operations(stack, "indexer", "lambda") == {"indexer": {"InvokeFunction"}}


@pytest.mark.parametrize("function", ["authorizer", "connect", "http_api", "jobs", "message", "presence", "worker"])
def test_no_other_function_touches_the_bucket(stack: Synthesised, function: str) -> None:
    assert _operations(stack, function, "s3") == {}


def test_whoever_stores_a_message_has_its_chat_indexed(stack: Synthesised) -> None:
    message = stack.functions()["message"]["Environment"]["Variables"]

    assert _operations(stack, "message", "lambda")["indexer"] == {"InvokeFunction"}
    assert message["INDEXER_FUNCTION"] == {"Ref": stack.id_of("AWS::Lambda::Function", "indexer")}
