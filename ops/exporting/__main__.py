"""`make export`: what was said in a stage, into a folder."""

from __future__ import annotations

from pathlib import Path

from ops.command import command
from ops.deployment import Deployment
from ops.exporting.command import export


def work(stage: str, folder: str) -> None:
    """Write a stage into a folder."""
    export(Deployment.of(stage), Path(folder))


if __name__ == "__main__":
    command("export", ["STAGE", "TO"], work)
