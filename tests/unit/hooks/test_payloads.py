"""What well-known programs post, unchanged, and what that looks like here (tests/cases/hooks)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.hooks import HookSite

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "hooks"
CASES: dict[str, dict[str, Any]] = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}


@pytest.mark.parametrize("name", CASES)
def test_it_is_shown_as_it_must_be(hooks: HookSite, address: str, name: str) -> None:
    # Given
    case = CASES[name]
    kind = "application/x-www-form-urlencoded" if isinstance(case["body"], str) else "application/json"
    # When
    answer = hooks.post(address, case["body"], headers={"content-type": kind}, encoded=isinstance(case["body"], str))
    # Then
    assert (answer.status, answer.text) == (200, "ok")
    assert [body.split("\n") for body in hooks.bodies()] == case["shown"]
    assert {message["author"]["display_name"] for message in hooks.said()} == {"Alerts"}


def test_every_kind_of_program_that_is_promised_is_among_them() -> None:
    promised = ("slack", "alertmanager", "grafana", "github", "uptime-kuma", "statuspage")

    assert all(any(name.startswith(kind) for name in CASES) for kind in promised)
