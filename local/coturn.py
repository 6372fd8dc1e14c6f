"""coturn for the tests: the one that is installed, else Debian's package, unpacked below this folder.

Unpacked and not installed: that would start a relay as a service of this machine, and takes no root where the lists of
packages are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from local.progress import complain, say
from local.settings import ROOT, Failure

NAME = "turnserver"
FOLDER = ROOT / ".local/coturn"
"""What Debian would put below /."""


@dataclass(frozen=True)
class Program:
    """Where turnserver is, and the folder of libraries that it needs besides the system's, if any."""

    path: Path
    libraries: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """This process's, and where its libraries are."""
        return {**os.environ, **({"LD_LIBRARY_PATH": str(self.libraries)} if self.libraries else {})}


def program() -> Program:
    """coturn's server; brings it where there is none. Raises Failure where it cannot."""
    if installed := shutil.which(NAME):
        return Program(Path(installed))
    if not (found := _unpacked()):
        _bring()
        found = _unpacked()
    if not found:
        raise Failure("The tests of relayed calls need coturn, and none could be had: install turnserver (coturn).")
    return found


def _unpacked() -> Program | None:
    path = FOLDER / "usr/bin" / NAME
    libraries = next(FOLDER.glob("usr/lib/*-linux-*"), None)
    return Program(path, libraries) if path.exists() else None


def _bring() -> None:
    """Unpack the package, and of what it depends on what is not installed."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return
    say("- Fetching coturn (Debian's package)")
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _try("apt-get", "update", "-qq")
    with TemporaryDirectory(dir=FOLDER.parent) as folder:
        archives, whole = Path(folder, "archives"), Path(folder, "whole")
        (archives / "partial").mkdir(parents=True)
        options = ("-o", f"Dir::Cache::archives={archives}", "-o", "Debug::NoLocking=1")
        _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "--download-only", *options, "coturn")
        for archive in sorted(archives.glob("*.deb")):
            _try("dpkg", "-x", str(archive), str(whole))
        if whole.exists() and not FOLDER.exists():  # another process may have been faster
            whole.rename(FOLDER)


def _try(*command: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=False, stdin=quiet, stdout=quiet, stderr=quiet)


def main() -> None:
    try:
        program()
    except Failure as failure:
        complain(f"{failure}")
        sys.exit(1)


if __name__ == "__main__":
    main()
