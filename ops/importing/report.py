"""What an import says when it is over: how much there was, what was left out and why, and who came."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TextIO

SHOWN = 20
"""Reasons of the table; the file has all."""


class Report:
    """Writes `<FROM>.left-out.jsonl` and `<FROM>.people.jsonl` anew; without `source` nothing but the counts."""

    def __init__(self, source: Path | None) -> None:
        self.counts = Counter[str]()
        self.reasons = Counter[str]()
        self._left_out = _opened(source, "left-out")
        self._people = _opened(source, "people")

    def leave_out(self, place: str, reason: str, detail: str = "") -> None:
        """Something does not come along; `reason` is the same for all of its kind."""
        self.reasons[reason] += 1
        _line(self._left_out, {"place": place, "reason": reason, **({"detail": detail} if detail else {})})

    def came(self, person: str, name: str, username: str, how: str, address: str | None) -> None:
        """Somebody of the export is here by that username: known from `before`, by their proven `address`, or `new`."""
        self.counts[f"people {how}"] += 1
        line = {"id": person, "name": name, "username": username, "how": how, "address": address or None}
        _line(self._people, line)

    def table(self) -> list[str]:
        """The table at the end, a row a line."""
        rows = [(name, count) for name, count in self.counts.items()]
        lines = [f"{name:<28}{count:>12,}" for name, count in rows]
        if self.reasons:
            lines += ["", f"{'left out':<28}{self.reasons.total():>12,}"]
            lines += [f"  {count:>10,}  {reason}" for reason, count in self.reasons.most_common(SHOWN)]
            if len(self.reasons) > SHOWN:
                lines.append(f"  and {len(self.reasons) - SHOWN} other reasons")
        return lines

    def close(self) -> None:
        """End the files."""
        for file in (self._left_out, self._people):
            if file is not None:
                file.close()


def beside(source: Path, ending: str) -> Path:
    """A file of ours beside an export, `<FROM>.<ending>`."""
    return source.with_name(f"{source.name}.{ending}")


def _opened(source: Path | None, name: str) -> TextIO | None:
    return beside(source, f"{name}.jsonl").open("w", encoding="utf-8") if source is not None else None


def _line(file: TextIO | None, content: dict[str, str | None]) -> None:
    if file is not None:
        file.write(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
