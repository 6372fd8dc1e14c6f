"""PORT and STATE."""

from pathlib import Path

import pytest

from local.settings import ROOT, Failure, Settings


def test_without_a_word_the_stack_is_at_8080_and_below_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("STATE", raising=False)

    settings = Settings.from_environment(watch=False)

    assert settings.address == "http://localhost:8080"
    assert settings.folder == ROOT / ".local/state"


def test_port_and_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", "8090")
    monkeypatch.setenv("STATE", str(tmp_path))

    settings = Settings.from_environment(watch=False)

    assert (settings.port, settings.folder) == (8090, tmp_path)
    assert settings.origins == "http://localhost:8090,http://127.0.0.1:8090"


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Failure, match="give a number from 1 to 65535"):
        Settings.from_environment(watch=False)
