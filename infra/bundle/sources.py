"""Our own packages, as they are, with bytecode: a folder of functions, or what they share."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from infra.bundle.bytecode import compile_folder
from infra.bundle.steps import BUILDERS, ROOT, fingerprint, step


def copy_package(source: Path, folder: Path, inside: str, target: str) -> None:
    """Copy the package `source` to `inside` of `folder`, compiled for `target`. Raises SyntaxError."""

    def build(into: Path) -> None:
        place = into / inside
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        for file in place.rglob("*.py"):
            compile(file.read_bytes(), str(source / file.relative_to(place)), "exec")  # raises SyntaxError
        if inside.startswith("functions/"):
            shutil.copy(ROOT / "functions/__init__.py", into / "functions/__init__.py")
        compile_folder(into, target)

    step(folder, fingerprint([source, ROOT / "functions/__init__.py", *BUILDERS], sys.version, target), build)
