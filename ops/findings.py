"""What a check found, and how it is told: one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from ops.command import EXPECTED, line

Level = Literal["ok", "warn", "fail", "skip"]


@dataclass(frozen=True)
class Finding:
    """One line: whether it is well, what was looked at, and what was seen or is to be done."""

    level: Level
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.level:<5} {self.subject:<12} {self.words}"


def ok(subject: str, words: str) -> Finding:
    return Finding("ok", subject, words)


def warn(subject: str, words: str) -> Finding:
    return Finding("warn", subject, words)


def fail(subject: str, words: str) -> Finding:
    return Finding("fail", subject, words)


@dataclass(frozen=True)
class Check:
    """A look at one thing; `needs` names the checks without which it makes no sense."""

    subject: str
    look: Callable[[], Finding]
    needs: tuple[str, ...] = ()

    def run(self) -> Finding:
        """Look; an error of AWS is a finding too."""
        try:
            return self.look()
        except EXPECTED as error:
            return fail(self.subject, line(error))


def examine(checks: Iterable[Check], say: Callable[[str], None]) -> bool:
    """Run the checks in order, say a line for each, and tell whether nothing failed."""
    broken: set[str] = set()
    for check in checks:
        missing = next((need for need in check.needs if need in broken), None)
        finding = Finding("skip", check.subject, f"not looked at: {missing} failed") if missing else check.run()
        if finding.level in {"fail", "skip"}:
            broken.add(check.subject)
        say(str(finding))
    return not broken
