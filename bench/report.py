"""Tables for a terminal."""

from __future__ import annotations

import os
import platform
import ssl
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path


def title(text: str) -> None:
    print(f"\n{text}\n{'=' * len(text)}")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows below their head, the first column to the left, all others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        first, *rest = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join([first, *rest]))


def verdict(what: str, measured: float, wanted: float, *, at_least: bool) -> bool:
    """Print whether a ratio is what it has to be."""
    met = measured >= wanted if at_least else measured <= wanted
    bound = "at least" if at_least else "at most"
    print(f"{'met   ' if met else 'MISSED'}  {what}: {measured:.3g} (wanted: {bound} {wanted:.3g})")
    return met


def machine() -> str:
    """What all figures depend on."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("boto3", "botocore", "pynamodb"))
    return (
        f"{_processor()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {platform.system()} "
        f"{platform.release()}; Python {platform.python_version()}, {ssl.OPENSSL_VERSION}, {versions}"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
