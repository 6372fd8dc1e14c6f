"""Given a text, when it is read for names, then those are found that the client shows as such."""

from __future__ import annotations

import json
import time
from itertools import chain
from pathlib import Path

import pytest

from snowfight.domain.mentions.names import names_in

CASES: dict[str, list[tuple[str, list[str]]]] = json.loads(
    (Path(__file__).parents[2] / "cases/mentions.json").read_text()
)


@pytest.mark.parametrize(("body", "names"), list(chain.from_iterable(CASES.values())))
def test_the_names_are_those_of_the_table_that_the_client_is_held_to(body: str, names: list[str]) -> None:
    assert list(names_in(body)) == names


@pytest.mark.parametrize("part", ["`", "||", "*", "[", "[a", "https://", "@bob ", "``` \n", "> @", "@a-", "~~a", "a.@"])
def test_no_text_takes_long(part: str) -> None:
    began = time.process_time()
    names_in((part * 4000)[:4000])
    assert time.process_time() - began < 1
