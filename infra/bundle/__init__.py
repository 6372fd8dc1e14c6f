"""Builds what the stack is made of: `python -m infra.bundle local` or `cloud`.

    build/<target>/layers/dependencies/python/…     third-party packages, for this machine or for Lambda on arm64
    build/<target>/layers/sqlite/python/…           SQLite with full-text search, for the functions that search
    build/<target>/layers/push/python/…             what encrypts and signs, for the functions of notices
    build/<target>/layers/common/python/snowfight   the package that the functions share
    build/<target>/functions/<name>/functions/…     one folder a function, importable under its name in the project
    web/dist/                                       the client

A step whose sources did not change is skipped. Each is built aside and moved into place, so that stopping it half
way leaves the old result or none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from infra.bundle.client import build_client
from infra.bundle.functions import build_functions
from infra.bundle.layers import build_layers
from infra.bundle.steps import BUILD, one_at_a_time


def bundle(target: str, say: Callable[[str], None] = print) -> None:
    """Bring everything for `target` ("local" or "cloud") up to date. `say` is told what takes time."""
    with one_at_a_time():
        build_backend(target, BUILD / target, say)
        build_client(say)


def build_backend(target: str, folder: Path, say: Callable[[str], None] = print) -> None:
    """Bring layers and functions for `target` up to date, in `folder`."""
    build_layers(target, folder, say)
    build_functions(target, folder)
