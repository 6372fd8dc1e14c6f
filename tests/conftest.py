"""What every test finds: no real AWS, and a chat of its own if it asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import hypothesis
import pytest
from moto import mock_aws
from pynamodb.connection import Connection

from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.lambdas import ENVIRONMENT, Lambdas
from tests.support.site import Site
from tests.support.tables import REGION, SETTINGS, empty_tables

# The same examples in every run, and none refused for being slow on a busy machine.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=False)
hypothesis.settings.load_profile("repeatable")

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
}


@cache
def connected() -> Database:
    """The tables through one client for all tests: making a client takes longer than most of them."""
    return Database(SETTINGS, Connection(region=REGION))


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """moto in place of AWS, with credentials that are nobody's."""
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield


@pytest.fixture
def database(aws: None) -> Database:
    """The three tables, empty."""
    empty_tables()
    return connected()


@pytest.fixture
def chat(database: Database) -> Chat:
    """An empty chat on tables of its own."""
    return Chat(database=database)


@pytest.fixture
def lambdas(database: Database, monkeypatch: pytest.MonkeyPatch) -> Lambdas:
    """The functions, on the same tables: moto stands in for botocore's clients alone."""
    monkeypatch.setattr("snowfight.storage.database.connect", lambda: Connection(region=REGION))
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return Lambdas()


@pytest.fixture
def site(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The functions together, called as the gateway calls them."""
    return Site(lambdas, monkeypatch)
