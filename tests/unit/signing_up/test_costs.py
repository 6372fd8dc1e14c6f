"""What a sign-up asks of DynamoDB."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.chat import Chat
from tests.support.wire import Wire
from tests.unit.signing_up.newcomers import decide, group_of, invited, prove, sign_up, work

OPEN = [
    "BatchGetItem",  # what owners decided
    "BatchGetItem",  # whether the name is taken
    "BatchGetItem",  # how far the public chat is
    "Query",  # whether the address is a banned account's
    "TransactWriteItems",  # the account, counted
]
INVITED = ["BatchGetItem", "BatchGetItem", "UpdateItem"]
"""The invitation, who gave it, and one use of it less."""
GROUP = ["BatchGetItem", "BatchGetItem"]
"""The group and its admin."""


@pytest.mark.parametrize(
    ("decided", "by", "more", "writes"),
    [
        ({}, "nothing", [], 0),
        ({"sign_up": "domains", "domains": ["example.org"]}, "nothing", [], 0),
        ({"sign_up": "invited"}, "an invitation", INVITED, 1),
        ({"sign_up": "invited"}, "an invitation to a group", GROUP, 0),
        ({"challenge": True}, "work", ["UpdateItem"], 1),
    ],
    ids=str,
)
def test_a_sign_up_costs_what_is_asked_for(
    chat: Chat, wire: Wire, decided: dict[str, Any], by: str, more: list[str], writes: int
) -> None:
    # Given
    decide(chat, **decided)
    parts: dict[str, dict[str, Any]] = {
        "nothing": {},
        "an invitation": {"invite": invited(chat)},
        "an invitation to a group": {"invite": group_of(chat, "ada")[1]},
        "work": {"challenge": work(chat)},
    }
    # When
    with wire.watched() as seen:
        sign_up(chat, "ann", **parts[by])
    # Then
    assert sorted(seen.operations) == sorted([*OPEN, *more])
    assert seen.write_units == 4 + writes


def test_who_was_invited_to_no_group_pays_nothing_for_it_when_the_address_is_proven(chat: Chat, wire: Wire) -> None:
    sign_up(chat, "ann")
    with wire.watched() as plain:
        prove(chat, "ann")
    _, invite = group_of(chat, "ada")
    sign_up(chat, "bob", invite=invite)
    with wire.watched() as joining:
        prove(chat, "bob")
    assert (len(plain.operations), plain.write_units) == (14, 7)
    assert len(joining.operations) > len(plain.operations)
