"""`make lighthouse`: the page before the door and a chat with messages, on a slow phone and on a desk, of the built
client on a stack of its own. Fails below 95 in performance, accessibility or best practices. BASE names a stack that
runs already."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from local.browser import executable
from local.ministack import free_port
from local.stack import running
from tests.e2e.client import PASSWORD, new_name

WANTED = 95.0
SAID = ("First snow of the year!", "The hill behind the library, **10:30**?", "I bring the thermos ☕", "🐒❄️")


def main() -> None:
    with _base() as base, sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        port = free_port()
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable(),
            args=["--no-sandbox", f"--remote-debugging-port={port}"],
            viewport={"width": 1200, "height": 800},
            locale="en-GB",
        )
        results = _audit(port, f"{base}/login")
        _talk(context.pages[0], base)
        results += _audit(port, f"{base}/chat/public-chat")
        context.close()
    poor = [result for result in results if min(result["scores"].values()) < WANTED]
    sys.exit("Below 95." if poor else 0)


@contextmanager
def _base() -> Generator[str]:
    if address := os.environ.get("BASE"):
        yield address
        return
    with running() as stack:
        yield stack.base_url


def _talk(page: Page, base: str) -> None:
    name = new_name("ann")
    page.goto(f"{base}/signup")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    for text in SAID:
        page.get_by_role("textbox", name="Message").fill(text)
        page.get_by_role("textbox", name="Message").press("Enter")
    expect(page.locator("[data-state=sent]")).to_have_count(len(SAID), timeout=20_000)
    page.goto("about:blank")


def _audit(port: int, url: str) -> list[dict[str, Any]]:
    command = ["node", "audit.mjs", f"{port}", url]
    output = subprocess.run(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True, check=True).stdout
    results = [json.loads(line) for line in output.splitlines()]
    for result in results:
        scores = "  ".join(f"{name} {score:.0f}" for name, score in result["scores"].items())
        machine = f"{result['device']}, benchmark {result['benchmark']:.0f}"
        print(f"{result['page']} ({machine}): {scores}", *result["amiss"], sep="\n  ", flush=True)
    return results


if __name__ == "__main__":
    main()
