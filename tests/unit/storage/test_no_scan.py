"""Given all that runs in Lambda, then nothing in it reads a whole table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted([*ROOT.glob("layers/common/**/*.py"), *ROOT.glob("functions/**/*.py")])


def scans(source: str) -> Iterator[str]:
    """Whatever scans: PynamoDB's and boto3's calls, the name of the operation, and a count of all of a table's rows."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr="scan" | "rate_limited_scan"):
                yield ast.unparse(node)
            case ast.Constant(value=str(text)) if text.lower() in {"scan", "dynamodb:scan"}:
                yield text
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="count"), args=[]) if name.endswith("Row"):
                yield ast.unparse(node)
            case _:
                pass


def test_no_product_code_scans() -> None:
    assert len(SOURCES) > 50
    found = {str(path.relative_to(ROOT)): list(scans(path.read_text("utf-8"))) for path in SOURCES}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "source",
    [
        "rows = MessageRow.scan()",
        "client.scan(TableName='rooms')",
        "client.get_paginator('scan')",
        "connection.dispatch('Scan', {})",
        "MessageRow.count()",
    ],
)
def test_what_scans_would_be_found(source: str) -> None:
    assert len(list(scans(source))) == 1


def test_a_count_of_one_partition_is_fine() -> None:
    assert list(scans("MessageRow.count('public-chat')")) == []
