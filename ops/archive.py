"""A backup's folder: a file of JSON lines a part, how far it has got, and in the end what it holds, with checksums.

Rows are as DynamoDB has them, `{"pk": {"S": …}, …}`; of a key that comes twice the later line counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from ops.failure import Failure

Part = Literal["users", "rooms", "messages", "jobs"]
PARTS: tuple[Part, ...] = ("users", "rooms", "messages", "jobs")
FORMAT = 1
Row = dict[str, Any]
T = TypeVar("T")


class Unusable(Failure):
    """The folder holds no whole backup, or something else."""


class Progress(BaseModel):
    """Which step of the work comes next, what it has done, and how long each file was by then."""

    deployment: str
    begun: str
    step: int = 0
    after: Any = None
    sizes: dict[Part, int] = {}


class Content(BaseModel):
    """What a file of a whole backup holds."""

    lines: int
    sha256: str


class Manifest(BaseModel):
    """What a whole backup holds."""

    format: int
    deployment: str
    begun: str
    ended: str
    files: dict[Part, Content]


class Archive:
    """The folder of one backup. What is written counts once it is marked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = folder / "backup.json"
        self._marks = folder / "progress.json"
        self._targets = folder / "restored.json"

    def begin(self, deployment: str) -> Progress:
        """Start a backup, or go on where an earlier run was cut off; raises Unusable over another's."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # people's addresses and words
        if self._manifest.exists():
            raise Unusable(f"{self.folder} holds a whole backup: take another folder")
        if self._marks.exists():
            self.progress = _read(Progress, self._marks)
            if self.progress.deployment != deployment:
                raise Unusable(f"{self.folder} holds the beginning of a backup of {self.progress.deployment}")
        elif any(self.folder.iterdir()):
            raise Unusable(f"{self.folder} holds files of somebody else's: take a folder that is new or empty")
        else:
            self.progress = Progress(deployment=deployment, begun=datetime.now(UTC).isoformat())
            self._write(self._marks, self.progress)  # before all else: from now on the folder is ours
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
        self._write(self._marks, self.progress)

    def finish(self) -> dict[Part, int]:
        """Say what the backup holds, with checksums; returns the number of lines of each part."""
        files: dict[Part, Content] = {
            part: Content(lines=sum(1 for _ in self.rows(part)), sha256=self.digest(part)) for part in PARTS
        }
        whole = Manifest(
            format=FORMAT,
            deployment=self.progress.deployment,
            begun=self.progress.begun,
            ended=datetime.now(UTC).isoformat(),
            files=files,
        )
        self._write(self._manifest, whole)
        self._marks.unlink()
        return {part: files[part].lines for part in PARTS}

    def verify(self) -> None:
        """Raises Unusable where there is no whole backup, or it has changed since it was made."""
        if not self._manifest.exists():
            raise Unusable(f"{self.folder} holds no whole backup: let `make backup` end first")
        whole = _read(Manifest, self._manifest)
        if whole.format != FORMAT:
            raise Unusable(f"this is a backup of format {whole.format}: restore it with the version that made it")
        for part in PARTS:
            recorded = whole.files.get(part)
            if recorded is None or not self._file(part).exists() or self.digest(part) != recorded.sha256:
                raise Unusable(f"{self._file(part)} is damaged: its checksum is another")

    @property
    def targets(self) -> list[str]:
        """Where this backup was put before. Raises Unusable where that cannot be read."""
        return _read(list[str], self._targets) if self._targets.exists() else []

    def claim(self, target: str) -> None:
        """Note that this backup is being put there."""
        self._write(self._targets, [*self.targets, target])

    def rows(self, part: Part) -> Iterator[Row]:
        """The lines of a part, one at a time."""
        with self._file(part).open(encoding="utf-8") as file:
            yield from map(json.loads, file)

    def _write(self, file: Path, content: BaseModel | list[str]) -> None:
        """Whole or not at all, whatever happens meanwhile."""
        fresh = file.with_suffix(".new")
        fresh.write_bytes(TypeAdapter[Any](type(content)).dump_json(content, indent=2))
        fresh.replace(file)

    def _file(self, part: Part) -> Path:
        return self.folder / f"{part}.jsonl"

    def digest(self, part: Part) -> str:
        with self._file(part).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _read(kind: type[T], file: Path) -> T:
    """A file that an archive keeps of itself; raises Unusable for any other."""
    try:
        return TypeAdapter(kind).validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        raise Unusable(f"{file} is broken, and so is the backup: {first['msg']}") from error
