"""A browser's keys, and what it reads of what is pushed to it."""

from __future__ import annotations

import pytest

from tests.support.push_browser import PushBrowser


@pytest.fixture
def browser() -> PushBrowser:
    return PushBrowser()
