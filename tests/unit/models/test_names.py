"""Given a text, when it is taken for a name, then …"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from snowfight.models.names import RESERVED, ClientId, Username, is_room, username

ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
USERNAME = TypeAdapter[str](Username)
CLIENT_ID = TypeAdapter[str](ClientId)
ID = UUID("6f1f0c5e-8b1d-4c57-9d0e-2f4f3f1f7a1c")


@given(st.text(ALPHABET, min_size=3, max_size=20).filter(lambda text: text.lower() not in RESERVED))
def test_letters_digits_and_underscores_are_a_username_kept_lower_case(text: str) -> None:
    assert username(text) == text.lower()
    assert USERNAME.validate_python(text) == text.lower()
    assert username(username(text)) == username(text)


@given(st.text(max_size=24).filter(lambda text: not (3 <= len(text) <= 20 and set(text) <= set(ALPHABET))))
@example("\u212aelvin")  # KELVIN SIGN, whose lower case is k
@example("\u017fam")  # LATIN SMALL LETTER LONG S, whose upper case is S
@example("ann\n")
@example("\u0430nn")  # CYRILLIC SMALL LETTER A
@example("ann\u0663")  # ARABIC-INDIC DIGIT THREE
@example("a-n")
@example(" ann")
@example("ann\0")
def test_anything_else_is_nobodys_name(text: str) -> None:
    with pytest.raises(ValueError, match="must be 3 to 20"):
        username(text)
    with pytest.raises(ValidationError):
        USERNAME.validate_python(text)


@pytest.mark.parametrize("name", ["me", "ab", "a" * 21, "", "new", "Private", "UPLOAD", "Support", "admin", "sYsTem"])
def test_reserved_words_and_wrong_lengths_are_refused_in_any_case(name: str) -> None:
    with pytest.raises(ValueError, match=r"reserved|must be 3 to 20"):
        username(name)


def test_every_reserved_word_of_the_contract_is_reserved() -> None:
    words = "new private older upload edit delete leave join file me admin system support"
    assert set(words.split()) == RESERVED


@pytest.mark.parametrize("value", [None, 123, True, b"ann", ["ann"]])
def test_a_username_is_a_text(value: object) -> None:
    with pytest.raises(ValidationError):
        USERNAME.validate_python(value, strict=True)


@given(st.uuids())
def test_a_client_id_is_a_uuid_and_the_same_in_every_way_of_writing(value: UUID) -> None:
    for text in (str(value), str(value).upper(), value.hex):
        assert CLIENT_ID.validate_python(text) == str(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "x" * 36,
        str(ID)[:-1],
        f"{{{ID}}}",
        ID.urn,
        "1_2_3_4_5_6_7_8_9_0_1_2_3_4_5_6_",
        "\u0660" * 32,
        f"{str(ID)[:-1]}\n",
        "12345678-12345678-1234-1234567890-12",
        f" {ID.hex}",
    ],
)
def test_what_is_no_uuid_is_no_client_id(text: str) -> None:
    with pytest.raises(ValidationError):
        CLIENT_ID.validate_python(text)


def test_a_chat_is_the_public_one_or_a_lower_case_uuid() -> None:
    name = str(uuid4())
    assert is_room("public-chat")
    assert is_room(name)
    for other in ("", "public", name.upper().replace("0", "A"), name + "\n", f"{name} ", name.replace("-", "")):
        assert not is_room(other)
