from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.errors import SnowfightError
from tests.unit.calls.conftest import ann_page, bob_page, circle, phones

__all__ = ["ann_page", "bob_page", "circle", "phones"]

Refusal = Callable[[Callable[[], object]], str]


@pytest.fixture
def refusal() -> Refusal:
    """The code of the error that an act gets; `ok` where it gets none."""

    def refused(act: Callable[[], object]) -> str:
        try:
            act()
        except SnowfightError as error:
            return error.code
        return "ok"

    return refused
