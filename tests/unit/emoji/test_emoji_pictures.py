"""Given a picture for an emoji, then it is one that was signed for, small, and used once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from snowfight.domain.files import uploads
from snowfight.errors import (
    BadFile,
    EmailUnverified,
    EmojiTaken,
    RateLimited,
    TooLarge,
    Unavailable,
    UploadsOff,
)
from snowfight.integrations.file_storage import Asset
from snowfight.models.client_frames import FileUpload
from snowfight.models.emoji import EMOJI_LIMIT, NewEmoji
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.user import ProfilePatch
from tests.support.chat import Chat
from tests.unit.emoji.test_custom_emoji import add, brought, kept, listed
from tests.unit.files.test_uploads import PICTURE, asked


def test_a_picture_may_be_offered_again_where_the_name_was_taken(chat: Chat, ann: str, bob: str) -> None:
    add(chat, ann, "fort")
    file = brought(chat, bob)
    with pytest.raises(EmojiTaken):
        add(chat, bob, "fort", file)
    assert add(chat, bob, "castle", file).name == "castle"


def test_a_picture_serves_one_name_and_its_user_alone(chat: Chat, ann: str, bob: str) -> None:
    file = brought(chat, ann)
    with pytest.raises(BadFile):
        add(chat, bob, "fort", file)
    add(chat, ann, "fort", file)
    with pytest.raises(BadFile):
        add(chat, ann, "castle", file)
    assert [emoji.name for emoji in listed(chat)] == ["fort"]


@pytest.mark.parametrize(
    "asset",
    [
        replace(PICTURE, bytes=2001),
        replace(PICTURE, bytes=EMOJI_LIMIT + 1),
        replace(PICTURE, format="avif"),
        replace(PICTURE, format="svg"),
        replace(PICTURE, format="pdf"),
    ],
)
def test_a_picture_that_is_none_is_refused_and_goes(chat: Chat, ann: str, asset: Asset) -> None:
    file = brought(chat, ann, asset)
    with pytest.raises(BadFile):
        add(chat, ann, "fort", file)
    assert listed(chat) == []
    assert kept(chat) == set()


@pytest.mark.parametrize("changes", [{"signature": "0" * 40}, {"version": 1}, {"public_id": "x"}, {"bytes": 7}])
def test_an_answer_that_is_not_cloudinarys_own_is_refused(chat: Chat, ann: str, changes: dict[str, Any]) -> None:
    file = brought(chat, ann)
    for answer in ({}, {**file, **changes}):
        with pytest.raises(BadFile):
            chat.custom_emojis.add(ann, NewEmoji(name="fort", file=answer))
    assert add(chat, ann, "fort", file).name == "fort"


def test_a_picture_of_another_purpose_is_refused_here_and_one_of_these_there(chat: Chat, ann: str) -> None:
    avatar = chat.files.upload(chat.upload_service.for_avatar(ann, asked()), PICTURE)
    file = chat.files.upload(chat.upload_service.for_chat(ann, PUBLIC_CHAT, asked()), PICTURE)
    for answer in (avatar, file):
        with pytest.raises(BadFile):
            add(chat, ann, "fort", answer)
    mine = brought(chat, ann)
    with pytest.raises(BadFile):
        chat.account_service.change(ann, ProfilePatch(avatar=mine))
    link = chat.connect(ann)
    frame = FileUpload(type="file_upload", room=PUBLIC_CHAT, client_id=chat.client_id(), file=mine)
    with pytest.raises(BadFile):
        chat.file_messages.post(link, frame)
    add(chat, ann, "fort", mine)


@pytest.mark.parametrize("content_type", ["image/png", "image/gif", "image/webp", "image/jpeg", "Image/PNG; x=y"])
def test_pictures_of_half_a_megabyte_are_signed_for(chat: Chat, ann: str, content_type: str) -> None:
    assert chat.upload_service.for_emoji(ann, asked(size=EMOJI_LIMIT, content_type=content_type)).fields
    with pytest.raises(TooLarge, match=r"0\.5 MB"):
        chat.upload_service.for_emoji(ann, asked(size=EMOJI_LIMIT + 1, content_type=content_type))


@pytest.mark.parametrize("content_type", ["image/avif", "image/svg+xml", "text/html", "application/pdf", ""])
def test_nothing_else_is_signed_for(chat: Chat, ann: str, content_type: str) -> None:
    with pytest.raises(BadFile):
        chat.upload_service.for_emoji(ann, asked(content_type=content_type))


def test_signatures_count_with_those_of_other_files(chat: Chat, ann: str) -> None:
    for _ in range(uploads.SIGNATURES.amount // 2):
        chat.upload_service.for_emoji(ann, asked())
        chat.upload_service.for_avatar(ann, asked())
    with pytest.raises(RateLimited):
        chat.upload_service.for_emoji(ann, asked())


def test_pictures_are_looked_at_twenty_times_at_once_like_files(chat: Chat, ann: str) -> None:
    file = brought(chat, ann, replace(PICTURE, bytes=2001))
    for _ in range(20):
        with pytest.raises(BadFile):
            add(chat, ann, "fort", file)
    with pytest.raises(RateLimited):
        add(chat, ann, "fort", file)
    assert chat.files.asked == 20


def test_whoever_has_not_proven_an_address_brings_none(chat: Chat) -> None:
    chat.custom_emojis.admit(chat.user("ann", verified=True))
    with pytest.raises(EmailUnverified):
        chat.custom_emojis.admit(chat.user("bob"))


def test_without_an_account_for_files_there_are_none(chat: Chat, ann: str) -> None:
    file = brought(chat, ann)
    chat.files.on = False
    with pytest.raises(UploadsOff):
        chat.upload_service.for_emoji(ann, asked())
    with pytest.raises(BadFile):
        add(chat, ann, "fort", file)
    assert listed(chat) == []


def test_while_cloudinary_does_not_answer_nothing_is_taken_and_a_retry_is_safe(chat: Chat, ann: str) -> None:
    file = brought(chat, ann)
    chat.files.down = True
    with pytest.raises(Unavailable):
        add(chat, ann, "fort", file)
    chat.files.down = False
    assert add(chat, ann, "fort", file).name == "fort"
