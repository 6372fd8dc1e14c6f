"""Given somebody who has brought a picture, when they give it a name, then it is everybody's emoji, under it alone."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.errors import (
    EmojiTaken,
    NoSuchEmoji,
    NotYours,
    TooManyEmoji,
    Unauthorized,
)
from snowfight.integrations.file_storage import Asset
from snowfight.models.emoji import Emoji, NewEmoji
from snowfight.storage.emoji import custom_emoji as module
from tests.support.chat import Chat
from tests.support.wire import Wire
from tests.unit.files.test_uploads import PICTURE, asked


def brought(chat: Chat, username: str, asset: Asset = PICTURE) -> dict[str, Any]:
    """Cloudinary's answer to a picture that was signed for."""
    return chat.files.upload(chat.upload_service.for_emoji(username, asked()), asset)


def add(chat: Chat, username: str, name: str, file: dict[str, Any] | None = None) -> Emoji:
    return chat.custom_emojis.add(username, NewEmoji(name=name, file=file or brought(chat, username))).emoji


def listed(chat: Chat, username: str = "ann") -> list[Emoji]:
    return chat.custom_emojis.all(username).emoji


def kept(chat: Chat) -> set[str]:
    """Pictures that are still there when every one that nobody uses has been taken away."""
    chat.clock.advance(minutes=26 * 60)
    for _ in range(5):
        chat.work()
        chat.file_cleanup.orphans(lambda: True)
        chat.clock.advance(minutes=30)
    return set(chat.files.kept)


def test_everybody_finds_it_by_name_with_its_picture_and_whose_it_is(chat: Chat, ann: str, bob: str) -> None:
    # Given
    assert listed(chat) == []
    file = brought(chat, "ann")
    # When
    made = add(chat, ann, "snow_ball-2", file)
    add(chat, bob, "fort")
    # Then
    assert [emoji.name for emoji in listed(chat, bob)] == ["fort", "snow_ball-2"]
    assert listed(chat, bob)[1] == made
    assert (made.username, made.removed) == ("ann", None)
    assert file["public_id"] in made.url


@pytest.mark.parametrize("change", ["added", "removed"])
def test_what_another_function_changed_is_seen_at_once(chat: Chat, ann: str, change: str) -> None:
    # Given two functions that know the list
    add(chat, ann, "fort")
    other = Chat(chat.settings, chat.clock, files=chat.files, database=chat.database)
    assert len(listed(other)) == 1
    # When
    if change == "added":
        add(chat, ann, "ice")
    else:
        chat.custom_emojis.remove(ann, "fort")
    # Then
    assert listed(other) == listed(chat)
    assert [emoji.name for emoji in listed(other) if emoji.removed is None] == (["fort", "ice"], [])[
        change == "removed"
    ]


def test_the_list_is_read_again_only_when_it_has_changed(wire: Wire, chat: Chat, ann: str) -> None:
    add(chat, ann, "fort")
    listed(chat)
    with wire.watched() as seen:
        listed(chat)
    assert seen.operations == ["BatchGetItem"] * 2


def test_a_name_is_nobodys_again_removed_or_not(chat: Chat, ann: str, bob: str) -> None:
    add(chat, ann, "fort")
    for _ in range(2):
        for name in (ann, bob):
            with pytest.raises(EmojiTaken):
                add(chat, name, "fort")
        chat.custom_emojis.remove(ann, "fort")
    [fort] = listed(chat)
    assert fort.username == "ann"


def test_it_is_removed_once_by_whoever_added_it_and_its_picture_stays(chat: Chat, ann: str, bob: str) -> None:
    # Given
    fort = add(chat, ann, "fort")
    with pytest.raises(NotYours):
        chat.custom_emojis.remove(bob, "fort")
    # When
    chat.clock.advance(minutes=5)
    chat.custom_emojis.remove(ann, "fort")
    when = chat.clock.now()
    chat.clock.advance(minutes=5)
    chat.custom_emojis.remove(ann, "fort")
    # Then
    assert listed(chat) == [fort.model_copy(update={"removed": when})]
    with pytest.raises(NotYours):
        chat.custom_emojis.remove(bob, "fort")
    [public_id] = kept(chat)
    assert public_id in fort.url


@pytest.mark.parametrize("name", ["fort", "Fort", "x", "#LIST", "x" * 33, "fo rt", "🐒", ""])
def test_what_there_is_not_cannot_be_removed(chat: Chat, ann: str, name: str) -> None:
    add(chat, ann, "castle")
    with pytest.raises(NoSuchEmoji):
        chat.custom_emojis.remove(ann, name)


def test_when_its_user_goes_the_emoji_stays_and_nothing_tells_whose_it_was(chat: Chat, ann: str, bob: str) -> None:
    # Given one that is used, and a picture that never got a name
    fort = add(chat, ann, "fort")
    brought(chat, ann)
    # When
    chat.jobs.delete_account(ann, lambda: chat.accounts.delete(ann))
    # Then
    assert listed(chat, bob) == [fort.model_copy(update={"username": "deleted-user"})]
    [public_id] = kept(chat)
    assert public_id in fort.url
    assert ann not in fort.url
    with pytest.raises(Unauthorized):
        chat.custom_emojis.remove(ann, "fort")
    with pytest.raises(NotYours):
        chat.custom_emojis.remove(bob, "fort")


def test_a_thousand_names_and_no_more_removed_ones_among_them(
    chat: Chat, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given as many as there may be
    assert module.MAX_EMOJI == 1000
    monkeypatch.setattr(module, "MAX_EMOJI", 3)
    for name in ("fort", "ice", "snow"):
        add(chat, ann, name)
    chat.custom_emojis.remove(ann, "ice")
    asked_before, file = chat.files.asked, brought(chat, ann)
    # When / Then
    with pytest.raises(TooManyEmoji):
        add(chat, ann, "castle", file)
    with pytest.raises(EmojiTaken):
        add(chat, ann, "ice", file)
    assert len(listed(chat)) == 3
    assert chat.files.asked == asked_before
