"""Environments for what a comparison needs and the project does not: below .local, made when they are first needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def environment(folder: Path, requirements: Path) -> Path:
    """Install the locked `requirements` in `folder`, and return the Python there."""
    uv = str(Path(sys.executable).with_name("uv"))
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)], check=True)
    packages = ["--require-hashes", "--requirements", str(requirements)]
    subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *packages], check=True)
    return python
