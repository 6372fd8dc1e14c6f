"""A stack of the tests' own, and a real browser."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from local.browser import executable
from local.stack import Stack, attached, running

expect.set_options(timeout=20_000)  # milliseconds; the emulator is slow when the machine is busy

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A stack that serves. E2E_BASE and STATE name one that runs already, for quick work on a test."""
    if address := os.environ.get("E2E_BASE"):
        yield attached(address, Path(os.environ.get("STATE", ".local/state")).resolve())
        return
    with running() as stack:
        yield stack


@pytest.fixture(scope="session")
def base(stack: Stack) -> str:
    """The stack's address."""
    return stack.base_url


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield chromium
        await chromium.close()
