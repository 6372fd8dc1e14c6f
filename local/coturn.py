"""coturn for the tests: the one that is installed, else Debian's package, unpacked below this folder."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from local.debian import unpack
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
        say("- Fetching coturn (Debian's package)")
        unpack("coturn", FOLDER)
        found = _unpacked()
    if not found:
        raise Failure("The tests of relayed calls need coturn, and none could be had: install turnserver (coturn).")
    return found


def _unpacked() -> Program | None:
    path = FOLDER / "usr/bin" / NAME
    libraries = next(FOLDER.glob("usr/lib/*-linux-*"), None)
    return Program(path, libraries) if path.exists() else None


def main() -> None:
    try:
        program()
    except Failure as failure:
        complain(f"{failure}")
        sys.exit(1)


if __name__ == "__main__":
    main()
