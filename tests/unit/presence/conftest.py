"""Presence is tested on tables in memory; the other tests' tables stay theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.dynamodb import bound_elsewhere


@pytest.fixture(autouse=True)
def _own_tables() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    with bound_elsewhere():
        yield
