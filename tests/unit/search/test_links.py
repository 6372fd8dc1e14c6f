"""Given a text, when it is asked whether it has a link, then it is what the client shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from snowfight.domain.search.links import has_link

CASES: dict[str, list[tuple[str, bool]]] = json.loads((Path(__file__).parents[2] / "cases/links.json").read_text())


@pytest.mark.parametrize("kind", CASES)
def test_it_has_a_link_where_the_client_makes_one(kind: str) -> None:
    assert [(body, has_link(body)) for body, _ in CASES[kind]] == [tuple(case) for case in CASES[kind]]


def test_a_text_that_is_nearly_links_takes_no_time_worth_mentioning() -> None:
    assert not has_link("```x\n" * 800 + "@")
    assert not has_link("a@" * 2000)
    assert not has_link("https://" * 500)
