"""The two files, and whether they are what the models say."""

from __future__ import annotations

import json
from pathlib import Path

from infra.contract import http, websocket

FOLDER = Path(__file__).resolve().parents[2] / "docs"


def documents() -> dict[Path, str]:
    """What each file has to hold."""
    return {
        FOLDER / "openapi.json": _text(http.document()),
        FOLDER / "asyncapi.json": _text(websocket.document()),
    }


def stale() -> list[Path]:
    """The files that are missing or say something else."""
    return [path for path, text in documents().items() if not path.exists() or path.read_text("utf-8") != text]


def write() -> list[Path]:
    """Bring the files up to date; returns those that changed."""
    changed = stale()
    wanted = documents()
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_text(wanted[path], "utf-8")
    return changed


def _text(document: dict[str, object]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
