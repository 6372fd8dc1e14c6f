"""Deployments in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from snowfight.settings import Settings
from tests.support.dynamodb import bound_elsewhere
from tests.support.importing import Deployed
from tests.support.tables import SETTINGS


@pytest.fixture
def deploy(tmp_path: Path) -> Iterator[Callable[..., Deployed]]:
    """Makes deployments, each with a folder of its own."""
    count = 0

    def deploy(settings: Settings = SETTINGS) -> Deployed:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        return Deployed(folder, settings)

    with bound_elsewhere():
        yield deploy


@pytest.fixture
def deployed(deploy: Callable[..., Deployed]) -> Deployed:
    """A deployment that nobody has used."""
    return deploy()
