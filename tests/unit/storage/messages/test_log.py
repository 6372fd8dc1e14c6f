"""Given a chat's numbered log, when messages are appended and read, then …"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snowfight.errors import Unavailable
from snowfight.models.records import Entry, Replies
from snowfight.storage.database import Database
from snowfight.storage.messages import contest
from snowfight.storage.messages.log import Appended, Messages
from snowfight.storage.messages.receipts import RECEIPT_LIFE, Receipt, ReceiptRows
from snowfight.storage.rows.messages import MessageRow
from tests.support.tables import empty_tables

NOW = datetime(2026, 1, 31, 12, 0, 0, 123_000, tzinfo=UTC)
ROOM = "public-chat"


@pytest.fixture
def messages(database: Database) -> Messages:
    return Messages(database, pause=lambda _seconds: None)


def entry(number: int, *, seq: int = 1, author: str = "ann", room: str = ROOM, created: datetime = NOW) -> Entry:
    """The message `number` of its author, to be tried at `seq`."""
    return Entry(room, seq, str(UUID(int=number)), author, created, body=f"{author} {number}")


def log(messages: Messages, room: str = ROOM) -> list[tuple[int, str | None]]:
    return [(entry.seq, entry.body) for entry in messages.before(room, None, 100)]


def test_a_message_gets_the_number_that_is_free(messages: Messages) -> None:
    for number in (1, 2, 3):
        appended = messages.append(entry(number, seq=number))
        assert (appended.receipt, appended.again) == (Receipt(number, NOW), False)
    assert log(messages) == [(1, "ann 1"), (2, "ann 2"), (3, "ann 3")]


def test_a_taken_number_leads_to_the_next_free_one_however_stale_the_hint(messages: Messages) -> None:
    for number in range(1, 6):
        messages.append(entry(number, seq=number))
    assert messages.append(entry(6, seq=5)).receipt.seq == 6
    assert messages.append(entry(7, seq=1)).receipt.seq == 7
    assert [seq for seq, _ in log(messages)] == [1, 2, 3, 4, 5, 6, 7]


def test_a_retry_stores_nothing_and_gets_the_same_receipt(messages: Messages) -> None:
    first = messages.append(entry(1)).receipt
    messages.append(entry(2, seq=2))
    for hint in (1, 2, 3):
        again = messages.append(entry(1, seq=hint, created=NOW + timedelta(hours=24)))
        assert (again.receipt, again.again) == (first, True)
    assert log(messages) == [(1, "ann 1"), (2, "ann 2")]


def test_a_client_id_counts_for_its_user_and_chat_alone(messages: Messages) -> None:
    messages.append(entry(1))
    assert messages.append(entry(1, author="bob")).again is False
    assert messages.append(entry(1, room="elsewhere")).again is False
    assert log(messages) == [(1, "ann 1"), (2, "bob 1")]
    assert log(messages, "elsewhere") == [(1, "ann 1")]


def test_a_receipt_is_good_until_it_expires_whether_it_was_swept_or_not(messages: Messages) -> None:
    # Given
    receipt = messages.append(entry(1)).receipt
    client_id = entry(1).client_id
    last = NOW + RECEIPT_LIFE - timedelta(seconds=1)
    # When, then
    assert messages.receipt(ROOM, "ann", client_id, last) == receipt
    assert messages.append(entry(1, created=last)).again is True
    over = NOW + RECEIPT_LIFE
    assert messages.receipt(ROOM, "ann", client_id, over) is None
    assert messages.append(entry(1, seq=2, created=over)).receipt.seq == 2
    assert messages.append(entry(1, seq=1, created=over)).again is True


def test_a_receipt_alone_proves_nothing_and_the_message_is_stored_where_it_says(messages: Messages) -> None:
    # Given an attempt that died between the two
    ReceiptRows(messages._database).put(entry(1))
    assert messages.receipt(ROOM, "ann", entry(1).client_id, NOW) is None
    # When
    later = NOW + timedelta(minutes=1)
    appended = messages.append(entry(1, created=later))
    # Then
    assert appended == Appended(Receipt(1, later), again=False)
    assert messages.receipt(ROOM, "ann", entry(1).client_id, later) == Receipt(1, later)


def test_a_reply_to_what_the_chats_row_does_not_know_yet_comes_after_it(messages: Messages) -> None:
    messages.append(entry(1))
    [root] = messages.get([(ROOM, 1)]).values()
    reply = replace(entry(2, seq=1), reply_to=1, thread=1)
    assert messages.append(reply, root=root).receipt.seq == 2
    assert messages.get([(ROOM, 1)])[ROOM, 1].replies == Replies(1, 2, ("ann",))


def test_where_another_took_the_slot_meanwhile_a_retry_goes_to_the_next(messages: Messages) -> None:
    ReceiptRows(messages._database).put(entry(1))
    messages.append(entry(2, author="bob"))
    for hint in (1, 2):
        assert messages.append(entry(1, seq=hint)).receipt.seq == 2
    assert log(messages) == [(1, "bob 2"), (2, "ann 1")]


def test_a_message_that_has_ended_is_not_stored_again_by_a_late_retry(messages: Messages) -> None:
    # Given a message that went with its time, in a chat that goes on
    first = messages.append(entry(1)).receipt
    messages.append(entry(2, seq=2))
    MessageRow(ROOM, 1).delete()
    # When
    again = messages.append(entry(1, seq=3, created=NOW + timedelta(hours=24, minutes=30)))
    # Then
    assert again == Appended(first, again=True)
    assert log(messages) == [(2, "ann 2")]


def test_a_retry_goes_behind_all_that_ever_was_though_the_newest_have_ended(messages: Messages) -> None:
    # Given an attempt that died after its receipt, and others since, the last of which ended
    ReceiptRows(messages._database).put(entry(1))
    for number in (1, 2):
        messages.append(entry(number, seq=number, author="bob"))
    MessageRow(ROOM, 2).delete()
    # When, then
    assert messages.append(entry(1, seq=3)) == Appended(Receipt(3, NOW), again=False)
    assert log(messages) == [(1, "bob 1"), (3, "ann 1")]


def test_tables_that_were_brought_back_to_an_earlier_moment_get_no_hole_by_a_retry(messages: Messages) -> None:
    # Given a log that has lost its end, and a receipt of that
    for number in (1, 2, 3, 4):
        messages.append(entry(number, seq=number))
    for seq in (2, 3, 4):
        MessageRow(ROOM, seq).delete()
    # When, then
    assert messages.append(entry(4, seq=2)) == Appended(Receipt(2, NOW), again=False)
    assert log(messages) == [(1, "ann 1"), (2, "ann 4")]


def test_what_was_never_stored_has_no_receipt(messages: Messages) -> None:
    assert messages.receipt(ROOM, "ann", entry(1).client_id, NOW) is None


def test_a_chat_whose_numbers_stay_contested_is_unavailable(
    messages: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who is always faster
    messages.append(entry(1))
    monkeypatch.setattr(contest, "ATTEMPTS", 3)
    newest = messages.newest

    def taken(room: str) -> int:
        end = newest(room)
        messages.append(entry(end + 1, seq=end + 1, author="bob"))
        return end

    monkeypatch.setattr(messages, "newest", taken)
    # When, then
    with pytest.raises(Unavailable):
        messages.append(entry(2))
    assert log(messages) == [(1, "ann 1"), (2, "bob 2"), (3, "bob 3")]
    assert messages.receipt(ROOM, "ann", entry(2).client_id, NOW) is None
    # And when it is tried again
    monkeypatch.setattr(messages, "newest", newest)
    assert messages.append(entry(2)) == Appended(Receipt(4, NOW), again=False)


SENDS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["ann", "bob"]), st.integers(1, 6)), min_size=1, max_size=12
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SENDS)
def test_the_log_has_no_holes_and_every_message_once(messages: Messages, sends: list[tuple[int, str, int]]) -> None:
    # Given sends and retries in any order, with hints that are right, stale or from nowhere
    empty_tables()
    kept: dict[tuple[str, int], int] = {}
    for number, author, hint in sends:
        # When (no hint lies beyond the end: it is the number of a stored message and one)
        appended = messages.append(entry(number, seq=min(hint, len(kept) + 1), author=author))
        # Then
        assert appended.again == ((author, number) in kept)
        assert kept.setdefault((author, number), appended.receipt.seq) == appended.receipt.seq
    assert sorted(kept.values()) == list(range(1, len(kept) + 1))
    assert [seq for seq, _ in log(messages)] == sorted(kept.values())
    assert messages.newest(ROOM) == len(kept)


def test_pages_are_oldest_first_from_either_side(messages: Messages) -> None:
    for number in range(1, 8):
        messages.append(entry(number, seq=number))
    assert [one.seq for one in messages.before(ROOM, None, 3)] == [5, 6, 7]
    assert [one.seq for one in messages.before(ROOM, 3, 10)] == [1, 2]
    assert [one.seq for one in messages.before(ROOM, 0, 10)] == []
    assert [one.seq for one in messages.before(ROOM, None, 10, above=5)] == [6, 7]
    assert [one.seq for one in messages.before(ROOM, 6, 2, above=2)] == [4, 5]
    assert [one.seq for one in messages.before(ROOM, None, 10, above=7)] == []
    assert [one.seq for one in messages.after(ROOM, 0, 3)] == [1, 2, 3]
    assert [one.seq for one in messages.after(ROOM, 6, 3)] == [7]
    assert [one.seq for one in messages.after(ROOM, 7, 3)] == []


def test_messages_are_got_by_their_numbers_and_what_is_not_there_is_left_out(messages: Messages) -> None:
    messages.append(entry(1))
    assert list(messages.get([(ROOM, 0), (ROOM, 1), (ROOM, 2), ("elsewhere", 1)])) == [(ROOM, 1)]
    assert messages.get([]) == {}


def test_a_message_comes_back_as_it_was_stored(messages: Messages) -> None:
    stored = entry(1)
    messages.append(stored)
    assert messages.get([(ROOM, 1)]) == {(ROOM, 1): stored}


def test_the_newest_number_of_an_empty_chat_is_0(messages: Messages) -> None:
    assert messages.newest(ROOM) == 0
