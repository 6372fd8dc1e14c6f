"""Given a machine with one browser or another, when tests ask for one, then they get what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from local import browser


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    path.chmod(0o755)
    return path


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    folder = tmp_path / "bin"
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(browser, "APPLICATION", str(tmp_path / "none"))
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Playwright keeps the browser that it brings along."""
    path = tmp_path / "ms-playwright/chromium-1255/chrome-linux64/chrome"
    monkeypatch.setattr(browser, "_playwrights_own", lambda: path)
    return path


def test_a_systems_browser_and_its_shell_are_taken(bin_folder: Path, own: Path) -> None:
    whole, shell = program(bin_folder / "chromium"), program(bin_folder / "chromium-headless-shell")
    assert (browser.executable(), browser.headless_shell()) == (whole, shell)


def test_without_a_shell_the_whole_browser_does(bin_folder: Path, own: Path) -> None:
    whole = program(bin_folder / "google-chrome")
    assert (browser.executable(), browser.headless_shell()) == (whole, whole)


def test_playwrights_own_comes_with_a_shell_or_without(bin_folder: Path, own: Path) -> None:
    program(own)
    assert (browser.executable(), browser.headless_shell()) == (own, own)
    shell = program(own.parents[2] / "chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell")
    assert (browser.executable(), browser.headless_shell()) == (own, shell)
