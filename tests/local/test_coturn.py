"""Given a machine with coturn or without, when tests ask for it, then they get what is there, or what Debian has."""

from __future__ import annotations

from pathlib import Path

import pytest

from local import coturn
from local.settings import Failure

APT = """#!/bin/sh
for option; do case "$option" in Dir::Cache::archives=*) archives=${option#*=};; esac; done
echo "$*" >>"$CALLS"
[ -z "$archives" ] || touch "$archives/coturn.deb" "$archives/library.deb"
"""
DPKG = """#!/bin/sh
echo "$*" >>"$CALLS"
mkdir -p "$3/usr/bin" "$3/usr/lib/x86_64-linux-gnu"
touch "$3/usr/bin/turnserver"
"""


def program(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Before the system's programs; what is unpacked lies beside it."""
    folder = tmp_path / "bin"
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setattr(coturn, "NAME", "turnserver-of-the-test")
    monkeypatch.setattr(coturn, "FOLDER", tmp_path / "local/coturn")
    return folder


def test_a_systems_coturn_is_taken(bin_folder: Path) -> None:
    installed = program(bin_folder / "turnserver-of-the-test")
    assert coturn.program() == coturn.Program(installed)


def test_else_debians_is_unpacked_once_and_nothing_is_installed(
    bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bin_folder / "apt-get", APT)
    program(bin_folder / "dpkg", DPKG.replace("turnserver", "turnserver-of-the-test"))
    found = coturn.program()
    assert found.path == tmp_path / "local/coturn/usr/bin/turnserver-of-the-test"
    assert found.environment["LD_LIBRARY_PATH"] == str(tmp_path / "local/coturn/usr/lib/x86_64-linux-gnu")
    asked = (tmp_path / "calls").read_text().splitlines()
    [installing] = [each for each in asked if each.startswith("install")]
    assert "--download-only" in installing
    assert len([each for each in asked if each.startswith("-x")]) == 2
    assert coturn.program() == found
    assert (tmp_path / "calls").read_text().splitlines() == asked


def test_where_it_cannot_be_had_one_is_told(bin_folder: Path) -> None:
    for name in ("apt-get", "dpkg"):
        program(bin_folder / name, "#!/bin/sh\nexit 1\n")
    with pytest.raises(Failure, match="install turnserver"):
        coturn.program()
