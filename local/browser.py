"""Chromium for the tests: one that is installed, else one that can be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from local.progress import complain, say
from local.settings import Failure

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATION = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def executable() -> Path | None:
    """The Chromium to start, None for Playwright's own. Installs one where there is none; raises Failure where it
    cannot."""
    if (found := _installed()) or _playwrights_own().exists():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("- Installing Chromium (Debian's package)")
        _try("apt-get", "update", "-qq")
        _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        if found := _installed():
            return found
    say("- Installing Chromium (Playwright's own)")
    _try(sys.executable, "-m", "playwright", "install", "chromium")
    if not _playwrights_own().exists():
        raise Failure(
            "The end-to-end tests need Chromium, and none could be installed: install Chromium or Chrome, "
            "or run `.venv/bin/playwright install --with-deps chromium`."
        )
    return None


def _installed() -> Path | None:
    for name in (*NAMES, APPLICATION):
        if path := shutil.which(name):
            return Path(path)
    return None


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _try(*command: str) -> None:
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def main() -> None:
    try:
        executable()
    except Failure as failure:
        complain(f"{failure}")
        sys.exit(1)


if __name__ == "__main__":
    main()
