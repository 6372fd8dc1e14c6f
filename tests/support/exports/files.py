"""Files as exports come in."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
Files = Mapping[str, bytes]
"""What an archive holds, by path."""

NOON = 1_700_000_000
"""Seconds: a moment in November 2023, after which the messages of the builders are sent."""


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def write_zip(path: Path, files: Files) -> Path:
    """A zip at `path`; returns it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_folder(path: Path, files: Files) -> Path:
    """The same, unpacked."""
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path


def write_tar(path: Path, files: Files) -> Path:
    """A tar at `path`, packed as its name says; returns it."""
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path
