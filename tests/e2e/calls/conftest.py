"""A relay, and browsers that may be reached over this machine's loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.e2e.conftest import FLAGS
from tests.support.coturn import Relay, relay

LOOPBACK = "--allow-loopback-in-peer-connection"
MEDIA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""A camera and a microphone that the browser makes up, and gives whoever asks."""


@pytest.fixture(scope="session")
def coturn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    with relay(tmp_path_factory.mktemp("coturn")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def calling_browser(shell: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shell, args=[*FLAGS, LOOPBACK])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def callers(shell: Path) -> AsyncIterator[Browser]:
    """For pages that call each other."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shell, args=[*FLAGS, LOOPBACK, *MEDIA])
        yield browser
        await browser.close()
