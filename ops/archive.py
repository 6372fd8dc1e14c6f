"""A backup's folder: a file of JSON lines a part, how far it has got, and in the end what it holds, with checksums.

Rows are as DynamoDB has them, `{"pk": {"S": …}, …}`; of a key that comes twice the later line counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

Part = Literal["users", "rooms", "messages", "jobs"]
PARTS: tuple[Part, ...] = ("users", "rooms", "messages", "jobs")
FORMAT = 1
Row = dict[str, Any]


class Unusable(Exception):
    """The folder holds no whole backup, or another one; the message says what to do."""


@dataclass
class Progress:
    """Which step of the work comes next, what it has done, and how long each file was by then."""

    deployment: str
    begun: str
    step: int = 0
    after: Any = None
    sizes: dict[str, int] = field(default_factory=dict[str, int])


class Archive:
    """The folder of one backup. What is written counts once it is marked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = folder / "backup.json"
        self._marks = folder / "progress.json"

    def begin(self, deployment: str) -> Progress:
        """Start a backup, or go on where an earlier run was cut off; raises Unusable over another's."""
        if self._manifest.exists():
            raise Unusable(f"{self.folder} holds a whole backup: take another folder")
        if self._marks.exists():
            self.progress = Progress(**json.loads(self._marks.read_text()))
            if self.progress.deployment != deployment:
                raise Unusable(f"{self.folder} holds the beginning of a backup of {self.progress.deployment}")
        else:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # people's addresses and words
            self.progress = Progress(deployment, datetime.now(UTC).isoformat())
        for part in PARTS:
            with self._file(part).open("ab") as file:
                file.truncate(self.progress.sizes.get(part, 0))
        return self.progress

    def append(self, part: Part, rows: Iterable[Row]) -> None:
        """Write rows behind what is there."""
        with self._file(part).open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)

    def mark(self, step: int, after: Any = None) -> None:
        """All that is written so far counts: a later run goes on behind it."""
        self.progress.step, self.progress.after = step, after
        self.progress.sizes = {part: self._file(part).stat().st_size for part in PARTS}
        fresh = self._marks.with_suffix(".new")
        fresh.write_text(json.dumps(vars(self.progress)))
        fresh.replace(self._marks)

    def finish(self) -> dict[Part, int]:
        """Say what the backup holds, with checksums; returns the number of lines of each part."""
        files = {part: {"lines": sum(1 for _ in self.rows(part)), "sha256": self.digest(part)} for part in PARTS}
        self._manifest.write_text(
            json.dumps(
                {
                    "format": FORMAT,
                    "deployment": self.progress.deployment,
                    "begun": self.progress.begun,
                    "ended": datetime.now(UTC).isoformat(),
                    "files": files,
                },
                indent=2,
            )
        )
        self._marks.unlink()
        return {part: int(files[part]["lines"]) for part in PARTS}

    def verify(self) -> None:
        """Raises Unusable where there is no whole backup, or it has changed since it was made."""
        if not self._manifest.exists():
            raise Unusable(f"{self.folder} holds no whole backup: let `make backup` end first")
        told = json.loads(self._manifest.read_text())
        if told["format"] != FORMAT:
            raise Unusable(f"this is a backup of format {told['format']}: restore it with the version that made it")
        for part in PARTS:
            if not self._file(part).exists() or self.digest(part) != told["files"][part]["sha256"]:
                raise Unusable(f"{self._file(part)} is damaged: its checksum is another")

    def rows(self, part: Part) -> Iterator[Row]:
        """The lines of a part, one at a time."""
        with self._file(part).open(encoding="utf-8") as file:
            yield from map(json.loads, file)

    def _file(self, part: Part) -> Path:
        return self.folder / f"{part}.jsonl"

    def digest(self, part: Part) -> str:
        with self._file(part).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
