"""Given a change of profile, when it is read, then …"""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from snowfight.models.user import ProfilePatch


@pytest.mark.parametrize("name", ["A", "x" * 50, "🐒" * 50, "Ann Ünïcode", "安", "O'Hara <b>", "a\u200db"])
def test_a_display_name_may_be_any_printable_text(name: str) -> None:
    patch = ProfilePatch(display_name=name)
    assert patch.display_name == name
    assert patch.given == {"display_name"}


def test_a_display_name_is_trimmed() -> None:
    assert ProfilePatch(display_name=" \t Ann \n").display_name == "Ann"


@pytest.mark.parametrize(
    "value",
    ["", "   ", "x" * 51, "a\nb", "a\0b", "a\x7fb", "\u202egnp.exe", "a\u2066b", "\u3164", None, 1, True, ["Ann"]],
)
def test_a_display_name_that_does_not_fit_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        ProfilePatch.model_validate_json(json.dumps({"display_name": value}))


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ValidationError):
        ProfilePatch.model_validate_json('{"display_name":"a\\ud800"}')


def test_a_patch_tells_what_it_names_from_what_it_leaves_out() -> None:
    assert ProfilePatch.model_validate_json("{}").given == set()
    assert ProfilePatch.model_validate_json('{"avatar":null}').given == {"avatar"}


@pytest.mark.parametrize("field", ["username", "email", "email_verified", "avatar_url"])
def test_what_cannot_be_changed_is_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        ProfilePatch.model_validate({field: "x"})
