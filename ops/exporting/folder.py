"""The folder of an export: parts that are written one after another, put together in the end, and files beside."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TextIO

from ops.failure import Failure

Part = Literal["head", "posts", "direct_channels", "direct_posts"]
PARTS: tuple[Part, ...] = ("head", "posts", "direct_channels", "direct_posts")
"""In the order in which Mattermost wants what is in them."""

NAME_BYTES = 200
"""Of a file's name: less than any file system has."""


class ExportFolder:
    """`lines` and `data` are what an import takes; what is left out is said in `left_out`. Until all is whole there are
    parts, which the next run begins anew; files that are there are not fetched again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path / "export.jsonl"
        self.data = path / "data"
        self.left_out = path / "left-out.jsonl"

    def begin(self) -> None:
        """Raises Failure where it holds something else, or a whole export."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)  # people's addresses and words
        if self.lines.exists():
            raise Failure(f"{self.path} holds a whole export: take another folder")
        if any(self.path.iterdir()) and not self._part("head").exists():
            raise Failure(f"{self.path} holds files of somebody else's: take a folder that is new or empty")
        for part in PARTS:
            self._part(part).write_bytes(b"")
        self.left_out.write_bytes(b"")

    @contextmanager
    def writing(self, part: Part) -> Generator[TextIO]:
        """The end of a part."""
        with self._part(part).open("a", encoding="utf-8") as file:
            yield file

    def leave_out(self, place: str, reason: str) -> None:
        with self.left_out.open("a", encoding="utf-8") as file:
            file.write(line({"place": place, "reason": reason}))

    def file(self, *names: str) -> tuple[str, Path]:
        """Where a file goes, below `data`: as an import looks for it, and on the disk."""
        path = "/".join([*names[:-1], _short(names[-1])])
        return path, self.data / path

    def finish(self) -> None:
        """Put the parts together: the export is whole, or not there."""
        whole = self.lines.with_suffix(".new")
        with whole.open("wb") as target:
            for part in PARTS:
                with self._part(part).open("rb") as source:
                    shutil.copyfileobj(source, target)
        whole.replace(self.lines)
        for part in PARTS:
            self._part(part).unlink()
        if not self.left_out.stat().st_size:
            self.left_out.unlink()

    def _part(self, part: Part) -> Path:
        return self.path / f"{part}.part"


def line(value: dict[str, Any]) -> str:
    """A line of JSON."""
    return f"{text(value)}\n"


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _short(name: str) -> str:
    """A file's name that any disk takes; its ending stays."""
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) <= NAME_BYTES:
        return name
    tail = f"{dot}{ending}" if stem and len(ending.encode()) < NAME_BYTES // 4 else ""
    kept = (stem if tail else name).encode()[: NAME_BYTES - len(tail.encode())]
    return kept.decode(errors="ignore") + tail
