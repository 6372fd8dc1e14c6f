"""Bytecode that comes along: Lambda keeps none, and half of an uncompiled cold start is the compiler's (ADR 0027)."""

from __future__ import annotations

import sys
from pathlib import Path

from infra.bundle.steps import ROOT, run

PYTHON = "3.14"  # of Lambda; a template test holds it equal to the functions' runtime
COMPILER = Path(__file__).with_name("compile.mjs")


def compile_folder(folder: Path, target: str) -> None:
    """Write bytecode beside every module of `folder`: for Lambda's Python ("cloud"), or for this one ("local")."""
    if target == "cloud":
        run(["node", str(COMPILER), str(folder), PYTHON], ROOT)
    else:
        options = ["-q", "-j", "0", "-s", str(folder), "--invalidation-mode", "unchecked-hash"]
        run([sys.executable, "-m", "compileall", *options, str(folder)], ROOT)
