"""The functions' own code: a bundle for each folder below functions/."""

from __future__ import annotations

from pathlib import Path

from infra.bundle.sources import copy_package
from infra.bundle.steps import ROOT

FUNCTIONS = (
    *("connect", "message", "presence", "http_api", "search", "notices", "calls", "moderation"),
    *("bots", "hooks", "events"),
)


def build_functions(target: str, folder: Path) -> None:
    """Bring every bundle for `target` up to date, in `folder`/functions."""
    for name in FUNCTIONS:
        copy_package(ROOT / "functions" / name, folder / "functions" / name, f"functions/{name}", target)
