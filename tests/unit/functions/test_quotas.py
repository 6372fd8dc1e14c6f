"""What functions answer and hand on, held against the sizes that AWS allows."""

from __future__ import annotations

import json

import pytest

from snowfight.domain.messages.page_size import PAGE_BYTES
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account
from snowfight.models.tasks import ShardTask
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.events import handshake_event
from tests.support.lambdas import Lambdas

AUTHORIZER_RESULT = 8 * 1024
ANSWER = 6 * 1024 * 1024
QUEUED = 1024 * 1024
"""Bytes of an invocation that nobody waits for."""
FRAME = 32 * 1024
LONGEST = 4000
"""The most that `message_length` may be (docs/settings.md)."""
LARGEST = ["🐒", '"', "\n", "\x01"]
"""Characters that take many bytes, by themselves or escaped, in JSON within JSON."""


def test_the_authorizers_result_fits(lambdas: Lambdas, chat: Chat) -> None:
    name = "a" * 20
    chat.user(name)
    ticket = lambdas.authorizer.ticket_issuer.issue(name).ticket

    result = lambdas.authorizer.handler(handshake_event({"ticket": ticket}), object())

    assert result["principalId"] == name
    assert len(json.dumps(result).encode()) < AUTHORIZER_RESULT


@pytest.mark.parametrize("character", LARGEST)
def test_the_largest_page_of_messages_is_one_that_a_function_may_answer(chat: Chat, character: str) -> None:
    chat.accounts.create(Account("ann", "🐒" * 50, "ann@example.org"))
    fill(chat, PUBLIC_CHAT, ["ann"], 200, body=character * LONGEST)

    page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(limit=200))

    # Lambda's runtime does not escape what is not ASCII, from Python 3.12 on.
    answer = json.dumps({"statusCode": 200, "body": page.model_dump_json()}, ensure_ascii=False)
    assert len(page.model_dump_json().encode()) <= PAGE_BYTES
    assert len(page.messages) == 200 or page.has_older  # what does not fit is asked for with the next page
    assert len(answer.encode()) < ANSWER


def test_the_largest_errand_can_be_queued() -> None:
    task = ShardTask(room="x" * 64, end=1600, frame="\x01" * FRAME, unless="y" * 64, about="z" * 64)

    assert len(task.model_dump_json().encode()) < QUEUED
