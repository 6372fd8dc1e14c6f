"""Given emoji that are added and removed at once, or by a function that dies, then every name is one picture's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.errors import (
    SnowfightError,
)
from snowfight.storage.emoji import custom_emoji as module
from snowfight.storage.rows.rooms import EmojiListRow
from tests.support.chat import Chat
from tests.support.tables import rows
from tests.support.wire import Wire
from tests.unit.emoji.test_custom_emoji import add, brought, kept, listed


def outcome(deed: Callable[[], object]) -> str:
    try:
        deed()
    except SnowfightError as error:
        return error.code
    return "done"


@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize(
    ("names", "outcomes"),
    [(("fort", "fort"), ["done", "emoji_taken"]), (("fort", "ice"), ["done", "too_many_emoji"])],
    ids=["the same name", "the last name"],
)
def test_of_two_at_once_one_gets_it_and_the_other_keeps_the_picture(
    wire: Wire, chat: Chat, monkeypatch: pytest.MonkeyPatch, after: int, names: tuple[str, str], outcomes: list[str]
) -> None:
    # Given two with a picture each, and room for one name more
    ann, bob = (chat.user(name, verified=True) for name in ("ann", "bob"))
    monkeypatch.setattr(module, "MAX_EMOJI", 2)
    add(chat, ann, "castle")
    mine, theirs = brought(chat, ann), brought(chat, bob)
    told: list[str] = []
    # When
    with wire.rival_after(after, lambda: told.append(outcome(lambda: add(chat, bob, names[1], theirs)))) as acted:
        told.append(outcome(lambda: add(chat, ann, names[0], mine)))
    if not acted():
        told.append(outcome(lambda: add(chat, bob, names[1], theirs)))
    # Then
    assert sorted(told) == outcomes
    assert len(listed(chat)) == 2
    monkeypatch.setattr(module, "MAX_EMOJI", 3)
    spare = [outcome(lambda pair=pair: add(chat, pair[0], "spare", pair[1])) for pair in ((ann, mine), (bob, theirs))]
    assert "done" in spare


@pytest.mark.parametrize("after", range(6))
def test_one_picture_that_is_offered_twice_at_once_gets_one_name(wire: Wire, chat: Chat, ann: str, after: int) -> None:
    file = brought(chat, ann)
    told: list[str] = []
    with wire.rival_after(after, lambda: told.append(outcome(lambda: add(chat, ann, "ice", file)))) as acted:
        told.append(outcome(lambda: add(chat, ann, "fort", file)))
    if not acted():
        told.append(outcome(lambda: add(chat, ann, "ice", file)))
    assert sorted(told) == ["bad_file", "done"]
    assert len(listed(chat)) == 1


@pytest.mark.parametrize("after", range(6))
def test_wherever_the_function_dies_the_name_and_the_picture_go_together(
    wire: Wire, chat: Chat, ann: str, after: int
) -> None:
    file = brought(chat, ann)
    with wire.dead_after(after):
        add(chat, ann, "fort", file)
    there = [emoji.name for emoji in listed(chat)] == ["fort"]
    assert outcome(lambda: add(chat, ann, "fort", file)) == ("emoji_taken" if there else "done")
    assert outcome(lambda: add(chat, ann, "ice", file)) == "bad_file"
    assert [emoji.name for emoji in listed(chat)] == ["fort"]
    assert kept(chat) == {file["public_id"]}


@pytest.mark.parametrize("after", range(4))
def test_two_who_remove_at_once_are_both_answered_and_the_first_counts(
    wire: Wire, chat: Chat, ann: str, after: int
) -> None:
    # Given
    add(chat, ann, "fort")
    first = chat.clock.now()

    def remove_a_minute_earlier() -> None:
        chat.custom_emojis.remove(ann, "fort")
        chat.clock.advance(minutes=1)

    # When
    with wire.rival_after(after, remove_a_minute_earlier):
        chat.custom_emojis.remove(ann, "fort")
    # Then
    [fort] = listed(chat)
    assert fort.removed == first


def test_the_list_counts_every_name_once(chat: Chat, ann: str) -> None:
    for name in ("fort", "ice", "fort"):
        outcome(lambda name=name: add(chat, ann, name))
    chat.custom_emojis.remove(ann, "ice")
    [row] = [EmojiListRow.from_raw_data(row) for row in rows("rooms") if row["sk"] == {"S": "#LIST"}]
    assert row.names == 2
