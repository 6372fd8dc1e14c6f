"""Given what a program comes with, when it is read and compared, then it is the one that was made or none."""

from __future__ import annotations

import pytest

from snowfight.domain.credentials import Credential, HookKey, Token

EACH = pytest.mark.parametrize("kind", [Token, HookKey])

ID, SECRET = "0123456789abcdef", "x" * 42 + "-"


@EACH
def test_it_is_read_as_it_is_written(kind: type[Credential]) -> None:
    made = kind.new()
    assert kind.of(made.text) == made


@EACH
def test_no_two_are_the_same(kind: type[Credential]) -> None:
    made = [kind.new() for _ in range(100)]
    assert len({each.id for each in made}) == len({each.secret for each in made}) == len(made)


@EACH
def test_the_secret_fits_what_was_kept_of_it_and_no_other(kind: type[Credential]) -> None:
    made = kind.new()
    assert made.fits(made.digest)
    assert not made.fits(kind.new().digest)
    assert made.secret not in made.digest


def test_each_kind_has_a_form_of_its_own() -> None:
    assert Token(ID, SECRET).text == f"msb_{ID}_{SECRET}"
    assert HookKey(ID, SECRET).text == f"{ID}.{SECRET}"
    assert Token.of(HookKey(ID, SECRET).text) is None
    assert HookKey.of(Token(ID, SECRET).text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        ID,
        f"{ID}.",
        f".{SECRET}",
        f"{ID}x{SECRET}",
        f"{ID[1:]}.{SECRET}",
        f"{ID.upper()}.{SECRET}",
        f"{ID}.{SECRET[1:]}",
        f"{ID}.{SECRET}x",
        f"{ID}.{SECRET}\n",
        f" {ID}.{SECRET}",
        f"{ID}.{SECRET[1:]}é",
    ],
)
def test_what_has_another_form_is_none(text: str) -> None:
    assert HookKey.of(text) is None
