"""Given a text, when it is searched for, then …"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from snowfight.fold import fold

CASES: dict[str, list[str]] = json.loads((Path(__file__).parents[1] / "cases/fold.json").read_text())


@pytest.mark.parametrize("folded", CASES, ids=ascii)
def test_however_it_is_written_it_is_the_same(folded: str) -> None:
    assert {fold(text) for text in CASES[folded]} == {folded}
    assert fold(folded) == folded
