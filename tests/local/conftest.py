"""Folders and ports of a test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from local.ministack import free_port
from local.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(free_port(), tmp_path / "state")
