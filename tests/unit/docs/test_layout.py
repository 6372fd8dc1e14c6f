"""Somebody who sees the list of paths finds what they look for: folders are short, and the map leads to files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ("functions", "infra", "layers", "local", "ops", "bench", "web/src")
MADE = {"node_modules", "__pycache__"}
"""Folders that nobody wrote."""

MOST = 20
"""Files in one folder: as many as one looks through for a name."""

ENTRIES = 20
"""What the map has at least."""

BASES = (ROOT, ROOT / "layers/common/snowfight")
"""Where a path of the map begins, as on the other pages."""


def _files(top: Path) -> list[Path]:
    return [path for path in top.rglob("*") if path.is_file() and not MADE & set(path.parts)]


def _map() -> dict[str, list[str]]:
    """Every line of the map: what is to be changed, and the files to go to."""
    page = (ROOT / "docs/architecture.md").read_text()
    section = page.partition("## To change X, go to Y\n")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| (.+?) \| (.+) \|$", section, flags=re.MULTILINE)
    return {what: re.findall(r"`([^`]+)`", where) for what, where in lines if what != "to change"}


@pytest.mark.parametrize("top", SOURCES)
def test_no_folder_has_more_files_than_one_looks_through(top: str) -> None:
    files = Counter(str(path.parent.relative_to(ROOT)) for path in _files(ROOT / top))

    assert files
    assert not {folder: count for folder, count in files.items() if count > MOST}


def test_the_map_leads_to_files_that_exist() -> None:
    entries = _map()

    assert len(entries) >= ENTRIES
    assert all(entries.values())
    named = [name for names in entries.values() for name in names]
    assert not [name for name in named if not any((base / name).is_file() for base in BASES)]
