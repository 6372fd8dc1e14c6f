"""Debian's packages, unpacked below this folder.

Unpacked and not installed: that would start a server as a service of this machine, and takes no root where the lists of
packages are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory


def unpack(package: str, folder: Path) -> None:
    """Put what Debian would put below / into `folder`: the package, and of what it depends on what is not installed.

    The folder is there afterwards, whole, or not at all where that cannot be had.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _try("apt-get", "update", "-qq")
    with TemporaryDirectory(dir=folder.parent) as temporary:
        archives, whole = Path(temporary, "archives"), Path(temporary, "whole")
        (archives / "partial").mkdir(parents=True)
        options = ("-o", f"Dir::Cache::archives={archives}", "-o", "Debug::NoLocking=1")
        _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "--download-only", *options, package)
        for archive in sorted(archives.glob("*.deb")):
            _try("dpkg", "-x", str(archive), str(whole))
        if whole.exists() and not folder.exists():  # another process may have been faster
            whole.rename(folder)


def _try(*command: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=False, stdin=quiet, stdout=quiet, stderr=quiet)
