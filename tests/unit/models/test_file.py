"""Names of files, and what they are taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from snowfight.models.file import MAX_FILENAME, NewUpload, filename


def upload(**changes: object) -> NewUpload:
    return NewUpload.model_validate({"filename": "a.txt", "size": 1, "content_type": "text/plain", **changes})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("winter.png", "winter.png"),
        ("  Grüße 🐒 家.tar.gz ", "Grüße 🐒 家.tar.gz"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ann\\cat.png", "cat.png"),
        ("/", "file"),
        ("..", "file"),
        (".", "file"),
        ("\u200b\u3164", "file"),
        ("\x00\x1f\x7f\x85", "file"),
        ("a\r\nb\x00.txt", "ab.txt"),
        ("cat\u202egnp.exe", "catgnp.exe"),
        (".profile", ".profile"),
        ("x" * 255, "x" * 255),
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_tricks(told: str, kept: str) -> None:
    assert upload(filename=told).filename == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"filename": ""},
        {"filename": "x" * 256},
        {"filename": None},
        {"filename": "\ud800"},
        {"size": 0},
        {"size": -1},
        {"size": 1.5},
        {"size": 2**53},
        {"size": True},
        {"content_type": "x" * 256},
        {"content_type": None},
        {"more": 1},
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        upload(**wrong)


@given(st.text(max_size=MAX_FILENAME))
def test_no_name_leads_anywhere_or_breaks_a_line(text: str) -> None:
    name = filename(text)
    assert name
    assert name not in {".", ".."}
    assert not set(name) & set("/\\\r\n\0")
    assert filename(name) == name


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("image/png", "image"),
        ("IMAGE/JPEG; charset=x", "image"),
        ("image/webp", "image"),
        ("image/svg+xml", "raw"),
        ("text/html", "raw"),
        ("application/pdf", "raw"),
        ("video/mp4", "raw"),
        ("", "raw"),
    ],
)
def test_only_pictures_are_taken_for_pictures(content_type: str, kind: str) -> None:
    assert upload(content_type=content_type).kind == kind
