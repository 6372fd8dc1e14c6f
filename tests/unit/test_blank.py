"""Given a text, then it is told whether anything of it can be seen."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest
from pydantic import ValidationError

from snowfight.blank import is_blank
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.user import ProfilePatch

CASES = json.loads((Path(__file__).parents[1] / "cases/blank.json").read_text())


@pytest.mark.parametrize("text", CASES["blank"], ids=ascii)
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", CASES["seen"], ids=ascii)
def test_what_shows_anything_is_not(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize("text", CASES["blank"], ids=ascii)
def test_nobody_and_no_group_is_called_so(text: str) -> None:
    for body in (NewGroup, EditGroup):
        with pytest.raises(ValidationError):
            body.model_validate({"groupchat_name": text})
    with pytest.raises(ValidationError):
        ProfilePatch.model_validate({"display_name": text})


def test_no_space_no_control_and_no_format_character_shows_but_those_that_unicode_draws() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    unseen = {char for char in every if unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cc", "Cf"}}
    drawn = {char for char in unseen if not is_blank(char)}
    # Signs written before or over a number, and the frames of Egyptian hieroglyphs.
    assert {ord(char) for char in drawn} <= {
        *range(0x600, 0x606),
        0x6DD,
        0x70F,
        0x890,
        0x891,
        0x8E2,
        0x110BD,
        0x110CD,
    } | {*range(0x13430, 0x13440)}


def test_no_letter_number_or_symbol_is_blank_but_the_few_that_show_nothing() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1))
    seen = [char for char in every if unicodedata.category(char)[0] in "LNPS" and is_blank(char)]
    assert seen == ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\U0001d159"]
