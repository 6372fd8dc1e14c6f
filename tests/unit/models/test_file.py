"""Names of files, and what they are taken for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from snowfight.models.file import MAX_FILENAME, File, NewUpload, filename

VOICE_MESSAGES: dict[str, list[str]] = json.loads((Path(__file__).parents[2] / "cases/voice-messages.json").read_text())


def upload(**changes: object) -> NewUpload:
    return NewUpload.model_validate({"filename": "a.txt", "size": 1, "content_type": "text/plain", **changes})


@pytest.mark.parametrize(
    ("given", "kept"),
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
def test_a_name_keeps_its_letters_and_loses_its_tricks(given: str, kept: str) -> None:
    assert upload(filename=given).filename == kept


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
        ("audio/webm;codecs=opus", "video"),
        ("audio/mp4", "video"),
        ("audio/ogg", "video"),
        ("AUDIO/MPEG", "video"),
        ("video/mp4", "video"),
        ("video/x-msvideo", "raw"),
        ("audio/midi", "raw"),
        ("", "raw"),
    ],
)
def test_a_file_is_taken_for_what_cloudinary_makes_of_its_type(content_type: str, kind: str) -> None:
    assert upload(content_type=content_type).kind == kind


@pytest.mark.parametrize(("origin", "is_one"), [("recorded", True), ("brought", False)])
def test_a_voice_message_is_known_by_the_name_that_the_recorder_gave_it(origin: str, is_one: bool) -> None:
    files = [File(filename=name, resource_type="video", bytes=1) for name in VOICE_MESSAGES[origin]]
    assert {file.is_voice_message for file in files} == {is_one}
