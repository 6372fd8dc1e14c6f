"""How much a function loads: its bundle and the layers, unzipped, as they are deployed."""

from __future__ import annotations

from pathlib import Path

from bench.cold import FOLDER
from bench.report import table, title, verdict
from infra.bundle import build_backend
from infra.bundle.functions import FUNCTIONS
from infra.bundle.steps import BUILD

MEGABYTE = 1024 * 1024
WITH_BOTOCORE, WITHOUT = 40.0, 15.0
LAYERS = {"search": "sqlite", "notices": "push"}
"""What brings a layer of its own along (ADR 0046, ADR 0048)."""
OF_BOTOCORE = ("botocore*", "*dateutil*")
"""What would not be there without it; others use urllib3 and jmespath too."""


def size() -> bool:
    """The unzipped size of everything that a function loads, with and without botocore, for both targets."""
    title("Unzipped size of everything that a function loads")
    rows: list[list[str]] = []
    largest, largest_without = 0.0, 0.0
    for target, folder in (("cloud", BUILD / "cloud"), ("local", FOLDER)):
        build_backend(target, folder)
        for name in FUNCTIONS:
            parts = [folder / part for part in (f"functions/{name}", "layers/common", "layers/dependencies")]
            parts += [folder / "layers" / LAYERS[name]] if name in LAYERS else []
            sizes = [_megabytes(part) for part in parts]
            whole = sum(sizes)
            dependencies = folder / "layers/dependencies/python"
            botocore = sum(_megabytes(path) for name in OF_BOTOCORE for path in dependencies.glob(name))
            bytecode = sum(_megabytes(part, "*.pyc") for part in parts)
            figures = (*sizes, *([] if name in LAYERS else [0.0]), whole, whole - botocore, bytecode)
            rows.append([f"{name}, {target}", *(f"{each:.1f}" for each in figures)])
            largest = max(largest, whole)
            if name not in LAYERS:
                largest_without = max(largest_without, whole - botocore)
    table(
        ["function", "itself", "common", "dependencies", "own layer", "all MB", "without botocore", "of it bytecode"],
        rows,
    )
    met = verdict("MB, the largest", largest, WITH_BOTOCORE, at_least=False)
    return (
        verdict("MB without botocore, the largest with no layer of its own", largest_without, WITHOUT, at_least=False)
        and met
    )


def _megabytes(path: Path, pattern: str = "*") -> float:
    files = [path] if path.is_file() else [file for file in path.rglob(pattern) if file.is_file()]
    return sum(file.stat().st_size for file in files) / MEGABYTE
