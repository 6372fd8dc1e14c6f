"""Chromium for the tests: whole, and as a headless shell, of those that are installed, else of those that can be."""

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
SHELL = "chromium-headless-shell"
OWN_SHELL = "chromium_headless_shell-*/*/*headless*shell"
"""Where Playwright keeps its own beside the whole Chromium."""


def executable() -> Path:
    """The whole Chromium, which has also what is the system's, as notifications are. Installs one where there is none;
    raises Failure where it cannot."""
    if found := _installed():
        return found
    own = _playwrights_own()
    if not own.exists():
        _install()
    if not (found := _installed() or own).exists():
        raise Failure(
            "The end-to-end tests need Chromium, and none could be installed: install Chromium or Chrome, "
            "or run `.venv/bin/playwright install --with-deps chromium`."
        )
    return found


def headless_shell() -> Path:
    """The same engine without a desktop's windows around it, where a page takes a third of the processor's time; the
    whole Chromium where only that is there. Raises Failure as `executable`."""
    if shell := shutil.which(SHELL):
        return Path(shell)
    found = executable()
    return next(iter(sorted(found.parents[2].glob(OWN_SHELL))), found) if found == _playwrights_own() else found


def _installed() -> Path | None:
    for name in (*NAMES, APPLICATION):
        if path := shutil.which(name):
            return Path(path)
    return None


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _install() -> None:
    if _may_use_apt():
        _install_package("chromium")
        if _installed():
            return
    say("- Installing Chromium (Playwright's own)")
    _try(sys.executable, "-m", "playwright", "install", "chromium")


def _may_use_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install_package(name: str) -> None:
    say(f"- Installing {name} (Debian's package)")
    _try("apt-get", "update", "-qq")
    _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", name)


def _try(*command: str) -> None:
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def main() -> None:
    try:
        executable()
    except Failure as failure:
        complain(f"{failure}")
        sys.exit(1)
    if _installed() and _may_use_apt() and not shutil.which(SHELL):
        _install_package(SHELL)


if __name__ == "__main__":
    main()
