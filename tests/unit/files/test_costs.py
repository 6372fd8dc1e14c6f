"""What a file costs at the wire."""

from __future__ import annotations

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.wire import lay
from tests.unit.files.test_uploads import post, uploaded


def test_a_file_costs_a_read_and_four_write_units_more_than_a_text(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = lay(monkeypatch)
    chat = Chat(database=database)
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    answer = uploaded(chat, "ann")
    for _ in range(2):
        chat.say(ann)
    chat.clock.advance(seconds=30)
    with wire.watched() as text:
        chat.say(ann)
    with wire.watched() as file:
        post(chat, ann, answer)
    # Its message is put in a transaction, with the signature that is used up
    more = ["TransactWriteItems", "BatchGetItem", "UpdateItem"]
    assert sorted([*file.operations, "PutItem"]) == sorted([*text.operations, *more])
    assert file.write_units - text.write_units == 4
